"""Take down what was reported of a branch task: a new report, a changed one, none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.records.task import PROGRESS_FIELDS, BranchTask, ProgressEntry
from deskapp.rules.task_states import is_open
from deskapp.usecases.saving import check, existing, open_draft, save_draft


@dataclass(slots=True)
class ProgressDraft:
    """One dated report of a branch task."""

    id: int | None = None
    version: int = 0
    branch_task_id: int = 0
    reported_on: date | None = None
    percent: int | None = None
    text: str = ""
    problems: str = ""
    next_steps: str = ""


def open_progress(session: Session, entry_id: int) -> ProgressDraft:
    """Return the draft of a report."""
    return open_draft(session, ProgressDraft, ProgressEntry, entry_id)


def report_progress(session: Session, draft: ProgressDraft) -> int:
    """Save a dated report, a new one or a changed one; return its id.

    The newest report sets the task's percent; the first of a task that waited for confirmation
    puts it in progress. Raises LedgerError for a task that is done or cancelled, FieldProblems
    for a day that has not come.
    """
    task = existing(session, BranchTask, draft.branch_task_id)
    if not is_open(task.state):
        raise LedgerError(
            _("This task is done or cancelled; nothing more is reported of it."),
            _("Take the task up again first."),
        )
    check(PROGRESS_FIELDS, draft, _complaint_about_day(session, draft))
    is_new = draft.id is None
    name_action(session, N_("Report progress") if is_new else N_("Change a progress report"))
    entry = save_draft(session, ProgressEntry, PROGRESS_FIELDS, draft)
    entry.branch_task_id = draft.branch_task_id
    session.flush()
    _set_percent(session, task)
    if task.state == "to_confirm":
        task.state = "in_progress"
    return entry.id


def _complaint_about_day(session: Session, draft: ProgressDraft) -> dict[str, str]:
    """Complain of a day after the one that the ledger stands on; last year's task may be late."""
    is_to_come = draft.reported_on and draft.reported_on > working_day(session, date.max.year)
    return {"reported_on": _("This day is still to come.")} if is_to_come else {}


def _set_percent(session: Session, task: BranchTask) -> None:
    """Let the newest report say how far an open task is; without any it has not begun."""
    newest = session.execute(
        select(ProgressEntry.percent)
        .where(ProgressEntry.branch_task_id == task.id)
        .order_by(ProgressEntry.reported_on.desc(), ProgressEntry.id.desc())
        .limit(1)
    ).scalar()
    if is_open(task.state):
        task.percent = newest or 0


def delete_progress(session: Session, entry_ids: Sequence[int]) -> int:
    """Delete reports; return how many. The newest one left sets the task's percent."""
    name_action(session, N_("Delete {number} progress reports"), number=len(entry_ids))
    tasks = select(ProgressEntry.branch_task_id).where(ProgressEntry.id.in_(entry_ids)).distinct()
    task_ids = session.execute(tasks).scalars().all()
    number = delete_rows(session, ProgressEntry, entry_ids)
    for task_id in task_ids:
        _set_percent(session, existing(session, BranchTask, task_id))
    return number
