"""Close supervision slips, take them up again, and delete the last ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action, update_rows
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask
from deskapp.rules.slips import slip_name
from deskapp.rules.task_states import OPEN_STATES
from deskapp.usecases.branch_tasks import set_task_state
from deskapp.usecases.saving import as_seen


def close_slips(
    session: Session,
    slip_ids: Sequence[int],
    *,
    closed_on: date,
    task_done: bool = False,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Close slips that are not closed yet, and say their tasks done if asked; return how many.

    Raises FieldProblems for a day before that of issue or reply, and when a task may not become
    done from the state it is in.
    """
    name_action(session, N_("Close {number} supervision slips"), number=len(slip_ids))
    slips = _slips(session, slip_ids, versions)
    still_open = [slip.id for slip in slips.values() if slip.closed_on is None]
    _check_day(closed_on, [slips[key] for key in still_open])
    if task_done:
        _finish_tasks(session, {slip.branch_task_id for slip in slips.values()}, closed_on)
    return update_rows(
        session, SupervisionSlip, {key: {"closed_on": closed_on} for key in still_open}
    )


def _check_day(closed_on: date, slips: Sequence[Row[Any]]) -> None:
    complaint = ""
    if any(slip.issued_on > closed_on for slip in slips):
        complaint = _("This day is before the one on which the slip was issued.")
    elif any(slip.answered_on and slip.answered_on > closed_on for slip in slips):
        complaint = _("This day is before the one on which the reply came.")
    if complaint:
        raise FieldProblems(complaint, {"closed_on": complaint})


def _finish_tasks(session: Session, task_ids: set[int], on: date) -> None:
    unfinished = select(BranchTask.id).where(
        BranchTask.id.in_(task_ids), BranchTask.state.in_(OPEN_STATES)
    )
    if ids := session.execute(unfinished).scalars().all():
        try:
            set_task_state(session, ids, "done", on=on)
        except FieldProblems as problems:
            raise FieldProblems(problems.what, {"task_done": problems.what}) from problems


def reopen_slips(
    session: Session, slip_ids: Sequence[int], *, versions: Mapping[int, int] | None = None
) -> int:
    """Take closed slips up again; return how many."""
    name_action(session, N_("Reopen {number} supervision slips"), number=len(slip_ids))
    slips = _slips(session, slip_ids, versions)
    return update_rows(session, SupervisionSlip, {key: {"closed_on": None} for key in slips})


def delete_slips(session: Session, slip_ids: Sequence[int]) -> int:
    """Delete the slips with the last serial numbers of their year; return how many.

    Raises LedgerError when a later number would stay: a gap in the numbers cannot be explained.
    """
    slips = _slips(session, slip_ids)
    for year in {slip.year for slip in slips.values()}:
        _refuse_gap(session, year, {slip.number for slip in slips.values() if slip.year == year})
    name_action(session, N_("Delete {number} supervision slips"), number=len(slips))
    return delete_rows(session, SupervisionSlip, list(slips))


def _refuse_gap(session: Session, year: int, numbers: set[int]) -> None:
    later = select(SupervisionSlip.number).where(
        SupervisionSlip.year == year, SupervisionSlip.number > min(numbers)
    )
    staying = sorted(set(session.execute(later).scalars()) - numbers)
    if staying:
        last = slip_name(year, staying[-1])
        raise LedgerError(
            _("Only the last slips can be deleted; {slip} comes later.").format(slip=last),
            _("Close the slip instead, or delete the later ones as well."),
        )


_LOOKED_AT = (
    SupervisionSlip.year,
    SupervisionSlip.number,
    SupervisionSlip.branch_task_id,
    SupervisionSlip.issued_on,
    SupervisionSlip.answered_on,
    SupervisionSlip.closed_on,
)


def _slips(
    session: Session, ids: Sequence[int], versions: Mapping[int, int] | None = None
) -> dict[int, Row[Any]]:
    return as_seen(session, SupervisionSlip, ids, _LOOKED_AT, versions)
