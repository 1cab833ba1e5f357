"""What stands in the calendar on which day, and how it stands."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from deskapp.database import insert_rows
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.calendar import CalendarRow, calendar_entries, years_of_calendar
from deskapp.records.fact import WORKING_DAY, Fact
from deskapp.records.practice import Practice
from deskapp.records.supervision import SupervisionSlip
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.branch_tasks import set_task_state
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.key_tasks import KeyTaskDraft, generate_branch_tasks, save_key_task
from deskapp.usecases.meetings import MeetingDraft, hold_meeting, save_meeting

TODAY = date(2021, 8, 20)
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


@pytest.fixture
def office(desk: Any) -> Any:
    desk.do(insert_rows, Fact, [{"name": WORKING_DAY, "value": TODAY.isoformat()}])
    desk.office = desk.unit("办公室")
    desk.science = desk.unit("科普部")
    return desk


def entries(desk: Any, first: date = FIRST, last: date = LAST) -> list[CalendarRow]:
    found: list[CalendarRow] = desk.ask(calendar_entries, 2021, first, last)
    return found


def make_task(desk: Any, deadline: date) -> list[int]:
    draft = KeyTaskDraft(year=2021, number=3, text="报送总结", deadline_text=str(deadline))
    key_task = desk.do(save_key_task, draft)
    desk.do(generate_branch_tasks, key_task, unit_ids=[desk.office, desk.science])
    return [row.id for row in desk.ask(list_branch_tasks, 2021, today=TODAY)]


def test_a_meeting_stands_there_with_hours_place_and_host(office: Any) -> None:
    draft = MeetingDraft(
        title="工作会议", held_on=TODAY, starts_at=time(9), place="三楼", host_unit_id=office.office
    )
    meeting = office.do(save_meeting, draft)

    (row,) = entries(office)
    assert (row.day, row.kind, row.title, row.unit) == (TODAY, "meeting", "工作会议", "办公室")
    assert (row.starts_at, row.place, row.record_id) == (time(9), "三楼", meeting)
    assert (row.is_done, row.colour) == (False, "blue")

    office.do(hold_meeting, meeting)
    (row,) = entries(office)
    assert (row.is_done, row.colour) == (True, "")


def test_the_tasks_of_a_key_task_are_one_entry_a_day(office: Any) -> None:
    first, second = make_task(office, TODAY - timedelta(days=1))

    (row,) = entries(office)
    assert row.title == "3. 报送总结 (2 open of 2)"
    assert (row.table, row.colour, row.is_done) == ("key_task", "red", False)

    for task in (first, second):
        office.do(set_task_state, [task], "in_progress", on=TODAY)
        office.do(set_task_state, [task], "done", on=TODAY)
    (row,) = entries(office)
    assert (row.title, row.is_done, row.colour) == ("3. 报送总结 (all done)", True, "")


@pytest.mark.parametrize(("days", "colour"), [(-1, "red"), (0, "blue"), (14, "blue"), (15, "")])
def test_what_is_due_is_coloured_by_the_days_left(office: Any, days: int, colour: str) -> None:
    make_task(office, TODAY + timedelta(days=days))

    assert [row.colour for row in entries(office)] == [colour]


def test_replies_practices_and_terms_stand_on_their_days(office: Any) -> None:
    task, _other = make_task(office, LAST)
    slip = {
        "year": 2021, "number": 7, "branch_task_id": task, "colour": "blue",
        "issued_on": TODAY, "reply_due_on": TODAY + timedelta(days=5), "demand": "报送",
    }  # fmt: skip
    office.do(insert_rows, SupervisionSlip, [slip])
    practice = {
        "year": 2021, "unit_id": office.science, "title": "流动科技馆", "state": "noted",
        "due_on": TODAY + timedelta(days=6),
    }  # fmt: skip
    office.do(insert_rows, Practice, [practice])
    branch = office.do(save_branch, BranchDraft(name="第一党支部", unit_id=office.office))
    person = office.person("张三", office.office)
    term = AppointmentDraft(
        branch_id=branch, post="secretary", person_id=person,
        starts_on=FIRST, ends_on=TODAY + timedelta(days=7),
    )  # fmt: skip
    office.do(save_appointment, term)

    rows = entries(office, TODAY, TODAY + timedelta(days=10))

    assert [(row.kind, row.title) for row in rows] == [
        ("slip_reply", "Supervision slip [2021] No. 7 (Blue slip): 报送总结"),
        ("practice_due", "流动科技馆"),
        ("term_end", "第一党支部: 张三, Branch secretary"),
    ]
    assert {row.colour for row in rows} == {"blue"}
    assert office.ask(years_of_calendar) == [2021]


def test_a_term_that_somebody_follows_is_done(office: Any) -> None:
    branch = office.do(save_branch, BranchDraft(name="第一党支部", unit_id=office.office))
    person = office.person("张三", office.office)
    for starts, ends in ((FIRST, TODAY), (TODAY + timedelta(days=1), None)):
        term = AppointmentDraft(
            branch_id=branch, post="liaison", person_id=person, starts_on=starts, ends_on=ends
        )
        office.do(save_appointment, term)

    assert [row.is_done for row in entries(office)] == [True]


def test_only_the_days_asked_for_are_told(office: Any) -> None:
    make_task(office, date(2022, 1, 5))

    assert entries(office) == []
    assert len(entries(office, date(2022, 1, 1), date(2022, 1, 31))) == 1
