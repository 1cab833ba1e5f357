"""The study ledger and the coverage as workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.database import Database
from deskapp.excel.sheet import Tinted
from deskapp.excel.writer import write_workbook
from deskapp.queries.facts import working_day
from deskapp.queries.study import coverage
from deskapp.queries.study.coverage import has_gap
from deskapp.reports.coverage import CoverageFace, coverage_as_seen, coverage_sheets
from deskapp.reports.study import study_sheets


def test_the_ledger_has_the_columns_that_offices_use(office: Database) -> None:
    with office.reading() as session:
        ledger, alone = study_sheets(session, 2021)
    assert len(ledger.columns) == 12
    april = next(row for row in ledger.rows if str(row[1]).startswith("2021-04-20"))
    assert "示统组发〔2021〕2号" in str(april[4])
    assert int(str(april[6])) > int(str(april[7])) > 0
    assert april[8]
    assert april[9]
    assert list(alone.rows)


def test_the_grid_says_in_words_what_it_shows_in_colour(office: Database) -> None:
    with office.reading() as session:
        grid = coverage_sheets(session, 2021)[0]
    cells = [cell for row in grid.rows for cell in row[3:]]
    assert all(isinstance(cell, Tinted) for cell in cells)
    words = {cell.tint: cell.text.split()[0] for cell in cells if isinstance(cell, Tinted)}
    assert words["red"] == "Not"
    assert words["grey"] == "Not"
    assert set(words) == {"green", "yellow", "red", "grey", "blue"}


def test_totals_add_up_and_lead_back_to_their_rows(office: Database) -> None:
    with office.reading() as session:
        _grid, by_unit, by_rank, *_lists = coverage_sheets(session, 2021)
    for sheet in (by_unit, by_rank):
        rows = list(sheet.rows)
        for _number, _name, expected, done, late, missing, waiting, _share in rows:
            assert expected == done + late + missing + waiting
        ((_blank, _total, expected, *_rest),) = sheet.totals
        assert expected.value == sum(row[2] for row in rows)


def test_the_coverage_is_coloured_in_the_file(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "coverage.xlsx"
    with office.reading() as session:
        write_workbook(path, coverage_sheets(session, 2021))
    book = load_workbook(path)
    assert len(book.sheetnames) == 6
    fills = {
        cell.fill.fgColor.rgb
        for row in book.worksheets[0].iter_rows(min_row=5, min_col=4)
        for cell in row
    }
    assert len(fills) >= 5


@pytest.mark.parametrize("by", ["branches", "people", "ranks", "units"])
def test_what_is_seen_is_exported_with_its_rows_columns_and_filters(
    office: Database, by: str
) -> None:
    with office.reading() as session:
        as_of = working_day(session, 2021)
        whole = coverage(session, 2021, as_of, by)
        document = whole.columns[0].document_id
        unit = next((row.unit_id for row in whole.rows if has_gap(row)), None)
        face = CoverageFace(by, unit_id=unit, document_id=document, only_gaps=True)
        grid = coverage_as_seen(session, 2021, face)[0]
        seen = coverage(session, 2021, as_of, by, unit_id=unit, document_id=document)
    names = [row.name for row in seen.rows if has_gap(row)]
    heads = len(grid.columns) - len(seen.columns)
    assert [row[heads - 1] for row in grid.rows] == names
    assert all(len(row) == len(grid.columns) for row in [*grid.rows, *grid.totals])
