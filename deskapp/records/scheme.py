"""The scheme of a year's appraisal: who is appraised, and by which indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, FieldSet, PointsField, TextField, WholeField
from deskapp.i18n import N_
from deskapp.records.record import Points, Record, choice, refers_to, text_column
from deskapp.records.unit import UNIT_KINDS

APPRAISED = {"units": N_("Units"), "branches": N_("Branches")}
SCOPES = {"all": N_("All units"), **UNIT_KINDS}
SECTIONS = {
    "ordinary": N_("Ordinary points"),
    "bonus": N_("Bonus points"),
    "deduction": N_("Deductions"),
}


class Scheme(Record):
    """How one year is appraised: units or branches, of one kind of unit or of all.

    A section without a cap is limited by its indicators alone. Each of the `grades` has a name,
    the total from which it is given, and the percentage of the appraised that may get it.
    """

    __tablename__ = "scheme"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    appraised: Mapped[str] = mapped_column(choice("appraised", APPRAISED), default="units")
    scope: Mapped[str] = mapped_column(choice("scope", SCOPES), default="all")
    bonus_cap: Mapped[Decimal | None] = mapped_column(Points)
    deduction_cap: Mapped[Decimal | None] = mapped_column(Points)
    grades: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)


class Indicator(Record):
    """One line of a scheme: a measure, a rule kind and the rule's parameters.

    `points` is the most that the indicator gives or, among the deductions, takes off.
    """

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


SCHEME_FIELDS: FieldSet = (
    WholeField(name="year", label=N_("Year"), required=True, width=6, lowest=1949, highest=2200),
    TextField(name="title", label=N_("Title of the scheme"), required=True, width=40, longest=200),
    ChoiceField(
        name="appraised", label=N_("Who is appraised"), required=True, choices=APPRAISED, width=8
    ),
    ChoiceField(name="scope", label=N_("Of which units"), required=True, choices=SCOPES, width=12),
    PointsField(name="bonus_cap", label=N_("Bonus at most"), width=8),
    PointsField(name="deduction_cap", label=N_("Deductions at most"), width=8),
)

INDICATOR_FIELDS: FieldSet = (
    ChoiceField(
        name="section",
        label=N_("Section of the scheme"),
        required=True,
        choices=SECTIONS,
        width=10,
        words={
            "基本分": "ordinary",
            "基础分": "ordinary",
            "常规": "ordinary",
            "加分": "bonus",
            "加分项": "bonus",
            "奖励加分": "bonus",
            "扣分": "deduction",
            "扣分项": "deduction",
            "减分项": "deduction",
        },
        synonyms=("类别", "项目类别", "考核分类", "性质", "分类"),
    ),
    TextField(
        name="level1",
        label=N_("Level 1"),
        required=True,
        width=14,
        longest=100,
        synonyms=("一级指标", "考核项目", "考核内容", "项目", "考评项目", "指标类别"),
    ),
    TextField(
        name="level2",
        label=N_("Level 2"),
        required=True,
        width=18,
        longest=100,
        synonyms=("二级指标", "评分项", "考核指标", "具体指标", "考核要点", "指标", "子项"),
    ),
    PointsField(
        name="points",
        label=N_("Worth"),
        required=True,
        width=8,
        synonyms=("分值", "考核分值", "标准分", "满分", "权重", "分数", "配分"),
    ),
    TextField(
        name="criteria",
        label=N_("Criteria"),
        width=44,
        longest=2000,
        lines=3,
        synonyms=(
            "评分标准",
            "评分细则",
            "评分说明",
            "考核标准",
            "计分办法",
            "评分办法",
            "考评标准",
        ),
    ),
)
