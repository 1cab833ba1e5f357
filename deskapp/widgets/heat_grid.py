"""A grid of shares: each cell says its percents on the ground of their tone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskapp.i18n import _
from deskapp.widgets.badge import Badge
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.grid_view import GridCell, GridColumn, GridRow, GridView, HeadColumn
from deskapp.widgets.shares import STEPS, Share, share_tone

_MOST_ROWS = 14
"""Rows seen at once; more of them are scrolled."""

Shares = Mapping[tuple[int, int], Share]


class HeatGrid(GridView):
    """Shows a share in each cell; a click, Enter or a double click opens it."""

    def __init__(self, head: str, name: str, *, head_width: int = 110) -> None:
        super().__init__([HeadColumn("head", head, head_width)], narrowest=7, widest=14)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_shares(
        self, columns: Sequence[GridColumn], rows: Sequence[GridRow], shares: Shares
    ) -> None:
        """Show a grid of shares by the ids of row and column; others stay empty."""
        cells = {place: _cell(share) for place, share in shares.items()}
        self.set_grid(columns, rows, cells)
        self._take_height()

    def _take_height(self) -> None:
        """Be as high as the rows, up to so many."""
        shown = min(len(self.grid.rows), _MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        rows = shown * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(head + rows + 2 * self.frameWidth() + 2)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.cell_activated.emit(
            self.grid.rows[index.row()].id, self.grid.columns[index.column()].id
        )


def _cell(share: Share) -> GridCell:
    percent = share.percent()
    text = "—" if percent is None else str(percent)
    return GridCell(text, tone=share_tone(percent), explained=share.in_words())


class ShareLegend(QWidget):
    """Says which tone stands for which shares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self)
        for _least, tone, words in STEPS:
            badge = Badge()
            layout.addWidget(badge)  # a badge without parent would be a window of its own
            badge.show_state(_(words), tone)
