"""The appeals against one score: what was said, how it was answered, and a new one."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import AppealRow, IndicatorRow, ScoreCell, Subject
from deskapp.screens.appraisal.appeal_forms import (
    answer_dialog,
    changes_points,
    outcome_in_words,
    outcome_tone,
    raise_dialog,
    two_decimals,
)
from deskapp.screens.appraisal.facts import Facts
from deskapp.usecases.appeals import reason_after
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.workspace.workspace import Workspace

_COLUMNS = (
    TableColumn("raised_on", N_("Raised on"), 10, shown=shown_date, sortable=False),
    TableColumn(
        "outcome", N_("State"), 8, shown=outcome_in_words, tone=outcome_tone, sortable=False
    ),
    TableColumn("points_then", N_("Points then"), 8, RIGHT, shown=two_decimals, sortable=False),
)


class CellAppeals(QWidget):
    """Lists the appeals against a score; one is raised and answered here."""

    failed = Signal(object)  # LedgerError
    adjust_requested = Signal(str)  # the reason of the points to be given now
    list_requested = Signal(int)  # id of an appeal

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._place: tuple[int, int] = (0, 0)
        self._title, self._points = "", Decimal(0)
        self._rows: list[AppealRow] = []
        self._can_write = False
        self.table = RecordTable(_COLUMNS)
        self.table.setAccessibleName(_("Appeals against this score"))
        self.table.set_empty(_("Nobody has appealed against this score."))
        self.new_button = self._button("plus", _("New appeal…"))
        self.answer_button = self._button("check", _("Answer…"))
        self.list_button = self._button("external-link", _("Show in the list"))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts = Facts(6)
        self._lay_out()
        self.new_button.clicked.connect(self.raise_new)
        self.answer_button.clicked.connect(self.answer_chosen)
        self.list_button.clicked.connect(self._on_list)
        self.table.selection_changed.connect(lambda _ids: self._show_chosen())
        self.table.row_activated.connect(self.list_requested)

    def _button(self, picture: str, text: str) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.new_button, self.answer_button, self.list_button):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(buttons)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.facts)

    def show_cell(
        self,
        subject: Subject,
        indicator: IndicatorRow,
        cell: ScoreCell,
        rows: list[AppealRow],
        *,
        can_write: bool,
    ) -> None:
        """Show the appeals against a score."""
        place, known = (subject.id, indicator.id), {row.id for row in self._rows}
        is_other, self._place = place != self._place, place
        self._title = f"{subject.name} · {indicator.level2}"
        self._points, self._rows, self._can_write = cell.scored.points, rows, can_write
        self.table.set_rows(rows)
        added = [row.id for row in rows if row.id not in known]
        if rows and (is_other or added or not self.table.selected_ids()):
            self.table.select_ids([added[-1] if added and not is_other else rows[-1].id])
        self._show_chosen()

    def chosen(self) -> AppealRow | None:
        """Return the appeal that is selected."""
        ids = self.table.selected_ids()
        return next((row for row in self._rows if row.id in ids), None)

    def _show_chosen(self) -> None:
        row = self.chosen()
        self.new_button.setEnabled(self._can_write)
        self.answer_button.setEnabled(self._can_write and row is not None and row.is_open)
        self.list_button.setEnabled(row is not None)
        self.facts.show_facts([] if row is None else _facts(row))

    def raise_new(self) -> None:
        """Ask what is appealed."""
        raise_dialog(self._workspace, self._place, self._title, self._points, self).exec()

    def answer_chosen(self) -> None:
        """Ask how the chosen appeal is answered; one upheld without new points leads to them."""
        row = self.chosen()
        if row is None:
            return
        dialog = answer_dialog(self._workspace, row, self)
        if not dialog.exec():
            return
        is_given = dialog.form.values()["points"] is not None
        if changes_points(dialog.result_of_run) and not is_given:
            self.adjust_requested.emit(reason_after(row.raised_on))

    def _on_list(self) -> None:
        if (row := self.chosen()) is not None:
            self.list_requested.emit(row.id)


def _facts(row: AppealRow) -> list[tuple[str, str]]:
    answered = "" if row.answered_on is None else shown_date(row.answered_on)
    return [(_("Appeal"), row.text), (_("Answer"), row.answer), (_("Answered on"), answered)]
