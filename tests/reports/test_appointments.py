"""The roster of posts as a workbook: the day's roster, the year's terms, the vacancies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp.database import Database
from deskapp.excel.reader import read_workbook
from deskapp.queries.appointments import roster
from deskapp.reports.appointments import appointments_sheets
from deskapp.reports.export import export_report
from deskapp.usecases.sample import make_sample

DAY = date(2021, 11, 10)


@pytest.fixture
def sample(tmp_path: Path) -> Database:
    return make_sample(tmp_path / "sample.ledger", "small", "en")


def test_the_first_sheet_is_the_roster_of_the_working_day_in_office_order(sample: Database) -> None:
    with sample.reading() as session:
        sheet, *_rest = appointments_sheets(session, 2021)
        rows = roster(session, DAY)

    assert [column.heading for column in sheet.columns] == [
        "No.", "Unit", "Branch", "Post in the branch", "Name", "Post in the office",
        "In post from", "In post until", "Appointing document",
    ]  # fmt: skip
    assert sheet.notes == ["As of 2021-11-10"]
    assert [row[4] for row in sheet.rows] == [row.person for row in rows]
    assert [row[0] for row in sheet.rows] == list(range(1, len(rows) + 1))


def test_the_second_sheet_has_who_left_in_the_year_with_days_in_post(sample: Database) -> None:
    with sample.reading() as session:
        _roster, sheet, _vacancies = appointments_sheets(session, 2021)

    days = {row[6]: row[-1] for row in sheet.rows}
    assert days[date(2021, 6, 30)] == 181
    assert all(0 < row[-1] <= 314 for row in sheet.rows)


def test_the_third_sheet_counts_the_days_without_anybody(sample: Database) -> None:
    with sample.reading() as session:
        *_others, sheet = appointments_sheets(session, 2021)

    secretaries = [row for row in sheet.rows if row[3] == "Branch secretary"]
    assert [(row[4], row[5], row[6], row[7]) for row in secretaries] == [
        (date(2021, 7, 1), None, 133, "Still vacant"),
        (date(2021, 4, 1), date(2021, 5, 16), 46, "Filled"),
    ]
    assert sheet.totals[0][6] == sum(row[6] for row in sheet.rows)


def test_every_row_says_its_unit_on_whatever_printed_page_it_stands(
    sample: Database, tmp_path: Path
) -> None:
    path = export_report(sample, "appointments", None, tmp_path / "posts.xlsx")

    for sheet in load_workbook(path).worksheets[:2]:
        merged = [str(area) for area in sheet.merged_cells.ranges if area.size["rows"] > 1]
        assert merged == []
        assert all(row[1] for row in sheet.iter_rows(min_row=4, values_only=True) if row[4])


def test_the_workbook_reads_back(sample: Database, tmp_path: Path) -> None:
    path = export_report(sample, "appointments", None, tmp_path / "posts.xlsx")

    assert len(read_workbook(path).sheets) == 3
