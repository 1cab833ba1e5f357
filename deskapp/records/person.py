"""Staff in their official role; the ledger holds nothing else about a person."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import (
    ChoiceField,
    DateField,
    FieldSet,
    ReferenceField,
    TextField,
    YesNoField,
)
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, refers_to, text_column

RANKS = {
    "bureau": N_("Bureau level"),
    "section": N_("Section level"),
    "below": N_("Below section level"),
    "other": N_("Other rank"),
}
# Ranks from the highest down; "rank at least" compares places in this row.
RANK_ORDER = tuple(RANKS)


class Person(Record):
    """A member of staff of a unit, found by name, pinyin or initials."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(index=True)
    unit_id: Mapped[int] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    post: Mapped[str] = text_column()
    rank: Mapped[str] = mapped_column(choice("rank", RANKS))
    is_top_leader: Mapped[bool] = mapped_column(default=False)
    office_order: Mapped[int]
    joined: Mapped[date | None]
    left: Mapped[date | None]
    pinyin: Mapped[str] = text_column()
    initials: Mapped[str] = text_column()


PERSON_FIELDS: FieldSet = (
    TextField(
        name="name",
        label=N_("Name"),
        required=True,
        width=12,
        longest=60,
        synonyms=("姓名", "名字", "人员姓名", "name"),
    ),
    ReferenceField(
        name="unit_id",
        label=N_("Unit"),
        required=True,
        to="unit",
        width=24,
        synonyms=("单位", "所在单位", "部门", "处室", "工作单位", "所在部门", "unit"),
    ),
    ReferenceField(
        name="branch_id",
        label=N_("Branch"),
        to="branch",
        width=26,
        synonyms=("党支部", "所在支部", "支部", "所在党支部", "branch"),
    ),
    TextField(
        name="post",
        label=N_("Post"),
        width=16,
        longest=60,
        synonyms=("职务", "岗位", "行政职务", "职务名称", "post"),
    ),
    ChoiceField(
        name="rank",
        label=N_("Rank"),
        required=True,
        width=12,
        choices=RANKS,
        words={
            "局级": "bureau",
            "处级": "section",
            "科级及以下": "below",
            "其他": "other",
            "正局级": "bureau",
            "副局级": "bureau",
            "厅局级": "bureau",
            "局": "bureau",
            "正处级": "section",
            "副处级": "section",
            "处": "section",
            "县处级": "section",
            "科级": "below",
            "正科级": "below",
            "副科级": "below",
            "科级以下": "below",
            "科员": "below",
        },
        synonyms=("职级", "级别", "行政级别", "rank"),
    ),
    YesNoField(
        name="is_top_leader",
        label=N_("Top leader"),
        width=10,
        synonyms=("主要负责人", "一把手", "是否主要负责人"),
    ),
    DateField(
        name="joined", label=N_("Joined"), synonyms=("到岗日期", "到岗时间", "入职日期", "到任时间")
    ),
    DateField(
        name="left", label=N_("Left"), synonyms=("离岗日期", "离岗时间", "离职日期", "离任时间")
    ),
    TextField(
        name="pinyin",
        label=N_("Reading"),
        width=16,
        longest=120,
        help=N_("Filled in from the name; correct it where the surname is read otherwise."),
        synonyms=("拼音", "读音", "pinyin"),
    ),
)
