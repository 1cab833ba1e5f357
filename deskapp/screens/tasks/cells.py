"""Which cells of a list of branch tasks are painted, and say more than their text."""

from __future__ import annotations

from deskapp.screens.tasks.delegates import BarDelegate, CarrierTip, DeadlineDelegate
from deskapp.screens.tasks.follow import CommentTip, StarDelegate
from deskapp.widgets.record_table import RecordTable


def paint_cells(table: RecordTable) -> None:
    """Let the columns that are there be painted by what fits them."""
    delegates = {
        "followed": StarDelegate(table),
        "carrier": CarrierTip(table),
        "text": CommentTip(table),
        "percent": BarDelegate(lambda line: line.percent / 100, table),
        "deadline": DeadlineDelegate(table),
    }
    for place, column in enumerate(table.rows.columns):
        if column.key in delegates:
            table.setItemDelegateForColumn(place, delegates[column.key])
