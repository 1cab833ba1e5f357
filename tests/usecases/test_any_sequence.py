"""Whatever people do in whatever order, undo leads back and redo leads forth again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger
from deskapp.database.undo import next_redo, next_undo, redo, undo
from deskapp.errors import LedgerError
from deskapp.queries.attendance import InviteRule
from deskapp.records.branch import Branch
from deskapp.records.change import ChangeSet, RowChange
from deskapp.records.meeting import Attendance, Decision, Meeting
from deskapp.records.person import Person
from deskapp.records.record import Record
from deskapp.records.registry import METADATA
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.records.unit import Unit
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    make_task_of_decision,
    open_agenda,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.attendance import (
    AttendanceMark,
    invite_by_rule,
    mark_attendance,
    mark_rest_present,
    take_off_list,
)
from deskapp.usecases.branch_tasks import extend_deadline, set_task_state
from deskapp.usecases.branches import BranchDraft, delete_branches, save_branch
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    delete_branch_tasks,
    delete_key_tasks,
    generate_branch_tasks,
    open_key_task,
    save_key_task,
)
from deskapp.usecases.meetings import (
    MeetingDraft,
    close_meeting,
    delete_meetings,
    duplicate_meeting,
    open_meeting,
    reopen_meeting,
    save_meeting,
)
from deskapp.usecases.people import PersonDraft, delete_people, open_person, save_person
from deskapp.usecases.progress import ProgressDraft, delete_progress, report_progress
from deskapp.usecases.slip_closing import close_slips, delete_slips
from deskapp.usecases.supervision import issue_slips
from deskapp.usecases.units import UnitDraft, delete_units, reorder_units, save_unit

Pick = Callable[[type[Record]], int]
NAMES = ("张三", "李四", "单雄", "办公室", "科普部", "欧阳修")
DAY = date(2021, 4, 20)


def pick_from(session: Session, place: int) -> Pick:
    """Return a function that picks a record's id by a number; one that is not there where none."""

    def pick(record: type[Record]) -> int:
        ids = session.execute(select(record.id).order_by(record.id)).scalars().all()
        return ids[place % len(ids)] if ids else 10**6

    return pick


def ids_of(session: Session, record: type[Record]) -> Sequence[int]:
    return session.execute(select(record.id).order_by(record.id)).scalars().all()


def _mark(session: Session, pick: Pick, n: int) -> None:
    states = ("present", "excused", "absent", "stood_in")
    mark = AttendanceMark(pick(Attendance), states[n % 4], "会议", pick(Person), n % 2 == 0)
    mark_attendance(session, pick(Meeting), [mark])


def _edit_agenda(session: Session, pick: Pick, n: int) -> None:
    items = open_agenda(session, pick(Meeting))
    items.reverse()
    save_agenda(session, pick(Meeting), [*items[n % 2 :], AgendaItemDraft(title=NAMES[n % 6])])


def _edit_meeting(session: Session, pick: Pick, n: int) -> None:
    draft = open_meeting(session, pick(Meeting))
    save_meeting(session, replace(draft, title=NAMES[n % 6], presider_id=pick(Person), held_on=DAY))


def _edit_person(session: Session, pick: Pick, n: int) -> None:
    save_person(session, replace(open_person(session, pick(Person)), name=NAMES[n % 6]))


def _edit_key_task(session: Session, pick: Pick, n: int) -> None:
    draft = open_key_task(session, pick(KeyTask))
    save_key_task(session, replace(draft, lead_unit_ids=[pick(Unit)], deadline_text="12月底前"))


