"""Follow branch tasks: their state, progress, extension; one or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action, update_rows
from deskapp.database.bulk import batched_ids
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.records.task import (
    BRANCH_TASK_FIELDS,
    PROGRESS_FIELDS,
    BranchTask,
    ProgressEntry,
)
from deskapp.rules.task_states import TASK_STATES, is_open, may_follow
from deskapp.usecases.saving import check, existing, open_draft, save_draft


@dataclass(slots=True)
class BranchTaskDraft:
    """What the form of a branch task edits."""

    id: int | None = None
    version: int = 0
    key_task_id: int | None = None
    unit_id: int | None = None
    branch_id: int | None = None
    responsible_id: int | None = None
    state: str | None = "to_confirm"
    percent: int | None = 0
    deadline_on: date | None = None
    original_deadline_on: date | None = None
    extension_reason: str = ""
    done_on: date | None = None


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


def open_branch_task(session: Session, branch_task_id: int) -> BranchTaskDraft:
    """Return the draft of a branch task."""
    return open_draft(session, BranchTaskDraft, BranchTask, branch_task_id)


def save_branch_task(session: Session, draft: BranchTaskDraft) -> int:
    """Save a branch task and return its id.

    A new deadline keeps the original one and asks for a reason; a state is only entered
    from one that it may follow.
    """
    draft.percent = draft.percent or 0
    task = None if draft.id is None else existing(session, BranchTask, draft.id)
    more: dict[str, str] = {}
    if task is not None:
        more = _complaint_about_state(task.state, draft.state or task.state)
        if task.deadline_on and draft.deadline_on != task.deadline_on:
            draft.original_deadline_on = task.original_deadline_on or task.deadline_on
            if not draft.extension_reason.strip():
                more["extension_reason"] = _("Say why the deadline was changed.")
    _fit_state(draft)
    check(BRANCH_TASK_FIELDS, draft, more)
    name_action(session, N_("Save branch task"))
    saved = save_draft(session, BranchTask, BRANCH_TASK_FIELDS, draft)
    session.flush()
    return saved.id


def _fit_state(draft: BranchTaskDraft) -> None:
    if draft.state == "done":
        draft.percent = 100
        draft.done_on = draft.done_on or date.today()
    else:
        draft.done_on = None


def _complaint_about_state(old: str, new: str) -> dict[str, str]:
    if old == new or may_follow(old, new):
        return {}
    return {
        "state": _("A task cannot go from “{old}” to “{new}”.").format(
            old=_(TASK_STATES[old]), new=_(TASK_STATES[new])
        )
    }


def set_task_state(
    session: Session, branch_task_ids: Sequence[int], state: str, *, on: date
) -> int:
    """Move many tasks to a state; return how many moved.

    Raises FieldProblems when one of them may not go there; none is moved then.
    """
    name_action(session, N_("Set {number} tasks to another state"), number=len(branch_task_ids))
    for old in set(_values_of(session, branch_task_ids, BranchTask.state).values()):
        if problems := _complaint_about_state(old, state):
            raise FieldProblems(problems["state"], problems)
    values: dict[str, Any] = {"state": state, "done_on": on if state == "done" else None}
    if state == "done":
        values["percent"] = 100
    return update_rows(session, BranchTask, dict.fromkeys(branch_task_ids, values))


def update_branch_tasks(
    session: Session, branch_task_ids: Sequence[int], values: Mapping[str, object]
) -> int:
    """Set the same person responsible or percent of many tasks; return how many changed."""
    allowed = {"responsible_id", "percent"}
    if not set(values) <= allowed:
        raise LedgerError(_("These fields cannot be changed for many tasks at once."))
    name_action(session, N_("Change {number} branch tasks"), number=len(branch_task_ids))
    return update_rows(session, BranchTask, dict.fromkeys(branch_task_ids, values))


def extend_deadline(
    session: Session, branch_task_ids: Sequence[int], deadline_on: date, reason: str
) -> int:
    """Give tasks a later deadline; the original one and the reason are kept."""
    if not reason.strip():
        complaint = _("Say why the deadline was changed.")
        raise FieldProblems(complaint, {"extension_reason": complaint})
    name_action(
        session,
        N_("Extend {number} branch tasks"),
        reason=reason,
        number=len(branch_task_ids),
    )
    now = _values_of(session, branch_task_ids, BranchTask.deadline_on)
    first = _values_of(session, branch_task_ids, BranchTask.original_deadline_on)
    for old in set(_values_of(session, branch_task_ids, BranchTask.state).values()):
        if problems := _complaint_about_state(old, "extended"):
            raise FieldProblems(problems["state"], problems)
    changes = {
        task_id: {
            "state": "extended",
            "deadline_on": deadline_on,
            "original_deadline_on": first[task_id] or now[task_id],
            "extension_reason": reason,
        }
        for task_id in branch_task_ids
    }
    return update_rows(session, BranchTask, changes)


def _values_of(session: Session, ids: Sequence[int], column: Any) -> dict[int, Any]:
    values: dict[int, Any] = {}
    for chunk in batched_ids(ids):
        statement = select(BranchTask.id, column).where(BranchTask.id.in_(chunk))
        values |= {row[0]: row[1] for row in session.execute(statement)}
    return values


def report_progress(session: Session, draft: ProgressDraft) -> int:
    """Save a dated report; the newest one sets the task's percent. Return the report's id.

    The first report of a task that waited for confirmation puts it in progress.
    """
    check(PROGRESS_FIELDS, draft)
    name_action(session, N_("Report progress"))
    entry = save_draft(session, ProgressEntry, PROGRESS_FIELDS, draft)
    entry.branch_task_id = draft.branch_task_id
    session.flush()
    task = existing(session, BranchTask, draft.branch_task_id)
    _set_percent(session, task)
    if task.state == "to_confirm":
        task.state = "in_progress"
    return entry.id


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
