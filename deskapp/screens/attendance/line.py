"""Type what happened as a sentence, see how it is read, and apply it in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _, ngettext
from deskapp.queries.attendance import AttendanceRow
from deskapp.queries.people import list_people
from deskapp.rules.attendance_lines import (
    AttendanceReading,
    Doubt,
    Mark,
    PersonName,
    read_attendance_line,
)
from deskapp.screens.attendance.model import TONES, mark_in_words
from deskapp.usecases.attendance import AttendanceMark
from deskapp.widgets.badge import Badge
from deskapp.workspace.workspace import Workspace

_TALLEST, _LOWEST = 190, 64


class AttendanceLine(QWidget):
    """A line such as 张三、李四请假;王五由赵六代: Enter shows its reading, Apply marks."""

    apply_wanted = Signal(object)  # list[AttendanceMark]
    reading_shown = Signal(bool)

    def __init__(
        self,
        workspace: Workspace,
        rows: Callable[[], Sequence[AttendanceRow]],
        day: Callable[[], date | None],
    ) -> None:
        super().__init__()
        self._day = day
        self._workspace = workspace
        self._rows = rows
        self._names: dict[int, PersonName] = {}
        self._ready: list[AttendanceMark] = []
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Attendance in a sentence"))
        self.line.setPlaceholderText(_("In a sentence: 张三、李四请假;王五由赵六代 — then Enter"))
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self.read)
        self.line.textEdited.connect(self._on_edited)
        self.reading = _ReadingPanel()
        self.reading.chosen.connect(self._on_chosen)
        self.reading.apply.clicked.connect(self._on_apply)
        self.reading.cancel.clicked.connect(self.close_reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)

    def read(self) -> None:
        """Read the line and show what it says."""
        text = self.line.text().strip()
        if not text:
            self.close_reading()
            return
        rows = self._rows()
        expected = [PersonName(row.person_id, row.name, row.unit) for row in rows]
        others = self._workspace.ask(list_people, active_on=self._day() or date.today())
        everybody = [*expected, *(PersonName(row.id, row.name, row.unit) for row in others)]
        self._names = {person.id: person for person in everybody}
        marked = [row.person_id for row in rows if row.state != "expected"]
        reading = read_attendance_line(text, expected, everybody[len(expected) :], marked)
        by_person = {row.person_id: row.id for row in rows}
        self._ready = [_as_applied(m, by_person) for m in reading.marks if _is_clear(m)]
        self.reading.show_reading(reading, self._names, len(self._ready))
        self.reading_shown.emit(True)
        if self._ready and not reading.doubts:
            self.reading.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_reading(self) -> None:
        """Take the reading away; the line stays."""
        self._on_edited()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Be empty, as for another meeting."""
        self.line.clear()
        self._on_edited()

    def applied(self) -> None:
        """Be ready for the next line once this one was applied."""
        self.line.clear()
        self.close_reading()

    def _on_edited(self) -> None:
        """Take a reading of another text away before it could be applied."""
        self._ready = []
        self.reading.hide()
        self.reading_shown.emit(False)

    def _on_chosen(self, words: str, person_id: int) -> None:
        """Write into the line who was meant, so that what is applied is what can be read."""
        person = self._names[person_id]
        exact = person.name if words.startswith(person.unit) else f"{person.unit}{person.name}"
        self.line.setText(self.line.text().replace(words, exact, 1))
        self.read()

    def _on_apply(self) -> None:
        if self._ready:
            self.apply_wanted.emit(list(self._ready))


class _ReadingPanel(QFrame):
    """Who, what, and what is in doubt with those who may be meant."""

    chosen = Signal(str, int)  # the words in doubt, the person meant

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.apply = QPushButton(_("Apply"))
        self.apply.setAutoDefault(True)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(True)
        self._said = QLabel()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._area)
        layout.addLayout(buttons)
        self.hide()

    def show_reading(
        self, reading: AttendanceReading, names: dict[int, PersonName], ready: int
    ) -> None:
        """Show every mark and every doubt of a reading."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        for doubt in reading.doubts:
            self._add_doubt(grid, doubt, names)
        for mark in reading.marks:
            _add_mark(grid, mark, names)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(content)
        height = min(content.sizeHint().height() + 4, _TALLEST)
        self._area.setMinimumHeight(min(height, _LOWEST))
        self._area.setMaximumHeight(height)
        self.apply.setEnabled(ready > 0)
        self._said.setText(_reading_in_words(ready, len(reading.doubts)))
        self.show()

    def _add_doubt(self, grid: QGridLayout, doubt: Doubt, names: dict[int, PersonName]) -> None:
        row = grid.rowCount()
        badge = Badge()
        badge.show_state(_("? In doubt"), "yellow")
        why = QLabel(doubt.why)
        why.setWordWrap(True)
        grid.addWidget(QLabel(doubt.words), row, 0)
        grid.addWidget(badge, row, 1)
        grid.addWidget(why, row, 3)
        if doubt.candidates:
            box = QComboBox()
            box.setAccessibleName(_("Who is {words}?").format(words=doubt.words))
            box.addItem(_("Choose who is meant"), None)
            for person_id in doubt.candidates:
                person = names[person_id]
                box.addItem(f"{person.name} · {person.unit}", person_id)
            box.activated.connect(partial(self._on_activated, box, doubt.words))
            grid.addWidget(box, row, 2)

    def _on_activated(self, box: QComboBox, words: str) -> None:
        if box.currentData() is not None:
            self.chosen.emit(words, box.currentData())


def _add_mark(grid: QGridLayout, mark: Mark, names: dict[int, PersonName]) -> None:
    row = grid.rowCount()
    person = names[mark.person_id]
    badge = Badge()
    badge.show_state(mark_in_words(mark.state, late=mark.late), TONES[mark.state])
    stand_in = names[mark.stand_in_id].name if mark.stand_in_id is not None else ""
    unit = QLabel(person.unit)
    unit.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    grid.addWidget(QLabel(person.name), row, 0)
    grid.addWidget(badge, row, 1)
    grid.addWidget(QLabel(" · ".join(part for part in (stand_in, mark.reason) if part)), row, 2)
    grid.addWidget(unit, row, 3)


def _is_clear(mark: Mark) -> bool:
    return mark.state != "stood_in" or mark.stand_in_id is not None


def _as_applied(mark: Mark, by_person: dict[int, int]) -> AttendanceMark:
    return AttendanceMark(
        by_person[mark.person_id], mark.state, mark.reason, mark.stand_in_id, mark.late
    )


def _reading_in_words(ready: int, doubts: int) -> str:
    marks = ngettext("{number} mark to apply", "{number} marks to apply", ready)
    words = marks.format(number=ready)
    if not doubts:
        return words
    left = ngettext("{number} doubt is left out", "{number} doubts are left out", doubts)
    return f"{words} · {left.format(number=doubts)}"
