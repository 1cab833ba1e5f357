"""Supervision slips: the written calls on a unit to get on with a branch task."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, DateField, FieldSet, ReferenceField, TextField, WholeField
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, refers_to, text_column
from deskapp.rules.slips import SLIP_COLOURS


class SupervisionSlip(Record):
    """A numbered slip for one branch task: its colour, when a reply is due, reply and closing."""

    __tablename__ = "supervision_slip"
    __table_args__ = (UniqueConstraint("year", "number"), {"sqlite_autoincrement": True})

    year: Mapped[int]
    number: Mapped[int]
    branch_task_id: Mapped[int] = refers_to("branch_task")
    colour: Mapped[str] = mapped_column(choice("colour", SLIP_COLOURS))
    issued_on: Mapped[date]
    reply_due_on: Mapped[date] = mapped_column(index=True)
    demand: Mapped[str] = text_column(2000)
    answer: Mapped[str] = text_column(2000)
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]


SLIP_FIELDS: FieldSet = (
    WholeField(name="year", label=N_("Year"), required=True, lowest=1949, highest=2200, width=8),
    WholeField(
        name="number", label=N_("Serial number"), required=True, lowest=1, highest=9999, width=8
    ),
    ReferenceField(
        name="branch_task_id", label=N_("Branch task"), required=True, to="branch_task", width=36
    ),
    ChoiceField(
        name="colour", label=N_("Colour of slip"), required=True, choices=SLIP_COLOURS, width=10
    ),
    DateField(name="issued_on", label=N_("Slip issued on"), required=True),
    DateField(name="reply_due_on", label=N_("Reply due"), required=True),
    TextField(
        name="demand", label=N_("What is demanded"), required=True, longest=2000, lines=3, width=36
    ),
    TextField(name="answer", label=N_("Reply"), longest=2000, lines=3, width=36),
    DateField(name="answered_on", label=N_("Replied on")),
    DateField(name="closed_on", label=N_("Closed on")),
)
