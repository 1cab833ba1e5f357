"""The order in which an office lists its units, their branches and their people."""

from __future__ import annotations

from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit

UNIT_ORDER = (Unit.office_order, Unit.id)
BRANCH_ORDER = (*UNIT_ORDER, Branch.office_order, Branch.id)
PERSON_ORDER = (Unit.office_order, Person.office_order, Person.id)
