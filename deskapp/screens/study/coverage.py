"""The coverage grid: who studied which required document, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.study.behind import (
    PersonMissing,
    StudyEvent,
    people_missing,
    records_behind,
)
from deskapp.queries.study.coverage import Coverage
from deskapp.queries.units import list_units
from deskapp.reports.coverage import CoverageFace
from deskapp.screens.exchange.outgoing_bar import open_actions
from deskapp.screens.study.cell_panel import CellPanel, ChosenCell
from deskapp.screens.study.coverage_answer import Answer, read_coverage, read_ranks
from deskapp.screens.study.coverage_bar import CoverageBar, Legend
from deskapp.screens.study.coverage_cells import (
    CoverageCells,
    characters_of,
    grid_columns,
    grid_rows,
    head_columns,
    head_words,
    row_key,
)
from deskapp.screens.study.coverage_export import CoverageExportBar
from deskapp.screens.study.dialogs import PlanStudyDialog, SelfStudyDialog
from deskapp.screens.study.lacking import branches_to_plan, documents_to_plan
from deskapp.screens.study.part import StudyPart
from deskapp.screens.study.totals import CoverageTotals
from deskapp.settings import Settings
from deskapp.widgets.grid_view import GridView
from deskapp.widgets.notice import NoticeAction
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

GAPS = "gaps"
_SIZES = [830, 360]
_PANEL_SIZES = [360, 200]
_ROW_KEYS = {"branches": "branch_id", "people": "person_id", "ranks": "rank", "units": "unit_id"}


class CoveragePart(StudyPart):
    """Rows by branches, people, ranks or units under the documents required of the year."""

    kinds = frozenset(
        {"study_requirement", "study_audience", "study_entry", "document", "meeting"}
        | {"agenda_item", "agenda_document", "attendance", "branch", "person", "unit"}
    )
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.answer: Answer | None = None
        self._cells = CoverageCells(Coverage([], [], [], []))
        self._short_names: dict[int, str] = {}
        self._wanted: tuple[int, int] | None = None
        self._wants_gap = False
        self.reader = Reader(workspace, _("Reading the coverage"), self)
        self.rank_reader = Reader(workspace, _("Reading the coverage"), self)
        self.bar = CoverageBar(workspace)
        self.export_bar = CoverageExportBar(workspace, settings)
        self.legend = Legend()
        self.summary = QLabel()
        self.grid = GridView((), narrowest=8, widest=16)
        self.grid.setAccessibleName(_("Coverage by row and document"))
        self.panel = CellPanel(self._behind, can_write=workspace.can_write)
        self.totals = CoverageTotals()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        left = QWidget()
        left_side = QVBoxLayout(left)
        left_side.setContentsMargins(0, 0, 0, 0)
        left_side.setSpacing(4)
        left_side.addWidget(self.grid, 1)
        left_side.addWidget(self.legend)
        left_side.addWidget(self.summary)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(self.panel)
        right.addWidget(self.totals)
        right.setSizes(_PANEL_SIZES)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(self.settings.splitters.get("coverage", _SIZES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.bar)
        layout.addWidget(self.export_bar)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.reader.answered.connect(self._on_answered)
        self.reader.failed.connect(self.failed)
        self.rank_reader.answered.connect(lambda totals: self.totals.show_ranks(totals))
        self.rank_reader.failed.connect(self.failed)
        self.bar.asked.connect(lambda: self.attempt(self.refresh))
        self.bar.narrowed.connect(self._show_grid)
        self.bar.export_requested.connect(self._on_export)
        self.export_bar.done.connect(self._on_exported)
        self.export_bar.cancelled.connect(lambda: self.tell(_("The export was cancelled.")))
        self.export_bar.failed.connect(self.failed)
        self.grid.cell_chosen.connect(self._on_cell_chosen)
        self.grid.cell_activated.connect(lambda _row, _column: self.panel.enter())
        self.panel.record_requested.connect(self.open_record)
        self.panel.plan_requested.connect(self._on_plan)
        self.panel.enter_requested.connect(self._on_enter)
        self.totals.unit_chosen.connect(self.bar.unit.set_value)
        self.totals.ranks_wanted.connect(self._on_ranks_wanted)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # --- what is shown

    def refresh(self) -> None:
        self._short_names = {unit.id: unit.short_name for unit in self.workspace.ask(list_units)}
        year, by, filters = self.workspace.year, self.bar.view(), self.bar.filters()

        self.reader.ask(lambda ask: read_coverage(ask, year, by, filters))

    def show_writable(self) -> None:
        self.panel.allow_changes(can_write=self.can_write)

    def _on_ranks_wanted(self) -> None:
        year, filters = self.workspace.year, self.bar.filters()

        self.rank_reader.ask(lambda ask: read_ranks(ask, year, filters))

    def _on_answered(self, answer: Answer) -> None:
        is_other = self.answer is None or self.answer.by != answer.by
        self.answer = answer
        self._cells = CoverageCells(answer.coverage, answer.by)
        self.bar.show_unit(answer.unit_id)
        self.bar.show_columns(answer.columns)
        self.totals.show_totals(answer.coverage)
        if is_other:
            self.panel.show_nothing()
            self.grid.setCurrentIndex(self.grid.rootIndex())
        self._show_grid()
        if self._wanted is None and self._wants_gap:
            self._wanted = self._first_due()
        self._wants_gap = False
        if self._wanted is not None:
            self.grid.choose(*self._wanted)
            self._wanted = None
        elif self.grid.chosen() is None and (first := self._first_gap()) is not None:
            self.grid.choose(*first)
        elif (chosen := self.grid.chosen()) is not None:
            self._on_cell_chosen(*chosen)
        else:
            self.panel.show_nothing()

    def _first_due(self) -> tuple[int, int] | None:
        """Return the first cell of all that misses what was due."""
        found = self.answer.coverage if self.answer else Coverage([], [], [], [])
        return next(
            (
                (row_key(row), column.requirement_id)
                for row in found.rows
                for column, cell in zip(found.columns, row.cells, strict=True)
                if cell.missing and cell.is_due
            ),
            None,
        )

    def _first_gap(self) -> tuple[int, int] | None:
        """Return the first cell in sight that misses what was due, or just the first."""
        places = self.grid.places_in_sight()
        cells = ((place, self._cells.find(*place)) for place in places)
        gaps = (place for place, cell in cells if cell and cell.missing and cell.is_due)
        return next(gaps, places[0] if places else None)

    def _show_grid(self) -> None:
        if self.answer is None:
            return
        found, by = self.answer.coverage, self.answer.by
        rows = grid_rows(found, self._short_names, only_gaps=self.bar.only_gaps())
        words = head_words(by)
        self.grid.set_head_columns(head_columns(by, rows, self.grid.font(), words))
        self.grid.set_narrowest(characters_of(found, by))
        self.grid.set_grid(grid_columns(found), rows, self._cells)
        self._show_empty(found)
        self._say_how_many(self.answer, len(rows))

    def _show_empty(self, found: Coverage) -> None:
        if not self.answer or not self.answer.columns:
            text = _(
                "No document is required to be studied in {year} yet. Say which documents have "
                "to be studied by whom; meetings and attendance then fill this grid."
            )
            require = NoticeAction(
                _("New requirement"), lambda: self.part_requested.emit("requirements", "new")
            )
            actions = (require,) if self.workspace.can_write else ()
            self.grid.empty.set_content(text.format(year=self.workspace.year), actions)
        elif self.bar.only_gaps() and found.rows:
            self.grid.empty.set_content(_("Nothing that was due is missing."))
        else:
            clear = NoticeAction(_("Show everything"), self.bar.clear)
            self.grid.empty.set_content(_("Nothing fits the filters."), (clear,))

    def _say_how_many(self, answer: Answer, shown: int) -> None:
        self.summary.setText(answer.said)
        total = len(answer.coverage.rows)
        self.set_status(_("{shown} of {all} shown").format(shown=shown, all=total))

    # --- the chosen cell

    def _on_cell_chosen(self, row_id: int, requirement_id: int) -> None:
        if (chosen := self.chosen_cell(row_id, requirement_id)) is not None:
            self.attempt(lambda: self.panel.show_cell(chosen))

    def chosen_cell(self, row_id: int, requirement_id: int) -> ChosenCell | None:
        """Return the cell of a row under a requirement; None when the grid has none."""
        cell = self._cells.find(row_id, requirement_id)
        if cell is None or self.answer is None:
            return None
        found = self.answer.coverage
        row = next(one for one in found.rows if row_key(one) == row_id)
        column = next(one for one in found.columns if one.requirement_id == requirement_id)
        return ChosenCell(self.answer.by, row, column, cell)

    def _behind(self, chosen: ChosenCell) -> tuple[Sequence[StudyEvent], Sequence[PersonMissing]]:
        ask, year, as_of = self.workspace.ask, self.workspace.year, self.workspace.today
        requirement = chosen.column.requirement_id
        whose: dict[str, Any] = {_ROW_KEYS[chosen.by]: chosen.row.id}
        events = ask(records_behind, year, as_of, requirement, **whose)
        if chosen.by != "people":
            return events, ask(people_missing, year, as_of, requirement, **whose)
        row = chosen.row
        missing = [PersonMissing(int(row.id), row.name, row.unit, None, "")]
        return events, missing if chosen.cell.missing else []

    # --- what fills a gap

    def _on_plan(self, chosen: ChosenCell) -> None:
        if chosen.cell.planned is not None:
            self.page_requested.emit("meetings", chosen.cell.planned.meeting_id)
            return
        asked = (self.workspace.ask, self.workspace.year, self.workspace.today, chosen)
        branches = branches_to_plan(*asked)
        if not branches:
            self.tell(_("Every branch that has not studied it has a study planned."))
            return
        dialog = PlanStudyDialog(self.workspace, branches, documents_to_plan(*asked), self)
        dialog.accepted.connect(lambda: self._on_planned(dialog.result_of_run))
        dialog.open()

    def _on_planned(self, meeting_ids: list[int]) -> None:
        self.page_requested.emit("meetings", meeting_ids[0])
        self.tell(_("The study is planned. Mark the meeting as held once it took place."))

    def _on_enter(self, chosen: ChosenCell) -> None:
        document = (chosen.column.document_id, chosen.column.document)
        dialog = SelfStudyDialog(self.workspace, self.panel.missing_people, document, self)
        dialog.accepted.connect(lambda: self.tell_entered(dialog.result_of_run))
        dialog.open()

    # --- other ways in and out

    def show_target(self, target: object) -> None:
        """Choose a cell of the branches, (branch id, requirement id), or "gaps": the first gap."""
        if isinstance(target, tuple) or target == GAPS:
            self._wanted = target if isinstance(target, tuple) else None
            self._wants_gap = self._wanted is None
            self.bar.clear()
            self.bar.gaps.press("gaps", True if self._wants_gap else None)
            self.bar.by.choose("branches")
            self.attempt(self.refresh)

    def _on_export(self) -> None:
        face = CoverageFace(self.bar.view(), **self.bar.filters(), only_gaps=self.bar.only_gaps())
        self.export_bar.ask_and_export_face(self.workspace.year, face)

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))

    def _on_splitter_moved(self) -> None:
        self.settings.splitters["coverage"] = self.splitter.sizes()
