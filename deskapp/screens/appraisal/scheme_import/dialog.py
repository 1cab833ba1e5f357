"""Take an appraisal scheme over from a workbook: choose it, look at it, save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import FieldProblems, InputProblems, LedgerError
from deskapp.excel.writer import write_workbook
from deskapp.i18n import _
from deskapp.screens.appraisal.scheme_import.review_page import ReviewPage
from deskapp.screens.exchange.incoming import DropZone
from deskapp.settings import Settings
from deskapp.usecases.imports.scheme import (
    SchemeReading,
    import_scheme,
    read_scheme,
    scheme_template,
)
from deskapp.widgets.discarding import ask_to_discard
from deskapp.widgets.theme import make_primary
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_MOST_PROBLEMS = 4


class SchemeImportDialog(QDialog):
    """Reads a scoring table, shows what every criterion seems to mean, and saves the scheme.

    Nothing is written before the person saves; a rule with doubts counts only once it was taken.
    """

    saved = Signal(int)  # id of the scheme

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Scheme from a scoring table"))
        self._workspace, self._settings = workspace, settings
        self._file = ""
        self._reader = Reader(workspace, _("Reading the scoring table…"), self)
        self._reader.answered.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self.saved_year = workspace.year
        self.choose_file: Callable[[], str] = self._ask_for_file
        self.choose_target: Callable[[], str] = self._ask_for_target
        self.zone = DropZone()
        self.zone.paste_button.hide()
        self.zone.file_dropped.connect(self.take_file)
        self.zone.choose_button.clicked.connect(self._on_choose)
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.hide()
        self.page = ReviewPage(settings)
        self.page.changed.connect(self._on_changed)
        self._make_buttons()
        self._lay_out()
        self._show_start()
        room = parent.window().size()
        self.resize(max(1000, min(1330, room.width() - 24)), max(560, min(690, room.height() - 60)))

    def _make_buttons(self) -> None:
        self.template_button = QPushButton(_("Table to fill in…"))
        self.template_button.clicked.connect(self._on_template)
        self.other_button = QPushButton(_("Another file…"))
        self.other_button.clicked.connect(self._on_choose)
        self.left = QLabel()
        self.left.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save_button = QPushButton(_("Save scheme"))
        make_primary(self.save_button)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        start = QWidget()
        promise = QLabel(
            _(
                "Choose the scoring table of your office: levels, points and criteria. You see "
                "which rule each criterion seems to mean; until you save, nothing is written."
            )
        )
        promise.setWordWrap(True)
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(promise)
        column.addWidget(self.zone, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(start)
        self.stack.addWidget(self.page)
        foot = QHBoxLayout()
        foot.addWidget(self.template_button)
        foot.addWidget(self.other_button)
        foot.addWidget(self.left, 1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.complaint)
        layout.addLayout(foot)

    def _show_start(self) -> None:
        self.stack.setCurrentIndex(0)
        self.template_button.show()
        for part in (self.other_button, self.save_button):
            part.hide()

    def take_file(self, path: Path) -> None:
        """Read a workbook in the background, then show what was read.

        Of several files that are chosen one after the other the last is shown. What a person
        decided on is only given up once that is confirmed.
        """
        if self.page.review.is_touched:
            ask_to_discard(self, self.windowTitle(), lambda: self._read(path))
        else:
            self._read(path)

    def _read(self, path: Path) -> None:
        self._settings.last_folder = str(path.parent)
        self.complaint.hide()
        self._show_reading(is_reading=True)
        self.left.setText(_("Reading {file}…").format(file=path.name))
        self._reader.ask(lambda _ask: read_scheme(path))

    def _show_reading(self, *, is_reading: bool) -> None:
        self.stack.setEnabled(not is_reading)
        self.save_button.setEnabled(not is_reading)

    def _on_read(self, reading: SchemeReading) -> None:
        self._show_reading(is_reading=False)
        self._file = reading.file
        self.stack.setCurrentIndex(1)
        self.template_button.hide()
        for part in (self.other_button, self.save_button):
            part.show()
        self.page.show_reading(reading, self._workspace.year)
        self.page.table.setFocus()

    def _on_failed(self, error: LedgerError) -> None:
        self._show_reading(is_reading=False)
        self.left.setText("")
        if self.page.review.lines:
            self._on_changed()
        self._complain(error)

    def _complain(self, error: LedgerError) -> None:
        lines = [str(error)]
        if isinstance(error, InputProblems):
            lines += [str(problem) for problem in error.problems[:_MOST_PROBLEMS]]
        self._say(lines)

    def _say(self, lines: list[str]) -> None:
        self.complaint.setText("\n".join(lines))
        self.complaint.show()

    def _on_changed(self) -> None:
        """Say how many indicators the assessors score by hand as things stand."""
        by_hand = sum(one.rule == "by_hand" for one in self.page.review.indicators)
        text = _("{hand} of {all} indicators are given by hand as it stands.")
        self.left.setText(text.format(hand=by_hand, all=len(self.page.review.indicators)))

    def reject(self) -> None:
        """Close without saving; ask first where a person decided anything."""
        if self.page.review.is_touched:
            ask_to_discard(self, self.windowTitle(), self._discard)
        else:
            self._discard()

    def _discard(self) -> None:
        super().reject()

    def save(self) -> None:
        """Save the scheme and close; stay open with the complaints when it cannot be saved."""
        self.complaint.hide()
        draft = self.page.entered()
        try:
            scheme_id = self._workspace.do(import_scheme, draft, self._file)
        except FieldProblems as problems:
            self.page.show_complaints(problems)
            self._say(self.page.in_words(problems)[:_MOST_PROBLEMS])
        except LedgerError as error:
            self._complain(error)
        else:
            self.saved_year = draft.year or self._workspace.year
            self.accept()
            self.saved.emit(scheme_id)

    def _on_choose(self) -> None:
        if chosen := self.choose_file():
            self.take_file(Path(chosen))

    def _on_template(self) -> None:
        if not (chosen := self.choose_target()):
            return
        try:
            write_workbook(Path(chosen), [scheme_template(self._workspace.year)])
        except LedgerError as error:
            self._complain(error)
        else:
            self.left.setText(_("Written: {file}").format(file=chosen))

    def _ask_for_file(self) -> str:
        return QFileDialog.getOpenFileName(
            self,
            _("Scheme from a scoring table"),
            self._settings.last_folder,
            _("Excel workbooks (*.xlsx *.xlsm *.xls);;All files (*)"),
        )[0]

    def _ask_for_target(self) -> str:
        folder = Path(self._settings.last_folder or ".")
        name = _("Scoring table to fill in.xlsx")
        return QFileDialog.getSaveFileName(
            self, _("Table to fill in…"), str(folder / name), _("Excel workbook (*.xlsx)")
        )[0]
