"""The scores of a scheme: everybody's points by indicator, and why each is what it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, Scoring, scoring_of
from deskapp.queries.units import list_units
from deskapp.records.unit import UNIT_KINDS
from deskapp.screens.appraisal.grid import head_columns, score_cells, score_columns, score_rows
from deskapp.screens.appraisal.panel import ScorePanel
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.words import points_in_words, scheme_in_words
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar, open_actions
from deskapp.settings import Settings
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.grid_view import GridView
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_SIZES = [790, 380]


class ScoresPart(AppraisalPart):
    """Grid of points at the left, the chosen one explained at the right."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.scoring: Scoring | None = None
        self._short_names: dict[int, str] = {}
        self._order = ""
        self.scorer = Reader(workspace, _("Scoring"), self)
        self.summary = QLabel()
        self.export_button = QPushButton(icon("file-spreadsheet"), _("Export appraisal…"))
        self.chips = FilterChips(self)
        self.chips.add_group("kind", [(code, _(label)) for code, label in UNIT_KINDS.items()])
        self.order_box = QComboBox()
        self.order_box.setAccessibleName(_("Order of the units"))
        self.order_box.addItem(_("In office order"), "")
        self.order_box.addItem(_("By total score"), "total")
        self.export_bar = ExportBar(workspace, settings)
        self.grid = GridView((), narrowest=7.4)
        self.grid.setAccessibleName(_("Points by unit and indicator"))
        self.panel = ScorePanel(workspace, settings)
        self.note = QLabel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setWordWrap(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.summary, 1)
        first.addWidget(self.export_button)
        second.addWidget(self.chips)
        second.addStretch(1)
        second.addWidget(QLabel(_("Order")))
        second.addWidget(self.order_box)
        left = QWidget()
        left_side = QVBoxLayout(left)
        left_side.setContentsMargins(0, 0, 0, 0)
        left_side.setSpacing(6)
        left_side.addLayout(second)
        left_side.addWidget(self.grid, 1)
        left_side.addWidget(self.note)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(self.settings.splitters.get("appraisal", _SIZES))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self.export_bar)
        layout.addWidget(self.splitter, 1)
        self._nothing = QWidget()
        self.empty = EmptyState(self._nothing)
        self.empty.show()
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.export_button.clicked.connect(self._on_export)
        self.export_bar.done.connect(self._on_exported)
        self.export_bar.cancelled.connect(lambda: self.tell(_("The export was cancelled.")))
        self.export_bar.failed.connect(self.failed)
        self.chips.changed.connect(self._show_grid)
        self.order_box.activated.connect(self._on_order_chosen)
        self.grid.sort_requested.connect(self._on_head_pressed)
        self.grid.cell_chosen.connect(self._on_cell_chosen)
        self.grid.cell_activated.connect(lambda _unit, _indicator: self.panel.enter())
        self.grid.cell_typed.connect(lambda _unit, _indicator, digit: self.panel.type(digit))
        self.panel.record_requested.connect(self.open_record)
        self.panel.form.went_on.connect(self._on_went_on)
        self.panel.form.left.connect(self.grid.setFocus)
        self.panel.form.failed.connect(self.failed)
        self.panel.failed.connect(self.failed)
        self.scorer.answered.connect(self._on_scored)
        self.scorer.failed.connect(self.failed)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # --- what is shown

    def refresh(self) -> None:
        self._short_names = {unit.id: unit.short_name for unit in self.workspace.ask(list_units)}
        self._stack.setCurrentIndex(1 if self.scheme is None else 0)
        if self.scheme is None:
            self.scoring = None
            self._show_empty()
        else:
            self._score(self.scheme)

    def _score(self, scheme: SchemeRow) -> None:
        self.scorer.ask(lambda ask: ask(scoring_of, scheme))

    def _show_empty(self) -> None:
        year = self.workspace.year
        text = _(
            "{year} has no appraisal scheme yet. A scheme holds the indicators and their points; "
            "a later version of the program lets you enter one. The sample has one to look at."
        )
        sample = NoticeAction(_("Open the sample"), self.sample_requested.emit)
        self.empty.set_content(text.format(year=year), [sample])
        self.set_status("")

    def _on_scored(self, scoring: Scoring) -> None:
        if self.scheme is None or scoring.scheme.id != self.scheme.id:
            return
        is_other = self.scoring is None or self.scoring.scheme.id != scoring.scheme.id
        self.scoring = scoring
        self._show_grid()
        if is_other and self.grid.chosen() is None and scoring.subjects and scoring.indicators:
            rows = self.grid.grid.rows
            if rows:
                self.grid.choose(rows[0].id, scoring.indicators[0].id)
        elif (chosen := self.grid.chosen()) is not None:
            self._explain(*chosen)

    def _show_grid(self) -> None:
        scoring = self.scoring
        if scoring is None:
            return
        rows = score_rows(
            scoring,
            kind=self.chips.value("kind"),
            order=self._order,
            short_names=self._short_names,
        )
        self.grid.set_head_columns(head_columns(rows, self.grid.font()))
        self.grid.show_order(*self._shown_order())
        self.grid.set_grid(score_columns(scoring), rows, score_cells(scoring))
        self.grid.empty.set_content(_("No unit of this kind."))
        self._show_words(scoring, len(rows))

    def _shown_order(self) -> tuple[str, bool]:
        return ("total", True) if self._order == "total" else ("office", False)

    def _show_words(self, scoring: Scoring, shown: int) -> None:
        self.summary.setText(scheme_in_words(scoring))
        self.note.setText(points_in_words(scoring))
        self.set_status(_("{shown} of {all} shown").format(shown=shown, all=len(scoring.subjects)))

    def _explain(self, unit_id: int, indicator_id: int) -> None:
        scoring = self.scoring
        if scoring is None:
            return
        unit = next((u for u in scoring.subjects if u.id == unit_id), None)
        indicator = next((i for i in scoring.indicators if i.id == indicator_id), None)
        if unit is not None and indicator is not None:
            self.attempt(lambda: self.panel.show_score(scoring, unit, indicator))

    # --- what a person does

    def leave(self) -> bool:
        return bool(self.attempt(self.panel.form.save))

    def _on_cell_chosen(self, unit_id: int, indicator_id: int) -> None:
        place = self.panel.form.place
        if place is not None and not self.leave():
            self.grid.choose(*place, silently=True)
            return
        self._explain(unit_id, indicator_id)

    def _on_went_on(self) -> None:
        if self.grid.choose_below():
            self.panel.form.start()
        else:
            self.grid.setFocus()
            self.tell(_("That was the last unit."))

    def _on_order_chosen(self) -> None:
        self._order = self.order_box.currentData()
        self._show_grid()

    def _on_head_pressed(self, key: str) -> None:
        self._order = "total" if key == "total" else ""
        self.order_box.setCurrentIndex(self.order_box.findData(self._order))
        self._show_grid()

    def _on_splitter_moved(self) -> None:
        self.settings.splitters["appraisal"] = self.splitter.sizes()

    def _on_export(self) -> None:
        if self.scoring is not None and self.leave():
            self.export_bar.ask_and_export(Export("appraisal", self.scoring.scheme.year))

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))
