"""Fill a form in the background: show how far it is, offer to stop, say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from deskapp.i18n import _, language
from deskapp.queries.appraisal import Subject
from deskapp.screens.appraisal.forms.looking import LookedAt
from deskapp.screens.appraisal.job_bar import JobBar
from deskapp.workspace.background import Cancelled, Progress


class Filler(JobBar):
    """Hidden until a form is being filled; when stopped, those filled before stay."""

    done = Signal(object)  # list of Path

    def fill(self, looked: LookedAt, folder: Path, subjects: Sequence[Subject] | None) -> None:
        """Fill a form as it was looked at for some of the appraised, or for all."""
        database = self._workspace.database

        def job(progress: Progress, cancelled: Cancelled) -> list[Path]:
            from deskapp.reports.own_form.filling import fill_all, form_language

            with database.reading() as session, language(form_language(looked.form)):
                return fill_all(
                    session,
                    looked.form,
                    looked.scoring,
                    folder,
                    subjects=subjects,
                    progress=progress,
                    cancelled=cancelled,
                )

        words = _("Filling “{name}” …").format(name=looked.form.path.name)
        self.start(job, _("Fill a form"), words, self.done.emit)
