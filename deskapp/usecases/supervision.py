"""Issue supervision slips and take the replies down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows, name_action
from deskapp.database.bulk import batched_ids
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.facts import colour_rules
from deskapp.queries.supervision import IssuedSlip, slips_issued
from deskapp.records.supervision import SLIP_FIELDS, SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask
from deskapp.rules.slips import REPLY_DAYS, proposed_colour, usual_demand
from deskapp.rules.task_states import ColourRules, is_open, judged_on, task_colour
from deskapp.usecases.saving import (
    changed_elsewhere,
    check,
    deleted_elsewhere,
    existing,
    open_draft,
    save_draft,
)
from deskapp.usecases.slip_row import refuse_earlier_day, row_complaints


@dataclass(slots=True)
class SlipDraft:
    """What the form of a slip edits."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    number: int | None = None
    branch_task_id: int | None = None
    colour: str | None = None
    issued_on: date | None = None
    reply_due_on: date | None = None
    demand: str = ""
    answer: str = ""
    answered_on: date | None = None
    closed_on: date | None = None


def open_slip(session: Session, slip_id: int) -> SlipDraft:
    """Return the draft of a slip."""
    return open_draft(session, SlipDraft, SupervisionSlip, slip_id)


def propose_slip(session: Session, branch_task_id: int, today: date) -> SlipDraft:
    """Return a draft for the next slip of a task: its number, colour, days and demand."""
    task = _tasks(session, [branch_task_id])[branch_task_id]
    issued = slips_issued(session, [branch_task_id]).get(branch_task_id, [])
    colour = _proposed(task, issued, today, colour_rules(session))
    reply = today + timedelta(days=REPLY_DAYS)
    return SlipDraft(
        year=task.year,
        number=next_slip_number(session, task.year),
        branch_task_id=branch_task_id,
        colour=colour,
        issued_on=today,
        reply_due_on=reply,
        demand=usual_demand(colour, task.deadline_on, today, reply),
    )


def next_slip_number(session: Session, year: int) -> int:
    """Return the serial number that the next slip of a year gets."""
    highest = select(func.max(SupervisionSlip.number)).where(SupervisionSlip.year == year)
    return (session.execute(highest).scalar() or 0) + 1


def save_slip(session: Session, draft: SlipDraft) -> int:
    """Save a slip and return its id; a new one gets the next serial number of its year.

    Raises FieldProblems for a colour that may not follow the slips before it, for days out of
    order, for a reply without its day, and for a new slip on a task that is finished; and
    LedgerError for a slip that is closed.
    """
    if draft.id is None:
        _number(session, draft)
    else:
        _refuse_closed(existing(session, SupervisionSlip, draft.id))
    check(SLIP_FIELDS, draft, _complaints(session, draft))
    name_action(
        session, N_("Save supervision slip {number}"), number=f"{draft.year}-{draft.number}"
    )
    slip = save_draft(session, SupervisionSlip, SLIP_FIELDS, draft)
    session.flush()
    return slip.id


def _refuse_closed(slip: SupervisionSlip | SlipDraft) -> None:
    if slip.closed_on is not None:
        raise LedgerError(_("This slip is closed."), _("Reopen it first, then change it."))


def _number(session: Session, draft: SlipDraft) -> None:
    if draft.branch_task_id is not None:
        draft.year = _tasks(session, [draft.branch_task_id])[draft.branch_task_id].year
        draft.number = _take_number(session, draft.year)


def _take_number(session: Session, year: int) -> int:
    """Return the next serial number of a year; who asks at the same moment waits, on a server.

    The first key task of the year stands for the row of slips that all numbers come from.
    """
    first = select(KeyTask.id).where(KeyTask.year == year).order_by(KeyTask.id).limit(1)
    session.execute(first.with_for_update())
    return next_slip_number(session, year)


def _complaints(session: Session, draft: SlipDraft) -> dict[str, str]:
    found = _complaints_about_days(draft)
    if draft.branch_task_id is None:
        return found
    task = _tasks(session, [draft.branch_task_id])[draft.branch_task_id]
    if draft.id is None and not is_open(task.state):
        found["branch_task_id"] = _("This task is done or cancelled; nothing is left to demand.")
    return found | _complaint_about_row(session, draft)


def _complaints_about_days(draft: SlipDraft) -> dict[str, str]:
    found: dict[str, str] = {}
    issued = draft.issued_on
    for name in ("reply_due_on", "answered_on", "closed_on"):
        day = getattr(draft, name)
        if issued is not None and day is not None and day < issued:
            found[name] = _("This day is before the one on which the slip was issued.")
    if draft.answered_on and draft.closed_on and draft.closed_on < draft.answered_on:
        found["closed_on"] = _("This day is before the one on which the reply came.")
    if draft.answer.strip() and draft.answered_on is None:
        found["answered_on"] = _("Say on which day the reply came.")
    if draft.answered_on is not None and not draft.answer.strip():
        found["answer"] = _("Say what was replied.")
    return found


