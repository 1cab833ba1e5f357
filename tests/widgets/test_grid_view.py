"""The grid, used with arrows, clicks and the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from deskapp.widgets.grid_heads import balanced_lines
from deskapp.widgets.grid_view import GridCell, GridColumn, GridRow, GridView, HeadColumn

HEADS = (HeadColumn("place", "Place", 50), HeadColumn("unit", "Unit", 120, sortable=True))
COLUMNS = [
    GridColumn(1, "Meetings", "Lead", "10 pts"),
    GridColumn(2, "Absence", "Lead", "5 pts"),
    GridColumn(3, "Tasks", "Work", "25 pts"),
]
ROWS = [GridRow(10, ("1", "Office"), "Office"), GridRow(20, ("2", "Museum"), "Science museum")]


def _cells(mark=""):
    return {
        (row.id, column.id): GridCell(f"{row.id}.{column.id}{mark}", explained="why")
        for row in ROWS
        for column in COLUMNS
    }


@pytest.fixture
def grid(qtbot):
    view = GridView(HEADS)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.set_grid(COLUMNS, ROWS, _cells())
    view.show()
    return view


def test_the_arrows_choose_cells_and_each_is_said(grid, qtbot):
    said = []
    grid.cell_chosen.connect(lambda row, column: said.append((row, column)))
    grid.choose(10, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert said == [(10, 1), (10, 2), (20, 2)]
    assert grid.chosen() == (20, 2)


def test_enter_opens_the_chosen_cell(grid, qtbot):
    grid.choose(20, 3)
    with qtbot.waitSignal(grid.cell_activated) as heard:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert heard.args == [20, 3]


def test_the_chosen_cell_stays_chosen_when_new_points_come(grid):
    said = []
    grid.choose(20, 2)
    grid.cell_chosen.connect(lambda row, column: said.append((row, column)))
    grid.set_grid(COLUMNS, list(reversed(ROWS)), _cells("!"))
    assert grid.chosen() == (20, 2)
    assert grid.currentIndex().row() == 0
    assert grid.currentIndex().data() == "20.2!"
    assert said == []


def test_nothing_is_chosen_when_the_chosen_row_is_gone(grid):
    grid.choose(20, 2)
    grid.set_grid(COLUMNS, ROWS[:1], _cells())
    assert grid.chosen() is None


def test_the_next_cell_of_a_column_is_chosen_until_its_end(grid):
    grid.choose(10, 3)
    assert grid.choose_below()
    assert grid.chosen() == (20, 3)
    assert not grid.choose_below()


def test_one_cell_is_copied_alone(grid, qtbot):
    grid.choose(10, 2)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().strip() == "10.2"


def test_a_block_is_copied_with_the_heads_round_it(grid, qtbot):
    grid.choose(10, 1)
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Place", "Unit", "Meetings", "Absence", "Tasks"]
    assert lines[2].split("\t") == ["2", "Museum", "20.1", "20.2", "20.3"]


def test_a_press_on_the_head_of_a_sortable_column_asks_to_sort(grid, qtbot):
    asked = []
    grid.sort_requested.connect(asked.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(grid.corner, left, pos=QPoint(10, 10))
    qtbot.mouseClick(grid.corner, left, pos=QPoint(80, 10))
    assert asked == ["unit"]


def test_a_press_beside_a_row_selects_all_of_it(grid, qtbot):
    grid.choose(10, 2)
    head = grid.verticalHeader()
    place = QPoint(20, head.sectionViewportPosition(1) + 5)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert {index.row() for index in grid.selectedIndexes()} == {1}
    assert len(grid.selectedIndexes()) == 3


def test_the_frozen_columns_stay_at_the_left_while_the_cells_scroll(grid, qtbot):
    grid.resize(260, 300)
    grid.choose(10, 3)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert grid.verticalHeader().x() == grid.corner.x()
    assert grid.verticalHeader().width() == grid.corner.width() >= 170
    assert grid.horizontalScrollBar().value() > 0


def test_a_cell_says_its_row_and_column_to_who_cannot_see_it(grid):
    said = grid.grid.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Science museum, Meetings: why"


def test_the_columns_share_the_room_evenly(grid):
    widths = {grid.columnWidth(place) for place in range(3)}
    assert len(widths) == 1


def test_an_empty_grid_says_so(grid):
    grid.empty.set_content("No unit of this kind.")
    grid.set_grid(COLUMNS, [], {})
    assert grid.empty.isVisible()
    assert grid.empty.text == "No unit of this kind."


def test_a_heading_breaks_into_lines_of_equal_length(grid):
    metrics = QFontMetrics(grid.font())
    room = metrics.horizontalAdvance("参加会") + 2
    assert balanced_lines("参加会议", room, metrics) == ["参加", "会议"]
    assert balanced_lines("会议", room, metrics) == ["会议"]
    assert balanced_lines("", room, metrics) == [""]


def test_words_are_not_broken(grid):
    metrics = QFontMetrics(grid.font())
    room = metrics.horizontalAdvance("Attendance") + 2
    assert balanced_lines("Attendance of all", room, metrics) == ["Attendance", "of all"]


def test_the_grid_is_painted_with_signs_and_tones(grid):
    cells = {(10, 1): GridCell("9.25", "▽", "yellow"), (20, 2): GridCell("", "○", "grey")}
    grid.set_grid(COLUMNS, ROWS, cells)
    grid.choose(10, 1)
    assert not grid.grab().isNull()


class MadeWhenSeen:
    """Makes each cell when it is asked for, and notes which."""

    def __init__(self):
        self.made = set()

    def get(self, place, default, /):
        self.made.add(place)
        return GridCell(str(place[0]), sign="缺", copied="缺 未学")


def test_only_cells_that_are_seen_are_made(qtbot):
    view = GridView(HEADS)
    qtbot.addWidget(view)
    view.resize(600, 300)
    cells = MadeWhenSeen()
    columns = [GridColumn(n, f"Document {n}") for n in range(40)]
    rows = [GridRow(n, (str(n), "Branch")) for n in range(500)]
    view.show()
    view.set_grid(columns, rows, cells)
    view.grab()
    assert 0 < len(cells.made) < 1000


def test_a_cell_may_be_copied_in_other_words_than_it_shows(grid):
    grid.set_grid(COLUMNS, ROWS, MadeWhenSeen())
    grid.choose(10, 1)
    grid.copy_selection()
    assert QGuiApplication.clipboard().text().strip() == "缺 未学"


def test_a_heading_breaks_anew_when_the_text_grows(grid):
    head = grid.horizontalHeader()
    narrow = head.sizeHint().height()
    font = grid.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    grid.setFont(font)
    head.setFont(font)
    assert head.sizeHint().height() > narrow


def test_only_cells_that_are_wholly_seen_are_in_sight(qtbot):
    view = GridView(HEADS)
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    columns = [GridColumn(n, f"Document {n}") for n in range(40)]
    rows = [GridRow(n, (str(n), "Branch")) for n in range(50)]
    view.set_grid(columns, rows, MadeWhenSeen())
    seen = view.places_in_sight()
    assert seen[:2] == [(0, 0), (0, 1)]
    assert {row for row, _column in seen} < set(range(10))
    assert {column for _row, column in seen} < set(range(10))


def test_a_heading_of_an_odd_length_leaves_no_character_alone(grid):
    metrics = QFontMetrics(grid.font())
    room = metrics.horizontalAdvance("主要负责") + 2
    assert balanced_lines("主要负责人", room, metrics) == ["主要负", "责人"]
