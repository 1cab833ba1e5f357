"""The foot of the window: what was saved last, what was just done, what is running, which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from deskapp.i18n import _
from deskapp.widgets.job_indicator import JobIndicator
from deskapp.widgets.toast import Toast
from deskapp.workspace.workspace import Saved

_ALL = 1000  # of the room, before the empty rest gets any


class WindowFoot(QWidget):
    """A quiet line below every page."""

    def __init__(self) -> None:
        super().__init__()
        self.job_indicator = JobIndicator()
        self.toast = Toast()
        self._saved, self.status, self._ledger = QLabel(), QLabel(), QLabel()
        for note in (self._saved, self.status, self._ledger):
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 1, 16, 1)
        layout.setSpacing(16)
        layout.addWidget(self._saved)
        layout.addWidget(self.toast, _ALL)
        layout.addStretch(1)
        for widget in (self.job_indicator, self.status, self._ledger):
            layout.addWidget(widget)
        # A notice of one line fits, so that the page does not move below one's hand.
        self.setMinimumHeight(self.toast.line_height() + 2)
        self.toast.shown_or_hidden.connect(self._make_room)

    def _make_room(self, is_told: bool) -> None:
        """Take away what is known anyway while something is told."""
        self.status.setHidden(is_told)
        self._ledger.setHidden(is_told)

    def show_ledger(self, location: str) -> None:
        """Name the ledger that is open."""
        self._ledger.setText(Path(location).stem)
        self._ledger.setToolTip(location)

    def show_saved(self, saved: Saved) -> None:
        """Say when something was saved last, and what."""
        self._saved.setText(_("Saved {time}").format(time=saved.at.strftime("%H:%M")))
        self._saved.setToolTip(saved.text)
