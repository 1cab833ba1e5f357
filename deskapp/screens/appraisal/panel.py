"""Why one of the appraised has the points it has, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.queries.appraisal import (
    AppealRow,
    IndicatorRow,
    Scoring,
    Subject,
    evidence_columns,
    evidence_of,
)
from deskapp.queries.measures import EvidenceRow
from deskapp.screens.appraisal.cell_appeals import CellAppeals
from deskapp.screens.appraisal.cell_form import CellForm
from deskapp.screens.appraisal.comparison import Comparison
from deskapp.screens.appraisal.evidence import EvidenceList
from deskapp.screens.appraisal.explained import (
    assessed_in_words,
    facts_of,
    points_of,
    state_of,
)
from deskapp.screens.appraisal.facts import Facts
from deskapp.screens.appraisal.hand_form import AssessorForm
from deskapp.screens.appraisal.own_form import OwnPart
from deskapp.screens.appraisal.summary import SubjectSummary
from deskapp.settings import Settings
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon
from deskapp.widgets.tabs import Tabs
from deskapp.widgets.theme import heading_font
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_MANY = 500  # rows that take a moment to read
_PATIENCE = 150  # milliseconds
_LINES = 5  # of the explanation; the rest is scrolled, so that the tabs stay where they are
EVIDENCE, OWN, ASSESSED, APPEALS = range(4)
_Shown = tuple[Scoring, Subject, IndicatorRow]


class _ModestTabs(Tabs):
    """Takes the room that the explanation above it leaves, and no less than it needs."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False  # lines of buttons that wrap would ask for room that nobody has


