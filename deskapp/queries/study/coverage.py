"""The coverage grid: branches, units, people or ranks by required documents.

A view asks one statement for its cells, counted in the database. The totals are sums of what
that statement returns, so that they cannot disagree with the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.queries.study.cells import Sums, Tally, View, tally_by_rank, tally_of
from deskapp.queries.study.expected import OF_BRANCHES, required
from deskapp.queries.study.planned import PlannedStudy, planned_studies
from deskapp.queries.study.rows import RowId, RowName, ranks_named, rows_of, units_named
from deskapp.records.document import Document
from deskapp.records.study import StudyRequirement
from deskapp.rules.coverage import CellState, cell_state, is_due
from deskapp.rules.task_states import judged_on

_AUDIENCE_ORDER = ("branches", "units", "ranks", "top_leaders")


@dataclass(frozen=True, slots=True)
class CoverageColumn:
    """One requirement: a document for an audience. Seminars are looked at apart."""

    requirement_id: int
    document_id: int
    document: str
    number: str
    audience: str
    due_on: date | None
    leaders_first: bool


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """What became of one requirement at one row: expected = done + late + missing.

    `studied_on` is the day on which the last of the expected first studied it, None while one
    is missing; `is_due` is False until the due day has gone by.
    `planned` is the study that a branch has planned where it misses one.
    """

    state: CellState
    expected: int
    done: int
    late: int
    missing: int
    studied_on: date | None
    is_due: bool
    planned: PlannedStudy | None = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One branch, unit, person or rank with a cell for each column, in their order.

    The id of a rank is its code.
    """

    id: RowId
    name: str
    unit_id: int | None
    unit: str
    cells: tuple[CoverageCell, ...]


def has_gap(row: CoverageRow) -> bool:
    """Return whether a row misses what was due."""
    return any(cell.missing and cell.is_due for cell in row.cells)