def _complaint_about_row(session: Session, draft: SlipDraft) -> dict[str, str]:
    """Complain of a slip that does not fit into the row of those of its task."""
    task_id = draft.branch_task_id or 0
    others = [
        slip for slip in slips_issued(session, [task_id]).get(task_id, []) if slip.id != draft.id
    ]
    own = IssuedSlip(
        draft.id or 0, draft.year or 0, draft.number or 0, draft.colour or "blue", draft.issued_on
    )
    slips = sorted([*others, own], key=lambda slip: (slip.year, slip.number))
    return row_complaints(slips, own)


def issue_slips(
    session: Session,
    branch_task_ids: Sequence[int],
    *,
    issued_on: date,
    reply_due_on: date | None = None,
    demand: str = "",
) -> list[int]:
    """Issue a slip for each task that is open, in the order given; return the slips' ids.

    The colour of each is the nearest to its task's that its earlier slips allow; without a
    demand each says the usual sentence. Raises LedgerError when none of the tasks is open.
    """
    reply = reply_due_on or issued_on + timedelta(days=REPLY_DAYS)
    _check_issue(issued_on, reply, demand)
    tasks = _tasks(session, branch_task_ids)
    chosen = [tasks[one] for one in dict.fromkeys(branch_task_ids) if is_open(tasks[one].state)]
    if not chosen:
        raise LedgerError(
            _("None of the chosen tasks is open."), _("A slip demands what is not done yet.")
        )
    name_action(session, N_("Issue {number} supervision slips"), number=len(chosen))
    issued = slips_issued(session, [task.id for task in chosen])
    refuse_earlier_day(issued, issued_on)
    rules = colour_rules(session)
    numbers = {year: _take_number(session, year) for year in {task.year for task in chosen}}
    rows = []
    for task in chosen:
        number = numbers[task.year]
        numbers[task.year] = number + 1
        colour = _proposed(task, issued.get(task.id, []), issued_on, rules)
        rows.append(
            {
                "year": task.year,
                "number": number,
                "branch_task_id": task.id,
                "colour": colour,
                "issued_on": issued_on,
                "reply_due_on": reply,
                "demand": demand.strip()
                or usual_demand(colour, task.deadline_on, issued_on, reply),
            }
        )
    return insert_rows(session, SupervisionSlip, rows)


def _check_issue(issued_on: date, reply_due_on: date, demand: str) -> None:
    draft = SlipDraft(issued_on=issued_on, reply_due_on=reply_due_on, demand=demand)
    complaints = _complaints_about_days(draft)
    field = next(field for field in SLIP_FIELDS if field.name == "demand")
    if demand and (complaint := field.complaint(demand)):
        complaints["demand"] = complaint
    if complaints:
        raise FieldProblems(next(iter(complaints.values())), complaints)


def _proposed(task: Row[Any], issued: Sequence[IssuedSlip], today: date, rules: ColourRules) -> str:
    colour = task_colour(
        task.deadline_on,
        judged_on(today, date.today()),
        task.percent,
        task.assigned_on,
        task.state,
        rules,
    )
    return proposed_colour(colour, [slip.colour for slip in issued])


def _tasks(session: Session, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Return what slips must know of tasks, by id; raise ChangedElsewhere when one is gone."""
    found: dict[int, Row[Any]] = {}
    for chunk in batched_ids(ids):
        statement = (
            select(
                BranchTask.id,
                KeyTask.year,
                BranchTask.state,
                BranchTask.percent,
                BranchTask.assigned_on,
                BranchTask.deadline_on,
            )
            .join(KeyTask, KeyTask.id == BranchTask.key_task_id)
            .where(BranchTask.id.in_(chunk))
        )
        found |= {row.id: row for row in session.execute(statement)}
    if not found.keys() >= set(ids):
        raise deleted_elsewhere()
    return found


def answer_slip(
    session: Session,
    slip_id: int,
    answer: str,
    answered_on: date | None,
    *,
    version: int | None = None,
) -> int:
    """Take down the reply to a slip and its day; return the slip's id.

    Raises FieldProblems without one of them, LedgerError for a slip that is closed.
    """
    draft = open_slip(session, slip_id)
    if version is not None and version != draft.version:
        raise changed_elsewhere()
    _refuse_closed(draft)
    draft.answer, draft.answered_on = answer, answered_on
    complaints = {}
    if not answer.strip():
        complaints["answer"] = _("Say what was replied.")
    if answered_on is None:
        complaints["answered_on"] = _("Say on which day the reply came.")
    if complaints:
        raise FieldProblems(next(iter(complaints.values())), complaints)
    name_action(
        session,
        N_("Take down the reply to supervision slip {number}"),
        number=f"{draft.year}-{draft.number}",
    )
    return save_slip(session, draft)
