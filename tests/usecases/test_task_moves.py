"""No sequence of actions moves a branch task where the table does not lead."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from deskapp.database import Database, create_ledger
from deskapp.database.undo import next_undo, undo
from deskapp.errors import LedgerError
from deskapp.records.task import BranchTask, ProgressEntry
from deskapp.rules.task_states import TASK_STATES, may_follow
from deskapp.usecases.branch_tasks import (
    extend_deadline,
    follow_branch_tasks,
    open_branch_task,
    save_branch_task,
    set_task_state,
    update_branch_tasks,
)
from deskapp.usecases.key_tasks import KeyTaskDraft, generate_branch_tasks, save_key_task
from deskapp.usecases.progress import ProgressDraft, delete_progress, report_progress
from deskapp.usecases.slip_closing import close_slips
from deskapp.usecases.supervision import issue_slips
from deskapp.usecases.units import UnitDraft, save_unit

DAY = date(2021, 6, 1)
STATES = tuple(TASK_STATES)
ACTIONS = (
    "save", "state", "bulk_state", "percent", "extend", "report", "unreport", "follow", "slip",
    "close", "undo",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.sampled_from(STATES), st.integers(0, 5)), max_size=20
)


def _begin(folder: str) -> Database:
    database = create_ledger(Path(folder) / "x.ledger")
    units = [database.do(save_unit, UnitDraft(name=name)).result for name in "甲乙"]
    draft = KeyTaskDraft(year=2021, number=1, text="任务", deadline_text="2021-05-01")
    key_task = database.do(save_key_task, draft).result
    database.do(generate_branch_tasks, key_task, unit_ids=units)
    return database


def _act(session: Any, action: str, state: str, n: int) -> None:  # noqa: C901 - one case each
    ids = session.execute(select(BranchTask.id).order_by(BranchTask.id)).scalars().all()
    if not ids:  # everything was taken back
        return
    one = ids[n % len(ids)]
    match action:
        case "save":
            save_branch_task(session, replace(open_branch_task(session, one), state=state))
        case "state":
            set_task_state(session, [one], state, on=DAY)
        case "bulk_state":
            set_task_state(session, ids, state, on=DAY)
        case "percent":
            update_branch_tasks(session, ids, {"percent": n * 20})
        case "extend":
            extend_deadline(session, [one], DAY + timedelta(days=n * 30), "推迟")
        case "report":
            draft = ProgressDraft(branch_task_id=one, reported_on=DAY, percent=n * 20, text="进展")
            report_progress(session, draft)
        case "unreport":
            entries = session.execute(select(ProgressEntry.id)).scalars().all()
            delete_progress(session, entries[:1])
        case "follow":
            follow_branch_tasks(session, [one], followed=n % 2 == 0)
        case "slip":
            issue_slips(session, ids, issued_on=DAY)
        case _:
            slips = issue_slips(session, [one], issued_on=DAY)
            close_slips(session, slips, closed_on=DAY, task_done=True)


def _states(database: Database) -> dict[int, str]:
    with database.reading() as session:
        rows = session.execute(select(BranchTask.id, BranchTask.state))
        return {row.id: row.state for row in rows}


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STEPS)
def test_every_move_is_in_the_table_or_takes_one_back(steps: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = _begin(folder)
        stages = [_states(database)]
        for action, state, n in steps:
            if action == "undo":
                _take_back(database)
            else:
                with suppress(LedgerError):
                    database.do(lambda s, a=action, t=state, m=n: _act(s, a, t, m))
            now = _states(database)
            moved = {one for one in now if one in stages[-1] and now[one] != stages[-1][one]}
            if action == "undo":
                assert now in stages or not now
            else:
                assert all(may_follow(stages[-1][one], now[one]) for one in moved)
            stages.append(now)
        database.close()


def _take_back(database: Database) -> None:
    with database.reading() as session:
        step = next_undo(session)
    if step is not None and step.action != "Save key task {number}":
        database.do(undo, step.id)
