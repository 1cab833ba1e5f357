"""Units: headquarters departments and affiliated institutions."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, DateField, FieldSet, TextField
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, text_column

UNIT_KINDS = {
    "department": N_("Headquarters department"),
    "institution": N_("Affiliated institution"),
}


class Unit(Record):
    """A department or institution, in the office's own order."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str] = text_column()
    kind: Mapped[str] = mapped_column(choice("kind", UNIT_KINDS))
    office_order: Mapped[int] = mapped_column(index=True)
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    initials: Mapped[str] = text_column()


UNIT_FIELDS: FieldSet = (
    TextField(
        name="name",
        label=N_("Unit name"),
        required=True,
        width=28,
        longest=100,
        synonyms=("单位名称", "单位", "部门", "部门名称", "处室", "机构名称", "name", "unit"),
    ),
    TextField(
        name="short_name",
        label=N_("Short name"),
        width=14,
        longest=40,
        synonyms=("简称", "单位简称", "short name"),
    ),
    ChoiceField(
        name="kind",
        label=N_("Kind of unit"),
        required=True,
        width=14,
        choices=UNIT_KINDS,
        words={
            "机关部门": "department",
            "直属单位": "institution",
            "机关": "department",
            "部门": "department",
            "机关处室": "department",
            "直属事业单位": "institution",
            "事业单位": "institution",
            "直属": "institution",
        },
        synonyms=("单位类别", "类别", "性质", "单位性质", "类型", "kind"),
    ),
    DateField(
        name="active_from", label=N_("Active from"), synonyms=("启用日期", "成立日期", "成立时间")
    ),
    DateField(
        name="active_until", label=N_("Active until"), synonyms=("停用日期", "撤销日期", "撤销时间")
    ),
)
