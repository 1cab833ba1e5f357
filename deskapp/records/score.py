"""What people say of a score: the appraised themselves, the assessors, an appeal, a grade.

Each belongs to one unit or to one branch, as the scheme appraises units or branches.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, DateField, FieldSet, PointsField, TextField
from deskapp.i18n import N_
from deskapp.records.record import Points, Record, choice, refers_to, text_column

# The column that names who is appraised, by what the scheme appraises.
SUBJECT_COLUMNS = {"units": "unit_id", "branches": "branch_id"}
OUTCOMES = {
    "upheld": N_("Appeal upheld"),
    "partly": N_("Appeal partly upheld"),
    "rejected": N_("Appeal rejected"),
}


def _one_subject() -> CheckConstraint:
    return CheckConstraint("(unit_id IS NULL) <> (branch_id IS NULL)", name="one_subject")


class AssessorScore(Record):
    """The points that the assessors gave, with the reason; they stand in place of computed ones."""

    __tablename__ = "assessor_score"
    __table_args__ = (
        UniqueConstraint("indicator_id", "unit_id"),
        UniqueConstraint("indicator_id", "branch_id"),
        _one_subject(),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = refers_to("indicator", indexed=False)
    unit_id: Mapped[int | None] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    points: Mapped[Decimal] = mapped_column(Points)
    reason: Mapped[str] = text_column(500)


class SelfScore(Record):
    """The points that the appraised give themselves, explained; they never count."""

    __tablename__ = "self_score"
    __table_args__ = (
        UniqueConstraint("indicator_id", "unit_id"),
        UniqueConstraint("indicator_id", "branch_id"),
        _one_subject(),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = refers_to("indicator", indexed=False)
    unit_id: Mapped[int | None] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    points: Mapped[Decimal] = mapped_column(Points)
    explanation: Mapped[str] = text_column(2000)


class Appeal(Record):
    """An appeal against a score: raised, answered with an outcome, and kept.

    `points_then` is what the score was when the appeal was raised. Without an outcome it is open.
    """

    __tablename__ = "appeal"
    __table_args__ = (
        _one_subject(),
        CheckConstraint("answered_on IS NULL OR answered_on >= raised_on", name="answered_later"),
        CheckConstraint("(answered_on IS NULL) = (outcome IS NULL)", name="answered_whole"),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = refers_to("indicator")
    unit_id: Mapped[int | None] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    raised_on: Mapped[date]
    text: Mapped[str] = text_column(2000)
    points_then: Mapped[Decimal] = mapped_column(Points)
    answered_on: Mapped[date | None]
    answer: Mapped[str] = text_column(2000)
    outcome: Mapped[str | None] = mapped_column(choice("outcome", OUTCOMES))


class GradeGiven(Record):
    """The grade that was decided on for one of the appraised, with the reason."""

    __tablename__ = "grade_given"
    __table_args__ = (
        UniqueConstraint("scheme_id", "unit_id"),
        UniqueConstraint("scheme_id", "branch_id"),
        _one_subject(),
        {"sqlite_autoincrement": True},
    )

    scheme_id: Mapped[int] = refers_to("scheme", indexed=False)
    unit_id: Mapped[int | None] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    grade: Mapped[str] = text_column(40)
    reason: Mapped[str] = text_column(500)


ASSESSOR_SCORE_FIELDS: FieldSet = (
    PointsField(name="points", label=N_("Points"), required=True, width=8),
    TextField(name="reason", label=N_("Reason"), longest=500, lines=2, width=30),
)

SELF_SCORE_FIELDS: FieldSet = (
    PointsField(name="points", label=N_("Self-score"), required=True, width=8),
    TextField(name="explanation", label=N_("Explanation"), longest=2000, lines=3, width=30),
)

APPEAL_FIELDS: FieldSet = (
    DateField(name="raised_on", label=N_("Raised on"), required=True),
    TextField(name="text", label=N_("What is appealed"), required=True, longest=2000, lines=4),
)

APPEAL_ANSWER_FIELDS: FieldSet = (
    DateField(name="answered_on", label=N_("Appeal answered on"), required=True),
    ChoiceField(name="outcome", label=N_("Outcome"), required=True, choices=OUTCOMES, width=12),
    TextField(name="answer", label=N_("Answer"), required=True, longest=2000, lines=4),
)
