"""A state in words on the ground of its tone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from deskapp.widgets.shown_within import ShownWithin
from deskapp.widgets.tone_delegate import draw_badge


class Badge(ShownWithin):
    """A state in words on the ground of its tone."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._tone = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: str) -> None:
        """Show a state; an empty text hides the badge."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.show_within(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 18, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_badge(QPainter(self), QRectF(self.rect()), self._text, self._tone)
