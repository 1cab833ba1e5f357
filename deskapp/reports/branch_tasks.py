"""The checklist of a year's branch tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Sheet, Tinted, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.branch_tasks import BranchTaskRow, list_branch_tasks
from deskapp.queries.facts import colour_rules, working_day
from deskapp.queries.key_tasks import KeyTaskRow, list_key_tasks
from deskapp.queries.year_rows import last_problems
from deskapp.reports.words import signature_line
from deskapp.rules.task_states import (
    COLOUR_LABELS,
    TASK_STATES,
    ColourRules,
    judged_on,
    task_colour,
)

_CLASS = 1


def branch_tasks_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the one sheet of the year's branch tasks, by key task and office order."""
    return [
        Sheet(
            name=safe_sheet_name(_("Branch tasks checklist"), []),
            title=_("Branch tasks checklist of {year}").format(year=year),
            columns=_columns(),
            rows=list(_rows(session, year, working_day(session, year))),
            footer=["", signature_line(_("Filled in by"), _("Checked by"))],
            freeze_columns=3,
            merge_down=[_CLASS],
        )
    ]


def _columns() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Class of task"), 9, "wrapped"),
        Column(_("Key task"), 28, "wrapped"),
        Column(_("Goal"), 18, "wrapped"),
        Column(_("Lead units"), 11, "wrapped"),
        Column(_("Cooperating units"), 13, "wrapped"),
        Column(_("Unit or branch responsible"), 15, "wrapped"),
        Column(_("Person responsible"), 8),
        Column(_("Deadline"), 11, "date"),
        Column(_("Original deadline"), 11, "date"),
        Column(_("Progress reported"), 22, "wrapped"),
        Column(_("Progress %"), 6, "whole"),
        Column(_("State of task"), 8),
        Column(_("Warning"), 7),
        Column(_("Problems and next steps"), 20, "wrapped"),
        Column(_("Leader's comment"), 16, "wrapped"),
    ]


def _rows(session: Session, year: int, today: date) -> Iterator[Sequence[Cell]]:
    key_tasks = {task.id: task for task in list_key_tasks(session, year)}
    problems = last_problems(session, year)
    rules = colour_rules(session)
    for number, task in enumerate(list_branch_tasks(session, year, today=today), start=1):
        yield [
            number,
            *_task(key_tasks[task.key_task_id]),
            task.branch or task.unit,
            task.responsible,
            task.deadline_on,
            _deadline_before(task),
            task.last_report,
            task.percent,
            _(TASK_STATES[task.state]),
            _warning(task, today, rules),
            "\n".join(text for text in problems.get(task.id, ()) if text),
            task.leader_comment,
        ]


def _task(task: KeyTaskRow) -> list[Cell]:
    return [task.category, task.text, task.goal, task.lead_units, task.cooperating_units]


def _deadline_before(task: BranchTaskRow) -> date | None:
    """Return the deadline before it was extended, where it was."""
    return task.original_deadline_on if task.original_deadline_on != task.deadline_on else None


def _warning(task: BranchTaskRow, today: date, rules: ColourRules) -> Cell:
    judged = judged_on(today, date.today())
    colour = task_colour(
        task.deadline_on, judged, task.percent, task.assigned_on, task.state, rules
    )
    return Tinted(_(COLOUR_LABELS[colour]), colour) if colour else ""
