"""Ask about the cells that the program will not guess: a chooser beside each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _, ngettext
from deskapp.usecases.imports import Doubt, ImportReading
from deskapp.widgets.theme import heading_font

_MOST_SHOWN = 100  # doubts that get a chooser at once
_HIGHEST = 190
_FEW = 8  # records that are offered without typing


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the questions stand: their order, the one answered last, how far it is scrolled."""

    order: Sequence[str] = ()
    last: str = ""
    scrolled: int = 0


class DoubtsPanel(QWidget):
    """One line for each question: where, what is written there, and what it may mean."""

    answered = Signal(str, str)  # key of the doubt, answer
    row_requested = Signal(int)

    def __init__(self, reading: ImportReading, before: Standing | None = None) -> None:
        """Show the questions where they stood before; one that was answered is only marked."""
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self._names = reading.names
        doubts = reading.doubts
        waiting = sum(not same[0].answer for same in doubts.values())
        self.title = QLabel(_title(waiting))
        self.title.setFont(heading_font(self.font(), 2))
        lines = QWidget()
        self._lines = QGridLayout(lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setColumnStretch(1, 1)
        before = before or Standing()
        self._last, self._scrolled = before.last, before.scrolled
        self._order = _in_order(doubts, before.order)
        shown = [doubts[key] for key in _part_shown(self._order, doubts)]
        for place, same in enumerate(shown):
            self._add_line(place, same)
        self._lines.setRowStretch(len(shown), 1)
        self._area = area = QScrollArea()
        area.setAccessibleName(_("Questions of the import"))
        area.setWidget(lines)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setMaximumHeight(min(_HIGHEST, lines.sizeHint().height() + 8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(area)
        self.setVisible(bool(doubts))

    def _add_line(self, place: int, same: Sequence[Doubt]) -> None:
        doubt = same[0]
        cell = QToolButton()
        cell.setText(_places(same))
        cell.setAutoRaise(True)
        cell.setToolTip(_("Show the row"))
        cell.clicked.connect(lambda: self.row_requested.emit(doubt.row))
        words = QLabel(f"✓ {doubt.what}" if doubt.answer else doubt.what)
        words.setWordWrap(True)
        if doubt.answer:
            words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        box = self._box(doubt)
        self.boxes[doubt.key] = box
        self._lines.addWidget(cell, place, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(words, place, 1)
        self._lines.addWidget(box, place, 2)

    def _box(self, doubt: Doubt) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("What {text} means").format(text=doubt.text))
        box.setMinimumContentsLength(22)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(_("Please choose"), "")
        for choice in doubt.choices:
            box.addItem(choice.label, choice.value)
        _add_others(box, doubt, self._names)
        box.setCurrentIndex(max(0, box.findData(doubt.answer)))
        box.installEventFilter(self)
        box.activated.connect(lambda _place: self._on_activated(doubt.key, box))
        return box

    def _on_activated(self, key: str, box: QComboBox) -> None:
        self._last = key
        self.answered.emit(key, str(box.currentData() or ""))

    def standing(self) -> Standing:
        """Return where the questions stand, for those that are shown after an answer."""
        return Standing(self._order, self._last, self._area.verticalScrollBar().value())

    def focus_next(self) -> None:
        """Put the keyboard on the next question without an answer; scroll no further than that."""
        self._area.verticalScrollBar().setValue(self._scrolled)
        keys = list(self.boxes)
        start = keys.index(self._last) + 1 if self._last in self.boxes else 0
        waiting = (key for key in keys[start:] + keys[:start] if not self.boxes[key].currentData())
        if key := next(waiting, ""):
            self.boxes[key].setFocus()
            self._area.ensureWidgetVisible(self.boxes[key], 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Scrolling past a chooser must not answer it.
        if isinstance(event, QWheelEvent) and isinstance(watched, QComboBox):
            event.ignore()
            return not watched.hasFocus()
        return super().eventFilter(watched, event)


def _add_others(box: QComboBox, doubt: Doubt, names: Mapping[str, Mapping[int, str]]) -> None:
    """Offer every other record that may be meant, found by typing where they are many."""
    likely = {choice.value for choice in doubt.choices}
    others = [(i, name) for i, name in names.get(doubt.table, {}).items() if str(i) not in likely]
    if not others:
        return
    box.insertSeparator(box.count())
    for record_id, name in others:
        box.addItem(name, str(record_id))
    if len(others) > _FEW:
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)


def _in_order(doubts: Mapping[str, Sequence[Doubt]], before: Sequence[str]) -> list[str]:
    """Return the keys of the questions as they stood before, then what waits, then the rest."""
    stood = [key for key in before if key in doubts]
    known = set(stood)
    new = [key for key in doubts if key not in known]
    return stood + sorted(new, key=lambda key: bool(doubts[key][0].answer))


def _part_shown(order: Sequence[str], doubts: Mapping[str, Sequence[Doubt]]) -> Sequence[str]:
    """Return, of many questions, those among which the first one stands that waits."""
    waiting = next((n for n, key in enumerate(order) if not doubts[key][0].answer), 0)
    start = waiting // _MOST_SHOWN * _MOST_SHOWN
    return order[start : start + _MOST_SHOWN]


def _title(waiting: int) -> str:
    if not waiting:
        return _("All doubtful cells are answered.")
    text = ngettext(
        "{n} question about cells that were not understood",
        "{n} questions about cells that were not understood",
        waiting,
    )
    return text.format(n=waiting)


def _places(same: Sequence[Doubt]) -> str:
    """Return the cells of a question: C5, or C5 and how many more."""
    cells = list(dict.fromkeys(doubt.cell for doubt in same))
    if len(cells) == 1:
        return cells[0]
    return _("{cell} and {n} more").format(cell=cells[0], n=len(cells) - 1)
