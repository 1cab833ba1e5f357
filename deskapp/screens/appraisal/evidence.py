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
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn

_WIDEST, _NAME, _DAY = 24, 19, 10  # characters
_KEY = "cell{place}"
_WAITING = "…"
Columns = Sequence[tuple[str, int, str]]
"""Heading, width in characters and kind of each cell."""


class EvidenceList(QWidget):
    """Shows the evidence rows of one unit under one indicator; Enter opens a row's record."""

    record_requested = Signal(str, int)  # table, id

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.rows: list[EvidenceRow] = []
        self._tables: dict[tuple[str, tuple[tuple[str, int, str], ...]], RecordTable] = {}
        self._place = (0, 0)
        self.is_read = False
        self._measure = ""
        self._columns: tuple[tuple[str, int, str], ...] = ()
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

    def show_place(self, place: tuple[int, int], measure: str, columns: Columns) -> None:
        """Wait for the rows of a place, which `show_rows` brings; those of another one go."""
        if (place, measure, tuple(columns)) == (self._place, self._measure, self._columns):
            return
        self._place, self._measure, self._columns = place, measure, tuple(columns)
        self.rows, self.is_read = [], False
        self._show()

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show the rows that a measure counted, now or when the scores were made final."""
        self.rows, self.is_read = list(rows), True
        self._show()

    def _count_in_words(self) -> str:
        if not self.is_read:
            return _WAITING
        counted = sum(row.counts for row in self.rows)
        text = ngettext("{n} row, {counted} counted", "{n} rows, {counted} counted", len(self.rows))
        return text.format(n=len(self.rows), counted=counted)

    @property
    def table(self) -> RecordTable:
        """Return the table that is shown."""
        return self._tables[self._measure, self._columns]

    def _show(self) -> None:
        self.count.setText(self._count_in_words() if self._measure else "")
        if not self._measure:
            return
        if (self._measure, self._columns) not in self._tables:
            self._tables[self._measure, self._columns] = self._make_table()
        table = self.table
        table.set_empty(_("No rows.") if self.is_read else _WAITING)
        self._stack.setCurrentWidget(table)
        wanted = self.chips.value("counts")
        table.set_rows(
            [
                _line(place, row)
                for place, row in enumerate(self.rows)
                if wanted is None or bool(row.counts) is wanted
            ]
        )

    def _make_table(self) -> RecordTable:
        mark = TableColumn("mark", N_("Counted"), 8, tone=lambda row: "" if row.counts else "grey")
        columns = [mark, *(_column(self._columns, place) for place in _order(self._columns))]
        table = RecordTable(columns, f"evidence {self._measure}", self._settings)
        table.setAccessibleName(_("Evidence"))
        table.row_activated.connect(self._on_activated)
        self._stack.addWidget(table)
        return table

    def _on_activated(self, place: int) -> None:
        measure = MEASURES.get(self._measure)
        if measure is not None:
            self.record_requested.emit(measure.table, self.rows[place].record_id)


def _order(columns: Columns) -> list[int]:
    """Put what names a row first, then its days, then short texts: long ones fill the panel.

    The name is what the measure puts first, but for a number: the meeting, the document, the task.
    """
    name = _name_of(columns)

    def rank(place: int) -> tuple[bool, bool, int]:
        _label, width, kind = columns[place]
        return place != name, kind != "date", width

    return sorted(range(len(columns)), key=rank)


def _name_of(columns: Columns) -> int:
    return next((place for place, (_l, _w, kind) in enumerate(columns) if kind != "whole"), 0)


def _column(columns: Columns, place: int) -> TableColumn:
    label, width, kind = columns[place]
    widest = _NAME if place == _name_of(columns) else _WIDEST  # days are seen beside the name
    shown = _DAY if kind == "date" else min(round(width * 0.7), widest)
    return TableColumn(_KEY.format(place=place), label, shown, sortable=False)


def _line(place: int, row: EvidenceRow) -> SimpleNamespace:
    """Return a row as a table reads it: its place is its id, for a record may stand there twice."""
    cells = {_KEY.format(place=n): _text(cell) for n, cell in enumerate(row.cells)}
    mark = _("√ yes") if row.counts else _("× no")
    return SimpleNamespace(id=place, counts=row.counts, mark=mark, **cells)


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return shown_date(cell)
    return "" if cell is None else str(cell)
