"""A quiet notice in the foot of the window that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from deskapp.widgets.icons import pixmap
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.theme import tone

SECONDS = 8
_PICTURES = {"info": "info", "done": "circle-check", "warning": "triangle-alert"}


class Toast(QWidget):
    """Says one thing at a time, the newest, in a whole sentence: in a second line if need be.

    It has a place of its own, so that it covers nothing. It stays while the pointer or the
    keyboard is on it.
    """

    shown_or_hidden = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 1, 6, 1)
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is shown; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def line_height(self) -> int:
        """Return the height of a notice of one line with a button."""
        margins = self._layout.contentsMargins()
        return QPushButton("x").sizeHint().height() + margins.top() + margins.bottom()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice for a few seconds, in place of the one before."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        looks = tone("green")
        name = _PICTURES.get(notice.severity, "circle-check")
        self._picture.setPixmap(pixmap(name, 18, looks.mark, self.devicePixelRatioF()))
        self._text.setText(notice.text)
        self._buttons = [self._button(action) for action in notice.actions]
        self.setMaximumWidth(self._width_of_one_line())
        self.show()
        self._timer.start(SECONDS * 1000)

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text, self)
        button.clicked.connect(self.hide)
        button.clicked.connect(action.run)
        self._layout.addWidget(button)
        return button

    def _width_of_one_line(self) -> int:
        margins = self._layout.contentsMargins()
        parts = [18, *(button.sizeHint().width() for button in self._buttons)]
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        between = len(parts) * self._layout.spacing()
        return words + sum(parts) + between + margins.left() + margins.right()

    def _on_timeout(self) -> None:
        focused = any(button.hasFocus() for button in self._buttons)
        if self.underMouse() or focused:
            self._timer.start(SECONDS * 1000)
        else:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown_or_hidden.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown_or_hidden.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tone("green").mark))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
