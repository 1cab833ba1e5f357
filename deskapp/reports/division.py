"""The division of work of a year: who leads what until when, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from deskapp.dates import read_date, shown_date
from deskapp.excel.sheet import Cell, Column, Sheet, Tinted, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.division import Handed, handed_down
from deskapp.queries.facts import working_day
from deskapp.queries.key_tasks import KeyTaskRow, list_key_tasks
from deskapp.reports.words import numbered, signature_line

_CLASS = 1
_MOST, _MOST_COMMENTS = 4, 2
"""Reports and comments of one task that are told here; all of them are in the checklist."""


def division_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the one sheet of the year's division of work, by the number of the key task."""
    today = working_day(session, year)
    handed = handed_down(session, year, today)
    rows = [
        _row(place, task, handed.get(task.id))
        for place, task in enumerate(list_key_tasks(session, year), start=1)
    ]
    return [
        Sheet(
            name=safe_sheet_name(_("Division of work"), []),
            title=_("Division of work of {year}").format(year=year),
            columns=_columns(),
            rows=rows,
            notes=[_("As of {date}").format(date=shown_date(today))],
            footer=["", signature_line(_("Filled in by"), _("Checked by"))],
            freeze_columns=3,
            merge_down=[_CLASS],
        )
    ]


def _columns() -> list[Column]:
    quarters = _("Reported by quarter")
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Class of task"), 9, "wrapped"),
        Column(_("Concrete task"), 30, "wrapped"),
        Column(_("Goal"), 18, "wrapped"),
        Column(_("Lead departments"), 11, "wrapped"),
        Column(_("Cooperating departments"), 13, "wrapped"),
        Column(_("Leader responsible"), 9, "wrapped"),
        Column(_("Person responsible"), 9, "wrapped"),
        Column(_("Deadline"), 12, "wrapped"),
        Column(_("What was done"), 26, "wrapped"),
        Column(_("State of completion"), 9, "wrapped"),
        Column(_("Problems and next steps"), 22, "wrapped"),
        *(Column(_("Q{number}").format(number=n), 7, "text", quarters) for n in range(1, 5)),
        Column(_("Remark"), 28, "wrapped"),
    ]


def _row(place: int, task: KeyTaskRow, handed: Handed | None) -> Sequence[Cell]:
    found = handed or Handed()
    return [
        place,
        task.category,
        task.text,
        task.goal,
        task.lead_units,
        task.cooperating_units,
        task.leader,
        "、".join(found.responsible[:_MOST]),
        _deadline(task),
        _progress(task, found),
        _state(task),
        numbered(list(_problems(found))[:_MOST]),
        *(_quarter(found, number) for number in range(1, 5)),
        _remark(task, found),
    ]


def _deadline(task: KeyTaskRow) -> str:
    """Return the deadline as written, with the day it is read as where that says more."""
    due = shown_date(task.deadline_on)
    if not due or not task.deadline_text:
        return task.deadline_text or due
    says_the_same = read_date(task.deadline_text, task.year).precision == "day"
    return task.deadline_text if says_the_same else f"{task.deadline_text}\n({due})"


def _progress(task: KeyTaskRow, handed: Handed) -> str:
    if not task.branch_tasks:
        return _("Not handed down yet")
    done = _("{done} of {number} tasks done, {percent}% on average").format(
        done=task.done, number=task.branch_tasks, percent=handed.percent
    )
    lines = dict.fromkeys(f"{report.unit}：{report.text}" for report in handed.reports)
    return "\n".join([done, *list(lines)[:_MOST]])


def _state(task: KeyTaskRow) -> Cell:
    if not task.branch_tasks:
        return ""
    if task.done == task.branch_tasks:
        return Tinted(_("Done"), "green")
    return _("In progress")


def _problems(handed: Handed) -> Iterator[str]:
    for report in handed.reports:
        parts = [text for text in (report.problems, report.next_steps) if text]
        if report.problems:
            yield f"{report.unit}：{''.join(parts)}"


def _quarter(handed: Handed, number: int) -> str:
    reported, asked = handed.quarters.get(number, (0, 0))
    return f"{reported}/{asked}" if asked else "—"


def _remark(task: KeyTaskRow, handed: Handed) -> str:
    source = " ".join(
        one for one in (task.source and f"《{task.source}》", task.source_clause) if one
    )
    comments: Iterable[str] = (
        _("Leader's comment: {text}").format(text=text) for text in handed.comments[:_MOST_COMMENTS]
    )
    return "\n".join(one for one in (source, *comments) if one)
