"""Chips that name the lists of a page, and how a pressed one is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from deskapp.widgets import theme
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.list_chips import ListChips

_LISTS = {"late": "Overdue", "soon": "Due in {days} days"}


@pytest.fixture
def chips(qtbot):
    made = FilterChips()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_chip_of_all_rows_is_pressed_while_no_other_is(chips, qtbot):
    lists = ListChips(chips, _LISTS, days=7)
    assert lists.buttons[None].isChecked()

    qtbot.mouseClick(lists.buttons["late"], Qt.MouseButton.LeftButton)
    assert (lists.chosen, lists.buttons[None].isChecked()) == ("late", False)

    qtbot.mouseClick(lists.buttons["late"], Qt.MouseButton.LeftButton)
    assert (lists.chosen, lists.buttons[None].isChecked()) == (None, True)


def test_a_page_may_have_a_usual_list_of_its_own(chips, qtbot):
    lists = ListChips(chips, _LISTS, usual="late", days=7)
    assert None not in lists.buttons

    chips.clear()
    assert (lists.chosen, lists.buttons["late"].isChecked()) == ("late", True)


def test_each_chip_has_the_number_of_its_rows_to_read_and_to_hear(chips):
    lists = ListChips(chips, _LISTS, days=7)
    assert lists.buttons["soon"].text() == "Due in 7 days"

    lists.show_numbers({"late": 2, "soon": 0}, total=9, days=10)

    texts = {name: button.text() for name, button in lists.buttons.items()}
    assert texts == {None: "All 9", "late": "Overdue 2", "soon": "Due in 10 days 0"}
    assert lists.buttons["soon"].accessibleName() == "Due in 10 days 0"


def test_a_pressed_chip_has_the_colour_of_a_selection_in_either_theme(chips, qapp):
    lists = ListChips(chips, _LISTS, days=7)
    before, roles = QPalette(qapp.palette()), QPalette.ColorRole
    try:
        for dark in (True, False):
            qapp.setPalette(theme.palette(dark=dark))
            qapp.processEvents()
            colours = QGuiApplication.palette()
            for name in ("late", "soon"):
                chips.press("list", name)
                for button in (lists.buttons["late"], lists.buttons["soon"]):
                    chosen = roles.Highlight if button.isChecked() else roles.Button
                    assert button.palette().color(roles.Button) == colours.color(chosen)
    finally:
        qapp.setPalette(before)
