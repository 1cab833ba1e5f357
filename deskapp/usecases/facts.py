"""Change the facts about the ledger itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import name_action
from deskapp.errors import FieldProblems
from deskapp.fields import FieldSet, WholeField
from deskapp.i18n import N_, _
from deskapp.records.fact import BEHIND_POINTS, DUE_SOON_DAYS, OFFICE_NAME, Fact
from deskapp.rules.task_states import ColourRules

COLOUR_RULE_FIELDS: FieldSet = (
    WholeField(name=DUE_SOON_DAYS, label=N_("Days before the deadline"), lowest=0, highest=90),
    WholeField(
        name=BEHIND_POINTS, label=N_("Points behind the time gone by"), lowest=0, highest=99
    ),
)


def save_office_name(session: Session, name: str) -> None:
    """Save the name of the office that keeps the ledger.

    Raises FieldProblems when it is empty.
    """
    if not name.strip():
        complaint = _("Please fill in the name of the office.")
        raise FieldProblems(complaint, {"office_name": complaint})
    name_action(session, N_("Save office name {name}"), name=name.strip())
    _set(session, OFFICE_NAME, name.strip())


def save_colour_rules(session: Session, rules: ColourRules) -> None:
    """Save when open tasks are shown as due soon and as behind.

    Raises FieldProblems for days or points that no office means.
    """
    complaints = {
        field.name: complaint
        for field in COLOUR_RULE_FIELDS
        if (complaint := field.complaint(getattr(rules, field.name)))
    }
    if complaints:
        raise FieldProblems(next(iter(complaints.values())), complaints)
    name_action(session, N_("Save the rules of the colours"))
    _set(session, DUE_SOON_DAYS, str(rules.due_soon_days))
    _set(session, BEHIND_POINTS, str(rules.behind_points))


def _set(session: Session, name: str, value: str) -> None:
    found = session.execute(select(Fact).where(Fact.name == name)).scalar()
    if found is None:
        found = Fact(name=name)
        session.add(found)
    found.value = value
