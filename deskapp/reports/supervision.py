"""The ledger of a year's supervision slips, and each slip as a page to print and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from deskapp.dates import long_date
from deskapp.errors import ChangedElsewhere
from deskapp.excel.sheet import Cell, Column, Link, Sheet, Tinted, link_target, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.facts import fact, working_day
from deskapp.queries.lists import Order
from deskapp.queries.supervision import (
    SlipRow,
    SlipTask,
    list_slips,
    slip_with_id,
    tasks_of_slips,
)
from deskapp.records.fact import OFFICE_NAME
from deskapp.reports.words import BLANK
from deskapp.rules.slips import SLIP_COLOURS, SLIP_STATES, slip_name

_LABEL, _CONTENT = 16.0, 74.0
_NO_TASK = SlipTask(None, "", "")


def supervision_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the ledger of the year's slips, and behind it a page for each of them."""
    today = working_day(session, year)
    slips = list_slips(session, year, today=today, order=Order("number"))
    tasks, office = tasks_of_slips(session, year), fact(session, OFFICE_NAME)
    pages: list[Sheet] = []
    ledger = safe_sheet_name(_("Supervision ledger"), [])
    for slip in slips:
        taken = [ledger, *(page.name for page in pages)]
        pages.append(_page(slip, tasks.get(slip.branch_task_id, _NO_TASK), office, taken))
    return [_ledger(ledger, year, slips, tasks, [page.name for page in pages]), *pages]


def slip_page(session: Session, slip_id: int) -> Sheet:
    """Return the page of one slip; raises ChangedElsewhere when it is gone."""
    slip = slip_with_id(session, slip_id, working_day(session, date.max.year))
    if slip is None:
        raise ChangedElsewhere(_("This slip is no longer there."), _("Choose another slip."))
    tasks, office = tasks_of_slips(session, slip.year), fact(session, OFFICE_NAME)
    return _page(slip, tasks.get(slip.branch_task_id, _NO_TASK), office, [])


def _ledger(
    name: str,
    year: int,
    slips: Sequence[SlipRow],
    tasks: Mapping[int, SlipTask],
    pages: Sequence[str],
) -> Sheet:
    return Sheet(
        name=name,
        title=_("Supervision ledger of {year}").format(year=year),
        columns=[
            Column(_("Slip No."), 7),
            Column(_("Colour of slip"), 8),
            Column(_("Unit or branch responsible"), 18, "wrapped"),
            Column(_("Person responsible"), 9),
            Column(_("Key task"), 30, "wrapped"),
            Column(_("Deadline"), 11, "date"),
            Column(_("Slip issued on"), 11, "date"),
            Column(_("Reply due"), 11, "date"),
            Column(_("What is demanded"), 30, "wrapped"),
            Column(_("Reply"), 26, "wrapped"),
            Column(_("Replied on"), 11, "date"),
            Column(_("Closed on"), 11, "date"),
            Column(_("State"), 9),
        ],
        rows=[
            _ledger_row(slip, tasks.get(slip.branch_task_id, _NO_TASK), page)
            for slip, page in zip(slips, pages, strict=True)
        ],
        freeze_columns=2,
    )


def _ledger_row(slip: SlipRow, task: SlipTask, page: str) -> list[Cell]:
    return [
        Link(slip.number, link_target(page, 1, 0)),
        _colour(slip),
        slip.branch or slip.unit,
        slip.responsible,
        f"{slip.key_task_number}. {slip.task_text}",
        task.deadline_on,
        slip.issued_on,
        slip.reply_due_on,
        slip.demand,
        slip.answer,
        slip.answered_on,
        slip.closed_on,
        _(SLIP_STATES[slip.state]),
    ]


def _colour(slip: SlipRow) -> Tinted:
    return Tinted(_(SLIP_COLOURS[slip.colour]), slip.colour)  # type: ignore[arg-type]


def _page(slip: SlipRow, task: SlipTask, office: str, taken: Sequence[str]) -> Sheet:
    """Return a slip as a page: a label and what it says in each row, lines to sign below."""
    serial = slip_name(slip.year, slip.number)
    return Sheet(
        name=safe_sheet_name(_("No. {number}").format(number=slip.number), taken),
        title=_("Supervision slip"),
        columns=[
            Column(_("Serial number"), _LABEL, "text"),
            Column(serial, _CONTENT, "wrapped"),
        ],
        rows=_lines(slip, task),
        notes=[office] if office else [],
        footer=["", _signed(_("Issued by"), slip), _signed(_("Received by"), None)],
        landscape=False,
        filters=False,
        one_page=True,
    )


def _lines(slip: SlipRow, task: SlipTask) -> list[Sequence[Cell]]:
    answered = long_date(slip.answered_on)
    closed = long_date(slip.closed_on)
    reply = "\n".join(text for text in (slip.answer, answered) if text)
    if closed:
        reply += "\n" + _("Closed on {date}").format(date=closed)
    return [
        (_("Colour of slip"), _colour(slip)),
        (_("Unit responsible"), " · ".join(one for one in (slip.unit, slip.branch) if one)),
        (_("Person responsible"), slip.responsible or ""),
        (_("Task"), _tall(f"{slip.key_task_number}. {slip.task_text}", 4)),
        (_("Goal"), _tall(task.goal, 2)),
        (_("Deadline"), long_date(task.deadline_on)),
        (_("What is demanded"), _tall(slip.demand, 6)),
        (_("Reply due"), long_date(slip.reply_due_on)),
        (_("How it was handled"), _tall(reply, 12)),
        (_("Leader's comment"), _tall(task.leader_comment, 7)),
    ]


def _tall(text: str, lines: int) -> str:
    """Return the text with empty lines round it, so that its row has room to write in."""
    missing = lines - text.count("\n") - 1
    above = "\n" * (missing // 2) if text else ""
    return above + text + "\n" * max(missing - len(above), 0)


def _signed(role: str, slip: SlipRow | None) -> str:
    day = long_date(slip.issued_on) if slip is not None else BLANK
    who = _("{role} (signature):").format(role=role) + BLANK * 2
    return who + _("Date: {date}").format(date=day)
