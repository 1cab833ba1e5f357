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
from deskapp.queries.units import list_units
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
    unit_id = _first_unit(database)
    people = partial(_ask, database, "people", unit_id=unit_id)
    _compare("Coverage of the people of a unit", ledger, people, [], rounds=1)
    by_rank = partial(_ask, database, "ranks")
    _compare("Coverage of 20,000 people by rank", ledger, by_rank, [], rounds=1)
    grid.deleteLater()
    app.processEvents()


def _first_unit(database: Database) -> int:
    with database.reading() as session:
        return list_units(session)[0].id


def _asked(database: Database, by: View, unit_id: int | None = None) -> Coverage:
    with database.reading() as session:
        return coverage(session, YEAR, AS_OF, by, unit_id=unit_id, with_ranks=False)


def _ask(database: Database, by: View, unit_id: int | None = None) -> None:
    _asked(database, by, unit_id)


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
