"""The study coverage of a year as a workbook with the face of the grid on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.dates import shown_date
from deskapp.excel.sheet import (
    Cell,
    Column,
    Formula,
    Sheet,
    Tint,
    Tinted,
    cell_ref,
    safe_sheet_name,
)
from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.queries.study import (
    Coverage,
    CoverageCell,
    CoverageColumn,
    CoverageTotal,
    coverage,
)
from deskapp.queries.study.cells import View
from deskapp.queries.study.coverage import has_gap
from deskapp.records.study import AUDIENCES
from deskapp.reports.study_lists import leaders_first_sheet, make_up_sheet, seminars_sheet
from deskapp.rules.coverage import CELL_STATES, CellState
from deskapp.rules.shares import percent_of

_TINTS: dict[CellState, Tint] = {
    "done": "green",
    "late": "yellow",
    "missing": "red",
    "not_required": "grey",
}
_BEFORE_COUNTS = 2
"""Columns before the counts of a sheet of totals."""


def coverage_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the grid of branches, its totals, and the lists of what is missing or broken."""
    as_of = working_day(session, year)
    found = coverage(session, year, as_of)
    titles = (
        _("Study coverage"),
        _("Coverage by unit"),
        _("Coverage by rank"),
        _("Leaders first"),
        _("Training seminars"),
        _("Not made up"),
    )
    names: list[str] = []
    for title in titles:
        names.append(safe_sheet_name(title, names))
    return [
        _grid(names[0], year, as_of, found),
        _totals(names[1], _("Study coverage of {year} by unit"), year, _("Unit"), found.by_unit),
        _totals(names[2], _("Study coverage of {year} by rank"), year, _("Rank"), found.by_rank),
        leaders_first_sheet(session, year, as_of, names[3]),
        seminars_sheet(session, year, as_of, names[4]),
        make_up_sheet(session, year, as_of, names[5]),
    ]


@dataclass(frozen=True, slots=True)
class CoverageFace:
    """What a grid shows: by what its rows are, which of them, and under which columns."""

    by: View = "branches"
    unit_id: int | None = None
    document_id: int | None = None
    audience: str | None = None
    only_gaps: bool = False


def coverage_as_seen(session: Session, year: int, face: CoverageFace) -> list[Sheet]:
    """Return the grid with the rows and columns of a face, and its totals by unit."""
    as_of = working_day(session, year)
    found = coverage(
        session,
        year,
        as_of,
        face.by,
        unit_id=face.unit_id,
        document_id=face.document_id,
        audience=face.audience,
        with_ranks=False,
    )
    if face.only_gaps:
        found = replace(found, rows=[row for row in found.rows if has_gap(row)])
    names = [safe_sheet_name(_("Study coverage"), [])]
    names.append(safe_sheet_name(_("Coverage by unit"), names))
    by_unit = _("Study coverage of {year} by unit")
    return [
        _grid(names[0], year, as_of, found, face.by),
        _totals(names[1], by_unit, year, _("Unit"), found.by_unit),
    ]


