"""The results of a scheme: the ranking, the grades, and making the scores final."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import LedgerError
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import SchemeRow, Scoring, scoring_of
from deskapp.queries.appraisal.finality import Finalisable, finalisable
from deskapp.queries.appraisal.grade_line import grade_lines
from deskapp.queries.appraisal.standing import final_of
from deskapp.screens.appraisal.nothing_to_score import NothingToScore
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.results.dialogs import FinaliseDialog, reopen_dialog
from deskapp.screens.appraisal.results.differences import DifferencesDialog
from deskapp.screens.appraisal.results.grade_bar import GradeBar
from deskapp.screens.appraisal.results.rows import ResultRow, result_columns, result_rows
from deskapp.screens.appraisal.results.words import line_in_words, state_in_words
from deskapp.screens.tasks.delegates import BarDelegate
from deskapp.settings import Settings
from deskapp.usecases.grades_given import give_grades, take_grades_back
from deskapp.widgets.badge import Badge
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.workspace.reader import Ask, Reader
from deskapp.workspace.workspace import Workspace

Answer = tuple[Scoring, Finalisable | None]


class ResultsPart(AppraisalPart):
    """State and buttons above, the ranking in the middle, the decision on a grade below."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.scoring: Scoring | None = None
        self.found: Finalisable | None = None
        self._is_final = False
        self._order = ("", False)
        self.scorer = Reader(workspace, _("Scoring"), self)
        self.badge, self.state, self.lines = Badge(), QLabel(), QLabel()
        self.finalise_button = QPushButton(icon("lock"), _("Make final…"))
        self.reopen_button = QPushButton(icon("lock-open"), _("Reopen…"))
        self.differences_button = QPushButton(_("Differences since then…"))
        self.table = self._new_table(())
        self.grade_bar = GradeBar(self._decide)
        self.nothing = NothingToScore()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for label in (self.state, self.lines):
            label.setWordWrap(True)
        self.lines.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.badge)
        first.addWidget(self.state, 1)
        for button in (self.differences_button, self.finalise_button, self.reopen_button):
            first.addWidget(button)
        page = QWidget()
        self._middle = QVBoxLayout(page)
        self._middle.setContentsMargins(12, 8, 12, 8)
        self._middle.setSpacing(8)
        self._middle.addLayout(first)
        self._middle.addWidget(self.lines)
        self._middle.addWidget(self.table, 1)
        self._middle.addWidget(self.grade_bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.nothing.part_requested.connect(self.part_requested)
        self.nothing.sample_requested.connect(self.sample_requested)
        self.finalise_button.clicked.connect(self._on_finalise)
        self.reopen_button.clicked.connect(self._on_reopen)
        self.differences_button.clicked.connect(self._on_differences)
        self.grade_bar.went_on.connect(self._on_decided)
        self.grade_bar.left.connect(lambda: self.table.setFocus())
        self.grade_bar.failed.connect(self.failed)
        self.scorer.answered.connect(self._on_scored)
        self.scorer.failed.connect(self._on_not_scored)

    def _new_table(self, columns: tuple[TableColumn, ...]) -> RecordTable:
        table = RecordTable(columns, "results", self.settings)
        table.setAccessibleName(_("Ranking"))
        for place, column in enumerate(columns):
            if column.key == "total":
                bar = BarDelegate(lambda row: row.share, table)
                table.setItemDelegateForColumn(place, bar)
        table.selection_changed.connect(self._on_chosen)
        table.row_activated.connect(lambda _id: self.grade_bar.begin())
        table.sort_requested.connect(self._on_sort)
        return table

    # --- what is shown

    def show_scheme(self, scheme: SchemeRow | None) -> None:
        """Let the rows of another scheme go: nobody may decide on them under this one's name."""
        if self.scoring is not None and (scheme is None or scheme.id != self.scoring.scheme.id):
            self._forget()
        super().show_scheme(scheme)

    def _forget(self) -> None:
        self.scoring = self.found = None
        self.table.set_rows([])
        self.table.set_empty(_("Scoring…"))
        self.state.clear()
        self.lines.hide()
        self.grade_bar.hide()
        self.show_writable()

    def refresh(self) -> None:
        scheme = self.scheme
        self._stack.setCurrentIndex(1 if scheme is None else 0)
        if scheme is None:
            self.scoring = self.found = None
            self.nothing.show_scheme(self.workspace.year, None)
            self.set_status("")
            return
        self._is_final = self.workspace.ask(final_of, scheme.id) is not None
        self.show_writable()
        self.scorer.ask(lambda ask: _read(ask, scheme))

    def show_writable(self) -> None:
        scored = self.scoring is not None and self.scheme is not None
        self.badge.show_state(
            _("Final") if self._is_final else _("Draft"), "green" if self._is_final else "grey"
        )
        self.finalise_button.setVisible(not self._is_final)
        self.finalise_button.setEnabled(self.can_write and scored and self.found is not None)
        self.reopen_button.setVisible(self._is_final)
        self.reopen_button.setEnabled(self.can_write)
        self.differences_button.setVisible(self._is_final)

    def _on_scored(self, answer: Answer) -> None:
        scoring, found = answer
        if self.scheme is None or scoring.scheme.id != self.scheme.id:
            return
        if not scoring.indicators:
            self._stack.setCurrentIndex(1)
            self.nothing.show_scheme(self.workspace.year, self.scheme)
            return
        self.scoring, self.found = scoring, found
        self._is_final = scoring.final is not None
        self.show_writable()
        self.state.setText(state_in_words(scoring, found))
        self.state.setToolTip(f"SHA-256 {scoring.final.sha256}" if scoring.final else "")
        said = [line_in_words(line) for line in grade_lines(scoring)]
        self.lines.setText("\n".join(said))
        self.lines.setVisible(bool(said))
        self._show_rows(scoring)

    def _on_not_scored(self, error: LedgerError) -> None:
        """Say it; final scores that are damaged can be reopened still."""
        self._forget()
        self.table.set_empty(_("There are no scores to show."))
        self.state.setText(str(error))
        self.failed.emit(error)

    def _show_rows(self, scoring: Scoring) -> None:
        columns, selected = result_columns(scoring), self.table.selected_ids()
        if columns != self.table.rows.columns:
            self._replace_table(columns)
        key, descending = self._order
        rows = result_rows(scoring, key, descending=descending)
        self.table.set_empty(_("The scheme appraises nobody."))
        self.table.set_rows(rows)
        if selected and not self.table.selected_ids():
            self.table.select_ids(selected)
        number = len(rows)
        self.set_status(_("{shown} of {all} shown").format(shown=number, all=number))
        self._on_chosen(self.table.selected_ids())

    def _replace_table(self, columns: tuple[TableColumn, ...]) -> None:
        """Show a table of other columns in place of the one there is; the keyboard stays in it."""
        old, self.table = self.table, self._new_table(columns)
        if self._order[0] not in {column.key for column in columns}:
            self._order = ("", False)
        self.table.show_order(self._order[0] or None, self._order[1])
        self._middle.replaceWidget(old, self.table)
        self.table.show()  # only what is seen takes the keyboard
        if old.hasFocus():
            self.table.setFocus()
        old.hide()
        old.deleteLater()

    def _chosen_rows(self) -> list[ResultRow]:
        places = map(self.table.rows.row_of, self.table.selected_ids())
        return [self.table.rows.row_at(place) for place in places if place is not None]

    def _on_chosen(self, _ids: Any) -> None:
        if self.scoring is not None:
            can_write = self.can_write and self.scoring.final is None
            self.grade_bar.show_rows(self.scoring.scheme, self._chosen_rows(), can_write=can_write)

    def _on_sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        if self.scoring is not None:
            self._show_rows(self.scoring)

    # --- what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let F2 lead to the grade, as it leads into a cell of Excel."""
        if event.key() == Qt.Key.Key_F2:
            self.grade_bar.begin()
        else:
            super().keyPressEvent(event)

    def _decide(self, subject_ids: Sequence[int], grade: str, reason: str) -> None:
        if (scoring := self.scoring) is None:
            return
        scheme_id = scoring.scheme.id
        if grade:
            totals = {subject_id: scoring.total(subject_id) for subject_id in subject_ids}
            self.workspace.do(give_grades, scheme_id, subject_ids, grade, reason, totals=totals)
        else:
            self.workspace.do(take_grades_back, scheme_id, subject_ids)

    def _on_decided(self) -> None:
        number = len(self.table.selected_ids())
        text = ngettext("The grade is decided.", "{n} grades are decided.", number)
        self.tell_undoable(text.format(n=number))
        row = self.table.currentIndex().row()
        if number == 1 and row + 1 < self.table.rows.rowCount():
            self.table.selectRow(row + 1)
        self.table.setFocus()

    def _on_finalise(self) -> None:
        if self.scoring is not None and self.found is not None:
            dialog = FinaliseDialog(self.workspace, self.scoring.scheme, self.found, self)
            dialog.accepted.connect(lambda: self.tell(_("The scores are final.")))
            self._open(dialog)

    def _on_reopen(self) -> None:
        if self.scheme is not None:
            dialog = reopen_dialog(self.workspace, self.scheme, self)
            dialog.accepted.connect(lambda: self.tell(_("The appraisal is reopened.")))
            self._open(dialog)

    def _on_differences(self) -> None:
        if self.scheme is None:
            return
        dialog = DifferencesDialog(self.workspace, self.settings, self.scheme, self)
        dialog.record_requested.connect(self.open_record)
        dialog.record_requested.connect(dialog.accept)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _read(ask: Ask, scheme: SchemeRow) -> Answer:
    scoring = ask(scoring_of, scheme)
    return scoring, None if scoring.final else ask(finalisable, scheme, scoring)
