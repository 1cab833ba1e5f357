"""What one does with whole schemes: read one in, copy, compare, delete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.appraisal.given_under import given_under_indicator, given_under_scheme
from deskapp.screens.appraisal.scheme.compare_dialog import CompareDialog
from deskapp.screens.appraisal.scheme.copying import copy_from_dialog, copy_to_year_dialog
from deskapp.screens.appraisal.scheme.questions import ask_to_take_along
from deskapp.settings import Settings
from deskapp.usecases.schemes import IndicatorDraft
from deskapp.widgets.form_dialog import FormDialog
from deskapp.workspace.workspace import Workspace


class SchemeDialogs(QObject):
    """Opens the dialogs; `dialog` and `question` are those that were opened last."""

    made = Signal(int, int)  # year and id of a scheme that was copied or read in

    def __init__(self, workspace: Workspace, settings: Settings, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._settings, self._page = workspace, settings, page
        self.dialog: QDialog | None = None
        self.question: QMessageBox | None = None

    def schemes_elsewhere(self) -> list[SchemeRow]:
        """Return the schemes of other years, those before the window's year first."""
        year = self._workspace.year
        schemes = [one for one in self._workspace.ask(list_schemes) if one.year != year]
        return sorted(schemes, key=lambda one: (one.year > year, -one.year))

    def import_scheme(self, path: Path | None = None) -> None:
        """Read a scheme from a scoring table in a workbook, this one where it is still there."""
        # Only who imports loads what reads workbooks.
        from deskapp.screens.appraisal.scheme_import.dialog import SchemeImportDialog

        dialog = SchemeImportDialog(self._workspace, self._settings, self._page)
        dialog.saved.connect(lambda scheme_id: self.made.emit(dialog.saved_year, scheme_id))
        self._open(dialog)
        if path is not None and path.exists():  # pasted cells are gone by now
            dialog.take_file(path)

    def copy_to_year(self, scheme: SchemeRow) -> None:
        """Ask into which year a scheme is copied."""
        self._copy_by(copy_to_year_dialog(self._workspace, scheme, self._page))

    def copy_from(self) -> None:
        """Ask which scheme of another year is copied into this one, if there is any."""
        if schemes := self.schemes_elsewhere():
            self._copy_by(copy_from_dialog(self._workspace, schemes, self._page))

    def _copy_by(self, dialog: FormDialog) -> None:
        dialog.accepted.connect(lambda: self.made.emit(*dialog.result_of_run))
        self._open(dialog)

    def compare(self, scheme: SchemeRow) -> bool:
        """Show what is different between a scheme and another; False when there is no other."""
        here = self._workspace.ask(list_schemes, scheme.year)
        others = [one for one in (*self.schemes_elsewhere(), *here) if one.id != scheme.id]
        if others:
            dialog = CompareDialog(self._workspace, self._settings, scheme, others, self._page)
            self._open(dialog)
        return bool(others)

    def ask_to_delete(self, scheme: SchemeRow, delete: Callable[[], object]) -> None:
        """Delete a scheme; ask first where something was given under it."""
        given = self._workspace.ask(given_under_scheme, scheme.id)
        if given.is_nothing:
            delete()
            return
        words = _("Delete “{title}”?").format(title=scheme.title)
        self.question = ask_to_take_along(self._page, words, given, _("Delete"), delete)

    def ask_to_take_out(self, indicator: IndicatorDraft, take_out: Callable[[], None]) -> None:
        """Take an indicator out; ask first where something was given under it."""
        given = None
        if indicator.id is not None:
            given = self._workspace.ask(given_under_indicator, indicator.id)
        if given is None or given.is_nothing:
            take_out()
            return
        words = _("Take “{name}” out of the scheme?").format(name=indicator.level2)
        self.question = ask_to_take_along(self._page, words, given, _("Take it out"), take_out)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
