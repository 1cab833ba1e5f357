"""Why a unit has the points it has: rule, counts, and the rows behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell, Scoring, Subject, evidence_of
from deskapp.rules.points import plain
from deskapp.screens.appraisal.evidence import EvidenceList
from deskapp.screens.appraisal.grid import score_cell
from deskapp.screens.appraisal.hand_form import HandScoreForm
from deskapp.settings import Settings
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_MANY = 500  # rows that take a moment to read
_PATIENCE = 150  # milliseconds
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ScorePanel(QWidget):
    """Explains one cell of the grid; where points are given by hand it takes them."""

    record_requested = Signal(str, int)  # table, id
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._workspace = workspace
        self._wanted: tuple[Scoring, Subject, IndicatorRow] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._on_patience_ended)
        self.unit, self.indicator = ElidedLabel(), ElidedLabel()
        self.unit.setFont(heading_font(self.font()))
        self.indicator.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.points = QLabel()
        self.points.setFont(heading_font(self.font()))
        self.badge = Badge()
        self.facts = Facts()
        self.evidence = EvidenceList(settings)
        self.evidence.record_requested.connect(self.record_requested)
        self.form = HandScoreForm(workspace)
        self._by_hand = QWidget()
        by_hand = QVBoxLayout(self._by_hand)
        by_hand.setContentsMargins(0, 0, 0, 0)
        by_hand.addWidget(self.form)
        by_hand.addStretch(1)
        self._below = QStackedWidget()
        self._below.addWidget(self.evidence)
        self._below.addWidget(self._by_hand)
        self._lay_out()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self.unit, 1)
        title.addWidget(self.points)
        second = QHBoxLayout()
        second.addWidget(self.indicator, 1)
        second.addWidget(self.badge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(title)
        layout.addLayout(second)
        layout.addWidget(self.facts)
        layout.addSpacing(4)
        layout.addWidget(self._below, 1)

    def show_score(self, scoring: Scoring, unit: Subject, indicator: IndicatorRow) -> None:
        """Explain the points of a unit under an indicator; raises LedgerError."""
        cell = scoring.cell(unit.id, indicator.id)
        self.unit.setText(unit.name)
        self.indicator.setText(f"{indicator.level1} · {indicator.level2}")
        self.points.setText(_points(indicator, cell))
        self.badge.show_state(*_state(indicator, cell))
        self.facts.show_facts(_facts(indicator, cell))
        if indicator.by_hand:
            self.form.show_score(unit.id, indicator, cell)
            self.form.progress.setText(_assessed(scoring, indicator))
            self._below.setCurrentWidget(self._by_hand)
            return
        self._below.setCurrentWidget(self.evidence)
        self._wanted = (scoring, unit, indicator)
        if cell.counted is not None and cell.counted.denominator > _MANY:
            self.evidence.show_rows(indicator.measure, [])
            self._patience.start()  # whoever runs along the cells with the arrows does not wait
        else:
            self._patience.stop()
            self._show_evidence()

    def _show_evidence(self) -> None:
        if self._wanted is None:
            return
        scoring, unit, indicator = self._wanted
        ask = self._workspace.ask
        rows = ask(evidence_of, scoring, indicator, unit.id)
        self.evidence.show_rows(indicator.measure, rows)

    def _on_patience_ended(self) -> None:
        try:
            self._show_evidence()
        except LedgerError as error:
            self.failed.emit(error)

    def is_by_hand(self) -> bool:
        """Return whether points are given here by hand."""
        return self._below.currentWidget() is self._by_hand

    def enter(self) -> None:
        """Put the keyboard into the panel: into the points, or onto the evidence."""
        if self.is_by_hand():
            self.form.start()
        else:
            self.evidence.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, digit: str) -> None:
        """Begin the points by hand with a digit that was typed in the grid."""
        if self.is_by_hand() and self.form.save_button.isEnabled():
            self.form.start()
            self.form.points_line.insert(digit)


class Facts(QWidget):
    """Sentences under each other, each with the word for what it is at its left."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show (word, sentence) pairs; one without a sentence is left out."""
        said = [(word, sentence) for word, sentence in facts if sentence]
        while len(self._lines) < len(said):
            self._add_line()
        for place, (word, sentence) in enumerate(self._lines):
            seen = place < len(said)
            word.setVisible(seen)
            sentence.setVisible(seen)
            if seen:
                word.setText(said[place][0])
                sentence.setText(said[place][1])

    def text(self) -> str:
        """Return what is shown, a line for each fact."""
        return "\n".join(
            f"{word.text()}: {sentence.text()}"
            for word, sentence in self._lines
            if not sentence.isHidden()
        )

    def _add_line(self) -> None:
        word, sentence = QLabel(), QLabel()
        word.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._lines)
        self._grid.addWidget(word, row, 0, _TOP_RIGHT)
        self._grid.addWidget(sentence, row, 1)
        self._lines.append((word, sentence))


def _points(indicator: IndicatorRow, cell: ScoreCell) -> str:
    full = plain(indicator.points)
    if not cell.is_assessed:
        return _("— / {full}").format(full=full)
    return _("{points} / {full}").format(points=f"{cell.scored.points:.2f}", full=full)


def _state(indicator: IndicatorRow, cell: ScoreCell) -> tuple[str, str]:
    if not cell.is_assessed:
        return _("Not assessed"), "grey"
    if cell.scored.lost <= 0:
        return _("Full points"), "green"
    lost = _("{lost} lost").format(lost=plain(cell.scored.lost))
    return lost, score_cell(indicator, cell).tone


def _assessed(scoring: Scoring, indicator: IndicatorRow) -> str:
    given = sum(scoring.cell(unit.id, indicator.id).is_assessed for unit in scoring.subjects)
    return _("{given} of {all} units assessed").format(given=given, all=len(scoring.subjects))


def _facts(indicator: IndicatorRow, cell: ScoreCell) -> list[tuple[str, str]]:
    capped = _("The deduction has reached its limit; more would not count.")
    return [
        (_("Criteria"), indicator.criteria),
        (_("Scoring rule"), indicator.sentence()),
        (_("Counted as"), " ".join([cell.scored.why, *([capped] if cell.scored.capped else [])])),
        (_("Reason"), "" if indicator.by_hand else cell.reason),
    ]
