"""The grid of points with its filters above it and its legend below."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.appraisal import Scoring
from deskapp.queries.branches import list_branches
from deskapp.queries.units import list_units
from deskapp.screens.appraisal.grid import (
    Place,
    ScoreCells,
    head_columns,
    score_columns,
    score_rows,
)
from deskapp.screens.appraisal.marks import Legend
from deskapp.screens.appraisal.score_filters import ScoreFilters
from deskapp.screens.appraisal.words import appraised_in_words, points_in_words
from deskapp.widgets.grid_view import GridView
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.search_box import SearchBox
from deskapp.workspace.workspace import Workspace


class ScoreGrid(QWidget):
    """Shows the points of those who pass the filters and the search.

    The search box is placed by whoever holds the grid.
    """

    number_shown = Signal(int)
    filtered = Signal()  # by a person

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._scoring: Scoring | None = None
        self._appealed: Collection[Place] = frozenset()
        self.search = SearchBox(self)
        self.filters = ScoreFilters()
        self.view = GridView((), narrowest=8.2)
        self.view.setAccessibleName(_("Points by unit and indicator"))
        self.note = QLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.filters)
        column.addWidget(self.view, 1)
        column.addWidget(Legend())
        column.addWidget(self.note)
        self.filters.changed.connect(self._on_filtered)
        self.search.searched.connect(self._on_filtered)
        self.search.entered.connect(self.view.setFocus)
        self.view.sort_requested.connect(
            lambda key: self.filters.sort_by("total" if key == "total" else "")
        )

    def add_shortcut(self, part: QWidget) -> None:
        """Let Ctrl+F lead into the search box wherever the keyboard is in a part."""
        QShortcut(QKeySequence("Ctrl+F"), part, self.search.take_focus)

    def show_scoring(self, scoring: Scoring, appealed: Collection[Place]) -> None:
        """Show a scoring; `appealed` are the places of which an appeal is open."""
        self._scoring, self._appealed = scoring, appealed
        self.filters.offer(scoring)
        self._show()

    def show_everybody(self) -> None:
        """Let filters and search go."""
        self.search.clear()
        self.filters.clear()
        self._show()

    def shows(self, subject_id: int) -> bool:
        """Return whether one of the appraised passes filters and search."""
        return any(row.id == subject_id for row in self.view.grid.rows)

    def first_place(self) -> Place | None:
        """Return the place of the first cell, None where none is shown."""
        rows, columns = self.view.grid.rows, self.view.grid.columns
        return (rows[0].id, columns[0].id) if rows and columns else None

    def first_wanted(self) -> Place | None:
        """Return the place of the first cell that the filter asks for, row by row."""
        if self._scoring is None or not self.filters.is_for_unset:
            return self.first_place()
        rows, columns = self.view.grid.rows, self.view.grid.columns
        places = ((row.id, column.id) for row in rows for column in columns)
        return next((place for place in places if self._is_unset(place)), self.first_place())

    def next_place(self) -> Place | None:
        """Return the next place down the column; among those not assessed only one of them."""
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        column = self.view.grid.columns[index.column()].id
        below = [(row.id, column) for row in self.view.grid.rows[index.row() + 1 :]]
        if self.filters.is_for_unset:
            below = [place for place in below if self._is_unset(place)]
        return below[0] if below else None

    def _is_unset(self, place: Place) -> bool:
        cell = self._scoring.cells.get(place) if self._scoring else None
        return cell is not None and not cell.is_assessed

    def _on_filtered(self) -> None:
        self._show()
        self.filtered.emit()

    def _show(self) -> None:
        scoring, order = self._scoring, self.filters.order
        if scoring is None:
            return
        wanted = self.filters.wanted(scoring, self._appealed, self._found(scoring))
        rows = score_rows(scoring, order=order, wanted=wanted)
        heads = head_columns(rows, self.view.font(), appraised_in_words(scoring))
        self.view.set_head_columns(heads)
        self.view.show_order(*(("total", True) if order == "total" else ("office", False)))
        self.view.set_grid(score_columns(scoring), rows, ScoreCells(scoring, self._appealed))
        self.view.empty.set_content(
            _("Nobody is found this way."), [NoticeAction(_("Show all"), self.show_everybody)]
        )
        self.note.setText(points_in_words(scoring, len(self._appealed)))
        self.number_shown.emit(len(rows))

    def _found(self, scoring: Scoring) -> Collection[int] | None:
        """Return the ids that the search finds; None where nothing is searched for."""
        words = self.search.words()
        if not words:
            return None
        query: Any = list_branches if scoring.scheme.appraised == "branches" else list_units
        return {row.id for row in self._workspace.ask(query, words)}
