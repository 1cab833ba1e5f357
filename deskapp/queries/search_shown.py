"""How what was found is shown: its name, of what it is, and its year, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import extract, func

from deskapp.records.appointment import Appointment
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaItem, Decision, Meeting
from deskapp.records.person import Person
from deskapp.records.practice import Practice
from deskapp.records.study import StudyEntry, StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Shown:
    """How a found record is shown: its name, of what it is, and its year."""

    title: Any
    context: Sequence[Any] = ()
    year: Any = None
    joins: Sequence[tuple[Any, Any]] = ()
    outer: Sequence[tuple[Any, Any]] = ()


_TO_KEY_TASK = (KeyTask, KeyTask.id == BranchTask.key_task_id)
_OF_BRANCH_TASK = (Unit, Unit.id == BranchTask.unit_id)
_BRANCH = (Branch, Branch.id == BranchTask.branch_id)
_CARRIER = func.coalesce(Branch.name, Unit.name)

# In the order in which the kinds are listed.
SHOWN: Mapping[str, Shown] = {
    "person": Shown(
        Person.name, (Unit.name, Person.post), joins=[(Unit, Unit.id == Person.unit_id)]
    ),
    "unit": Shown(Unit.name, (Unit.short_name,)),
    "branch": Shown(Branch.name, (Unit.name,), joins=[(Unit, Unit.id == Branch.unit_id)]),
    "meeting": Shown(Meeting.title, (Meeting.held_on,), Meeting.year),
    "agenda_item": Shown(
        AgendaItem.title,
        (Meeting.title,),
        Meeting.year,
        [(Meeting, Meeting.id == AgendaItem.meeting_id)],
    ),
    "decision": Shown(
        Decision.text,
        (Meeting.title,),
        Meeting.year,
        [(Meeting, Meeting.id == Decision.meeting_id)],
    ),
    "document": Shown(Document.title, (Document.number,), extract("year", Document.issued_on)),
    "key_task": Shown(KeyTask.text, (KeyTask.category,), KeyTask.year),
    "branch_task": Shown(
        KeyTask.text, (_CARRIER,), KeyTask.year, [_TO_KEY_TASK, _OF_BRANCH_TASK], [_BRANCH]
    ),
    "progress_entry": Shown(
        ProgressEntry.text,
        (_CARRIER, ProgressEntry.reported_on),
        KeyTask.year,
        [
            (BranchTask, BranchTask.id == ProgressEntry.branch_task_id),
            _TO_KEY_TASK,
            _OF_BRANCH_TASK,
        ],
        [_BRANCH],
    ),
    "supervision_slip": Shown(
        SupervisionSlip.demand,
        (_CARRIER, SupervisionSlip.issued_on),
        SupervisionSlip.year,
        [(BranchTask, BranchTask.id == SupervisionSlip.branch_task_id), _OF_BRANCH_TASK],
        [_BRANCH],
    ),
    "practice": Shown(
        Practice.title, (Unit.name,), Practice.year, [(Unit, Unit.id == Practice.unit_id)]
    ),
    "study_requirement": Shown(
        Document.title,
        year=StudyRequirement.year,
        joins=[(Document, Document.id == StudyRequirement.document_id)],
    ),
    "study_entry": Shown(
        Person.name,
        (StudyEntry.studied_on,),
        extract("year", StudyEntry.studied_on),
        [(Person, Person.id == StudyEntry.person_id)],
    ),
    "appointment": Shown(
        Person.name,
        (Branch.name, Appointment.document_number),
        extract("year", Appointment.starts_on),
        [
            (Person, Person.id == Appointment.person_id),
            (Branch, Branch.id == Appointment.branch_id),
        ],
    ),
}