def export_coverage(
    database: Database,
    year: int,
    face: CoverageFace,
    path: Path,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the coverage as it is seen to a workbook and return its path.

    Raises CannotWrite if the target cannot be written.
    """
    # The page of the study is shown without what writes workbooks.
    from deskapp.excel.writer import write_workbook

    with database.reading() as session:
        write_workbook(path, coverage_as_seen(session, year, face), progress, cancelled)
    return path


def _heads(by: View) -> list[Column]:
    """Return the columns that name a row: its unit, and itself where it is another."""
    own = {"branches": _("Branch"), "people": _("Name"), "ranks": _("Rank"), "units": _("Unit")}
    unit = [Column(_("Unit"), 20)] if by in ("branches", "people") else []
    return [*unit, Column(own[by], 22)]


def _grid(name: str, year: int, as_of: date, found: Coverage, by: View = "branches") -> Sheet:
    heads = _heads(by)
    counted = _(
        "As of {day}. A count is of the people of the branch: those who studied, of those who "
        "have to."
    )
    if by != "branches":
        counted = _("As of {day}. A count is of those who studied, of those who have to.")
    return Sheet(
        name=name,
        title=_("Study coverage of {year}").format(year=year),
        columns=[
            Column(_("No."), 5, "whole"),
            *heads,
            *(_column(column) for column in found.columns),
        ],
        rows=list(_rows(found, len(heads))),
        notes=[counted.format(day=shown_date(as_of))],
        totals=[["", _("Total"), *[""] * (len(heads) - 1), *_column_totals(found)]],
        freeze_columns=1 + len(heads),
    )


def _column_totals(found: Coverage) -> list[str]:
    return [_column_total(found, place) for place in range(len(found.columns))]


def _column(column: CoverageColumn) -> Column:
    """Return the column of a requirement, under the title of its document."""
    heading = _(AUDIENCES[column.audience])
    if column.due_on:
        due = _("by {month}-{day}").format(month=column.due_on.month, day=column.due_on.day)
        heading = f"{heading}\n{due}"
    return Column(heading, 13, "text", group=column.document)


def _rows(found: Coverage, heads: int) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(found.rows, start=1):
        yield [number, *(row.unit, row.name)[-heads:], *(coverage_cell(cell) for cell in row.cells)]


def coverage_cell(cell: CoverageCell) -> Tinted:
    """Return a cell in words on the colour of its state."""
    if cell.state == "missing" and not cell.is_due:
        word = _("Arranged") if cell.planned else _("Not due yet")
        return Tinted(_counted(cell, word), "blue")
    word = _(CELL_STATES[cell.state])
    if cell.planned:
        word = f"{word} · {_('Arranged')}"
    if cell.expected == 1 and cell.studied_on:
        word = f"{word} {cell.studied_on.month}-{cell.studied_on.day}"
    return Tinted(_counted(cell, word), _TINTS[cell.state])


def _counted(cell: CoverageCell, word: str) -> str:
    return f"{cell.done + cell.late}/{cell.expected} {word}" if cell.expected > 1 else word


def _column_total(found: Coverage, place: int) -> str:
    cells = [row.cells[place] for row in found.rows]
    return f"{sum(c.done + c.late for c in cells)}/{sum(c.expected for c in cells)}"


def _totals(
    name: str, title: str, year: int, subject: str, totals: Sequence[CoverageTotal]
) -> Sheet:
    sheet = Sheet(
        name=name,
        title=title.format(year=year),
        columns=[
            Column(_("No."), 6, "whole"),
            Column(subject, 30),
            *(
                Column(heading, 11, "whole")
                for heading in (
                    _("To be studied"),
                    _("Studied in time"),
                    _("Studied late"),
                    _("Not studied"),
                    _("Not due yet"),
                )
            ),
            Column(_("Coverage rate"), 11, "percent"),
        ],
        notes=[_("The rate is of what is due so far, or was studied before it was.")],
        rows=(),
        landscape=False,
        freeze_columns=_BEFORE_COUNTS,
    )
    first = sheet.first_row()
    sheet.rows = [
        [
            number,
            total.name,
            *_counts(total),
            _share(first + number - 1, total.done + total.late, total.due),
        ]
        for number, total in enumerate(totals, start=1)
    ]
    if totals:
        sheet.totals = [_sums(first, totals)]
    return sheet


def _counts(total: CoverageTotal) -> list[int]:
    return [total.expected, total.done, total.late, total.missing, total.waiting]


def _share(row: int, studied: int, due: int) -> Formula:
    """Return the share as `percent_of` rounds it: all and nothing are only that."""
    expected, done, late, _missing, waiting = (_at(row, place) for place in range(5))
    required = f"({expected}-{waiting})"
    value = percent_of(studied, due)
    return Formula(
        f'IF({required}=0,"",IF(OR({done}+{late}={required},{done}+{late}=0),'
        f"({done}+{late})/{required},MEDIAN(0.001,ROUND(({done}+{late})/{required},3),0.999)))",
        None if value is None else value / 100,
    )


def _sums(first: int, totals: Sequence[CoverageTotal]) -> list[Cell]:
    last = first + len(totals) - 1
    sums = [sum(counts) for counts in zip(*(_counts(total) for total in totals), strict=True)]
    formulas = [
        Formula(f"SUM({_at(first, place)}:{_at(last, place)})", value)
        for place, value in enumerate(sums)
    ]
    return ["", _("Total"), *formulas, _share(last + 1, sums[1] + sums[2], sums[0] - sums[4])]


def _at(row: int, place: int) -> str:
    return cell_ref("", row, _BEFORE_COUNTS + place, absolute=False)
