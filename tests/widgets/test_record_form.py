"""A form goes from field to field, complains under them, and knows what is unsaved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from deskapp.fields import DateField, TextField, WholeField
from deskapp.widgets.record_form import RecordForm

FIELDS = (
    TextField(name="name", label="Name", required=True, width=40),
    WholeField(name="number", label="Number", width=8),
    DateField(name="day", label="Day"),
    TextField(name="notes", label="Notes", lines=3),
)


@pytest.fixture
def form(qtbot):
    made = RecordForm(FIELDS, two_columns=True, year=2021)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_form_is_clean_until_a_person_types(form, qtbot):
    form.set_values({"name": "a", "number": 1})
    assert not form.is_dirty
    with qtbot.waitSignal(form.dirty_changed):
        qtbot.keyClicks(form.editors["name"].control, "b")
    assert form.is_dirty
    form.set_values({"name": "c"})
    assert not form.is_dirty


def test_complaints_come_after_the_first_try_and_then_follow_the_typing(form, qtbot):
    qtbot.keyClicks(form.editors["number"].control, "x")
    assert form.complaints() == {}
    assert not form.check()
    assert set(form.complaints()) == {"name", "number"}
    qtbot.keyClicks(form.editors["name"].control, "a")
    assert set(form.complaints()) == {"number"}


def test_the_cursor_goes_to_the_first_complaint(form):
    form.check()
    assert QApplication.focusWidget() is form.editors["name"].control


def test_enter_goes_on_through_the_fields_in_the_order_seen(form, qtbot):
    form.focus_first()
    seen = []
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        seen.append(QApplication.focusWidget())
    assert seen == [form.editors[name].control for name in ("number", "day", "notes")]


def test_enter_in_a_long_text_is_a_new_line(form, qtbot):
    notes = form.editors["notes"].control
    notes.setFocus()
    qtbot.keyClicks(notes, "a")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClicks(notes, "b")
    assert form.values()["notes"] == "a\nb"


def test_ctrl_enter_asks_to_save(form, qtbot):
    with qtbot.waitSignal(form.save_requested):
        qtbot.keyClick(
            form.editors["notes"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )


def test_a_complaint_about_no_field_stands_above_them_all(form):
    form.show_complaints({"elsewhere": "This does not fit together."})
    assert form._general.text() == "This does not fit together."
    assert not form._general.isHidden()


def test_a_read_only_form_takes_no_typing(form, qtbot):
    form.set_values({"name": "a"})
    form.set_read_only(True)
    qtbot.keyClicks(form.editors["name"].control, "b")
    assert form.values()["name"] == "a"
