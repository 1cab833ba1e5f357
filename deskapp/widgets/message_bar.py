"""A bar under the top bar that says what is wrong and offers what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.widgets.icons import icon, pixmap
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.theme import tone

_LOOKS = {
    "info": ("info", "blue"),
    "done": ("circle-check", "green"),
    "warning": ("triangle-alert", "yellow"),
    "error": ("circle-alert", "red"),
}


class MessageBar(QWidget):
    """Shows one notice until it is closed, or replaced by the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icon("x"))
        self._close.setAutoRaise(True)
        self._close.setToolTip(_("Close this message"))
        self._close.setAccessibleName(_("Close this message"))
        self._close.clicked.connect(self.clear)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 8, 6)
        self._layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """Return what is shown; None when the bar is hidden."""
        return self._notice

    def show_error(self, error: LedgerError, *actions: NoticeAction) -> None:
        """Show an expected failure with what to do about it."""
        self.show_notice(Notice(str(error), "error", actions))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in the place of the one before."""
        self._notice = notice
        picture, colours = _LOOKS[notice.severity]
        looks = tone(colours)
        self._picture.setPixmap(pixmap(picture, 18, looks.mark, self.devicePixelRatioF()))
        self._text.setText(notice.text)
        palette = self._text.palette()
        palette.setColor(self._text.foregroundRole(), QColor(looks.text))
        self._text.setPalette(palette)
        self._replace_buttons(notice.actions)
        self.show()
        self.update()

    def clear(self) -> None:
        """Take the message away."""
        self._notice = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is not None:
            painter = QPainter(self)
            looks = tone(_LOOKS[self._notice.severity][1])
            painter.fillRect(self.rect(), QColor(looks.back))
            painter.fillRect(0, 0, 4, self.height(), QColor(looks.mark))

    def _replace_buttons(self, actions: tuple[NoticeAction, ...]) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for place, button in enumerate(self._buttons):
            self._layout.insertWidget(2 + place, button)

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text)
        button.clicked.connect(self.clear)
        button.clicked.connect(action.run)
        return button
