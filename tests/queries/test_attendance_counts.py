"""The counts above the list of a meeting and in the sheets of the year mean the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from deskapp.queries.attendance import list_attendance
from deskapp.queries.attendance_counts import AttendanceCounts, counts_of
from deskapp.queries.meetings import list_meetings
from deskapp.queries.year_rows import attendance_by_meeting
from deskapp.usecases.attendance import (
    AttendanceMark,
    add_walk_ins,
    invite_people,
    mark_attendance,
)
from deskapp.usecases.meetings import MeetingDraft, save_meeting


def test_a_meeting_is_counted_alike_in_its_list_and_in_the_year(desk: Any) -> None:
    unit = desk.unit("办公室")
    people = [desk.person(name, unit) for name in ("甲一", "乙二", "丙三", "丁四", "戊五", "己六")]
    meeting = desk.do(save_meeting, MeetingDraft(title="会", held_on=date(2021, 4, 20)))
    desk.do(invite_people, meeting, people[:4])
    marks = {row.person_id: row.id for row in desk.ask(list_attendance, meeting)}
    desk.do(
        mark_attendance,
        meeting,
        [
            AttendanceMark(marks[people[0]], "present", late=True),
            AttendanceMark(marks[people[1]], "stood_in", stand_in_id=people[5]),
            AttendanceMark(marks[people[2]], "absent"),
        ],
    )
    desk.do(add_walk_ins, meeting, [people[4]])

    counts = counts_of(desk.ask(list_attendance, meeting))

    assert counts == AttendanceCounts(
        invited=4,
        present=1,
        stood_in=1,
        excused=0,
        absent=1,
        unmarked=1,
        late=1,
        walked_in=1,
    )
    assert desk.ask(attendance_by_meeting, 2021) == {meeting: counts}
    (row,) = desk.ask(list_meetings)
    assert (row.expected, row.present) == (counts.invited, counts.came)
