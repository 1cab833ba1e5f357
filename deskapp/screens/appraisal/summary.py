"""One of the appraised as a whole: its sums, rank and grade, and what would change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.appraisal import Scoring, Subject
from deskapp.queries.appraisal.improvements import Improvement, improvements
from deskapp.queries.appraisal.losses import Loss, losses
from deskapp.rules.points import plain
from deskapp.screens.appraisal.facts import Facts
from deskapp.settings import Settings
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.widgets.theme import heading_font
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing that would change the score; `id` is its place in the list."""

    id: int
    text: str
    points: str
    indicator_id: int


_COLUMNS = (
    TableColumn("text", N_("What would change the score"), 30, sortable=False),
    TableColumn("points", N_("Gain"), 6, RIGHT, sortable=False),
)


class SubjectSummary(QWidget):
    """Sums by section with what the caps cut, rank, grade, and what would change the score."""

    indicator_requested = Signal(int)  # id
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._subject: Subject | None = None
        self._scoring: Scoring | None = None
        self._reader = Reader(workspace, _("What would change the score"), self)
        self._reader.answered.connect(self._on_answered)
        self._reader.failed.connect(self.failed)
        self.name, self.total = ElidedLabel(), QLabel()
        for label in (self.name, self.total):
            label.setFont(heading_font(self.font()))
        self.rank = QLabel()
        self.rank.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.grade = Badge()
        self.facts = Facts(14)
        self.table = RecordTable(_COLUMNS, "improvements", settings)
        self.table.setAccessibleName(_("What would change the score"))
        self.table.row_activated.connect(self._on_activated)
        self._lay_out()

    def _lay_out(self) -> None:
        title, second = QHBoxLayout(), QHBoxLayout()
        title.addWidget(self.name, 1)
        title.addWidget(self.total)
        second.addWidget(self.rank, 1)
        second.addWidget(self.grade)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(title)
        layout.addLayout(second)
        layout.addWidget(self.facts)
        layout.addWidget(self.table, 1)

    def show_subject(self, scoring: Scoring, subject: Subject) -> None:
        """Show one of the appraised; what would change its score is read in the background."""
        is_other = self._subject is None or self._subject.id != subject.id
        self._scoring, self._subject = scoring, subject
        self.name.setText(subject.name)
        self.total.setText(f"{scoring.total(subject.id):.2f}")
        self.rank.setText(_rank(scoring, subject.id))
        self.grade.show_state(scoring.grades.get(subject.id, ""), "blue")
        self.facts.show_facts(summary_facts(scoring, subject.id))
        if scoring.final is not None:
            self.table.set_rows([])
            self.table.set_empty(_("The scores are final: nothing changes them any more."))
            return
        if is_other:
            self.table.set_rows([])
            self.table.set_empty(_("Looking…"))
        self._reader.ask(lambda ask: (subject.id, ask(improvements, scoring, subject.id)))

    def _on_answered(self, answer: tuple[int, Sequence[Improvement]]) -> None:
        subject_id, found = answer
        if self._subject is not None and self._subject.id == subject_id:
            self.table.set_empty(_("Nothing that the ledger knows of would change the score."))
            self.table.set_rows(self._lines(subject_id, found))

    def _lines(self, subject_id: int, found: Sequence[Improvement]) -> list[_Line]:
        """Return what can be mended, and below it what is lost for good."""
        lines = [_line(place, one) for place, one in enumerate(found)]
        lost = [] if self._scoring is None else losses(self._scoring, subject_id, found)
        return lines + [_lost(place, one) for place, one in enumerate(lost, len(lines))]

    def _on_activated(self, place: int) -> None:
        row = self.table.rows.row_of(place)
        if row is not None:
            self.indicator_requested.emit(self.table.rows.row_at(row).indicator_id)


def _line(place: int, one: Improvement) -> _Line:
    return _Line(place, one.text, f"+{plain(one.points)}", one.indicator_id)


def _lost(place: int, one: Loss) -> _Line:
    return _Line(place, one.sentence(), "—", one.indicator_id)


def _rank(scoring: Scoring, subject_id: int) -> str:
    sharing = sum(rank == scoring.ranks[subject_id] for rank in scoring.ranks.values())
    text = _("Rank {rank} of {all}").format(
        rank=scoring.ranks[subject_id], all=len(scoring.subjects)
    )
    if sharing < 2:
        return text
    shared = ngettext("shared by {n}", "shared by {n}", sharing).format(n=sharing)
    return f"{text} · {shared}"


def summary_facts(scoring: Scoring, subject_id: int) -> list[tuple[str, str]]:
    """Return the sums by section in words, what the caps cut, the grade, what is missing."""
    totals = scoring.totals[subject_id]
    used = {indicator.section for indicator in scoring.indicators}
    worth = sum((i.points for i in scoring.indicators if i.section == "ordinary"), Decimal(0))
    ordinary = _("{points} of {full}").format(points=plain(totals.ordinary), full=plain(worth))
    bonus = _with_cap("+", totals.bonus, totals.uncapped_bonus)
    deduction = _with_cap("−", totals.deduction, totals.uncapped_deduction)
    return [
        (_("Ordinary points"), ordinary),
        (_("Bonus points"), bonus if "bonus" in used else ""),
        (_("Deductions"), deduction if "deduction" in used else ""),
        (_("Grade"), _grade(scoring, subject_id)),
        (_("Not assessed"), _missing(scoring, subject_id)),
    ]


def _with_cap(sign: str, counts: Decimal, uncapped: Decimal) -> str:
    shown = f"{sign}{plain(counts)}" if counts else "0"
    if counts == uncapped:
        return shown
    return _("{points} (the section's cap cuts {uncapped} to this)").format(
        points=shown, uncapped=plain(uncapped)
    )


def _grade(scoring: Scoring, subject_id: int) -> str:
    grade, decided = scoring.grades.get(subject_id, ""), scoring.decided.get(subject_id)
    if decided is None or not decided.reason:
        return ""  # the badge says it already
    return _("{grade}, decided: {reason}").format(grade=grade, reason=decided.reason)


def _missing(scoring: Scoring, subject_id: int) -> str:
    missing = [
        indicator.level2
        for indicator in scoring.indicators
        if not scoring.cell(subject_id, indicator.id).is_assessed
    ]
    return _(", ").join(missing)
