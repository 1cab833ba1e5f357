"""The calendar page, walked by keys and by mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from PySide6.QtCore import Qt

from deskapp.queries.calendar import CALENDAR_KINDS, calendar_entries
from deskapp.screens.calendar.month import ENTRIES_ROLE, last_of, months_later, weeks_of
from deskapp.screens.calendar.screen import CalendarScreen
from deskapp.screens.calendar.words import sentence_of, state_of
from deskapp.screens.places import place_of_record
from deskapp.usecases.meetings import MeetingDraft, save_meeting

ALT = Qt.KeyboardModifier.AltModifier
DAY = date(2021, 11, 10)
DAYS = st.dates(date(1999, 12, 1), date(2101, 1, 31))


@pytest.fixture
def screen(window) -> CalendarScreen:
    window.show_page("calendar")
    return window.current_screen()


def _press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


# --- months


@given(DAYS)
def test_the_weeks_of_a_month_begin_on_monday_and_hold_all_its_days(day: date) -> None:
    weeks = weeks_of(day)
    days = [one for week in weeks for one in week]

    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
    assert [one for one in days if (one.year, one.month) == (day.year, day.month)] == [
        day.replace(day=n) for n in range(1, last_of(day).day + 1)
    ]


@given(DAYS, st.integers(-30, 30))
def test_months_are_turned_without_leaving_the_calendar(day: date, number: int) -> None:
    later = months_later(day, number)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == number
    assert later.day == min(day.day, last_of(later).day)


# --- the page


def test_the_month_of_the_working_day_is_shown_with_its_entries(screen, workspace):
    assert screen.month_name.text() == "2021-11"
    assert screen.day == DAY
    rows = workspace.ask(calendar_entries, 2021, date(2021, 11, 1), date(2021, 12, 5))
    model = screen.month.days
    shown = [
        row
        for week in range(model.rowCount())
        for day in range(model.columnCount())
        for row in model.index(week, day).data(ENTRIES_ROLE)
    ]
    assert shown == rows


def test_the_keys_lead_from_day_to_day_and_over_the_end_of_the_month(screen, qtbot):
    screen.month.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(screen.month, key)
    assert screen.day == date(2021, 11, 2)
    qtbot.keyClick(screen.month, Qt.Key.Key_Up)
    assert screen.day == date(2021, 10, 26)
    assert screen.month_name.text() == "2021-10"
    qtbot.keyClick(screen.month, Qt.Key.Key_PageDown)
    assert screen.day == date(2021, 11, 26)


def test_alt_and_an_arrow_turn_the_month_and_t_comes_back(screen, qtbot, window):
    screen.month.setFocus()
    qtbot.keyClick(screen.month, Qt.Key.Key_Left, ALT)
    assert screen.day == date(2021, 10, 10)
    qtbot.keyClick(screen.month, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(screen.month, Qt.Key.Key_Right, ALT)
    assert screen.day == date(2021, 12, 10)
    qtbot.keyClick(screen.month, Qt.Key.Key_T)
    assert screen.day == DAY


def test_the_chosen_day_lists_everything_and_opens_it(screen, qtbot, window, workspace):
    draft = MeetingDraft(year=2021, title="临时会", held_on=DAY)
    meeting = workspace.do(save_meeting, draft)
    assert "临时会" in [row.title for row in screen.panel.rows]

    place = next(n for n, row in enumerate(screen.panel.rows) if row.title == "临时会")
    screen.panel.list.setCurrentRow(place)
    asked: list[tuple[str, object]] = []
    screen.page_requested.connect(lambda page, target: asked.append((page, target)))
    _press(qtbot, screen.panel.open_button)

    assert asked == [("meetings", meeting)]
    assert window.current_page() == "meetings"


def test_enter_goes_to_the_entries_of_the_day_and_opens_the_first(screen, qtbot, workspace):
    workspace.do(save_meeting, MeetingDraft(year=2021, title="临时会", held_on=DAY))
    screen.month.setFocus()
    qtbot.keyClick(screen.month, Qt.Key.Key_Return)
    assert screen.panel.list.hasFocus()
    with qtbot.waitSignal(screen.page_requested):
        qtbot.keyClick(screen.panel.list, Qt.Key.Key_Return)


def test_a_chip_shows_one_kind_only(screen, qtbot, workspace):
    _press(qtbot, screen.chip_buttons["meeting"])
    model = screen.month.days
    kinds = {
        row.kind
        for week in range(model.rowCount())
        for day in range(model.columnCount())
        for row in model.index(week, day).data(ENTRIES_ROLE)
    }
    assert kinds <= {"meeting"}


def test_another_year_shows_its_own_last_month(screen, workspace):
    workspace.year = 2020
    assert screen.month_name.text() == "2020-12"


def test_every_day_is_spoken_with_its_entries(screen):
    index = screen.month.days.index_of(DAY)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("2021-11-10 Wed")


def test_how_an_entry_stands_is_said_in_words_and_by_a_sign(workspace):
    rows = workspace.ask(calendar_entries, 2021, date(2021, 1, 1), date(2021, 12, 31))
    assert {row.kind for row in rows} <= set(CALENDAR_KINDS)
    for row in rows:
        words, sign, tone = state_of(row)
        assert bool(words) is bool(sign) is bool(tone)
        assert row.title in sentence_of(row)
        assert place_of_record(row.table, row.record_id) is not None


def test_the_year_is_exported_as_an_ics_file(screen, qtbot, tmp_path: Path):
    target = tmp_path / "year.ics"
    suggested: list[str] = []

    def choose(suggestion: str) -> str:
        suggested.append(suggestion)
        return str(target.with_suffix(""))

    screen.bar.choose_file = choose
    with qtbot.waitSignal(screen.bar.done):
        screen.export_action.trigger()

    assert suggested[0].endswith(".ics")
    assert Calendar.from_ical(target.read_bytes()).events


def test_the_page_paints_in_both_themes(screen, qtbot):
    assert not screen.month.grab().isNull()
    assert not screen.panel.grab().isNull()
