"""The year's appraisal: a scheme, its indicators, and the points given by hand."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import FieldSet, PointsField, TextField
from deskapp.i18n import N_
from deskapp.records.record import Points, Record, choice, refers_to, text_column

APPRAISED = {"units": N_("Units"), "branches": N_("Branches")}
SECTIONS = {
    "ordinary": N_("Ordinary points"),
    "bonus": N_("Bonus points"),
    "deduction": N_("Deductions"),
}


class Scheme(Record):
    """How one year is appraised: who, and by which indicators."""

    __tablename__ = "scheme"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    appraised: Mapped[str] = mapped_column(choice("appraised", APPRAISED), default="units")


class Indicator(Record):
    """One line of a scheme: a measure, a rule kind and the rule's parameters."""

    __tablename__ = "indicator"

    scheme_id: Mapped[int] = refers_to("scheme")
    position: Mapped[int]
    section: Mapped[str] = mapped_column(choice("section", SECTIONS), default="ordinary")
    level1: Mapped[str]
    level2: Mapped[str]
    points: Mapped[Decimal] = mapped_column(Points)
    criteria: Mapped[str] = text_column(2000)
    measure: Mapped[str] = text_column(60)
    measure_parameters: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    rule: Mapped[str] = text_column(60)
    rule_parameters: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)


class HandScore(Record):
    """Points that the assessor gave by hand, with the reason."""

    __tablename__ = "hand_score"
    __table_args__ = (
        UniqueConstraint("indicator_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = refers_to("indicator", indexed=False)
    unit_id: Mapped[int] = refers_to("unit")
    points: Mapped[Decimal] = mapped_column(Points)
    reason: Mapped[str] = text_column(500)


HAND_SCORE_FIELDS: FieldSet = (
    PointsField(name="points", label=N_("Points"), required=True, width=8),
    TextField(name="reason", label=N_("Reason"), longest=500, lines=2, width=30),
)
