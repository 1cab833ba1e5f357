"""A dialog with a form is done with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from deskapp.fields import ChoiceField, DateField, TextField, YesNoField
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm

_NAME = TextField(name="name", label="Name", width=20)
_LAST = (
    TextField(name="last", label="Last", width=20),
    DateField(name="last", label="Last"),
    YesNoField(name="last", label="Last"),
    ChoiceField(name="last", label="Last", choices={"a": "A", "b": "B"}),
)


@pytest.fixture
def opened(qtbot):
    """Return a function that shows a dialog with these fields, and what it has done so far."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def show(*fields):
        done = []
        form = RecordForm(fields, year=2021)
        dialog = FormDialog("Title", "", form, "Do it", done.append, parent)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog, done

    return show


@pytest.mark.parametrize("last", _LAST, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("goes_on", [True, False])
def test_enter_in_the_last_field_does_it_once(opened, qtbot, last, goes_on):
    dialog, done = opened(_NAME, last)
    dialog.form.enter_goes_on = goes_on
    dialog.form.editors["last"].control.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(done) == 1
    assert dialog.isHidden()


def test_enter_in_another_field_goes_on(opened, qtbot):
    dialog, done = opened(_NAME, _LAST[0])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.form.editors["last"].control
    assert done == []


def test_ctrl_enter_does_it_from_a_long_text_and_from_outside_the_form(opened, qtbot):
    long = TextField(name="long", label="Long", lines=3)
    for place in ("long", "cancel"):
        dialog, done = opened(_NAME, long)
        button = dialog.accept_button.nextInFocusChain()
        start = dialog.form.editors["long"].control if place == "long" else button
        start.setFocus()
        qtbot.keyClick(start, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert len(done) == 1


def test_ctrl_enter_does_nothing_while_the_button_is_off(opened, qtbot):
    dialog, done = opened(_NAME)
    dialog.accept_button.setEnabled(False)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == []
