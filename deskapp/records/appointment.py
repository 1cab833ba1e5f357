"""Who holds which post of a branch, from when until when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.fields import ChoiceField, DateField, FieldSet, ReferenceField, TextField
from deskapp.i18n import N_
from deskapp.records.record import Record, choice, refers_to, text_column

POSTS = {
    "secretary": N_("Branch secretary"),
    "deputy": N_("Deputy secretary"),
    "liaison": N_("Liaison"),
    "organisation": N_("Organisation member"),
    "publicity": N_("Publicity member"),
    "discipline": N_("Discipline member"),
    "other": N_("Other post"),
}
# Held by one person at a time.
SINGLE_HOLDER_POSTS = ("secretary", "liaison")
# Every branch must have somebody in them.
REQUIRED_POSTS = ("secretary", "liaison")


class Appointment(Record):
    """A person in a post of a branch; `ends_on` is the last day, empty while there is no end."""

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        {"sqlite_autoincrement": True},
    )

    branch_id: Mapped[int] = refers_to("branch")
    post: Mapped[str] = mapped_column(choice("post", POSTS))
    title: Mapped[str] = text_column()
    person_id: Mapped[int] = refers_to("person")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    document_number: Mapped[str] = text_column()


APPOINTMENT_FIELDS: FieldSet = (
    ReferenceField(
        name="branch_id",
        label=N_("Branch"),
        required=True,
        to="branch",
        width=26,
        synonyms=("党支部", "支部", "支部名称", "党支部名称", "任职支部", "branch"),
    ),
    ChoiceField(
        name="post",
        label=N_("Post in the branch"),
        required=True,
        choices=POSTS,
        width=14,
        words={
            "书记": "secretary",
            "党支部书记": "secretary",
            "支部书记": "secretary",
            "副书记": "deputy",
            "支部副书记": "deputy",
            "联络员": "liaison",
            "统战联络员": "liaison",
            "组织委员": "organisation",
            "宣传委员": "publicity",
            "纪检委员": "discipline",
            "纪律检查委员": "discipline",
            "其他": "other",
        },
        synonyms=("支部职务", "党内职务", "岗位", "任职岗位", "职务", "post"),
    ),
    TextField(
        name="title",
        label=N_("Post as written"),
        width=14,
        longest=60,
        help=N_("What another post is called, such as youth member."),
    ),
    ReferenceField(
        name="person_id",
        label=N_("Name"),
        required=True,
        to="person",
        synonyms=("姓名", "名字", "人员", "任职人员", "name"),
    ),
    DateField(
        name="starts_on",
        label=N_("In post from"),
        required=True,
        synonyms=("任职时间", "任职日期", "起始日期", "任职起始", "开始时间", "自", "from"),
    ),
    DateField(
        name="ends_on",
        label=N_("In post until"),
        help=N_("The last day in the post; empty while no end is known."),
        synonyms=("免职时间", "免职日期", "截止日期", "任期届满", "结束时间", "至", "until"),
    ),
    TextField(
        name="document_number",
        label=N_("Appointing document"),
        width=18,
        longest=60,
        synonyms=("任职文号", "任命文号", "文号", "批复文号"),
    ),
)
