"""The coverage grid of 500 branches by 40 documents, from the database to painted cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from captured import fetch_raw, statements_of
from measured import Variant, compare

from deskapp.app import make_application
from deskapp.database import Database
from deskapp.queries.study import Coverage, coverage
from deskapp.queries.study.cells import View
from deskapp.screens.study.coverage_cells import (
    CoverageCells,
    grid_columns,
    grid_rows,
    head_columns,
    head_words,
)
from deskapp.widgets.grid_view import GridView

YEAR, AS_OF = 2021, date(2021, 11, 10)
_SIZE = (1100, 640)


def measure(database: Database, ledger: Path, rounds: int) -> None:
    """Compare the views, and the grid painted, with their statements in sqlite3 alone."""
    app = make_application()
    grid = GridView(())
    grid.resize(*_SIZE)
    grid.show()

    def painted() -> None:
        _show(grid, _asked(database, "branches"))
        grid.grab()
        app.processEvents()

    shown = [Variant("asked, shown and painted", painted)]
    _compare("Coverage of branches", ledger, partial(_ask, database, "branches"), shown, rounds)
    _compare("Coverage of units", ledger, partial(_ask, database, "units"), [], rounds)
    by_rank = partial(_ask, database, "ranks")
    _compare("Coverage of 20,000 people by rank", ledger, by_rank, [], rounds=1)
    grid.deleteLater()
    app.processEvents()


def _asked(database: Database, by: View) -> Coverage:
    with database.reading() as session:
        return coverage(session, YEAR, AS_OF, by, with_ranks=False)


def _ask(database: Database, by: View) -> None:
    _asked(database, by)


def _show(grid: GridView, found: Coverage) -> None:
    rows = grid_rows(found, {})
    grid.set_head_columns(head_columns("branches", rows, grid.font(), head_words("branches")))
    grid.set_grid(grid_columns(found), rows, CoverageCells(found))


def _compare(
    title: str, ledger: Path, work: Callable[[], None], more: list[Variant], rounds: int
) -> None:
    statements = statements_of(work)
    floor = Variant(
        f"its {len(statements)} queries in sqlite3", partial(fetch_raw, ledger, statements)
    )
    compare(title, floor, [Variant("into cells and totals", work), *more], rounds)
