"""Meetings with their agenda, attendance and decisions."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import (
    ChoiceField,
    DateField,
    FieldSet,
    ReferenceField,
    TextField,
    TimeField,
    WholeField,
    YesNoField,
)
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, refers_to, text_column

MEETING_KINDS = {
    "work": N_("Work meeting"),
    "leading_group": N_("Leading group meeting"),
    "branch_study": N_("Branch study"),
    "theory_study": N_("Theory study"),
    "training": N_("Training seminar"),
    "discussion": N_("Discussion"),
    "other": N_("Other meeting"),
}
MEETING_STATES = {"planned": N_("Planned"), "held": N_("Held"), "closed": N_("Closed")}
AGENDA_KINDS = {
    "convey": N_("Convey"),
    "study": N_("Study"),
    "sum_up": N_("Sum up"),
    "lay_out": N_("Lay out"),
    "discuss": N_("Discuss"),
    "speech": N_("Speech"),
    "other": N_("Other item"),
}
ATTENDANCE_ROLES = {
    "presides": N_("Presides"),
    "attends": N_("Attends"),
    "sits_in": N_("Sits in"),
    "records": N_("Records"),
}
ATTENDANCE_STATES = {
    "expected": N_("Not marked"),
    "present": N_("Present"),
    "excused": N_("Excused"),
    "absent": N_("Absent"),
    "stood_in": N_("Stood in for"),
}
DECISION_STATES = {
    "open": N_("To be assigned"),
    "task": N_("Became a task"),
    "note": N_("Stays a note"),
}


class Meeting(Record):
    """A meeting of the year; a closed one is read-only until reopened with a reason."""

    __tablename__ = "meeting"

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(choice("kind", MEETING_KINDS))
    title: Mapped[str]
    held_on: Mapped[date | None] = mapped_column(index=True)
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str] = text_column()
    host_unit_id: Mapped[int | None] = refers_to("unit")
    host_branch_id: Mapped[int | None] = refers_to("branch")
    presider_id: Mapped[int | None] = refers_to("person")
    recorder_id: Mapped[int | None] = refers_to("person")
    state: Mapped[str] = mapped_column(choice("state", MEETING_STATES), default="planned")
    outsiders: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[str] = text_column(100_000)


class AgendaItem(Record):
    """One item of a meeting's agenda, in its order."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = refers_to("meeting")
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(choice("kind", AGENDA_KINDS))
    title: Mapped[str]
    speakers: Mapped[str] = text_column()
    minutes: Mapped[str] = text_column(100_000)


class AgendaDocument(Record):
    """A document that an agenda item conveys or studies."""

    __tablename__ = "agenda_document"
    __table_args__ = (
        UniqueConstraint("agenda_item_id", "document_id"),
        {"sqlite_autoincrement": True},
    )

    agenda_item_id: Mapped[int] = refers_to("agenda_item", indexed=False)
    document_id: Mapped[int] = refers_to("document")


class Attendance(Record):
    """One person expected at, or walked into, a meeting, and what became of it."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("state <> 'stood_in' OR stand_in_id IS NOT NULL", name="stand_in_named"),
        {"sqlite_autoincrement": True},
    )

    meeting_id: Mapped[int] = refers_to("meeting", indexed=False)
    person_id: Mapped[int] = refers_to("person")
    role: Mapped[str] = mapped_column(choice("role", ATTENDANCE_ROLES), default="attends")
    state: Mapped[str] = mapped_column(choice("state", ATTENDANCE_STATES), default="expected")
    reason: Mapped[str] = text_column()
    stand_in_id: Mapped[int | None] = refers_to("person")
    late: Mapped[bool] = mapped_column(default=False)
    invited: Mapped[bool] = mapped_column(default=True)


class Decision(Record):
    """What a meeting decided; it becomes a key task or stays a note."""

    __tablename__ = "decision"

    meeting_id: Mapped[int] = refers_to("meeting")
    position: Mapped[int]
    text: Mapped[str]
    state: Mapped[str] = mapped_column(choice("state", DECISION_STATES), default="open")


MEETING_FIELDS: FieldSet = (
    TextField(
        name="title",
        label=N_("Meeting title"),
        required=True,
        width=40,
        synonyms=("会议名称", "会议主题", "会议标题", "名称", "title"),
    ),
    ChoiceField(
        name="kind",
        label=N_("Kind of meeting"),
        required=True,
        width=14,
        choices=MEETING_KINDS,
        synonyms=("会议类型", "会议类别", "类型"),
    ),
    WholeField(name="year", label=N_("Year"), required=True, lowest=1949, highest=2200, width=8),
    DateField(
        name="held_on",
        label=N_("Date"),
        synonyms=("会议时间", "会议日期", "召开时间", "学习时间", "日期", "时间"),
    ),
    TimeField(name="starts_at", label=N_("Starts at"), width=8, synonyms=("开始时间", "起始时间")),
    TimeField(name="ends_at", label=N_("Ends at"), width=8, synonyms=("结束时间", "截止时间")),
    TextField(name="place", label=N_("Place"), width=18, synonyms=("地点", "会议地点", "召开地点")),
    ReferenceField(
        name="host_unit_id",
        label=N_("Host unit"),
        to="unit",
        width=20,
        synonyms=("主办单位", "召开单位", "组织单位", "承办单位", "主办", "单位"),
    ),
    ReferenceField(
        name="host_branch_id",
        label=N_("Host branch"),
        to="branch",
        width=20,
        synonyms=("主办支部", "党支部", "支部"),
    ),
    ReferenceField(
        name="presider_id",
        label=N_("Presider"),
        to="person",
        synonyms=("主持人", "主持", "主持(领学)人", "主持人员"),
    ),
    ReferenceField(
        name="recorder_id",
        label=N_("Recorder"),
        to="person",
        synonyms=("记录人", "记录", "记录人员"),
    ),
    WholeField(
        name="outsiders",
        label=N_("Guests from outside"),
        synonyms=("外单位人数", "外来人数", "列席外单位人数"),
        highest=100_000,
        width=10,
        help=N_("A head count only; people from outside are not kept by name."),
    ),
    TextField(name="minutes", label=N_("Minutes"), longest=100_000, lines=14, width=50),
)

AGENDA_FIELDS: FieldSet = (
    ChoiceField(
        name="kind", label=N_("Kind of item"), required=True, choices=AGENDA_KINDS, width=8
    ),
    TextField(name="title", label=N_("Agenda item"), required=True, width=40, longest=500),
    TextField(name="speakers", label=N_("Speakers"), width=14),
    TextField(name="minutes", label=N_("Minutes of the item"), longest=100_000, lines=4, width=40),
)

DECISION_FIELDS: FieldSet = (
    TextField(name="text", label=N_("Decision"), required=True, longest=2000, lines=3, width=50),
    ChoiceField(
        name="state", label=N_("Followed up"), required=True, choices=DECISION_STATES, width=12
    ),
)

ATTENDANCE_FIELDS: FieldSet = (
    ReferenceField(name="person_id", label=N_("Name"), required=True, to="person"),
    ChoiceField(name="role", label=N_("Role"), required=True, choices=ATTENDANCE_ROLES, width=8),
    ChoiceField(
        name="state", label=N_("Attendance"), required=True, choices=ATTENDANCE_STATES, width=10
    ),
    TextField(name="reason", label=N_("Reason"), width=18, longest=200),
    ReferenceField(name="stand_in_id", label=N_("Stand-in"), to="person"),
    YesNoField(name="late", label=N_("Late"), width=6),
)
