"""Editors read what people type, and say what is wrong in words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QTableView

from deskapp.fields import (
    ChoiceField,
    DateField,
    PointsField,
    ReferenceField,
    TextField,
    TimeField,
    WholeField,
    YesNoField,
)
from deskapp.widgets.field_editors import Choice, Lookup, editor_for

CHOICES = [
    Choice(1, "张三", "科普部"),
    Choice(2, "张三", "办公室"),
    Choice(3, "李四", "办公室"),
]
LOOKUPS = {
    "person": Lookup(
        lambda text: [c for c in CHOICES if text in c.text],
        lambda record_id: next((c for c in CHOICES if c.id == record_id), None),
    )
}
FIELDS = [
    (TextField(name="x", label="X"), "科普部"),
    (TextField(name="x", label="X", lines=3), "一\n二"),
    (WholeField(name="x", label="X"), 12),
    (PointsField(name="x", label="X"), Decimal("2.50")),
    (DateField(name="x", label="X"), date(2021, 4, 20)),
    (TimeField(name="x", label="X"), time(14, 30)),
    (ChoiceField(name="x", label="X", choices={"a": "A", "b": "B"}), "b"),
    (YesNoField(name="x", label="X"), True),
    (ReferenceField(name="x", label="X", to="person"), 2),
]


def _type(control, text):
    control.setFocus()
    control.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(control, event)


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_a_value_comes_back_as_it_was_shown(qtbot, field, value):
    editor = editor_for(field, LOOKUPS)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(value)
    assert editor.value() == value
    assert editor.complaint() == ""


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_every_editor_has_a_name_and_can_be_emptied(qtbot, field, value):
    editor = editor_for(field, LOOKUPS)
    qtbot.addWidget(editor)
    editor.set_value(value)
    editor.set_value(None)
    assert not editor.value()
    assert editor.control.accessibleName() == "X"


@pytest.mark.parametrize("text", ["4-20", "20210420", "2021年4月20日", "2021.4.20"])
def test_a_date_is_read_as_people_write_it(qtbot, text):
    editor = editor_for(DateField(name="x", label="X"), year=2021)
    qtbot.addWidget(editor)
    _type(editor.control, text)
    assert editor.value() == date(2021, 4, 20)
    editor.control.editingFinished.emit()
    assert editor.control.text() == "2021-04-20"


def test_what_is_no_date_is_complained_about_and_stays_as_typed(qtbot):
    editor = editor_for(DateField(name="x", label="X"), year=2021)
    qtbot.addWidget(editor)
    _type(editor.control, "4-31")
    assert editor.value() is None
    assert "4-31" in editor.complaint()
    editor.control.editingFinished.emit()
    assert editor.control.text() == "4-31"


def test_a_day_of_the_calendar_is_taken(qtbot):
    editor = editor_for(DateField(name="x", label="X"), year=2021)
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(date(2021, 4, 1))
    editor.control.open_calendar()
    days = editor.control._calendar.findChild(QTableView)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(days, Qt.Key.Key_Right)
        qtbot.keyClick(days, Qt.Key.Key_Return)
    assert editor.value() == date(2021, 4, 2)


def test_full_width_digits_are_a_number(qtbot):
    editor = editor_for(WholeField(name="x", label="X"))
    qtbot.addWidget(editor)
    _type(editor.control, "\uff11\uff12")
    assert editor.value() == 12


def test_a_choice_that_may_be_empty_offers_nothing_first(qtbot):
    choices = {"a": "A"}
    free = editor_for(ChoiceField(name="x", label="X", choices=choices))
    bound = editor_for(ChoiceField(name="x", label="X", choices=choices, required=True))
    qtbot.addWidget(free)
    qtbot.addWidget(bound)
    assert (free.control.count(), bound.control.count()) == (2, 1)


def test_a_name_that_fits_one_record_is_taken(qtbot):
    editor = editor_for(ReferenceField(name="x", label="X", to="person"), LOOKUPS)
    qtbot.addWidget(editor)
    _type(editor.control, "李")
    assert editor.control.text() == "李"
    assert editor.value() == 3
    editor.control.editingFinished.emit()
    assert editor.control.text() == "李四"


def test_a_name_that_fits_two_records_is_not_guessed(qtbot):
    editor = editor_for(ReferenceField(name="x", label="X", to="person"), LOOKUPS)
    qtbot.addWidget(editor)
    _type(editor.control, "张三")
    assert editor.value() is None
    assert "张三" in editor.complaint()


def test_the_list_shows_who_is_who_and_enter_takes_the_first(qtbot):
    editor = editor_for(ReferenceField(name="x", label="X", to="person"), LOOKUPS)
    qtbot.addWidget(editor)
    editor.show()
    _type(editor.control, "张")
    assert editor._popup.isVisible()
    details = [editor._popup.model().index(row, 0).data(257) for row in range(2)]
    assert details == ["科普部", "办公室"]
    qtbot.keyClick(editor._popup, Qt.Key.Key_Down)
    qtbot.keyClick(editor._popup, Qt.Key.Key_Return)
    assert editor.value() == 2
