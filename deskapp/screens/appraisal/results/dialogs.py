"""Say what making scores final freezes and do it, and ask for the reason of reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from deskapp.database import Outcome
from deskapp.errors import FieldProblems, LedgerError
from deskapp.fields import DateField, TextField
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.finality import Finalisable
from deskapp.queries.facts import today
from deskapp.screens.appraisal.results.words import frozen_in_numbers
from deskapp.usecases.finalising import FinalisingStopped, make_final, reopen_appraisal
from deskapp.usecases.finality_in_words import missing_in_words, over_quota_in_words
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.theme import tone
from deskapp.workspace.background import BackgroundJob, Cancelled, Progress
from deskapp.workspace.workspace import Workspace

_WIDTH = 560
_DAY = (DateField(name="finalised_on", label=N_("Final from"), required=True),)
_REASON = (
    TextField(
        name="reason",
        label=N_("Reason for reopening"),
        required=True,
        longest=500,
        lines=3,
        width=40,
    ),
)


class FinaliseDialog(FormDialog):
    """Keeps a backup and freezes the scores, both in the background, with progress."""

    def __init__(
        self, workspace: Workspace, scheme: SchemeRow, found: Finalisable, parent: QWidget
    ) -> None:
        form = RecordForm(_DAY, year=scheme.year)
        form.set_values({"finalised_on": workspace.ask(today)})
        super().__init__(
            _("Make the scores final"),
            _explanation(scheme, found),
            form,
            _("Make final") if found.is_complete else _("Make final as they are"),
            lambda _values: None,
            parent,
        )
        self._workspace, self._scheme, self._found = workspace, scheme, found
        self._job: BackgroundJob | None = None
        self.blocking = _lines(_("It cannot be done yet:"), found.problems, "red")
        self.over_quota = _lines(
            _("Over the quota (may be allowed):"), over_quota_in_words(found.over_quota), "red"
        )
        self.missing = _lines(
            _("Still missing (may be allowed):"), missing_in_words(found), "yellow"
        )
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress"))
        self.progress.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for place, said in enumerate((self.blocking, self.over_quota, self.missing), start=1):
            layout.insertWidget(place, said)
        layout.insertWidget(layout.indexOf(self.form) + 1, self.progress)
        # What is wrong with the scheme is mended in the scheme.
        self.accept_button.setEnabled(not found.problems and found.subjects > 0)
        self.form.setEnabled(self.accept_button.isEnabled())
        self.setMinimumWidth(_WIDTH)
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))

    def accept(self) -> None:
        """Begin, once the day is given; close when the scores are final."""
        if not self.accept_button.isEnabled() or not self.form.check():
            return
        self._begin(is_running=True)
        day, database = self.form.values()["finalised_on"], self._workspace.database
        scheme_id, seen = self._scheme.id, self._found

        def job(progress: Progress, cancelled: Cancelled) -> Outcome[int]:
            self._workspace.keep_backup()
            return make_final(
                database,
                scheme_id,
                seen=seen,
                finalised_on=day,
                progress=progress,
                cancelled=cancelled,
            )

        self._job = self._workspace.in_background(
            job,
            title=_("Making scores final"),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            can_stop=True,
        )

    def reject(self) -> None:
        """Close; where the scores are being made final already, stop that first."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()

    def _begin(self, *, is_running: bool) -> None:
        """Leave nothing but Cancel to press while it runs."""
        self.form.setEnabled(not is_running)
        self.accept_button.setEnabled(not is_running)
        self.progress.setRange(0, 0)
        self.progress.setVisible(is_running)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_done(self, outcome: Outcome[int]) -> None:
        self._job = None
        self._workspace.announce(outcome.kinds, outcome.change_set_id)
        QDialog.accept(self)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._begin(is_running=False)
        if isinstance(error, FinalisingStopped):
            super().reject()
        elif isinstance(error, FieldProblems):
            self.form.show_complaints(error.by_field)
        elif isinstance(error, LedgerError):
            self.form.show_complaints({"": str(error)})
        else:
            raise error


def _lines(heading: str, sentences: Sequence[str], tone_name: str) -> QLabel:
    """Return sentences under a heading on the ground of a tone; hidden where there are none."""
    label, looks = QLabel("\n".join([heading, *sentences])), tone(tone_name)
    label.setWordWrap(True)
    label.setContentsMargins(8, 6, 8, 6)
    label.setAutoFillBackground(True)
    colours = label.palette()
    colours.setColor(label.backgroundRole(), QColor(looks.back))
    colours.setColor(label.foregroundRole(), QColor(looks.text))
    label.setPalette(colours)
    label.setVisible(bool(sentences))
    return label


def _explanation(scheme: SchemeRow, found: Finalisable) -> str:
    """Say what would be frozen; of a scheme that is wrong promise nothing."""
    if found.problems:
        return _(
            "The scores of “{scheme}” cannot be made final until the scheme is mended."
        ).format(scheme=scheme.title)
    return _(
        "“{scheme}” is frozen with everything it rests on: {numbers}.\n"
        "Later changes of records no longer change these scores. A backup is made first; the "
        "appraisal can be reopened with a reason."
    ).format(scheme=scheme.title, numbers=frozen_in_numbers(found, scheme))


def reopen_dialog(workspace: Workspace, scheme: SchemeRow, parent: QWidget) -> FormDialog:
    """Return the dialog that reopens an appraisal; the reason is kept in the history."""

    def run(values: dict[str, Any]) -> None:
        workspace.do(reopen_appraisal, scheme.id, values["reason"])

    return FormDialog(
        _("Reopen the appraisal"),
        _(
            "The scores of “{scheme}” follow the records again, and can be changed. What was "
            "frozen and the reason are kept in the history."
        ).format(scheme=scheme.title),
        RecordForm(_REASON, year=scheme.year),
        _("Reopen"),
        run,
        parent,
    )