@dataclass(frozen=True, slots=True)
class CoverageTotal:
    """The sums of a unit or a rank over all columns: expected = done + late + missing + waiting.

    What is missing is due; what is `waiting` is not due yet.
    """

    id: RowId
    name: str
    expected: int
    done: int
    late: int
    missing: int
    waiting: int

    @property
    def due(self) -> int:
        """Return what is due so far, or was studied before it was."""
        return self.expected - self.waiting

    @property
    def share(self) -> float:
        """Return the part that was studied, in time or late, of what is due so far."""
        return (self.done + self.late) / self.due if self.due else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid with its totals; units and ranks of whom nothing is expected have none."""

    columns: list[CoverageColumn]
    rows: list[CoverageRow]
    by_unit: list[CoverageTotal]
    by_rank: list[CoverageTotal]


NOT_REQUIRED = CoverageCell("not_required", 0, 0, 0, 0, None, False)


def coverage(
    session: Session,
    year: int,
    as_of: date,
    by: View = "branches",
    *,
    unit_id: int | None = None,
    document_id: int | None = None,
    audience: str | None = None,
    with_ranks: bool = True,
) -> Coverage:
    """Return who studied what of the year's requirements by a day.

    Branches and units answer for all branches and chosen units, people for ranks and top
    leaders; by people and ranks everybody answers. The totals by rank count people always.
    Where there are tens of thousands of people these take longer than all the rest: without
    `with_ranks` they are empty in the views of branches and units; see `coverage_by_rank`.
    """
    columns = list_columns(session, year, document_id=document_id, audience=audience)
    asked = required(year, as_of, document_id=document_id, audience=audience)
    ahead = _ahead(columns, as_of)
    tally = tally_of(session, asked, year, as_of, by, unit_id=unit_id, ahead=ahead)
    by_rank = _totals(ranks_named(), tally.by_rank)
    if with_ranks and by in ("branches", "units"):
        by_rank = coverage_by_rank(
            session, year, as_of, unit_id=unit_id, document_id=document_id, audience=audience
        )
    names = rows_of(session, by, as_of, unit_id=unit_id, expected=tally.row_ids())
    rows = _rows(names, columns, tally, as_of)
    return Coverage(
        columns=columns,
        rows=_with_plans(session, year, rows, columns) if by == "branches" else rows,
        by_unit=_totals(units_named(session), tally.by_unit),
        by_rank=by_rank,
    )


def coverage_by_rank(
    session: Session,
    year: int,
    as_of: date,
    *,
    unit_id: int | None = None,
    document_id: int | None = None,
    audience: str | None = None,
) -> list[CoverageTotal]:
    """Return the totals of people by rank, which a grid may show after its cells."""
    asked = required(year, as_of, document_id=document_id, audience=audience)
    columns = list_columns(session, year, document_id=document_id, audience=audience)
    ahead = _ahead(columns, as_of)
    sums = tally_by_rank(session, asked, year, as_of, unit_id=unit_id, ahead=ahead)
    return _totals(ranks_named(), sums)


def _ahead(columns: Sequence[CoverageColumn], as_of: date) -> set[int]:
    """Return the requirements that are not due yet."""
    judged = judged_on(as_of, date.today())
    return {one.requirement_id for one in columns if not is_due(one.due_on, judged)}


def list_columns(
    session: Session, year: int, *, document_id: int | None = None, audience: str | None = None
) -> list[CoverageColumn]:
    """Return the year's requirements but those of seminars, by document and audience.

    The document that is due first comes first.
    """
    requirement = StudyRequirement
    first_due = func.min(requirement.due_on).over(partition_by=requirement.document_id)
    statement = (
        select(
            requirement.id,
            requirement.document_id,
            Document.title,
            Document.number,
            requirement.audience,
            requirement.due_on,
            requirement.leaders_first,
        )
        .join(Document, Document.id == requirement.document_id)
        .where(requirement.year == year, requirement.audience.in_(_AUDIENCE_ORDER))
        .order_by(first_due.is_(None), first_due, requirement.document_id, requirement.id)
    )
    if document_id is not None:
        statement = statement.where(requirement.document_id == document_id)
    if audience is not None:
        statement = statement.where(requirement.audience == audience)
    return [CoverageColumn(*row) for row in session.execute(statement)]


def _rows(
    names: Sequence[RowName], columns: Sequence[CoverageColumn], tally: Tally, as_of: date
) -> list[CoverageRow]:
    """Give every row its cells; cells that look alike are one object."""
    judged = judged_on(as_of, date.today())
    column_keys = [(c.requirement_id, is_due(c.due_on, judged)) for c in columns]
    count = tally.cells.get
    rows = []
    for name in names:
        counts = [(count((name.id, key)), due) for key, due in column_keys]
        cells = [_cell(*found, due) if found else NOT_REQUIRED for found, due in counts]
        rows.append(CoverageRow(name.id, name.name, name.unit_id, name.unit, tuple(cells)))
    return rows


def _with_plans(
    session: Session, year: int, rows: list[CoverageRow], columns: Sequence[CoverageColumn]
) -> list[CoverageRow]:
    """Put the studies that are planned into the cells of the branches that miss them."""
    planned = planned_studies(session, year)
    places = {
        document: [
            place
            for place, column in enumerate(columns)
            if column.document_id == document and column.audience in OF_BRANCHES
        ]
        for _branch, document in planned
    }
    numbers = {row.id: number for number, row in enumerate(rows)}
    for (branch_id, document), study in planned.items():
        if branch_id in numbers:
            row = rows[numbers[branch_id]]
            rows[numbers[branch_id]] = _planned(row, places[document], study)
    return rows


def _planned(row: CoverageRow, places: Sequence[int], study: PlannedStudy) -> CoverageRow:
    cells = list(row.cells)
    for place in places:
        if cells[place].missing:
            cells[place] = replace(cells[place], planned=study)
    return replace(row, cells=tuple(cells))


@cache
def _cell(expected: int, done: int, late: int, last_on: date | None, due: bool) -> CoverageCell:
    missing = expected - done - late
    day = None if missing else last_on
    return CoverageCell(
        cell_state(expected, late, missing), expected, done, late, missing, day, due
    )


def _totals(names: dict[RowId, str], sums: dict[RowId, Sums]) -> list[CoverageTotal]:
    return [_total(row_id, name, *sums[row_id]) for row_id, name in names.items() if row_id in sums]


def _total(
    row_id: RowId, name: str, expected: int, done: int, late: int, waiting: int
) -> CoverageTotal:
    missing = expected - done - late - waiting
    return CoverageTotal(row_id, name, expected, done, late, missing, waiting)
