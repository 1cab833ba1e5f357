"""Tables show rows, keep what is selected, and trade blocks of cells with Excel."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from deskapp.settings import Settings
from deskapp.widgets.cell_block import block_from_text
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import PAGE, PagedRows, RowTableModel, TableColumn

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Row:
    id: int
    name: str
    number: int


COLUMNS = (TableColumn("name", "Name", 20), TableColumn("number", "Number", 8))


@pytest.fixture
def settings(tmp_path):
    return Settings(path=tmp_path / "settings.json")


@pytest.fixture
def table(qtbot, settings):
    made = RecordTable(COLUMNS, "rows", settings)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.set_rows([Row(n, f"name {n}", n * 10) for n in range(1, 6)])
    made.show()
    return made


def _click_head(qtbot, table, section):
    head = table.horizontalHeader()
    place = head.sectionViewportPosition(section) + 10
    qtbot.mouseClick(
        head.viewport(),
        Qt.MouseButton.LeftButton,
        pos=head.viewport().rect().topLeft() + type(head.viewport().rect().topLeft())(place, 8),
    )


def test_what_was_selected_stays_selected_when_the_rows_are_read_again(table, qtbot):
    table.select_ids([2, 4])
    with qtbot.assertNotEmitted(table.selection_changed):
        table.set_rows([Row(n, "new", 0) for n in (5, 4, 3, 2, 1)])
    assert sorted(table.selected_ids()) == [2, 4]


def test_a_selected_row_that_is_gone_is_said(table, qtbot):
    table.select_ids([2])
    with qtbot.waitSignal(table.selection_changed) as heard:
        table.set_rows([Row(1, "a", 1)])
    assert heard.args == [[]]


def test_a_click_on_the_head_asks_up_then_down_then_as_usual(table, qtbot):
    asked = []
    table.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    for _click in range(3):
        _click_head(qtbot, table, 1)
    assert asked == [("number", False), ("number", True), ("", False)]


def test_the_selection_is_copied_as_a_block_of_cells(table, qtbot):
    table.select_ids([1, 2])
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    rows = [["Name", "Number"], ["name 1", "10"], ["name 2", "20"]]
    assert block_from_text(copied.text()) == rows
    assert "<td>name 1</td>" in copied.html()


def test_a_block_from_excel_keeps_line_breaks_inside_a_cell(table, qtbot):
    QGuiApplication.clipboard().setText('张三\t"一\n二"\r\n李四\t\r\n')
    with qtbot.waitSignal(table.pasted) as heard:
        qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    assert heard.args == [[["张三", "一\n二"], ["李四", ""]]]


def test_alt_up_moves_the_selected_rows(table, qtbot):
    table.allow_reorder(True)
    table.select_ids([3, 4])
    with qtbot.waitSignal(table.rows_moved) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert heard.args == [[1, 3, 4, 2, 5]]


def test_nothing_moves_where_the_order_is_not_to_be_changed(table, qtbot):
    table.select_ids([3])
    with qtbot.assertNotEmitted(table.rows_moved):
        qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_widths_and_hidden_columns_are_remembered(table, qtbot, settings):
    table.setColumnWidth(0, 222)
    table.column_menu().actions()[1].trigger()
    again = RecordTable(COLUMNS, "rows", settings)
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 222
    assert again.isColumnHidden(1)


def test_the_last_column_cannot_be_hidden(table):
    for action in table.column_menu().actions()[:2]:
        action.trigger()
    assert not all(table.isColumnHidden(n) for n in range(2))


def test_an_empty_list_says_what_belongs_there(table):
    table.set_empty("Nothing yet.")
    table.set_rows([])
    assert not table.empty.isHidden()
    assert table.empty.text == "Nothing yet."


def test_a_long_list_fetches_only_the_pages_that_are_looked_at(qapp):
    fetched = []

    def page(offset, limit):
        fetched.append(offset)
        return [Row(n, f"name {n}", n) for n in range(offset, offset + limit)]

    rows = PagedRows(200_000, page)
    model = RowTableModel(COLUMNS)
    model.set_rows(rows)
    assert model.rowCount() == 200_000
    assert fetched == []
    assert model.index(150_000, 0).data() == "name 150000"
    assert model.index(150_001, 0).data() == "name 150001"
    assert fetched == [150_000 // PAGE * PAGE]
    assert model.row_of(150_010) == 150_010
    assert model.row_of(3) is None


def test_the_widest_column_takes_what_the_others_leave(table):
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    table.resize(300, 300)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()


def test_choosing_all_of_a_very_long_list_keeps_as_many_as_are_read_in_a_moment(table, qtbot):
    asked = []

    def page(offset, limit):
        asked.append(offset)
        return [Row(n, f"name {n}", n) for n in range(offset, offset + limit)]

    table.set_rows(PagedRows(100_000, page))
    with qtbot.waitSignal(table.selection_cut) as cut:
        qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert table.selected_ids() == list(range(cut.args[0]))
    assert len(set(asked)) <= cut.args[0] // PAGE + 3


def test_rows_and_columns_follow_the_size_of_the_text(table):
    height, width = table.rowHeight(0), table.columnWidth(1)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    table.setFont(font)
    assert table.rowHeight(0) > height
    assert table.columnWidth(1) > width
    font.setPointSizeF(font.pointSizeF() / 1.5)
    table.setFont(font)
    assert (table.rowHeight(0), table.columnWidth(1)) == (height, width)


@pytest.mark.parametrize(
    ("chosen", "place", "expected"),
    [([2], 1, [2, 1, 3, 4, 5]), ([2], 4, [1, 3, 4, 2, 5]), ([1, 2], 4, [3, 4, 5, 1, 2])],
)
def test_rows_are_moved_to_a_place_by_its_number(table, qtbot, chosen, place, expected):
    table.allow_reorder(True)
    table.select_ids(chosen)
    with qtbot.waitSignal(table.rows_moved) as moved:
        table.move_selection_to(place)
    assert moved.args[0] == expected
