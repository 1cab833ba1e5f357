"""The differences between the final scores and what the records say now, as a dialog."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.differences import Comparison, Difference, since_final
from deskapp.queries.measures import MEASURES
from deskapp.screens.appraisal.results.difference_rows import (
    CHANGE_COLUMNS,
    DIFFERENCE_COLUMNS,
    MOVED_COLUMNS,
    change_rows,
    difference_rows,
    moved_rows,
)
from deskapp.screens.appraisal.results.words import final_in_words
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.theme import text_width
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_SIZES = [180, 280, 160]
_MOST_FILES = 5


class DifferencesDialog(QDialog):
    """Totals and places that moved, the scores behind them, and their evidence then and now."""

    record_requested = Signal(str, int)  # table and id
    failed = Signal(object)  # LedgerError

    def __init__(
        self, workspace: Workspace, settings: Settings, scheme: SchemeRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Differences since the scores were final"))
        self.comparison: Comparison | None = None
        self._chosen: Difference | None = None
        self.summary, self.note = QLabel(), QLabel()
        for label in (self.summary, self.note):
            label.setWordWrap(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.moved = self._table(MOVED_COLUMNS, "moved", _("Totals and places that moved"))
        self.scores = self._table(DIFFERENCE_COLUMNS, "differences", _("Scores then and now"))
        self.changes = self._table(CHANGE_COLUMNS, "evidence_changes", _("Evidence then and now"))
        self.chips = FilterChips()
        self.chips.add_group(
            "moved", [(True, _("Points moved")), (False, _("Only the evidence changed"))]
        )
        self._lay_out()
        self.chips.changed.connect(self._show_scores)
        self.scores.selection_changed.connect(self._on_score_chosen)
        self.changes.row_activated.connect(self._on_change_opened)
        self.reader = Reader(workspace, _("Comparing then and now"), self)
        self.reader.answered.connect(self.show_comparison)
        self.reader.failed.connect(self._on_failed)
        self.summary.setText(_("Comparing what was frozen with what the records say now…"))
        self.reader.ask(lambda ask: ask(since_final, scheme))

    def _table(self, columns: tuple[object, ...], key: str, name: str) -> RecordTable:
        table = RecordTable(columns, parent=self)  # type: ignore[arg-type]
        table.setAccessibleName(name)
        table.setObjectName(key)
        return table

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        for words, table, above in (
            (_("Totals and places that moved"), self.moved, None),
            (_("Scores then and now"), self.scores, self.chips),
            (_("Evidence then and now; Enter opens the record"), self.changes, None),
        ):
            self.splitter.addWidget(_headed(words, table, above))
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(_SIZES)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self.splitter, 1)
        layout.addLayout(foot)
        self.splitter.hide()
        self.resize(640, 140)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show what differs, or say that nothing does."""
        self.comparison = comparison
        if comparison is None:
            self.summary.setText(_("The scores are not final: there is nothing to compare with."))
            return
        self.summary.setText(_summary(comparison))
        self.note.setText(_("What is final stays as it was frozen, whatever stands here."))
        if not comparison.differences and not comparison.moved:
            return  # files that came or went are told in the summary
        self.moved.set_empty(_("No total and no place moved."))
        self.moved.set_rows(moved_rows(comparison))
        self.splitter.show()
        self.resize(min(1280, text_width(self.font(), 125)), 660)
        self._show_scores()

    def _show_scores(self) -> None:
        if self.comparison is None:
            return
        rows = difference_rows(self.comparison, moved=self.chips.value("moved"))
        self.scores.set_empty(_("No such difference."))
        self.changes.set_empty(_("Choose a score to see its evidence then and now."))
        self.scores.set_rows(rows)
        self.scores.select_ids([rows[0].id] if rows else [])
        self._on_score_chosen(self.scores.selected_ids())

    def _on_score_chosen(self, ids: list[int]) -> None:
        self._chosen = None
        if ids and self.comparison is not None:
            self._chosen = self.comparison.differences[ids[0]]
        self.changes.set_rows([] if self._chosen is None else change_rows(self._chosen))

    def _on_change_opened(self, place: int) -> None:
        measure = MEASURES.get(self._chosen.indicator.measure) if self._chosen else None
        if self._chosen is not None and measure is not None:
            record_id = change_rows(self._chosen)[place].record_id
            self.record_requested.emit(measure.table, record_id)

    def _on_failed(self, error: Exception) -> None:
        self.summary.setText(str(error))


def _headed(words: str, table: QWidget, above: QWidget | None) -> QWidget:
    part, head = QWidget(), QHBoxLayout()
    head.addWidget(QLabel(words))
    if above is not None:
        head.addWidget(above)
    head.addStretch(1)
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addLayout(head)
    layout.addWidget(table, 1)
    return part


def _summary(comparison: Comparison) -> str:
    assert comparison.then.final is not None
    said = _("Then: {final}, counted to {then}. Now: counted to {now}.").format(
        final=final_in_words(comparison.then.final),
        then=long_date(comparison.then.as_of),
        now=long_date(comparison.now.as_of),
    )
    moved = sum(one.moved for one in comparison.differences)
    evidence = len(comparison.differences) - moved
    if comparison.is_nothing:
        return f"{said}\n" + _("Nothing changed: the records give the same scores.")
    files = "\n".join(_files_in_words(comparison))
    if not comparison.differences and not comparison.moved:
        return "\n".join((said, _("The records give the same scores."), files))
    counts = [
        ngettext("{n} score moved", "{n} scores moved", moved).format(n=moved),
        ngettext(
            "{n} total or place moved", "{n} totals or places moved", len(comparison.moved)
        ).format(n=len(comparison.moved)),
        ngettext("{n} score has other evidence", "{n} scores have other evidence", evidence).format(
            n=evidence
        ),
    ]
    return "\n".join(filter(None, (said, " · ".join(counts), files)))


def _files_in_words(comparison: Comparison) -> Iterator[str]:
    """Yield the files behind the scores that came or went since, the first few by name."""
    for kind, words in (("went", _("Files gone: {names}")), ("came", _("Files added: {names}"))):
        names = [one.file.name for one in comparison.files if one.kind == kind]
        more = len(names) - _MOST_FILES
        if more > 0:
            names[_MOST_FILES:] = [ngettext("{n} more", "{n} more", more).format(n=more)]
        if names:
            yield words.format(names=_(", ").join(names))
