"""What is written reads back: whole days, hours, long Chinese texts, and the same names."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from deskapp.errors import CannotWrite
from deskapp.ical.entry import CalendarEntry, CalendarFile
from deskapp.ical.writer import write_calendar

DAY = date(2021, 4, 20)
LONG = "传达学习贯彻会议精神,部署全年重点任务;责任到人\\限时办结" * 6


def written(path: Path, *entries: CalendarEntry) -> Any:
    write_calendar(path, CalendarFile("示例市科协: 2021", entries))
    return Calendar.from_ical(path.read_bytes())


def test_a_meeting_has_the_hours_of_the_office_and_no_time_zone(tmp_path: Path) -> None:
    entry = CalendarEntry(
        "meeting-1@a", "工作会议", DAY, time(9), time(11, 30), "三楼报告厅", "办公室"
    )

    (event,) = written(tmp_path / "a.ics", entry).events

    assert event["uid"] == "meeting-1@a"
    assert event["summary"] == "工作会议"
    assert event["dtstart"].dt == datetime(2021, 4, 20, 9)
    assert event["dtend"].dt == datetime(2021, 4, 20, 11, 30)
    assert event["dtstart"].dt.tzinfo is None
    assert (event["location"], event["description"]) == ("三楼报告厅", "办公室")
    assert event["dtstamp"].dt.tzinfo is not None


def test_what_is_due_fills_its_day_and_makes_nobody_busy(tmp_path: Path) -> None:
    (event,) = written(tmp_path / "a.ics", CalendarEntry("task-1@a", "报送总结", DAY)).events

    assert event["dtstart"].dt == DAY
    assert event["dtend"].dt == date(2021, 4, 21)
    assert event["transp"] == "TRANSPARENT"


def test_a_meeting_without_an_end_has_none(tmp_path: Path) -> None:
    entry = CalendarEntry("meeting-1@a", "会", DAY, time(9))

    (event,) = written(tmp_path / "a.ics", entry).events

    assert "dtend" not in event


def test_long_texts_are_folded_and_read_back_as_they_were(tmp_path: Path) -> None:
    target = tmp_path / "a.ics"

    (event,) = written(target, CalendarEntry("x@a", LONG, DAY, note=f"{LONG}\n完")).events

    assert event["summary"] == LONG
    assert event["description"] == f"{LONG}\n完"
    assert all(len(line) <= 75 for line in target.read_bytes().split(b"\r\n"))


def test_the_calendar_says_who_wrote_it_and_what_it_is(tmp_path: Path) -> None:
    calendar = written(tmp_path / "a.ics")

    assert calendar["version"] == "2.0"
    assert "deskapp" in calendar["prodid"]
    assert calendar["x-wr-calname"] == "示例市科协: 2021"


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_calendar(tmp_path / "nowhere" / "a.ics", CalendarFile("", []))
