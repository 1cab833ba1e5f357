"""The foot of the window: what was saved last, what is running, how much is shown, which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from deskapp.i18n import _
from deskapp.widgets.job_indicator import JobIndicator
from deskapp.workspace.workspace import Saved


class WindowFoot(QWidget):
    """A quiet line below every page."""

    def __init__(self) -> None:
        super().__init__()
        self.job_indicator = JobIndicator()
        self._saved, self.status, self._ledger = QLabel(), QLabel(), QLabel()
        for note in (self._saved, self.status, self._ledger):
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 6)
        layout.setSpacing(16)
        layout.addWidget(self._saved)
        layout.addStretch(1)
        for widget in (self.job_indicator, self.status, self._ledger):
            layout.addWidget(widget)

    def show_ledger(self, location: str) -> None:
        """Name the ledger that is open."""
        self._ledger.setText(Path(location).stem)
        self._ledger.setToolTip(location)

    def show_saved(self, saved: Saved) -> None:
        """Say when something was saved last, and what."""
        self._saved.setText(_("Saved {time}").format(time=saved.at.strftime("%H:%M")))
        self._saved.setToolTip(saved.text)
