"""The appraisal workbook: what stands where, before anything calculates it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from deskapp.database import Database
from deskapp.excel.sheet import Cell, Formula, Link, Sheet
from deskapp.i18n import language
from deskapp.reports.appraisal import appraisal_sheets, years_appraised


@pytest.fixture(scope="module")
def sheets(office: Database) -> list[Sheet]:
    with language("en"), office.reading() as session:
        made = appraisal_sheets(session, 2021)
        for sheet in made:
            sheet.rows = list(sheet.rows)
    return made


def rows(sheet: Sheet) -> Sequence[Sequence[Cell]]:
    assert isinstance(sheet.rows, list)
    return sheet.rows


def value(cell: Cell) -> object:
    match cell:
        case Link():
            return value(cell.text)
        case Formula():
            return cell.value
        case _:
            return cell


def sheet_at(sheets: Sequence[Sheet], target: str) -> tuple[Sheet, int]:
    """Return the sheet a link leads to, and the row as an index of its body."""
    name, place = target.removeprefix("#").rsplit("!", 1)
    sheet = next(s for s in sheets if s.name == name.strip("'").replace("''", "'"))
    return sheet, int(place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - sheet.first_row()


def test_the_year_of_the_scheme_can_be_appraised(office: Database) -> None:
    with office.reading() as session:
        assert years_appraised(session) == [2021]


def test_the_workbook_holds_summary_scheme_units_and_evidence(sheets: list[Sheet]) -> None:
    names = [sheet.name for sheet in sheets]
    assert names[:2] == ["Summary", "Scheme"]
    assert names[2] == "办公室"
    assert len(names) == 2 + 36 + 2 + 5
    assert names[-7:-5] == ["Points by hand", "Counts"]


def test_the_scheme_is_worth_a_hundred_points(sheets: list[Sheet]) -> None:
    assert value(sheets[1].totals[0][3]) == 100


def test_every_unit_leads_to_its_own_sheet(sheets: list[Sheet]) -> None:
    for row in rows(sheets[0]):
        link = row[1]
        assert isinstance(link, Link)
        assert str(link.text) in sheet_at(sheets, link.target)[0].notes[0]


def test_the_total_is_the_sum_of_the_scores(sheets: list[Sheet]) -> None:
    for row in rows(sheets[0]):
        *scores, total, _rank = (value(cell) for cell in row[2:])
        assert sum(scores) == total  # type: ignore[arg-type]


def test_units_with_equal_totals_share_a_rank(sheets: list[Sheet]) -> None:
    totals = [value(row[-2]) for row in rows(sheets[0])]
    for row in rows(sheets[0]):
        better = sum(total > value(row[-2]) for total in totals)  # type: ignore[operator]
        assert value(row[-1]) == better + 1


def test_every_score_is_a_live_formula(sheets: list[Sheet]) -> None:
    assert all(isinstance(cell, Formula) for row in rows(sheets[0]) for cell in row[2:])
    for sheet in sheets[2:38]:
        assert all(isinstance(row[7], Formula) for row in rows(sheet))


def test_formulas_use_only_functions_that_every_office_has(sheets: list[Sheet]) -> None:
    safe = {"SUMIFS", "COUNTIFS", "ROUND", "MAX", "MIN", "IF", "RANK", "SUM"}
    for sheet in sheets:
        for cell in (c for row in [*rows(sheet), *sheet.totals] for c in row):
            formula = cell.text if isinstance(cell, Link) else cell
            if isinstance(formula, Formula):
                assert set(re.findall(r"([A-Z.]+)\(", formula.expression)) <= safe


def test_a_link_to_the_evidence_leads_to_the_first_row_of_the_unit(sheets: list[Sheet]) -> None:
    for sheet in sheets[2:38]:
        unit = sheet.notes[0].split(":")[1].split()[0]
        for row in rows(sheet):
            link = row[-1]
            if isinstance(link, Link) and str(link.text).endswith(("row", "rows")):
                evidence, index = sheet_at(sheets, link.target)
                number = int(str(link.text).split()[0])
                units = [line[0] for line in rows(evidence)]
                assert units[index : index + number] == [unit] * number
                assert units.count(unit) == number


def test_the_evidence_counts_what_the_counts_sheet_says(sheets: list[Sheet]) -> None:
    counts = next(sheet for sheet in sheets if sheet.name == "Counts")
    for place, evidence in enumerate(sheets[-5:]):
        for line in rows(counts):
            of_unit = [row[-1] for row in rows(evidence) if row[0] == line[1]]
            counted, expected = line[2 + 2 * place : 4 + 2 * place]
            assert (value(counted), value(expected)) == (sum(of_unit), len(of_unit))  # type: ignore[arg-type]


def test_what_nobody_has_assessed_says_so_and_gives_nothing(sheets: list[Sheet]) -> None:
    unassessed = [
        row for sheet in sheets[2:38] for row in rows(sheet) if value(row[8]) == "Not assessed yet."
    ]
    assert unassessed
    assert all(value(row[7]) == 0 for row in unassessed)


def test_the_sheets_speak_chinese_and_keep_their_formulas(office: Database) -> None:
    with language("zh_CN"), office.reading() as session:
        made = appraisal_sheets(session, 2021)
    assert made[0].columns[0].heading == "序号"
    assert len(made) == 45


def test_scores_that_nobody_has_given_are_said_under_the_summary(sheets: list[Sheet]) -> None:
    missing = [line for line in sheets[0].footer if "not given yet" in line]
    assert len(missing) == 1
