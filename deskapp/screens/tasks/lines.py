"""Branch tasks as the list shows them: rows of the query with their colour in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_
from deskapp.queries.branch_tasks import BranchTaskRow
from deskapp.rules.task_states import USUAL_RULES, ColourRules, judged_on, task_colour
from deskapp.screens.tasks.follow import star
from deskapp.screens.tasks.words import (
    colour_in_words,
    deadline_in_words,
    state_in_words,
    state_tone,
)
from deskapp.widgets.row_table_model import CENTRE, PAGE, RIGHT, PagedRows, TableColumn

# Below this all rows are read at once; they can be selected and found without looking.
ALL_AT_ONCE = 2000

Page = Callable[[int, int | None], list[BranchTaskRow]]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One branch task as a line of the list; attributes are named as the query sorts them."""

    id: int
    version: int
    key_task_id: int
    text: str
    unit: str
    branch: str
    responsible: str
    state: str
    colour: str
    colour_word: str
    percent: int
    deadline_on: date | None
    original_deadline_on: date | None
    deadline: str
    last_report: str
    followed: bool
    leader_comment: str
    short_unit: str

    @property
    def carrier(self) -> str:
        """Return the branch that carries the task, or the unit by its short name."""
        return self.branch or self.short_unit


def task_line(row: BranchTaskRow, day: date, rules: ColourRules = USUAL_RULES) -> TaskLine:
    """Return a row of the query as a line, judged on a day by the rules of the colours."""
    judged = judged_on(day, date.today())
    colour = task_colour(row.deadline_on, judged, row.percent, row.assigned_on, row.state, rules)
    reported = row.last_report_on
    return TaskLine(
        id=row.id,
        version=row.version,
        key_task_id=row.key_task_id,
        text=f"{row.number}. {row.text}",
        unit=row.unit,
        branch=row.branch or "",
        responsible=row.responsible or "",
        state=row.state,
        colour=colour,
        colour_word=colour_in_words(colour),
        percent=row.percent,
        deadline_on=row.deadline_on,
        original_deadline_on=row.original_deadline_on,
        deadline=deadline_in_words(row.deadline_on, row.original_deadline_on),
        last_report=f"{shown_date(reported)}  {row.last_report}" if reported else "",
        followed=row.followed,
        leader_comment=row.leader_comment,
        short_unit=row.short_unit,
    )


def lines_of(
    number: int,
    page: Page,
    day: date,
    looked_at: int = 0,
    rules: ColourRules = USUAL_RULES,
) -> list[TaskLine] | PagedRows:
    """Return so many lines: all of them, or of a long list the pages that are looked at.

    The page of the row `looked_at` is read at once, so that what is chosen stays chosen.
    """

    def lines(offset: int, limit: int | None) -> list[TaskLine]:
        return [task_line(row, day, rules) for row in page(offset, limit)]

    if number <= ALL_AT_ONCE:
        return lines(0, None)
    rows = PagedRows(number, lines)
    for place in {0, max(looked_at, 0) // PAGE * PAGE}:
        if place < number:
            rows[place]
    return rows


def percent_in_words(percent: int) -> str:
    """Return a percent as the list shows it."""
    return f"{percent}%"


# Up to the state they are seen at once, beside the form, on a small screen with large letters.
LINE_COLUMNS = (
    TableColumn("followed", N_("Followed"), 3, CENTRE, shown=star),
    TableColumn("colour_word", N_("Alert"), 7, tone=lambda line: line.colour, sortable=False),
    TableColumn("carrier", N_("Unit or branch"), 12),
    TableColumn("text", N_("Key task"), 9),
    TableColumn("deadline", N_("Deadline"), 10),
    TableColumn("percent", N_("Progress"), 7, align=RIGHT, shown=percent_in_words),
    TableColumn(
        "state", N_("State"), 8, shown=state_in_words, tone=lambda line: state_tone(line.state)
    ),
    TableColumn("responsible", N_("Person responsible"), 9),
    TableColumn("last_report", N_("Last report"), 36, sortable=False),
    TableColumn("unit", N_("Unit"), 24, hidden=True),
    TableColumn("branch", N_("Branch"), 18, hidden=True),
)
