"""The rows behind one score, each with whether it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.measures import MEASURES, EvidenceRow
from deskapp.queries.measures.measure import EvidenceColumn, Measure
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn

_WIDEST, _DAY = 24, 10  # characters
_KEY = "cell{place}"


class EvidenceList(QWidget):
    """Shows the evidence rows of one unit under one indicator; Enter opens a row's record."""

    record_requested = Signal(str, int)  # table, id

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.rows: list[EvidenceRow] = []
        self._tables: dict[str, RecordTable] = {}
        self._measure = ""
        self.count = QLabel()
        self.chips = FilterChips(self)
        self.chips.add_group("counts", [(True, _("Counted")), (False, _("Not counted"))])
        self.chips.changed.connect(self._show)
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def show_rows(self, measure: str, rows: Sequence[EvidenceRow]) -> None:
        """Show the rows that a measure counted."""
        self._measure, self.rows = measure, list(rows)
        counted = sum(row.counts for row in rows)
        text = ngettext("{n} row, {counted} counted", "{n} rows, {counted} counted", len(rows))
        self.count.setText(text.format(n=len(rows), counted=counted))
        self._show()

    @property
    def table(self) -> RecordTable:
        """Return the table that is shown."""
        return self._tables[self._measure]

    def _show(self) -> None:
        if not self._measure:
            return
        if self._measure not in self._tables:
            self._tables[self._measure] = self._make_table(self._measure)
        table = self.table
        self._stack.setCurrentWidget(table)
        wanted = self.chips.value("counts")
        table.set_rows(
            [
                _line(place, row)
                for place, row in enumerate(self.rows)
                if wanted is None or bool(row.counts) is wanted
            ]
        )

    def _make_table(self, code: str) -> RecordTable:
        measure = MEASURES[code]
        mark = TableColumn("mark", N_("Counted"), 6, tone=lambda row: "" if row.counts else "grey")
        columns = [mark, *(_column(measure, place) for place in _order(measure.columns))]
        table = RecordTable(columns, f"evidence {code}", self._settings)
        table.setAccessibleName(_("Evidence"))
        table.set_empty(_("No rows."))
        table.row_activated.connect(self._on_activated)
        self._stack.addWidget(table)
        return table

    def _on_activated(self, place: int) -> None:
        self.record_requested.emit(MEASURES[self._measure].table, self.rows[place].record_id)


def _order(columns: Sequence[EvidenceColumn]) -> list[int]:
    """Put names, states and days before long texts, which would fill the panel."""
    return sorted(range(len(columns)), key=lambda place: columns[place].width)


def _column(measure: Measure, place: int) -> TableColumn:
    column = measure.columns[place]
    width = _DAY if column.kind == "date" else min(round(column.width * 0.7), _WIDEST)
    return TableColumn(_KEY.format(place=place), column.label, width, sortable=False)


def _line(place: int, row: EvidenceRow) -> SimpleNamespace:
    """Return a row as a table reads it: its place is its id, for a record may stand there twice."""
    cells = {_KEY.format(place=n): _text(cell) for n, cell in enumerate(row.cells)}
    mark = _("√ yes") if row.counts else _("× no")
    return SimpleNamespace(id=place, counts=row.counts, mark=mark, **cells)


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return shown_date(cell)
    return "" if cell is None else str(cell)
