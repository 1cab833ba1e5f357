"""What has to be studied by whom, and what was studied outside meetings.

Study at a meeting is not written here: it follows from the documents of the meeting's agenda
and from its attendance.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import (
    ChoiceField,
    DateField,
    FieldSet,
    ReferenceField,
    TextField,
    WholeField,
    YesNoField,
)
from deskapp.i18n import N_
from deskapp.records.person import RANKS
from deskapp.records.record import Record, choice, refers_to, text_column

AUDIENCES = {
    "branches": N_("All branches"),
    "units": N_("Chosen units"),
    "ranks": N_("Chosen ranks"),
    "top_leaders": N_("Top leaders"),
    "seminars": N_("Every training seminar"),
}


class StudyRequirement(Record):
    """A document that an audience has to study in a year, by a day if one is set."""

    __tablename__ = "study_requirement"

    year: Mapped[int] = mapped_column(index=True)
    document_id: Mapped[int] = refers_to("document")
    audience: Mapped[str] = mapped_column(choice("audience", AUDIENCES))
    due_on: Mapped[date | None]
    # Cadres of section level and top leaders study it no later than their branch.
    leaders_first: Mapped[bool] = mapped_column(default=False)
    # Comes back every year: carried forward into the next.
    recurring: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = text_column(500)


class StudyAudience(Record):
    """One unit, or one rank, of a requirement for chosen units or ranks."""

    __tablename__ = "study_audience"
    __table_args__ = (
        UniqueConstraint("requirement_id", "unit_id"),
        UniqueConstraint("requirement_id", "rank"),
        CheckConstraint("(unit_id IS NULL) <> (rank IS NULL)", name="unit_or_rank"),
        {"sqlite_autoincrement": True},
    )

    requirement_id: Mapped[int] = refers_to("study_requirement", indexed=False)
    unit_id: Mapped[int | None] = refers_to("unit")
    rank: Mapped[str | None] = mapped_column(choice("rank", RANKS))


class StudyEntry(Record):
    """What one person studied outside a meeting.

    With a meeting it makes up for all documents of a meeting that the person missed; with a
    document it is self study.
    """

    __tablename__ = "study_entry"
    __table_args__ = (
        UniqueConstraint("person_id", "meeting_id"),
        UniqueConstraint("person_id", "document_id", "studied_on"),
        CheckConstraint("(meeting_id IS NULL) <> (document_id IS NULL)", name="what_is_named"),
        {"sqlite_autoincrement": True},
    )

    person_id: Mapped[int] = refers_to("person", indexed=False)
    meeting_id: Mapped[int | None] = refers_to("meeting")
    document_id: Mapped[int | None] = refers_to("document")
    studied_on: Mapped[date]
    note: Mapped[str] = text_column(500)


STUDY_REQUIREMENT_FIELDS: FieldSet = (
    ReferenceField(
        name="document_id", label=N_("Document"), required=True, to="document", width=36
    ),
    ChoiceField(
        name="audience", label=N_("Who studies it"), required=True, choices=AUDIENCES, width=14
    ),
    DateField(name="due_on", label=N_("Study by")),
    YesNoField(
        name="leaders_first",
        label=N_("Leaders first"),
        width=10,
        help=N_("Section level and top leaders study it no later than their branch."),
    ),
    YesNoField(
        name="recurring",
        label=N_("Every year"),
        width=10,
        help=N_("Carried forward into the next year."),
    ),
    TextField(name="note", label=N_("Remark"), longest=500, lines=2, width=30),
    WholeField(name="year", label=N_("Year"), required=True, lowest=1949, highest=2200, width=8),
)

STUDY_ENTRY_FIELDS: FieldSet = (
    ReferenceField(name="person_id", label=N_("Name"), required=True, to="person"),
    ReferenceField(name="meeting_id", label=N_("Meeting made up for"), to="meeting", width=30),
    ReferenceField(name="document_id", label=N_("Document"), to="document", width=30),
    DateField(name="studied_on", label=N_("Studied on"), required=True),
    TextField(name="note", label=N_("Remark"), longest=500, width=24),
)
