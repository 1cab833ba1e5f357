"""Ask before a year is sealed, and for the reason when it is reopened."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.errors import LedgerError
from deskapp.fields import DateField, TextField
from deskapp.i18n import N_, _
from deskapp.usecases.seals import reopen_year, seal_year
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_DAY = (DateField(name="sealed_on", label=N_("Sealed on"), required=True),)
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


class SealDialog(FormDialog):
    """Keeps a backup of the ledger before it seals the year."""

    workspace: Workspace

    def accept(self) -> None:
        if self.isEnabled() and self.form.check():
            self.setEnabled(False)  # until the backup is made
            self.workspace.do_after_backup(self._seal, self._on_failed)

    def reject(self) -> None:
        """Close, unless the year is being sealed already."""
        if self.isEnabled():
            super().reject()

    def _seal(self) -> None:
        self.setEnabled(True)
        super().accept()

    def _on_failed(self, error: LedgerError) -> None:
        self.setEnabled(True)
        self.form.show_complaints({"": str(error)})


def seal_dialog(workspace: Workspace, year: int, parent: QWidget) -> FormDialog:
    """Return the dialog that seals a year."""

    def run(values: dict[str, Any]) -> None:
        workspace.do(seal_year, year, values["sealed_on"])

    form = RecordForm(_DAY, year=year)
    form.set_values({"sealed_on": date.today()})
    dialog = SealDialog(
        _("Seal the year {year}").format(year=year),
        _(
            "Meetings, attendance, tasks, study, practices and points of {year} can only be read "
            "then. Units, branches, people, posts and documents belong to no year: they can still "
            "be changed. The year can be reopened with a reason."
        ).format(year=year),
        form,
        _("Seal"),
        run,
        parent,
    )
    dialog.workspace = workspace
    return dialog


def reopen_dialog(workspace: Workspace, year: int, parent: QWidget) -> FormDialog:
    """Return the dialog that reopens a sealed year; the reason is kept in the history."""

    def run(values: dict[str, Any]) -> None:
        workspace.do(reopen_year, year, values["reason"])

    return FormDialog(
        _("Reopen the year {year}").format(year=year),
        _("What belongs to {year} can be changed again. The reason is kept in the history.").format(
            year=year
        ),
        RecordForm(_REASON, year=year),
        _("Reopen"),
        run,
        parent,
    )
