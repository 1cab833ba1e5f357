"""A part of a page that can be shown and hidden before it has a place in the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class ShownWithin(QWidget):
    """Waits for its place where it is shown without one.

    A widget without a parent is a window: showing it would open one for a moment, which takes
    the keyboard from the window one types in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waits = False

    def show_within(self, shown: bool) -> None:
        """Show it, once it has a parent, or hide it."""
        self._waits = shown and self.parentWidget() is None
        if not self._waits:
            self.setVisible(shown)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.ParentChange and self._waits and self.parentWidget():
            self._waits = False
            self.setVisible(True)
        return done
