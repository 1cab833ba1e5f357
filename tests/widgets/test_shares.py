"""Shares as bars, tiles and grids: what they say to eyes, hands and screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

from deskapp.widgets import theme
from deskapp.widgets.bars import Figure, FigureBar
from deskapp.widgets.count_tile import CountTile
from deskapp.widgets.grid_view import GridColumn, GridRow
from deskapp.widgets.heat_grid import HeatGrid, ShareLegend
from deskapp.widgets.shares import STEPS, Share, share_tone


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def either_theme(qapp, request):
    """Put the light and the dark colours in force, one after the other."""
    before = qapp.palette()
    qapp.setPalette(theme.palette(dark=request.param))
    yield
    qapp.setPalette(before)


@pytest.mark.parametrize(
    ("done", "expected", "percent", "tone"),
    [
        (0, 0, None, ""),
        (0, 5, 0, "red"),
        (3, 5, 60, "yellow"),
        (3, 4, 75, "blue"),
        (9, 10, 90, "green"),
        (999, 1000, 99, "green"),
        (2, 3, 67, "yellow"),
        (1, 500, 1, "red"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is(done, expected, percent, tone):
    assert Share(done, expected).percent() == percent
    assert share_tone(percent) == tone


def test_a_share_is_said_with_its_numbers():
    assert Share(3, 4).in_words() == "3 of 4 (75 %)"
    assert Share(0, 0).in_words() == "nothing due yet"


def _shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(300, max(widget.sizeHint().height(), 60))
    widget.show()
    return widget


def _colours(widget):
    picture = widget.grab().toImage()
    return {
        QColor(picture.pixel(x, y)).name().upper()
        for x in range(picture.width())
        for y in range(0, picture.height(), 2)
    }


def test_a_bar_says_its_figure_and_is_pressed_by_the_keyboard(qtbot):
    bar = _shown(qtbot, FigureBar("Tasks"))
    bar.show_figure(Figure("Tasks", "3 of 4 tasks", Share(3, 4)))
    assert bar.accessibleName() == "Tasks: 3 of 4 (75 %)"
    with qtbot.waitSignal(bar.clicked):
        qtbot.keyClick(bar, Qt.Key.Key_Space)


@pytest.mark.usefixtures("either_theme")
def test_a_bar_is_painted_in_the_tone_of_its_share(qtbot):
    bar = _shown(qtbot, FigureBar("Tasks"))
    bar.show_figure(Figure("Tasks", "", Share(3, 4)))
    assert theme.tone("blue").mark.upper() in _colours(bar)


@pytest.mark.usefixtures("either_theme")
def test_a_tile_is_grey_while_there_is_nothing(qtbot):
    tile = _shown(qtbot, CountTile("Overdue", "red"))
    assert theme.tone("").back.upper() in _colours(tile)
    tile.show_count(3)
    assert tile.accessibleName() == "Overdue: 3"
    assert {theme.tone("red").back.upper(), theme.tone("red").mark.upper()} <= _colours(tile)


@pytest.mark.usefixtures("either_theme")
def test_each_cell_of_the_grid_has_its_number_on_the_ground_of_its_tone(qtbot):
    grid = _shown(qtbot, HeatGrid("Unit", "Shares"))
    columns = [GridColumn(place, words) for place, (_p, _t, words) in enumerate(STEPS)]
    shares = {(1, place): Share(least, 100) for place, (least, _t, _w) in enumerate(STEPS)}
    grid.show_shares(columns, [GridRow(1, ("Office",), "Office")], shares)
    grid.resize(600, grid.height())
    assert [grid.grid.index(0, place).data() for place in range(4)] == ["90", "75", "60", "0"]
    painted = _colours(grid)
    assert {theme.tone(tone).back.upper() for _least, tone, _words in STEPS} <= painted


def test_the_legend_is_no_window_of_its_own(qtbot):
    before = len(QGuiApplication.topLevelWindows())
    legend = ShareLegend()
    qtbot.addWidget(legend)
    assert len(QGuiApplication.topLevelWindows()) == before
