"""The home page: its counts, the ways to where a gap is repaired, and that it follows changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from deskapp.database import create_ledger
from deskapp.queries.completeness import GAP_KINDS
from deskapp.queries.completeness.year import gap_counts, gaps_of
from deskapp.queries.demands import DEMANDS, in_all
from deskapp.queries.meetings import list_meetings
from deskapp.screens.home.due import LIST_OF_COLOUR
from deskapp.screens.home.ways import WAYS, Place, place_of_demand
from deskapp.screens.main_window import MainWindow
from deskapp.screens.pages import PAGES
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.meetings import MeetingDraft, open_meeting, save_meeting
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.widgets import theme
from deskapp.workspace.workspace import Workspace

YEAR = 2021


@pytest.fixture
def home(window, workspace, qtbot):
    """Return the home page of a year with two meetings that lack everything, once it is read."""
    for title in ("碰头会", "协调会"):
        workspace.do(save_meeting, MeetingDraft(title=title, year=YEAR, held_on=workspace.today))
    window.show_page("home")
    screen = window.current_screen()
    _wait(qtbot, screen)
    return screen


def _wait(qtbot, screen):
    qtbot.waitUntil(lambda: screen.year is not None and not screen.reader.is_running)


def _open_rows(line):
    line.toggle.click()
    return line.rows.findChildren(QPushButton)


def test_a_new_user_begins_on_the_home_page(window):
    assert PAGES[0].name == "home"
    assert window.current_page() == "home"


def test_the_counts_are_those_of_the_check(home, workspace):
    counts = workspace.ask(gap_counts, YEAR, workspace.today)
    shown = {code: line.count for code, line in home.missing.lines.items()}
    assert shown == {code: number for code, number in counts.items() if number}
    assert shown["no_minutes"] > 0


def test_each_line_says_how_many_of_what_and_what_repairs_it(home):
    for code, line in home.missing.lines.items():
        assert line.number.text() == str(line.count)
        assert line.repair.text() == GAP_KINDS[code].repair
        assert GAP_KINDS[code].heading in line.repair.accessibleName()


def test_every_kind_of_gap_and_every_demand_has_a_way_to_a_page():
    pages = {page.name for page in PAGES}
    assert set(WAYS) == set(GAP_KINDS)
    places = [way.all_of_kind for way in WAYS.values() if way.all_of_kind]
    places += [place_of_demand(code, unit) for code in DEMANDS for unit in (None, 1)]
    assert {place.page for place in places} <= pages


def test_a_line_opens_to_show_the_first_records(home, workspace, qtbot):
    line = home.missing.lines["no_minutes"]
    (first, *_more) = workspace.ask(gaps_of, "no_minutes", YEAR, workspace.today)
    buttons = _open_rows(line)
    assert line.rows.isVisibleTo(home)
    assert first.subject in buttons[0].accessibleName()
    line.toggle.click()
    assert not line.rows.isVisibleTo(home)


def test_open_goes_to_the_record_at_the_place_where_it_is_repaired(home, window, workspace):
    (first, *_more) = workspace.ask(gaps_of, "no_minutes", YEAR, workspace.today)
    _open_rows(home.missing.lines["no_minutes"])[0].click()
    assert window.current_page() == "meetings"
    screen = window.current_screen()
    assert screen.current_id == first.record_id
    assert screen.detail.minutes.isVisible()


def test_the_button_of_many_lists_them(home, window, workspace):
    line = home.missing.lines["task_overdue"]
    assert line.count > 1
    line.repair.click()
    assert window.current_page() == "branch_tasks"
    assert window.current_screen().chips.value("list") == "overdue"
    assert window.current_screen().table.rows.rowCount() == line.count


def test_the_button_of_one_goes_to_it_and_the_line_is_gone_once_it_is_repaired(
    home, window, workspace, qtbot
):
    gaps = workspace.ask(gaps_of, "no_minutes", YEAR, workspace.today)
    for gap in gaps[1:]:
        _write_minutes(workspace, gap.record_id)
    _wait(qtbot, home)
    qtbot.waitUntil(lambda: home.missing.lines["no_minutes"].count == 1)

    home.missing.lines["no_minutes"].repair.click()
    assert window.current_page() == "meetings"
    assert window.current_screen().current_id == gaps[0].record_id

    _write_minutes(workspace, gaps[0].record_id)
    window.show_page("home")
    qtbot.waitUntil(lambda: "no_minutes" not in home.missing.lines)


def _write_minutes(workspace, meeting_id):
    draft = workspace.ask(open_meeting, meeting_id)
    draft.minutes = "记录"
    workspace.do(save_meeting, draft)


def test_appointing_is_one_press_away_and_takes_the_line_away(home, window, workspace, qtbot):
    gaps = workspace.ask(gaps_of, "no_liaison", YEAR, workspace.today)
    assert gaps
    _open_rows(home.missing.lines["no_liaison"])[0].click()
    assert window.current_page() == "posts"
    assert window.current_screen().chips.value("list") == "no_liaison"
    person = workspace.ask(_somebody)
    for gap in gaps:
        draft = AppointmentDraft(
            branch_id=gap.record_id, post="liaison", person_id=person, starts_on=workspace.today
        )
        workspace.do(save_appointment, draft)
    window.show_page("home")
    qtbot.waitUntil(lambda: "no_liaison" not in home.missing.lines)


def _somebody(session):
    from deskapp.queries.people import list_people

    return list_people(session, limit=1)[0].id


def test_a_meeting_without_anything_brings_its_lines(home, workspace, qtbot):
    before = home.missing.lines["no_agenda"].count if "no_agenda" in home.missing.lines else 0
    workspace.do(save_meeting, MeetingDraft(title="临时会", year=YEAR, held_on=workspace.today))
    qtbot.waitUntil(
        lambda: (
            "no_agenda" in home.missing.lines
            and home.missing.lines["no_agenda"].count == before + 1
        )
    )


def test_the_incomplete_meetings_are_a_list(home, window, workspace):
    home._go(Place("meetings", "incomplete"))
    rows = workspace.ask(list_meetings, year=YEAR, incomplete_on=workspace.today)
    assert window.current_screen().table.rows.rowCount() == len(rows) > 0


def test_each_demand_shows_its_share_and_opens_its_page(home, window):
    for code, bar in home.bars.bars.items():
        counted = in_all(home.year.demands[code])
        assert bar.figure.share.expected == counted.denominator
        assert DEMANDS[code].words in bar.accessibleName()
    home.bars.bars["posts"].click()
    assert window.current_page() == "posts"


def test_a_bar_is_pressed_by_the_keyboard(home, window, qtbot):
    home.bars.bars["practices"].setFocus()
    qtbot.keyClick(home.bars.bars["practices"], Qt.Key.Key_Space)
    assert window.current_page() == "practices"


def test_the_grid_says_the_share_of_each_unit(home):
    grid = home.by_unit.grid
    unit = home.year.units[0]
    index = grid.grid.index_of(unit.id, list(DEMANDS).index("posts"))
    counted = home.year.demands["posts"][unit.id]
    percent = 100 * counted.numerator // counted.denominator
    assert index.data() == str(percent)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert unit.name in spoken
    assert f"{counted.numerator} of {counted.denominator}" in spoken


def test_a_cell_of_the_grid_opens_the_tasks_of_its_unit(home, window, qtbot):
    unit = home.year.units[0]
    home.by_unit.grid.choose(unit.id, list(DEMANDS).index("on_time"))
    qtbot.keyClick(home.by_unit.grid, Qt.Key.Key_Return)
    assert window.current_page() == "branch_tasks"
    assert window.current_screen().filters.unit.value() == unit.id


def test_the_tiles_count_and_open_the_list_of_their_colour(home, window):
    tile = home.due.tiles["red"]
    assert tile.count == home.missing.lines["task_overdue"].count
    tile.click()
    assert window.current_screen().chips.value("list") == LIST_OF_COLOUR["red"]


def test_a_date_opens_its_record(home, window):
    assert home.due.dates.count() == len(home.year.dates)
    if home.year.dates:
        home.due.dates.itemActivated.emit(home.due.dates.item(0))
        assert window.current_page() != "home"


def test_an_empty_ledger_offers_the_first_steps(qtbot, tmp_path, settings, workspace):
    empty = Workspace(create_ledger(tmp_path / "empty.ledger"))
    window = MainWindow(settings)
    qtbot.addWidget(window, before_close_func=lambda shown: shown.detach())
    window.show()
    window.attach(empty)
    home = window.current_screen()
    _wait(qtbot, home)
    words = [button.text() for button in home.empty.findChildren(QPushButton)]
    assert words == ["Enter units", "Import a roster", "Open the sample"]

    empty.do(save_unit, UnitDraft(name="办公室"))
    qtbot.waitUntil(lambda: not home.empty.isVisible())
    assert home.missing.nothing.isVisible()
    window.detach()
    empty.close()


def test_the_page_needs_no_sideways_scrolling_on_a_small_screen(home, window, qapp):
    font = qapp.font()
    try:
        qapp.setFont(theme.base_font(110))
        window.resize(1366, 768)
        qapp.processEvents()
        assert home.area.horizontalScrollBar().maximum() == 0
    finally:
        qapp.setFont(font)


@pytest.mark.parametrize("dark", [False, True])
def test_every_number_of_the_grid_can_be_read_on_its_ground(home, qapp, dark):
    before = qapp.palette()
    try:
        qapp.setPalette(theme.palette(dark=dark))
        picture = home.by_unit.grid.viewport().grab().toImage()
        grounds = {theme.tone(name).back for name in ("green", "blue", "yellow", "red")}
        painted = {
            QColor(picture.pixel(x, y)).name().upper()
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        assert painted & {ground.upper() for ground in grounds}
    finally:
        qapp.setPalette(before)
