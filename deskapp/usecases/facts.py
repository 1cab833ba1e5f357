"""Change the facts about the ledger itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import name_action
from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.records.fact import OFFICE_NAME, Fact


def save_office_name(session: Session, name: str) -> None:
    """Save the name of the office that keeps the ledger.

    Raises FieldProblems when it is empty.
    """
    if not name.strip():
        complaint = _("Please fill in the name of the office.")
        raise FieldProblems(complaint, {"office_name": complaint})
    name_action(session, N_("Save office name {name}"), name=name.strip())
    found = session.execute(select(Fact).where(Fact.name == OFFICE_NAME)).scalar()
    if found is None:
        found = Fact(name=OFFICE_NAME)
        session.add(found)
    found.value = name.strip()
