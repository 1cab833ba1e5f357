"""All appeals against the scores of a scheme: which are open, and how others were answered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import AppealRow, Scoring, list_appeals, scoring_of
from deskapp.records.score import OUTCOMES
from deskapp.screens.appraisal.appeal_forms import (
    change_dialog,
    changes_points,
    outcome_in_words,
    outcome_tone,
    two_decimals,
)
from deskapp.screens.appraisal.appeal_panel import AppealPanel
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.score_target import ScoreTarget
from deskapp.settings import Settings
from deskapp.usecases.appeals import reason_after, reopen_appeal, withdraw_appeal
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_SIZES = [760, 400]
_STATES = {"open": N_("Appeal open"), **OUTCOMES}
_COLUMNS = (
    TableColumn("raised_on", N_("Raised on"), 10, shown=shown_date, sortable=False),
    TableColumn("subject", N_("Unit or branch"), 14, sortable=False),
    TableColumn("level2", N_("Indicator"), 14, sortable=False),
    TableColumn(
        "outcome", N_("State"), 11, shown=outcome_in_words, tone=outcome_tone, sortable=False
    ),
    TableColumn("points_then", N_("Points then"), 8, RIGHT, shown=two_decimals, sortable=False),
    TableColumn("answered_on", N_("Answered on"), 10, shown=shown_date, sortable=False),
    TableColumn("text", N_("What is appealed"), 24, sortable=False),
)


class AppealsPart(AppraisalPart):
    """The list at the left, the chosen appeal with its answer at the right."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._rows: list[AppealRow] = []
        self.points_now: Mapping[tuple[int, int], Decimal] = {}
        self._is_final = False
        self._chosen: int | None = None
        self.scorer = Reader(workspace, _("Scoring"), self)
        self.chips = FilterChips(self)
        self.chips.add_group("state", [(code, _(words)) for code, words in _STATES.items()])
        self.final_line = QLabel(_("The scores are final: appeals can only be read."))
        self.final_line.setForegroundRole(QPalette.ColorRole.BrightText)
        self.table = RecordTable(_COLUMNS, "appeals", settings)
        self.table.setAccessibleName(_("Appeals"))
        self.panel = AppealPanel(workspace)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chips)
        column.addWidget(self.final_line)
        column.addWidget(self.table, 1)
        right = QWidget()
        room = QVBoxLayout(right)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.panel)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(self.settings.splitters.get("appeals", _SIZES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.chips.changed.connect(self._show_rows)
        self.table.selection_changed.connect(self._on_selected)
        self.table.row_activated.connect(self._on_activated)
        self.panel.score_requested.connect(self._show_score)
        self.panel.adjust_requested.connect(self._adjust)
        self.panel.change_requested.connect(self._change)
        self.panel.reopen_requested.connect(self._reopen)
        self.panel.withdraw_requested.connect(self._withdraw)
        self.panel.answered.connect(self._on_answered)
        self.panel.failed.connect(self.failed)
        self.scorer.answered.connect(self._on_scored)
        self.scorer.failed.connect(self.failed)
        self.splitter.splitterMoved.connect(
            lambda: self.settings.splitters.update(appeals=self.splitter.sizes())
        )

    # --- what is shown

    def refresh(self) -> None:
        scheme = self.scheme
        self._rows = [] if scheme is None else self.workspace.ask(list_appeals, scheme)
        if scheme is not None:
            self.scorer.ask(lambda ask: ask(scoring_of, scheme))
        self._show_rows()

    def _on_scored(self, scoring: Scoring) -> None:
        if self.scheme is not None and scoring.scheme.id == self.scheme.id:
            self.points_now = {place: cell.scored.points for place, cell in scoring.cells.items()}
            self._is_final = scoring.final is not None
            self._show_chosen()

    def _show_rows(self) -> None:
        state = self.chips.value("state")
        rows = [row for row in self._rows if state in (None, row.outcome or "open")]
        self.table.set_empty(*self._words_for_nothing())
        self.table.set_rows(rows)
        kept = next((row.id for row in rows if row.id == self._chosen), None)
        chosen = kept or (rows[0].id if rows else None)
        if chosen != self._chosen or not self.table.selected_ids():
            self.table.select_ids([chosen] if chosen else [])
        self._chosen = chosen
        self._show_chosen()
        self.set_status(_("{shown} of {all} shown").format(shown=len(rows), all=len(self._rows)))

    def _words_for_nothing(self) -> tuple[str, NoticeAction]:
        if self._rows:
            return _("No appeal is in this state."), NoticeAction(_("Show all"), self.chips.clear)
        to_scores = NoticeAction(
            _("To the scores"), lambda: self.part_requested.emit("scores", None)
        )
        return _(
            "Nobody has appealed. An appeal is raised at the score that it is about."
        ), to_scores

    def _row(self) -> AppealRow | None:
        return next((row for row in self._rows if row.id == self._chosen), None)

    def _show_chosen(self) -> None:
        row = self._row()
        now = self.points_now.get((row.subject_id, row.indicator_id)) if row else None
        self.final_line.setVisible(self._is_final)
        can_write = self.workspace.can_write and not self._is_final
        self.panel.show_appeal(row, now, can_write=can_write)

    def show_target(self, target: object) -> None:
        """Show an appeal by its id."""
        self.shown()
        row = next((row for row in self._rows if row.id == target), None)
        if row is not None and self.leave():
            if self.chips.value("state") not in (None, row.outcome or "open"):
                self.chips.clear()
            self._chosen = row.id
            self.table.select_ids([row.id])
            self._show_chosen()

    def show_writable(self) -> None:
        self._show_chosen()

    # --- what a person does

    def leave(self) -> bool:
        return self.panel.save()

    def _on_selected(self, ids: list[int]) -> None:
        chosen = ids[0] if ids else None
        if chosen == self._chosen:
            return
        if not self.leave():
            self.table.select_ids([self._chosen] if self._chosen else [])
            return
        self._chosen = chosen
        self._show_chosen()

    def _on_activated(self, appeal_id: int) -> None:
        row = next((row for row in self._rows if row.id == appeal_id), None)
        if row is not None:
            self._show_score(row)

    def _show_score(self, row: AppealRow) -> None:
        if self.leave():
            self.part_requested.emit("scores", ScoreTarget(row.subject_id, row.indicator_id))

    def _adjust(self, row: AppealRow) -> None:
        target = ScoreTarget(row.subject_id, row.indicator_id, reason_after(row.raised_on))
        self.part_requested.emit("scores", target)

    def _on_answered(self, row: AppealRow, outcome: str) -> None:
        actions = []
        if changes_points(outcome) and not self.panel.gave_points:
            actions.append(NoticeAction(_("Give points anew…"), lambda: self._adjust(row)))
        self.tell_undoable(
            _("The appeal of {unit} is answered.").format(unit=row.subject), *actions
        )

    def _change(self, row: AppealRow) -> None:
        if self.leave():
            self.attempt(lambda: change_dialog(self.workspace, row.id, self).exec())

    def _reopen(self, row: AppealRow) -> None:
        self.attempt(lambda: self.workspace.do(reopen_appeal, row.id))

    def _withdraw(self, row: AppealRow) -> None:
        def withdraw() -> bool:
            self.workspace.do(withdraw_appeal, row.id)
            return True

        if self.attempt(withdraw):
            self.tell_undoable(_("The appeal of {unit} is withdrawn.").format(unit=row.subject))
