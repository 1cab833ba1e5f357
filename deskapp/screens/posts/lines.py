"""Appointments and vacancies as lines of one list, with their state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.appointments import SOON_DAYS, AppointmentRow, Vacancy
from deskapp.records.appointment import POSTS
from deskapp.rules.tenures import is_in_force
from deskapp.widgets.row_table_model import TableColumn

_POSTS = tuple(POSTS)


@dataclass(frozen=True, slots=True)
class PostLine:
    """One line: an appointment by its id, or a vacancy by a number below zero."""

    id: int
    branch_id: int
    branch: str
    unit: str
    post: str
    title: str
    person: str
    person_post: str
    starts_on: date | None
    ends_on: date | None
    document_number: str
    state: str
    tone: str
    # The first day of the term, or the first without anybody.
    since: date | None
    # What the list has no room for; empty where there is nothing more to say.
    remark: str

    @property
    def post_in_words(self) -> str:
        """Return the post as it is called, another post as it was written."""
        return self.title or _(POSTS[self.post])

    @property
    def is_vacant(self) -> bool:
        """Return whether nobody is in the post."""
        return self.id < 0


def appointment_line(row: AppointmentRow, day: date) -> PostLine:
    """Return an appointment as a line, judged on a day."""
    state, tone = state_in_words(row, day)
    return PostLine(
        id=row.id,
        branch_id=row.branch_id,
        branch=row.branch,
        unit=row.unit,
        post=row.post,
        title=row.title,
        person=row.person,
        person_post=row.person_post,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        document_number=row.document_number,
        state=state,
        tone=tone,
        since=row.starts_on,
        remark=remark_about(row, day),
    )


def vacancy_line(row: Vacancy) -> PostLine:
    """Return a vacancy as a line."""
    return PostLine(
        id=vacancy_id(row.branch_id, row.post),
        branch_id=row.branch_id,
        branch=row.branch,
        unit=row.unit,
        post=row.post,
        title="",
        person="—",
        person_post="",
        starts_on=None,
        ends_on=None,
        document_number="",
        state=f"■ {vacant_in_words(row.days)}",
        tone="red",
        since=row.vacant_since,
        remark=_remark_about_vacancy(row),
    )


def _remark_about_vacancy(row: Vacancy) -> str:
    if row.vacant_since is None:
        return ""
    return _("Vacant since {date}.").format(date=shown_date(row.vacant_since))


def remark_about(row: AppointmentRow, day: date) -> str:
    """Return what is odd about an appointment in force on a day: its holder left the office."""
    if row.person_left is None or not is_in_force(row, day) or row.person_left >= day:
        return ""
    text = _("{name} left the office on {date}: end the appointment, or appoint a successor.")
    return text.format(name=row.person, date=shown_date(row.person_left))


def vacancy_id(branch_id: int, post: str) -> int:
    """Return the number below zero that stands for a vacancy in a list."""
    return -(branch_id * len(_POSTS) + _POSTS.index(post) + 1)


def vacant_in_words(days: int | None) -> str:
    """Return for how long nobody is in a post; None where that was never recorded."""
    if days is None:
        return _("Never recorded")
    return ngettext("Vacant {number} day", "Vacant {number} days", days).format(number=days)


def state_in_words(row: AppointmentRow, day: date) -> tuple[str, str]:
    """Return how an appointment stands on a day, in words with a sign, and its tone."""
    if row.starts_on > day:
        return _("Not begun"), "blue"
    if row.ends_on is not None and row.ends_on < day:
        return _("Ended"), "grey"
    if row.person_left is not None and row.person_left < day:
        return f"▲ {_('Left the office')}", "red"
    if row.ends_on is not None and (left := (row.ends_on - day).days) <= SOON_DAYS:
        text = ngettext("{number} day left", "{number} days left", left).format(number=left)
        return f"◆ {text}", "yellow"
    return _("In post"), ""


COLUMNS = (
    TableColumn("branch", N_("Branch"), 17),
    TableColumn("unit", N_("Unit"), 14, hidden=True),
    TableColumn("post_in_words", N_("Post in the branch"), 10),
    TableColumn("person", N_("Name"), 8),
    TableColumn("state", N_("State"), 14, tone=lambda line: line.tone, sortable=False),
    TableColumn("person_post", N_("Post in the office"), 14, hidden=True),
    TableColumn("starts_on", N_("In post from"), 11, shown=shown_date),
    TableColumn("ends_on", N_("In post until"), 11, shown=shown_date),
    TableColumn("document_number", N_("Appointing document"), 20, hidden=True),
)
# What the query sorts by where the list shows words.
SORTED_BY = {"post_in_words": "post"}
