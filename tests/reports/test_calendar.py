"""The calendar of a year as a file that other calendars read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from deskapp.database import Database
from deskapp.queries.calendar import calendar_entries, years_of_calendar
from deskapp.reports.export import export_report
from deskapp.usecases.sample import make_sample


@pytest.fixture
def sample(tmp_path: Path) -> Database:
    return make_sample(tmp_path / "sample.ledger", "small")


def uids(path: Path) -> list[str]:
    return [str(event["uid"]) for event in Calendar.from_ical(path.read_bytes()).events]


def test_every_entry_of_the_year_is_in_the_file_once(sample: Database, tmp_path: Path) -> None:
    path = export_report(sample, "calendar", 2021, tmp_path / "year.ics")

    with sample.reading() as session:
        entries = calendar_entries(session, 2021, date(2021, 1, 1), date(2021, 12, 31))
    names = uids(path)
    assert len(names) == len(set(names)) == len(entries)
    assert any(name.startswith("meeting-") for name in names)


def test_an_entry_keeps_its_name_from_export_to_export(sample: Database, tmp_path: Path) -> None:
    first = export_report(sample, "calendar", 2021, tmp_path / "first.ics")
    second = export_report(sample, "calendar", 2021, tmp_path / "second.ics")

    assert uids(first) == uids(second)


def test_a_year_is_offered_when_something_is_in_its_calendar(sample: Database) -> None:
    with sample.reading() as session:
        years = years_of_calendar(session)

    assert 2021 in years
    assert years == sorted(years, reverse=True)
