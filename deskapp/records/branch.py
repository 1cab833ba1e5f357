"""Party branches of the units."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import DateField, FieldSet, ReferenceField, TextField
from deskapp.i18n import N_
from deskapp.records.record import Record, refers_to, text_column


class Branch(Record):
    """A branch of a unit; a general branch is the parent of others."""

    __tablename__ = "branch"

    name: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[int] = refers_to("unit")
    parent_id: Mapped[int | None] = refers_to("branch")
    office_order: Mapped[int] = mapped_column(index=True)
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    initials: Mapped[str] = text_column()


BRANCH_FIELDS: FieldSet = (
    TextField(
        name="name",
        label=N_("Branch name"),
        required=True,
        width=30,
        longest=100,
        synonyms=("支部名称", "党支部", "党支部名称", "支部", "name", "branch"),
    ),
    ReferenceField(
        name="unit_id",
        label=N_("Unit"),
        required=True,
        to="unit",
        width=24,
        synonyms=("所属单位", "单位", "部门", "单位名称", "unit"),
    ),
    ReferenceField(
        name="parent_id",
        label=N_("General branch"),
        to="branch",
        width=24,
        synonyms=("上级党组织", "党总支", "所属总支", "上级", "parent"),
    ),
    DateField(
        name="active_from", label=N_("Active from"), synonyms=("启用日期", "成立日期", "成立时间")
    ),
    DateField(
        name="active_until", label=N_("Active until"), synonyms=("停用日期", "撤销日期", "撤销时间")
    ),
)
