"""A thing that is handed in: its name, what it is, and the buttons that make it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font, text_width

_BUTTON_WIDTH = 17


class ThingLine(QWidget):
    """An icon, name, sentence and perhaps a choice at the left, the buttons at the right."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        what: str,
        buttons: Sequence[QPushButton],
        choice: QWidget | None = None,
    ) -> None:
        super().__init__()
        picture, title, sentence = QLabel(), QLabel(name), QLabel(what)
        picture.setPixmap(icon(icon_name).pixmap(22, 22))
        title.setFont(heading_font(self.font(), 2))
        sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        sentence.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(sentence)
        if choice is not None:
            words.addWidget(choice)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(12)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addLayout(_under_each_other(name, buttons))


def _under_each_other(name: str, buttons: Sequence[QPushButton]) -> QVBoxLayout:
    """Return the buttons as a column, which leaves the words their width."""
    column = QVBoxLayout()
    column.setSpacing(4)
    for button in buttons:
        button.setAutoDefault(False)
        button.setAccessibleName(f"{name}: {button.text()}")
        button.setMinimumWidth(text_width(button.font(), _BUTTON_WIDTH))
        column.addWidget(button)
    column.addStretch(1)
    return column


def separator() -> QFrame:
    """Return a quiet line between two things."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Midlight)
    return line
