"""Make or check an evidence box in the background: how far it is, a way to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from deskapp.i18n import _
from deskapp.screens.appraisal.job_bar import JobBar
from deskapp.workspace.background import Cancelled, Progress

if TYPE_CHECKING:
    from deskapp.queries.appraisal import SchemeRow


class BoxBar(JobBar):
    """Hidden until a box is made or checked; one at a time, and none is left half made."""

    made = Signal(object)  # BoxMade
    checked = Signal(object, object)  # Path, BoxCheck

    def make(self, schemes: Sequence[SchemeRow], target: Path) -> None:
        """Make the box of schemes; one that is being made already is let finish."""
        database = self._workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> Any:
            from deskapp.reports.evidence_box.making import make_box

            return make_box(database, schemes, target, progress, cancelled)

        words = _("Making the evidence box “{name}” …").format(name=target.name)
        self.start(job, _("Evidence box"), words, self.made.emit)

    def check(self, path: Path) -> None:
        """Check every file of a box."""

        def job(progress: Progress, cancelled: Cancelled) -> Any:
            from deskapp.reports.evidence_box.check import check_box

            return check_box(path, progress, cancelled)

        words = _("Checking “{name}” …").format(name=path.name)
        self.start(job, _("Check a box"), words, lambda found: self.checked.emit(path, found))
