"""Meetings, attendance, sign-in and branch tasks, from a year small enough to know by heart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import pytest

from deskapp.database import Database
from deskapp.errors import ChangedElsewhere
from deskapp.excel.sheet import Cell, Formula, Sheet, Tinted
from deskapp.queries.attendance import InviteRule, list_attendance
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.reports.attendance import attendance_sheets
from deskapp.reports.branch_tasks import branch_tasks_sheets
from deskapp.reports.meetings import meetings_sheets
from deskapp.reports.sign_in import build_sign_in, sign_in_sheets
from deskapp.usecases.agenda import (
    AgendaItemDraft,
    DecisionDraft,
    save_agenda,
    save_decisions,
)
from deskapp.usecases.attendance import (
    AttendanceMark,
    invite_by_rule,
    mark_attendance,
    mark_rest_present,
)
from deskapp.usecases.branch_tasks import extend_deadline, set_task_state
from deskapp.usecases.key_tasks import KeyTaskDraft, generate_branch_tasks, save_key_task
from deskapp.usecases.meetings import MeetingDraft, hold_meeting, save_meeting
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.progress import ProgressDraft, report_progress
from deskapp.usecases.units import UnitDraft, save_unit


@dataclass(frozen=True, slots=True)
class Year:
    """A ledger with one meeting of five people, one more planned, and one key task."""

    ledger: Database
    units: tuple[int, int]
    people: tuple[int, ...]
    meeting: int


@pytest.fixture
def year(ledger: Database) -> Year:
    units = tuple(ledger.do(save_unit, UnitDraft(name=n)).result for n in ("办公室", "科普部"))
    people = tuple(
        ledger.do(save_person, PersonDraft(name=name, unit_id=units[i > 2], post="干部")).result
        for i, name in enumerate(["张三", "李四", "王五", "赵六", "钱七"])
    )
    draft = MeetingDraft(
        title="春季工作会", held_on=date(2021, 4, 20), starts_at=time(9), place="三楼"
    )
    meeting = ledger.do(save_meeting, draft).result
    ledger.do(save_meeting, MeetingDraft(title="冬季预备会", held_on=date(2021, 1, 5)))
    ledger.do(invite_by_rule, meeting, InviteRule())
    return Year(ledger, (units[0], units[1]), people, meeting)


def come(year: Year) -> None:
    """Let one be excused, one absent, one stood in for, and the rest come."""
    with year.ledger.reading() as session:
        ids = [row.id for row in list_attendance(session, year.meeting)]
    marks = [
        AttendanceMark(ids[0], "excused", "出差"),
        AttendanceMark(ids[1], "absent"),
        AttendanceMark(ids[3], "stood_in", "", year.people[4]),
    ]
    year.ledger.do(mark_attendance, year.meeting, marks)
    year.ledger.do(mark_rest_present, year.meeting)
    year.ledger.do(hold_meeting, year.meeting)


def column(sheet: Sheet, heading: str) -> list[Cell]:
    """Return the cells under a heading."""
    place = [c.heading for c in sheet.columns].index(heading)
    sheet.rows = list(sheet.rows)
    return [row[place] for row in sheet.rows]


def test_meetings_stand_in_the_order_of_their_days(year: Year) -> None:
    with year.ledger.reading() as session:
        (sheet,) = meetings_sheets(session, 2021)
    assert column(sheet, "Meeting title") == ["冬季预备会", "春季工作会"]
    assert column(sheet, "Time") == ["2021-01-05", "2021-04-20 09:00"]


def test_a_meeting_names_who_stayed_away_and_why(year: Year) -> None:
    come(year)
    with year.ledger.reading() as session:
        (sheet,) = meetings_sheets(session, 2021)
    headings = ("Expected", "Attended", "Excused", "Absent")
    assert [column(sheet, heading)[1] for heading in headings] == [5, 3, 1, 1]
    assert column(sheet, "Absentees and reasons")[1] == "张三 (出差), 李四 (Absent)"


def test_agenda_and_decisions_are_numbered_where_there_are_several(year: Year) -> None:
    items = [
        AgendaItemDraft(kind="study", title="学习"),
        AgendaItemDraft(kind="speech", title="讲话"),
    ]
    year.ledger.do(save_agenda, year.meeting, items)
    year.ledger.do(save_decisions, year.meeting, [DecisionDraft(text="配齐联络员")])
    with year.ledger.reading() as session:
        (sheet,) = meetings_sheets(session, 2021)
    assert column(sheet, "Agenda")[1] == "1. 学习\n2. 讲话"
    assert column(sheet, "Decisions")[1] == "配齐联络员"


def test_the_rate_counts_those_who_came_and_their_stand_ins(year: Year) -> None:
    come(year)
    with year.ledger.reading() as session:
        by_unit, by_meeting, details = attendance_sheets(session, 2021)
        assert len(column(details, "Name")) == 5
    rates = column(by_unit, "Attendance rate")
    assert [f"{rate.value:.4f}" for rate in rates if isinstance(rate, Formula)] == [
        "0.3333",
        "1.0000",
    ]
    total = by_unit.totals[0][-1]
    assert isinstance(total, Formula)
    assert f"{total.value:.4f}" == "0.6000"
    assert column(by_meeting, "Meeting title") == ["春季工作会"]


def test_the_details_say_what_became_of_everybody(year: Year) -> None:
    come(year)
    with year.ledger.reading() as session:
        details = attendance_sheets(session, 2021)[2]
        states = column(details, "Attendance")
    assert states == ["Excused", "Absent", "Present", "Stood in for", "Present"]
    assert column(details, "Stand-in")[3] == "钱七"


def test_a_planned_meeting_has_no_attendance_yet(year: Year) -> None:
    with year.ledger.reading() as session:
        by_unit, by_meeting, details = attendance_sheets(session, 2021)
        assert (list(by_unit.rows), list(by_meeting.rows), list(details.rows)) == ([], [], [])


def test_two_people_sign_in_a_row_and_some_rows_stay_free(year: Year) -> None:
    with year.ledger.reading() as session:
        sheet = build_sign_in(session, year.meeting)
    rows = list(sheet.rows)
    assert [(row[0], row[1], row[6], row[7]) for row in rows[:3]] == [
        (1, "张三", 2, "李四"),
        (3, "王五", 4, "赵六"),
        (5, "钱七", "", ""),
    ]
    assert len(rows) > 5
    assert not any(any(row) for row in rows[3:])
    assert not sheet.landscape
    assert "09:00" in sheet.notes[0]
    assert "Expected: 5" in sheet.notes[1]


def test_the_sign_in_sheet_of_a_meeting_that_is_gone_is_refused(year: Year) -> None:
    with year.ledger.reading() as session, pytest.raises(ChangedElsewhere, match="no longer there"):
        build_sign_in(session, 99)


def test_the_sign_in_sheet_says_who_has_leave_and_who_comes_instead(year: Year) -> None:
    come(year)
    with year.ledger.reading() as session:
        rows = list(build_sign_in(session, year.meeting).rows)
    assert rows[0][5] == "Excused"
    assert rows[0][11] == ""
    assert rows[1][11] == "Stand-in: 钱七"


def test_meetings_without_invitations_have_no_sign_in_sheet(year: Year) -> None:
    with year.ledger.reading() as session:
        assert [sheet.name for sheet in sign_in_sheets(session, 2021)] == ["04-20 春季工作会"]


def test_a_branch_task_shows_its_warning_and_both_deadlines(year: Year) -> None:
    make_tasks(year)
    with year.ledger.reading() as session:
        (sheet,) = branch_tasks_sheets(session, 2021)
    assert column(sheet, "Warning") == [Tinted("Overdue", "red"), ""]
    assert column(sheet, "Deadline") == [date(2021, 6, 30), date(2021, 9, 30)]
    assert column(sheet, "Original deadline") == [None, date(2021, 6, 30)]
    assert column(sheet, "Lead units") == ["办公室", "办公室"]
    assert column(sheet, "State of task") == ["To confirm", "Done"]


def test_a_branch_task_shows_the_problems_of_its_last_report(year: Year) -> None:
    make_tasks(year)
    with year.ledger.reading() as session:
        (sheet,) = branch_tasks_sheets(session, 2021)
    assert column(sheet, "Problems and next steps") == ["", "人手不足\n下月补齐"]
    assert column(sheet, "Progress reported") == [None, "完成一半"]


def make_tasks(year: Year) -> None:
    """Give both units a task; the second is reported twice, extended and done."""
    ledger = year.ledger
    draft = KeyTaskDraft(
        year=2021, number=1, category="学习", text="学习条例", deadline_text="2021-06-30",
        lead_unit_ids=[year.units[0]],
    )  # fmt: skip
    key_task = ledger.do(save_key_task, draft).result
    ledger.do(
        generate_branch_tasks, key_task, unit_ids=list(year.units), assigned_on=date(2021, 5, 1)
    )
    with year.ledger.reading() as session:
        task = list_branch_tasks(session, 2021, today=date(2021, 5, 1))[1].id
    for day, text, problems in ((10, "开始", "旧问题"), (20, "完成一半", "人手不足")):
        report = ProgressDraft(
            branch_task_id=task, reported_on=date(2021, 5, day), percent=50, text=text,
            problems=problems, next_steps="下月补齐",
        )  # fmt: skip
        ledger.do(report_progress, report)
    ledger.do(extend_deadline, [task], date(2021, 9, 30), "人手不足")
    ledger.do(set_task_state, [task], "done", on=date(2021, 9, 1))
