"""The history says of every changed row whose it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from deskapp.database import delete_rows, insert_rows
from deskapp.queries.history import rows_of_action
from deskapp.records.change import ChangeSet
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.usecases.attendance import invite_people
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    delete_key_tasks,
    generate_branch_tasks,
    save_key_task,
)
from deskapp.usecases.meetings import MeetingDraft, save_meeting


def named(desk: Any) -> set[tuple[str, str]]:
    """Return table and name of the rows of the last action."""
    last = desk.ask(
        lambda s: s.execute(select(ChangeSet.id).order_by(ChangeSet.id)).scalars().all()
    )
    return {(row.table, row.name) for row in desk.ask(rows_of_action, last[-1])}


def test_attendance_is_named_by_the_person_and_the_meeting(desk: Any) -> None:
    person = desk.person("李四", desk.unit("办公室"))
    meeting = desk.do(save_meeting, MeetingDraft(title="工作会议", year=2021))
    desk.do(invite_people, meeting, [person])
    assert named(desk) == {("attendance", "李四 · 工作会议")}


def test_branch_tasks_are_named_by_unit_and_key_task_also_once_they_are_gone(desk: Any) -> None:
    unit = desk.unit("办公室")
    draft = KeyTaskDraft(year=2021, number=3, text="学习条例", lead_unit_ids=[unit])
    task = desk.do(save_key_task, draft)
    desk.do(generate_branch_tasks, task, unit_ids=[unit])
    assert named(desk) == {("branch_task", "办公室 · 3. 学习条例")}

    desk.do(delete_key_tasks, [task])
    assert named(desk) == {
        ("branch_task", "办公室 · 3. 学习条例"),
        ("key_task_unit", "办公室 · 3. 学习条例"),
        ("key_task", "3. 学习条例"),
    }


def test_points_by_hand_are_named_by_unit_and_indicator(desk: Any) -> None:
    unit = desk.unit("办公室")

    def give(session: Any) -> list[int]:
        (scheme,) = insert_rows(session, Scheme, [{"year": 2021, "title": "考核"}])
        line = {"position": 1, "level1": "学习", "level2": "到会", "points": Decimal(2)}
        more = {"scheme_id": scheme, "measure": "", "rule": "by_hand"}
        (indicator,) = insert_rows(session, Indicator, [{**line, **more}])
        score = {"indicator_id": indicator, "unit_id": unit, "points": Decimal(1)}
        return insert_rows(session, AssessorScore, [score])

    given = desk.do(give)
    desk.do(lambda session: delete_rows(session, AssessorScore, given))
    assert named(desk) == {("assessor_score", "办公室 · 到会")}
