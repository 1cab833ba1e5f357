"""Practices of the units, from a note to distinctive experience."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, DateField, FieldSet, ReferenceField, TextField, WholeField
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, refers_to, text_column
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES


class Practice(Record):
    """A practice of a unit or branch in its fixed form: background, approach, effect, spread."""

    __tablename__ = "practice"
    __table_args__ = (
        CheckConstraint("state <> 'adopted' OR adoption_level IS NOT NULL", name="level_named"),
        {"sqlite_autoincrement": True},
    )

    year: Mapped[int] = mapped_column(index=True)
    unit_id: Mapped[int] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    title: Mapped[str]
    happened_on: Mapped[date | None]
    background: Mapped[str] = text_column(10_000)
    approach: Mapped[str] = text_column(10_000)
    effect: Mapped[str] = text_column(10_000)
    to_spread: Mapped[str] = text_column(10_000)
    state: Mapped[str] = mapped_column(choice("state", PRACTICE_STATES), default="noted")
    due_on: Mapped[date | None]
    # The day it first was summarised, by which "in time" is told.
    summarised_on: Mapped[date | None]
    adopted_on: Mapped[date | None]
    adoption_level: Mapped[str | None] = mapped_column(choice("adoption_level", ADOPTION_LEVELS))


class PracticeTask(Record):
    """A key task that a practice grew from."""

    __tablename__ = "practice_task"
    __table_args__ = (
        UniqueConstraint("practice_id", "key_task_id"),
        {"sqlite_autoincrement": True},
    )

    practice_id: Mapped[int] = refers_to("practice", indexed=False)
    key_task_id: Mapped[int] = refers_to("key_task")


class PracticeMeeting(Record):
    """A meeting that a practice grew from."""

    __tablename__ = "practice_meeting"
    __table_args__ = (
        UniqueConstraint("practice_id", "meeting_id"),
        {"sqlite_autoincrement": True},
    )

    practice_id: Mapped[int] = refers_to("practice", indexed=False)
    meeting_id: Mapped[int] = refers_to("meeting")


PRACTICE_FIELDS: FieldSet = (
    TextField(
        name="title",
        label=N_("Practice"),
        required=True,
        width=36,
        longest=200,
        synonyms=("做法名称", "特色做法", "标题", "名称", "题目", "title"),
    ),
    ReferenceField(
        name="unit_id",
        label=N_("Unit"),
        required=True,
        to="unit",
        width=20,
        synonyms=("单位", "部门", "报送单位", "单位名称", "unit"),
    ),
    ReferenceField(
        name="branch_id",
        label=N_("Branch"),
        to="branch",
        width=22,
        synonyms=("党支部", "支部", "branch"),
    ),
    DateField(name="happened_on", label=N_("Date"), synonyms=("日期", "时间", "开展时间")),
    DateField(
        name="due_on",
        label=N_("Summary due"),
        synonyms=("总结期限", "报送期限", "完成时限", "截止日期"),
    ),
    ChoiceField(
        name="state",
        label=N_("State of practice"),
        required=True,
        choices=PRACTICE_STATES,
        width=12,
        words={
            "记录": "noted",
            "已记录": "noted",
            "初步记录": "noted",
            "线索": "noted",
            "梳理": "combed",
            "已梳理": "combed",
            "总结": "summarised",
            "已总结": "summarised",
            "总结提炼": "summarised",
            "已总结提炼": "summarised",
            "采纳": "adopted",
            "已采纳": "adopted",
            "已推广": "adopted",
            "特色经验": "adopted",
        },
        synonyms=("状态", "进展"),
    ),
    DateField(name="summarised_on", label=N_("Summarised on"), synonyms=("总结日期", "报送日期")),
    ChoiceField(
        name="adoption_level",
        label=N_("Adoption level"),
        choices=ADOPTION_LEVELS,
        width=12,
        words={
            "本单位": "own",
            "单位": "own",
            "协会": "association",
            "协会级": "association",
            "市级": "municipal",
            "市": "municipal",
            "省级": "provincial",
            "省部级": "provincial",
            "部级": "provincial",
            "国家级": "national",
            "全国": "national",
        },
        synonyms=("采纳层级", "采用级别", "推广层级", "采纳级别"),
    ),
    DateField(name="adopted_on", label=N_("Adopted on"), synonyms=("采纳日期", "采用日期")),
    TextField(
        name="background",
        label=N_("Background"),
        longest=10_000,
        lines=4,
        width=40,
        synonyms=("背景", "工作背景"),
    ),
    TextField(
        name="approach",
        label=N_("Approach"),
        longest=10_000,
        lines=6,
        width=40,
        synonyms=("做法", "主要做法", "具体做法"),
    ),
    TextField(
        name="effect",
        label=N_("Effect"),
        longest=10_000,
        lines=4,
        width=40,
        synonyms=("成效", "工作成效", "取得成效"),
    ),
    TextField(
        name="to_spread",
        label=N_("What to spread"),
        longest=10_000,
        lines=3,
        width=40,
        synonyms=("推广价值", "可推广经验", "经验启示"),
    ),
    WholeField(name="year", label=N_("Year"), required=True, lowest=1949, highest=2200, width=8),
)
