"""Key tasks of the year's division of work, and the branch tasks made from them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
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
from deskapp.records.record import Record, choice, refers_to, text_column
from deskapp.rules.task_states import TASK_STATES

TASK_PARTS = {"leads": N_("Leads"), "cooperates": N_("Cooperates")}


class KeyTask(Record):
    """A task of the year's division of work; its deadline is a date or a phrase."""

    __tablename__ = "key_task"

    year: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    category: Mapped[str] = text_column()
    text: Mapped[str]
    goal: Mapped[str] = text_column(2000)
    source_document_id: Mapped[int | None] = refers_to("document")
    source_clause: Mapped[str] = text_column()
    leader_id: Mapped[int | None] = refers_to("person")
    deadline_text: Mapped[str] = text_column()
    deadline_on: Mapped[date | None]
    decision_id: Mapped[int | None] = refers_to("decision")


class KeyTaskUnit(Record):
    """A unit that leads a key task or cooperates in it."""

    __tablename__ = "key_task_unit"
    __table_args__ = (
        UniqueConstraint("key_task_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    key_task_id: Mapped[int] = refers_to("key_task", indexed=False)
    unit_id: Mapped[int] = refers_to("unit")
    part: Mapped[str] = mapped_column(choice("part", TASK_PARTS))
    position: Mapped[int]


class BranchTask(Record):
    """A key task as one branch, or one unit, has to carry it out."""

    __tablename__ = "branch_task"
    __table_args__ = (
        UniqueConstraint("key_task_id", "unit_id", "branch_id"),
        # NULL differs from NULL there: a unit without branch needs an index of its own.
        Index(
            "ix_branch_task_of_a_unit",
            "key_task_id",
            "unit_id",
            unique=True,
            sqlite_where=text("branch_id IS NULL"),
            postgresql_where=text("branch_id IS NULL"),
        ),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_in_range"),
        {"sqlite_autoincrement": True},
    )

    key_task_id: Mapped[int] = refers_to("key_task", indexed=False)
    # The unit is always there, also where a branch carries the task: measures count by unit.
    unit_id: Mapped[int] = refers_to("unit")
    branch_id: Mapped[int | None] = refers_to("branch")
    responsible_id: Mapped[int | None] = refers_to("person")
    state: Mapped[str] = mapped_column(choice("state", TASK_STATES), default="to_confirm")
    percent: Mapped[int] = mapped_column(default=0)
    deadline_on: Mapped[date | None] = mapped_column(index=True)
    original_deadline_on: Mapped[date | None]
    extension_reason: Mapped[str] = text_column()
    assigned_on: Mapped[date | None]
    done_on: Mapped[date | None]
    # The office keeps an eye on it.
    followed: Mapped[bool] = mapped_column(default=False, server_default=false())
    leader_comment: Mapped[str] = text_column(2000)


class ProgressEntry(Record):
    """What was reported of a branch task on one day."""

    __tablename__ = "progress_entry"

    branch_task_id: Mapped[int] = refers_to("branch_task")
    reported_on: Mapped[date] = mapped_column(index=True)
    percent: Mapped[int]
    text: Mapped[str]
    problems: Mapped[str] = text_column(2000)
    next_steps: Mapped[str] = text_column(2000)


KEY_TASK_FIELDS: FieldSet = (
    WholeField(
        name="number",
        label=N_("No."),
        required=True,
        lowest=1,
        highest=9999,
        width=6,
        synonyms=("序号", "编号", "任务编号", "任务序号"),
    ),
    TextField(
        name="category",
        label=N_("Class of task"),
        width=16,
        longest=60,
        synonyms=("类别", "任务类别", "工作类别", "分类", "重点工作", "项目"),
    ),
    TextField(
        name="text",
        label=N_("Key task"),
        required=True,
        longest=2000,
        lines=3,
        width=40,
        synonyms=(
            "具体任务",
            "任务内容",
            "工作任务",
            "重点任务",
            "主要任务",
            "工作内容",
            "工作事项",
            "任务事项",
            "具体工作",
            "工作举措",
            "具体举措",
            "主要工作",
        ),
    ),
    TextField(
        name="goal",
        label=N_("Goal"),
        longest=2000,
        lines=2,
        width=30,
        synonyms=("工作目标", "目标", "标志性成果", "目标要求", "工作要求", "预期成果"),
    ),
    ReferenceField(
        name="source_document_id",
        label=N_("Source document"),
        to="document",
        width=24,
        synonyms=("依据", "文件依据", "政策依据", "任务依据", "依据文件", "任务来源", "来源"),
    ),
    TextField(
        name="source_clause", label=N_("Clause"), width=14, synonyms=("条款", "依据条款", "章节")
    ),
    ReferenceField(
        name="leader_id",
        label=N_("Leader responsible"),
        to="person",
        synonyms=("责任领导", "分管领导", "牵头领导", "主管领导", "包抓领导"),
    ),
    TextField(
        name="deadline_text",
        label=N_("Deadline as written"),
        width=14,
        longest=60,
        help=N_("A date such as 2021-11-30, or a phrase such as 全年, 每季度末, 12月底前."),
        synonyms=(
            "完成时限",
            "时限",
            "截止时间",
            "完成时间",
            "完成期限",
            "时间节点",
            "时间要求",
            "时间进度",
            "进度要求",
        ),
    ),
    WholeField(name="year", label=N_("Year"), required=True, lowest=1949, highest=2200, width=8),
)

BRANCH_TASK_FIELDS: FieldSet = (
    ReferenceField(
        name="key_task_id", label=N_("Key task"), required=True, to="key_task", width=36
    ),
    ReferenceField(name="unit_id", label=N_("Unit"), required=True, to="unit", width=20),
    ReferenceField(name="branch_id", label=N_("Branch"), to="branch", width=22),
    ReferenceField(name="responsible_id", label=N_("Person responsible"), to="person"),
    ChoiceField(
        name="state", label=N_("State of task"), required=True, choices=TASK_STATES, width=10
    ),
    WholeField(name="percent", label=N_("Progress"), highest=100, unit="%", width=8),
    DateField(name="deadline_on", label=N_("Deadline")),
    DateField(name="original_deadline_on", label=N_("Original deadline")),
    TextField(name="extension_reason", label=N_("Reason of the extension"), width=20),
    DateField(name="done_on", label=N_("Done on")),
    YesNoField(name="followed", label=N_("Followed"), width=8),
    TextField(name="leader_comment", label=N_("Leader's comment"), longest=2000, lines=2, width=30),
)

PROGRESS_FIELDS: FieldSet = (
    DateField(name="reported_on", label=N_("Reported on"), required=True),
    WholeField(name="percent", label=N_("Progress"), required=True, highest=100, unit="%", width=8),
    TextField(
        name="text", label=N_("What was done"), required=True, longest=2000, lines=3, width=40
    ),
    TextField(name="problems", label=N_("Problems"), longest=2000, lines=2, width=30),
    TextField(name="next_steps", label=N_("Next steps"), longest=2000, lines=2, width=30),
)