class ScorePanel(QStackedWidget):
    """Explains a cell of the grid, or one of the appraised as a whole; takes what is said."""

    record_requested = Signal(str, int)  # table, id
    appeal_requested = Signal(int)  # id, to be shown in the list
    summary_requested = Signal()
    went_on = Signal()  # to the next cell of the column
    left = Signal()  # back to the grid
    failed = Signal(object)  # LedgerError
    told = Signal(str)
    taken_back = Signal(str)  # what was taken back, in a sentence

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: _Shown | None = None
        self._chosen: int | None = None  # the tab that the person pressed last
        self._is_switching = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self.reader = Reader(workspace, _("Reading the evidence"), self)
        self.unit, self.indicator, self.points = ElidedLabel(), ElidedLabel(), QLabel()
        for label in (self.unit, self.points):
            label.setFont(heading_font(self.font()))
        self.indicator.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.badge = Badge()
        self.summary_button = QToolButton()
        self.summary_button.setText(_("All in all"))
        self.summary_button.setIcon(icon("list-checks"))
        self.summary_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.summary_button.setToolTip(_("The sums, and what would change the score"))
        self.summary_button.setAccessibleName(_("All in all"))
        self.comparison = Comparison()
        self.facts = Facts(_LINES)
        self.evidence = EvidenceList(settings)
        self.own = OwnPart(workspace)
        self.form = AssessorForm(workspace)
        self.appeals = CellAppeals(workspace)
        self.summary = SubjectSummary(workspace, settings)
        self.tabs = _ModestTabs()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title, second = QHBoxLayout(), QHBoxLayout()
        title.addWidget(self.unit, 1)
        title.addWidget(self.points)
        second.addWidget(self.indicator, 1)
        second.addWidget(self.badge)
        second.addWidget(self.summary_button)
        assessed = QWidget()
        column = QVBoxLayout(assessed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("About this score"))
        self.tabs.tabBar().setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for part in (self.evidence, self.own, assessed, self.appeals):
            self.tabs.addTab(part, "")
        cell = QWidget()
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(title)
        layout.addLayout(second)
        layout.addWidget(self.comparison)
        layout.addWidget(self.facts)
        layout.addWidget(self.tabs, 1)
        whole = QWidget()
        room = QVBoxLayout(whole)
        room.setContentsMargins(8, 0, 0, 0)
        room.addWidget(self.summary)
        self.addWidget(cell)
        self.addWidget(whole)

    def _connect(self) -> None:
        self._patience.timeout.connect(self._read_evidence)
        self.reader.answered.connect(self._on_evidence)
        self.reader.failed.connect(self.failed)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.summary_button.clicked.connect(self.summary_requested)
        self.evidence.record_requested.connect(self.record_requested)
        self.appeals.list_requested.connect(self.appeal_requested)
        self.appeals.adjust_requested.connect(self.adjust)
        self.own.told.connect(self.told)
        for part in (self.own, self.form, self.appeals, self.summary):
            part.failed.connect(self.failed)
        for form in self.forms():
            form.went_on.connect(self.went_on)
            form.left.connect(self.left)
            form.taken_back.connect(self._on_taken_back)

    def forms(self) -> tuple[CellForm, CellForm]:
        """Return the forms of the self-score and of the assessors' points."""
        return self.own.form, self.form

    # --- what is shown

    def show_score(
        self,
        scoring: Scoring,
        subject: Subject,
        indicator: IndicatorRow,
        appeals: Sequence[AppealRow],
    ) -> None:
        """Explain the points of one of the appraised under an indicator; raises LedgerError."""
        cell = scoring.cell(subject.id, indicator.id)
        can_write = self._workspace.can_write and scoring.final is None
        self._shown = scoring, subject, indicator
        self.setCurrentIndex(0)
        self.unit.setText(subject.name)
        self.indicator.setText(f"{indicator.level1} · {indicator.level2}")
        self.points.setText(points_of(indicator, cell))
        self.badge.show_state(*state_of(indicator, cell))
        self.comparison.show_cell(cell)
        self.facts.show_facts(facts_of(scoring, subject, indicator))
        self.own.show_cell(subject.id, indicator, cell, can_write=can_write)
        self.form.show_cell(subject.id, indicator, cell, can_write=can_write)
        self.form.show_progress(assessed_in_words(scoring, indicator))
        self.appeals.show_cell(subject, indicator, cell, list(appeals), can_write=can_write)
        self._name_tabs(cell.own is not None, cell.given is not None, appeals)
        self._show_fitting_tab(indicator)
        self._show_evidence(cell.counted.denominator if cell.counted else 0)

    def show_subject(self, scoring: Scoring, subject: Subject) -> None:
        """Show one of the appraised as a whole."""
        self._patience.stop()
        self.summary.show_subject(scoring, subject)
        self.setCurrentIndex(1)

    def shows_summary(self) -> bool:
        """Return whether one of the appraised is shown as a whole."""
        return self.currentIndex() == 1

    def _name_tabs(self, has_own: bool, is_given: bool, appeals: Sequence[AppealRow]) -> None:
        words = [
            _("Evidence"),
            _("Self-score") + (" √" if has_own else ""),
            _("Assessment") + (" √" if is_given else ""),
            _("Appeals") + (f" {len(appeals)}" if appeals else ""),
        ]
        for place, text in enumerate(words):
            self.tabs.setTabText(place, text)

    def _show_fitting_tab(self, indicator: IndicatorRow) -> None:
        """Show the tab that was pressed last, else where the points of the cell come from."""
        fitting = ASSESSED if indicator.by_hand else EVIDENCE
        self._is_switching = True
        self.tabs.setTabVisible(EVIDENCE, not indicator.by_hand)
        self.tabs.setCurrentIndex(fitting if self._chosen is None else self._chosen)
        self._is_switching = False

    def _on_tab_changed(self, place: int) -> None:
        if self._is_switching:
            return
        self._chosen = None if place == EVIDENCE else place
        if place == OWN and self._shown is not None:
            self.own.show_files()
        elif place == EVIDENCE:
            self._read_evidence()

    def _show_evidence(self, number: int) -> None:
        """Let rows of another cell go, and read those of this one where they are seen.

        Whoever runs along the cells does not wait for many of them.
        """
        self._patience.stop()
        if self._shown is None or self._shown[2].by_hand:
            return
        scoring, subject, indicator = self._shown
        self.evidence.show_place(
            (subject.id, indicator.id), indicator.measure, evidence_columns(scoring, indicator)
        )
        if number > _MANY:
            self._patience.start()
        else:
            self._read_evidence()

    def _read_evidence(self) -> None:
        if self._shown is None or self.tabs.currentIndex() != EVIDENCE:
            return
        shown = scoring, subject, indicator = self._shown
        self.reader.ask(lambda ask: (shown, ask(evidence_of, scoring, indicator, subject.id)))

    def _on_evidence(self, answer: tuple[_Shown, Sequence[EvidenceRow]]) -> None:
        shown, rows = answer
        if shown is self._shown:
            self.evidence.show_rows(rows)

    # --- the keyboard, and saving

    def save(self) -> bool:
        """Save what is typed; return False, showing where, when complaints are in the way.

        Raises LedgerError for what no field is to blame for.
        """
        for tab, form in ((OWN, self.own.form), (ASSESSED, self.form)):
            if not form.save():
                self.show_tab(tab)
                return False
        return True

    def enter(self) -> None:
        """Put the keyboard into the panel: into the points, or onto the rows."""
        if self.shows_summary():
            self.summary.table.setFocus()
            return
        form = self._current_form()
        if form is not None:
            form.start()
        elif self.tabs.currentIndex() == EVIDENCE:
            self.evidence.table.setFocus()
        else:
            self.appeals.table.setFocus()

    def type(self, digit: str) -> None:
        """Begin points with a digit that was typed in the grid: the assessors', or one's own."""
        if self.shows_summary():
            return
        if self._current_form() is None and self.form.can_write:
            self.show_tab(ASSESSED)
        if (form := self._current_form()) is not None:
            form.type(digit)

    def _on_taken_back(self, sentence: str) -> None:
        if self._shown is not None:
            self.taken_back.emit(sentence.format(unit=self._shown[1].name))

    def go_on(self) -> None:
        """Put the cursor where the one before was typed."""
        form = self._current_form()
        if form is not None:
            form.start()

    def adjust(self, reason: str) -> None:
        """Let the assessors give points with this reason."""
        self.show_tab(ASSESSED)
        self.form.propose(reason)

    def show_tab(self, place: int) -> None:
        """Show a tab as if it was pressed."""
        self.tabs.setCurrentIndex(place)

    def _current_form(self) -> CellForm | None:
        return {OWN: self.own.form, ASSESSED: self.form}.get(self.tabs.currentIndex())
