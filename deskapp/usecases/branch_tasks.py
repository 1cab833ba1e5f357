"""Keep branch tasks: their state, deadline and follow marks; one or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from deskapp.database import name_action, update_rows
from deskapp.dates import shown_date
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.key_tasks import name_of_branch_task, units_of_branches
from deskapp.records.task import BRANCH_TASK_FIELDS, BranchTask
from deskapp.rules.task_states import FIRST_STATES, TASK_STATES, is_open, may_follow
from deskapp.usecases.saving import as_seen, check, existing, open_draft, save_draft


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
    followed: bool = False
    leader_comment: str = ""


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
    if task is None:
        more = _complaint_about_first_state(draft.state)
    else:
        more = _complaint_about_state(task.state, draft.state or task.state)
        if task.deadline_on and draft.deadline_on != task.deadline_on:
            draft.original_deadline_on = task.original_deadline_on or task.deadline_on
            if not draft.extension_reason.strip():
                more["extension_reason"] = _("Say why the deadline was changed.")
    _fit_state(draft)
    check(BRANCH_TASK_FIELDS, draft, more | _complaint_about_carrier(session, draft))
    name_action(session, N_("Save branch task"))
    saved = save_draft(session, BranchTask, BRANCH_TASK_FIELDS, draft)
    session.flush()
    return saved.id


def _complaint_about_first_state(state: str | None) -> dict[str, str]:
    if state is None or state in FIRST_STATES:
        return {}
    sentence = _("A new task does not begin as “{state}”.")
    return {"state": sentence.format(state=_(TASK_STATES.get(state, state)))}


def _complaint_about_carrier(session: Session, draft: BranchTaskDraft) -> dict[str, str]:
    """Complain of a branch of another unit, and of a carrier that has the key task already."""
    branch_id = draft.branch_id
    if branch_id is not None and units_of_branches(session, [branch_id]) != {
        branch_id: draft.unit_id
    }:
        return {"branch_id": _("This branch belongs to another unit.")}
    same = select(BranchTask.id).where(
        BranchTask.key_task_id == draft.key_task_id,
        BranchTask.unit_id == draft.unit_id,
        BranchTask.branch_id.is_(None) if branch_id is None else BranchTask.branch_id == branch_id,
    )
    if any(found != draft.id for found in session.execute(same).scalars()):
        field = "unit_id" if branch_id is None else "branch_id"
        return {field: _("The key task was handed down to it already.")}
    return {}


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
    session: Session,
    branch_task_ids: Sequence[int],
    state: str,
    *,
    on: date,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Move many tasks to a state; return how many moved.

    Raises FieldProblems when one of them may not go there, and ChangedElsewhere when one is
    gone or no longer of the version seen; none is moved then.
    """
    name_action(session, N_("Set {number} tasks to another state"), number=len(branch_task_ids))
    _refuse_state(session, _seen(session, branch_task_ids, versions), state)
    values: dict[str, Any] = {"state": state, "done_on": on if state == "done" else None}
    if state == "done":
        values["percent"] = 100
    return update_rows(session, BranchTask, dict.fromkeys(branch_task_ids, values))


def _refuse_state(session: Session, tasks: Mapping[int, Row[Any]], state: str) -> None:
    """Raise FieldProblems that name the first task which may not go to the state."""
    for task in tasks.values():
        if problems := _complaint_about_state(task.state, state):
            sentence = _("“{task}”: {problem}").format(
                task=name_of_branch_task(session, task.id), problem=problems["state"]
            )
            raise FieldProblems(sentence, {"state": sentence})


def update_branch_tasks(
    session: Session,
    branch_task_ids: Sequence[int],
    values: Mapping[str, object],
    *,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Set the same person responsible or percent of many tasks; return how many changed.

    The percent of a task that is done or cancelled stays: LedgerError is raised. So is
    ChangedElsewhere when a task is gone or no longer of the version seen.
    """
    allowed = {"responsible_id", "percent"}
    if not set(values) <= allowed:
        raise LedgerError(_("These fields cannot be changed for many tasks at once."))
    name_action(session, N_("Change {number} branch tasks"), number=len(branch_task_ids))
    tasks = _seen(session, branch_task_ids, versions)
    if "percent" in values and not all(is_open(task.state) for task in tasks.values()):
        raise LedgerError(
            _("The progress of a task that is done or cancelled cannot be changed."),
            _("Choose open tasks only, or take the task up again first."),
        )
    return update_rows(session, BranchTask, dict.fromkeys(branch_task_ids, values))


def follow_branch_tasks(session: Session, branch_task_ids: Sequence[int], *, followed: bool) -> int:
    """Mark tasks that the office keeps an eye on, or take the mark off; return how many changed."""
    action = (
        N_("Follow {number} branch tasks")
        if followed
        else N_("No longer follow {number} branch tasks")
    )
    name_action(session, action, number=len(branch_task_ids))
    changes: dict[int, dict[str, Any]] = {key: {"followed": followed} for key in branch_task_ids}
    return update_rows(session, BranchTask, changes)


def extend_deadline(
    session: Session,
    branch_task_ids: Sequence[int],
    deadline_on: date,
    reason: str,
    *,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Give tasks a later deadline; the original one and the reason are kept.

    Raises FieldProblems without a reason or a later day, and ChangedElsewhere when a task is
    gone or no longer of the version seen.
    """
    name_action(
        session,
        N_("Extend {number} branch tasks"),
        reason=reason,
        number=len(branch_task_ids),
    )
    tasks = _seen(session, branch_task_ids, versions)
    _refuse_state(session, tasks, "extended")
    _check_extension(tasks, deadline_on, reason)
    changes = {
        task_id: {
            "state": "extended",
            "deadline_on": deadline_on,
            "original_deadline_on": task.original_deadline_on or task.deadline_on,
            "extension_reason": reason,
        }
        for task_id, task in tasks.items()
    }
    return update_rows(session, BranchTask, changes)


_EXTENSION_REASON = next(field for field in BRANCH_TASK_FIELDS if field.name == "extension_reason")


def _check_extension(tasks: Mapping[int, Row[Any]], deadline_on: date, reason: str) -> None:
    complaints: dict[str, str] = {}
    latest = max((task.deadline_on for task in tasks.values() if task.deadline_on), default=None)
    if latest is not None and deadline_on <= latest:
        complaints["deadline_on"] = _("The new deadline must be later than {date}.").format(
            date=shown_date(latest)
        )
    if not reason.strip():
        complaints["extension_reason"] = _("Say why the deadline was changed.")
    elif complaint := _EXTENSION_REASON.complaint(reason):
        complaints["extension_reason"] = complaint
    if complaints:
        raise FieldProblems(next(iter(complaints.values())), complaints)


_LOOKED_AT = (BranchTask.state, BranchTask.deadline_on, BranchTask.original_deadline_on)


def _seen(
    session: Session, ids: Sequence[int], versions: Mapping[int, int] | None
) -> dict[int, Row[Any]]:
    return as_seen(session, BranchTask, ids, _LOOKED_AT, versions)
