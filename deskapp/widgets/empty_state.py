"""What an empty list says: what belongs there, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.widgets.notice import NoticeAction


class EmptyState(QWidget):
    """A sentence and up to three buttons in the middle of the widget it covers."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._row = QHBoxLayout()
        self._row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(2)
        layout.addWidget(self._text)
        layout.addSpacing(8)
        layout.addLayout(self._row)
        layout.addStretch(3)
        covered.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()

    def set_content(self, text: str, actions: Sequence[NoticeAction] = ()) -> None:
        """Say this, with these buttons; the first is the one to press."""
        if text == self._text.text() and [a.text for a in actions] == [
            button.text() for button in self._buttons
        ]:
            return
        self._text.setText(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(action) for action in actions]

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text, self)
        button.clicked.connect(action.run)
        self._row.addWidget(button)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)