ACTIONS: tuple[Callable[[Session, Pick, int], Any], ...] = (
    lambda s, p, n: save_unit(s, UnitDraft(name=f"{NAMES[n % 6]}{n}")),
    lambda s, p, n: save_branch(s, BranchDraft(name=f"支部{n}", unit_id=p(Unit))),
    lambda s, p, n: save_person(s, PersonDraft(name=NAMES[n % 6], unit_id=p(Unit))),
    lambda s, p, n: save_person(s, PersonDraft(name=NAMES[n % 5], unit_id=p(Unit))),
    lambda s, p, n: save_meeting(s, MeetingDraft(year=2021, title=f"会{n}", held_on=DAY)),
    lambda s, p, n: save_key_task(s, KeyTaskDraft(year=2021, number=n + 1, text="任务")),
    lambda s, p, n: invite_by_rule(s, p(Meeting), InviteRule()),
    lambda s, p, n: mark_rest_present(s, p(Meeting)),
    _mark,
    _edit_agenda,
    _edit_meeting,
    _edit_person,
    _edit_key_task,
    lambda s, p, n: save_decisions(s, p(Meeting), [DecisionDraft(text=f"定{n}")]),
    lambda s, p, n: make_task_of_decision(s, p(Decision)),
    lambda s, p, n: generate_branch_tasks(
        s, p(KeyTask), unit_ids=[p(Unit)], branch_ids=list(ids_of(s, Branch))
    ),
    lambda s, p, n: report_progress(
        s,
        ProgressDraft(
            branch_task_id=p(BranchTask), reported_on=DAY, percent=n * 7 % 101, text="进展"
        ),
    ),
    lambda s, p, n: set_task_state(s, ids_of(s, BranchTask), "in_progress", on=DAY),
    lambda s, p, n: set_task_state(s, [p(BranchTask)], "done", on=DAY),
    lambda s, p, n: extend_deadline(s, ids_of(s, BranchTask), DAY, "推迟"),
    lambda s, p, n: issue_slips(s, ids_of(s, BranchTask), issued_on=DAY),
    lambda s, p, n: close_slips(s, [p(SupervisionSlip)], closed_on=DAY, task_done=n % 2 == 0),
    lambda s, p, n: delete_slips(s, [p(SupervisionSlip)]),
    lambda s, p, n: delete_branch_tasks(s, [p(BranchTask)]),
    lambda s, p, n: close_meeting(s, p(Meeting), despite_gaps=True),
    lambda s, p, n: reopen_meeting(s, p(Meeting), "补充"),
    lambda s, p, n: duplicate_meeting(s, p(Meeting), 2022),
    lambda s, p, n: reorder_units(s, list(reversed(ids_of(s, Unit)))),
    lambda s, p, n: take_off_list(s, p(Meeting), [p(Attendance)]),
    lambda s, p, n: delete_progress(s, [p(ProgressEntry)]),
    lambda s, p, n: delete_people(s, [p(Person)]),
    lambda s, p, n: delete_branches(s, [p(Branch)]),
    lambda s, p, n: delete_units(s, [p(Unit)]),
    lambda s, p, n: delete_meetings(s, [p(Meeting)]),
    lambda s, p, n: delete_key_tasks(s, [p(KeyTask)]),
)
UNDO, REDO = len(ACTIONS), len(ACTIONS) + 1

# A ledger with something of everything, so that few of the steps find nothing to do.
BEGINNING = [(n, n) for n in (0, 1, 2, 3, 4, 5, 6, 13, 14, 15, 16)]
# Nothing refers to these yet, so they can be deleted.
BEGINNING += [(0, 7), (0, 8), (1, 9), (2, 10), (4, 11)]
STEPS = st.lists(st.tuples(st.integers(0, REDO), st.integers(0, 11)), min_size=1, max_size=16)


def content_of(database: Database) -> dict[str, list[dict[str, Any]]]:
    history = {record.__tablename__ for record in (ChangeSet, RowChange)}
    with database.reading() as session:
        return {
            name: [
                {key: value for key, value in row.items() if key != "version"}
                for row in session.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for name, table in METADATA.tables.items()
            if name not in history
        }


def turn(database: Database, step_of: Any, use_case: Any) -> bool:
    with database.reading() as session:
        step = step_of(session)
    if step is not None:
        database.do(use_case, step.id)
    return step is not None


def take_step(database: Database, action: int, n: int) -> None:
    if action == UNDO:
        turn(database, next_undo, undo)
    elif action == REDO:
        turn(database, next_redo, redo)
    else:
        with suppress(LedgerError):  # what cannot be done now leaves everything as it was
            database.do(lambda session: ACTIONS[action](session, pick_from(session, n), n))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STEPS)
def test_undoing_everything_leads_back_and_redoing_it_forth(steps: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = create_ledger(Path(folder) / "x.ledger")
        empty = content_of(database)
        for action, n in [*BEGINNING, *steps]:
            take_step(database, action, n)
        full = content_of(database)

        undone = 0
        while turn(database, next_undo, undo):
            undone += 1
        assert content_of(database) == empty
        for _ in range(undone):
            assert turn(database, next_redo, redo)
        assert content_of(database) == full
        database.close()
