"""The scores of a scheme: everybody's points by indicator, and why each is what it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.queries.appraisal import (
    AppealRow,
    IndicatorRow,
    Scoring,
    Subject,
    list_appeals,
    scoring_of,
)
from deskapp.screens.appraisal.nothing_to_score import NothingToScore
from deskapp.screens.appraisal.panel import ScorePanel
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.score_grid import ScoreGrid
from deskapp.screens.appraisal.score_target import ScoreTarget
from deskapp.screens.appraisal.words import (
    final_in_words,
    scheme_in_words,
)
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar, open_actions
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_SIZES = [750, 420]


class ScoresPart(AppraisalPart):
    """Grid of points at the left, the chosen one explained at the right."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.scoring: Scoring | None = None
        self._appeals: dict[tuple[int, int], list[AppealRow]] = {}
        self._appealed: Collection[tuple[int, int]] = frozenset()
        self._shown_cell: tuple[int, int] | None = None
        self._summary_of: int | None = None
        self._wanted: ScoreTarget | None = None
        self.scorer = Reader(workspace, _("Scoring"), self)
        self.summary, self.final_line = QLabel(), QLabel()
        self.export_button = QPushButton(icon("file-spreadsheet"), _("Export appraisal…"))
        self.export_bar = ExportBar(workspace, settings)
        self.board = ScoreGrid(workspace)
        self.board.add_shortcut(self)
        self.grid, self.search, self.filters = (
            self.board.view,
            self.board.search,
            self.board.filters,
        )
        self.panel = ScorePanel(workspace, settings)
        self.nothing = NothingToScore()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.final_line.setForegroundRole(QPalette.ColorRole.BrightText)
        self.final_line.setToolTip(_("Reopen the appraisal with a reason to change them."))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.board)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(self.settings.splitters.get("appraisal", _SIZES))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        layout.addLayout(self._top_line())
        layout.addWidget(self.export_bar)
        layout.addWidget(self.splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _top_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self.summary)
        line.addWidget(self.final_line)
        line.addStretch(1)
        line.addWidget(self.search)
        line.addWidget(self.export_button)
        return line

    def _connect(self) -> None:
        self.nothing.part_requested.connect(self.part_requested)
        self.nothing.sample_requested.connect(self.sample_requested)
        self.export_button.clicked.connect(self._on_export)
        self.export_bar.done.connect(self._on_exported)
        self.export_bar.cancelled.connect(lambda: self.tell(_("The export was cancelled.")))
        self.export_bar.failed.connect(self.failed)
        self.board.number_shown.connect(self._on_number_shown)
        self.board.filtered.connect(self._on_filtered)
        self.grid.cell_chosen.connect(self._on_cell_chosen)
        self.grid.clicked.connect(lambda _index: self._on_cell_pressed())
        self.grid.verticalHeader().sectionClicked.connect(self._on_subject_pressed)
        self.grid.cell_activated.connect(lambda _subject, _indicator: self.panel.enter())
        self.grid.cell_typed.connect(lambda _subject, _indicator, digit: self.panel.type(digit))
        self.panel.summary_requested.connect(self._on_summary_asked)
        self.panel.summary.indicator_requested.connect(self._on_indicator_asked)
        self.panel.record_requested.connect(self.open_record)
        self.panel.appeal_requested.connect(
            lambda appeal_id: self.part_requested.emit("appeals", appeal_id)
        )
        self.panel.went_on.connect(self._on_went_on)
        self.panel.left.connect(self.grid.setFocus)
        self.panel.failed.connect(self.failed)
        self.panel.told.connect(self.tell)
        self.panel.taken_back.connect(self.tell_undoable)
        self.scorer.answered.connect(self._on_scored)
        self.scorer.failed.connect(self.failed)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # --- what is shown

    def refresh(self) -> None:
        scheme = self.scheme
        if scheme is None:
            self._show_nothing()
        else:
            self.scorer.ask(lambda ask: (ask(scoring_of, scheme), ask(list_appeals, scheme)))

    def _show_nothing(self) -> None:
        self.scoring = None
        self._stack.setCurrentWidget(self.nothing)
        self.nothing.show_scheme(self.workspace.year, self.scheme)
        self.set_status("")

    def _on_scored(self, answer: tuple[Scoring, Sequence[AppealRow]]) -> None:
        scoring, appeals = answer
        if self.scheme is None or scoring.scheme.id != self.scheme.id:
            return
        if not scoring.indicators:
            self._show_nothing()
            return
        self._stack.setCurrentIndex(0)
        self.scoring = scoring
        self._appeals = {}
        for row in reversed(appeals):
            self._appeals.setdefault((row.subject_id, row.indicator_id), []).append(row)
        self._appealed = frozenset((r.subject_id, r.indicator_id) for r in appeals if r.is_open)
        self.summary.setText(scheme_in_words(scoring))
        self.final_line.setText(final_in_words(scoring))
        self.final_line.setVisible(scoring.final is not None)
        self.board.show_scoring(scoring, self._appealed)
        self._show_wanted()

    def _show_wanted(self) -> None:
        """Show what was asked for, else what is chosen, else the first cell."""
        if self._wanted is not None:
            self.show_target(self._wanted)
        elif (chosen := self.grid.chosen()) is not None:
            self._explain(*chosen)
        elif (first := self.board.first_place()) is not None:
            self.grid.choose(*first)

    def _on_number_shown(self, number: int) -> None:
        whole = len(self.scoring.subjects) if self.scoring else 0
        self.set_status(_("{shown} of {all} shown").format(shown=number, all=whole))

    def _explain(self, subject_id: int, column_id: int) -> None:
        scoring = self.scoring
        subject = self._subject(subject_id)
        if scoring is None or subject is None:
            return
        indicator = self._indicator(column_id)
        self._shown_cell = subject_id, column_id
        if indicator is None or self._summary_of == subject_id:
            self.attempt(lambda: self.panel.show_subject(scoring, subject))
            return
        appeals = self._appeals.get((subject_id, column_id), [])
        self.attempt(lambda: self.panel.show_score(scoring, subject, indicator, appeals))

    def _subject(self, subject_id: int) -> Subject | None:
        subjects = self.scoring.subjects if self.scoring else ()
        return next((one for one in subjects if one.id == subject_id), None)

    def _indicator(self, indicator_id: int) -> IndicatorRow | None:
        indicators = self.scoring.indicators if self.scoring else ()
        return next((one for one in indicators if one.id == indicator_id), None)

    def show_target(self, target: object) -> None:
        """Show a score by a ScoreTarget, or by (subject id, indicator id)."""
        wanted = ScoreTarget(*target) if isinstance(target, tuple) else target
        if not isinstance(wanted, ScoreTarget):
            return
        if self.scoring is None or self.scorer.is_running:
            self._wanted = wanted
            return
        self._wanted = None
        if self._subject(wanted.subject_id) is None or not self.leave():
            return
        if not self.board.shows(wanted.subject_id):
            self.board.show_everybody()
        self._go_to(wanted)

    def _go_to(self, wanted: ScoreTarget) -> None:
        self._summary_of = wanted.subject_id if wanted.indicator_id is None else None
        chosen = self.grid.chosen()
        column = wanted.indicator_id or (chosen[1] if chosen else self.grid.grid.columns[0].id)
        self.grid.choose(wanted.subject_id, column, silently=True)
        self._explain(wanted.subject_id, column)
        self.grid.setFocus()
        if wanted.reason:
            self.panel.adjust(wanted.reason)

    # --- what a person does

    def leave(self) -> bool:
        return bool(self.attempt(self.panel.save))

    def _on_cell_chosen(self, subject_id: int, column_id: int) -> None:
        if not self.leave():
            self._stay()
            return
        self._summary_of = None
        self._explain(subject_id, column_id)

    def _stay(self) -> None:
        """Choose the shown cell again, and once more when Qt has chosen what was pressed."""
        if (shown := self._shown_cell) is not None:
            self.grid.choose(*shown, silently=True)
            QTimer.singleShot(0, self, lambda: self.grid.choose(*shown, silently=True))

    def _on_cell_pressed(self) -> None:
        """Go back from the summary to the cell that is pressed again."""
        chosen = self.grid.chosen()
        if self._summary_of is not None and chosen is not None:
            self._summary_of = None
            self._explain(*chosen)

    def _on_subject_pressed(self, row: int) -> None:
        if self.leave():
            self._go_to(ScoreTarget(self.grid.grid.rows[row].id))
        else:
            self._stay()

    def _on_summary_asked(self) -> None:
        if self._shown_cell is not None and self.leave():
            self._go_to(ScoreTarget(self._shown_cell[0]))

    def _on_indicator_asked(self, indicator_id: int) -> None:
        if self._shown_cell is not None:
            self._go_to(ScoreTarget(self._shown_cell[0], indicator_id))

    def _on_went_on(self) -> None:
        """Go to the next cell of the column; among those not assessed, past those that are."""
        below = self.board.next_place()
        if below is not None:
            self.grid.choose(*below)
            self.panel.go_on()
        else:
            self.grid.setFocus()
            self.tell(_("That was the last one of the column."))

    def _on_filtered(self) -> None:
        """Let the panel leave one that the filter hides; begin with what is still to be given."""
        chosen = self.grid.chosen()
        wanted = self.board.first_wanted()
        if wanted is None or (
            chosen is not None and self.board.shows(chosen[0]) and not self.filters.is_for_unset
        ):
            return
        if wanted != chosen or wanted != self._shown_cell:
            self.grid.choose(*wanted)

    def _on_splitter_moved(self) -> None:
        self.settings.splitters["appraisal"] = self.splitter.sizes()

    def _on_export(self) -> None:
        if self.scoring is not None and self.leave():
            scheme = self.scoring.scheme
            self.export_bar.ask_and_export(Export("appraisal", scheme.year, scheme_id=scheme.id))

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))
