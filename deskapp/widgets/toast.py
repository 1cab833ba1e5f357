"""A quiet notice at the foot of the window that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import pixmap
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.theme import tone

SECONDS = 8
_SIDEBAR = 190
_LEFT, _BELOW = 12, 1
_PICTURES = {"info": "info", "done": "circle-check", "warning": "triangle-alert"}


class Toast(QWidget):
    """Floats over the foot of the window, where it covers nothing to click on or to type into.

    It stays while the pointer or the keyboard is on it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._picture = QLabel()
        self._text = ElidedLabel()
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 2, 6, 2)
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is shown; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice for a few seconds."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        looks = tone("green")
        name = _PICTURES.get(notice.severity, "circle-check")
        self._picture.setPixmap(pixmap(name, 18, looks.mark, self.devicePixelRatioF()))
        self._text.setText(notice.text)
        self._text.setToolTip(notice.text)
        self._buttons = [self._button(action) for action in notice.actions]
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SECONDS * 1000)

    def _button(self, action: NoticeAction) -> QPushButton:
        button = QPushButton(action.text, self)
        button.clicked.connect(self.hide)
        button.clicked.connect(action.run)
        self._layout.addWidget(button)
        return button

    def _on_timeout(self) -> None:
        focused = any(button.hasFocus() for button in self._buttons)
        if self.underMouse() or focused:
            self._timer.start(SECONDS * 1000)
        else:
            self.hide()

    def _place(self) -> None:
        self.adjustSize()
        left = _SIDEBAR + _LEFT
        self.resize(min(self.width(), self._window.width() - left - _LEFT), self.height())
        self.move(left, self._window.height() - self.height() - _BELOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tone("green").mark))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
