"""How far a practice is: its time in words, what its next step lacks, and the step itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from deskapp.i18n import _
from deskapp.rules.practice_states import ADOPTION_LEVELS, MAY_FOLLOW, NEXT_STATE
from deskapp.screens.practices.words import (
    fields_in_words,
    state_in_words,
    step_back_in_words,
    step_in_words,
)
from deskapp.widgets.theme import make_primary, tone


class PracticeStateBar(QWidget):
    """Above the tabs of a saved practice; the way on is its primary button."""

    step_asked = Signal(str, object)  # the state to go to, and the adoption level or None

    def __init__(self) -> None:
        super().__init__()
        self._tone = ""
        self._state = ""
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.level = QComboBox()
        self.level.setAccessibleName(_("Adoption level"))
        self.level.setPlaceholderText(_("On which level?"))
        for code, label in ADOPTION_LEVELS.items():
            self.level.addItem(_(label), code)
        self.back = QPushButton()
        self.back.setAutoDefault(False)
        self.on = QPushButton()
        self.on.setAutoDefault(False)
        make_primary(self.on)
        self.back.clicked.connect(lambda: self.step_asked.emit(self._before(), None))
        self.on.clicked.connect(self._on_next)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.said, 1)
        for widget in (self.back, self.level, self.on):
            layout.addWidget(widget)
        self.hide()

    def show_step(
        self, state: str, *, time: str, tone_of_time: str, missing: Sequence[str], can_write: bool
    ) -> None:
        """Show where a practice stands; `missing` are the fields its next state still needs."""
        if state != self._state:
            self.level.setCurrentIndex(-1)
        self._state, self._tone = state, tone_of_time
        following = NEXT_STATE.get(state)
        parts = [time, _sentence(following, missing)]
        self.said.setText("  ·  ".join(part for part in parts if part))
        self.level.setVisible(following == "adopted" and can_write)
        self.on.setVisible(following is not None and can_write)
        self.on.setText(step_in_words(following) if following else "")
        before = self._before()
        self.back.setVisible(bool(before) and can_write)
        self.back.setText(step_back_in_words(before) if before else "")
        self._paint_words()
        self.show()

    def _before(self) -> str:
        """Return the state a step back leads to; empty at the beginning."""
        following = NEXT_STATE.get(self._state)
        return next(iter(MAY_FOLLOW[self._state] - {following}), "")

    def _on_next(self) -> None:
        following = NEXT_STATE[self._state]
        level = self.level.currentData() if following == "adopted" else None
        self.step_asked.emit(following, level)
        if following == "adopted" and level is None:
            self.level.setFocus(Qt.FocusReason.OtherFocusReason)
            self.level.showPopup()

    def _paint_words(self) -> None:
        colours = self.said.palette()
        colours.setColor(self.said.foregroundRole(), QColor(tone(self._tone).text))
        self.said.setPalette(colours)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tone(self._tone).back))
        painter.fillRect(0, 0, 4, self.height(), QColor(tone(self._tone).mark))


def _sentence(following: str | None, missing: Sequence[str]) -> str:
    """Return what the next step is, and what it still lacks."""
    if following is None:
        return _("The compendium prints it.")
    text = _("Next: {state}.").format(state=state_in_words(following))
    if missing:
        lacking = _("Still missing: {fields}.").format(fields=fields_in_words(missing))
        return f"{text} {lacking}"
    return text
