"""The appraisal workbook: what stands where, before anything calculates it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from deskapp.database import Database
from deskapp.excel.sheet import Cell, Formula, Link, Sheet
from deskapp.excel.writer import write_workbook
from deskapp.i18n import language
from deskapp.queries.appraisal import Scoring, list_indicators, list_schemes, scoring_of
from deskapp.reports.appraisal import appraisal_sheets, scheme_sheets, years_appraised
from deskapp.usecases.imports.scheme import read_scheme

FRONT = ["Summary", "Score details", "Ranking", "Scheme"]
SECTION_WORDS = {"ordinary": "Ordinary points", "bonus": "Bonus points", "deduction": "Deductions"}


class Made:
    """The sheets of a scheme, with the scores that they were made from."""

    def __init__(self, sheets: list[Sheet], scoring: Scoring) -> None:
        self.sheets = sheets
        self.scoring = scoring
        self.units = sheets[len(FRONT) : len(FRONT) + len(scoring.subjects)]
        self.evidence = [sheet for sheet in sheets if sheet.name.startswith("Evidence")]

    def named(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def scores(self, sheet: Sheet) -> list[Sequence[Cell]]:
        """Return the rows of a scoring sheet that are about an indicator."""
        return [row for row in rows(sheet) if row[0] != ""]


def made(office: Database, place: int) -> Made:
    with language("en"), office.reading() as session:
        scheme = list_schemes(session, 2021)[place]
        sheets = appraisal_sheets(session, 2021, scheme.id)
        for sheet in sheets:
            sheet.rows = list(sheet.rows)
        return Made(sheets, scoring_of(session, scheme))


@pytest.fixture(scope="module")
def of_units(office: Database) -> Made:
    return made(office, 0)


@pytest.fixture(scope="module", params=[0, 1], ids=["units", "branches"])
def book(office: Database, request: pytest.FixtureRequest) -> Made:
    return made(office, request.param)


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


def values(sheet: Sheet, column: int) -> list[object]:
    return [value(row[column]) for row in rows(sheet)]


def column(sheet: Sheet, heading: str) -> int:
    return [one.heading for one in sheet.columns].index(heading)


def sheet_at(sheets: Sequence[Sheet], target: str) -> tuple[Sheet, int, int]:
    """Return the sheet a link leads to, and its first and last row as indexes of the body."""
    name, area = target.removeprefix("#").rsplit("!", 1)
    sheet = next(s for s in sheets if s.name == name.strip("'").replace("''", "'"))
    numbers = [int(number) - sheet.first_row() for number in re.findall(r"\d+", area)]
    return sheet, numbers[0], numbers[-1]


def test_the_year_of_the_scheme_can_be_appraised(office: Database) -> None:
    with office.reading() as session:
        assert years_appraised(session) == [2021]


def test_the_workbook_goes_from_the_summary_down_to_the_evidence(book: Made) -> None:
    names = [sheet.name for sheet in book.sheets]
    assert names[: len(FRONT)] == FRONT
    assert [s.name for s in book.units] == [subject.name for subject in book.scoring.subjects]
    rest = names[len(FRONT) + len(book.units) :]
    assert rest[0] == "Assessors' points"
    assert rest[-len(book.evidence) - 1] == "Counts"


def test_without_a_choice_the_first_scheme_of_the_year_is_taken(office: Database) -> None:
    with office.reading() as session:
        first = list_schemes(session, 2021)[0]
        assert appraisal_sheets(session, 2021)[3].title == first.title


def test_the_ordinary_points_of_the_scheme_add_up_to_a_hundred(book: Made) -> None:
    assert value(book.named("Scheme").totals[0][3]) == 100


def test_the_scheme_alone_is_the_scheme_of_the_workbook(office: Database, of_units: Made) -> None:
    with office.reading() as session:
        (alone,) = scheme_sheets(session, 2021)
    assert alone.rows == of_units.named("Scheme").rows
    assert "Draft" not in alone.page_note


@pytest.mark.parametrize("place", [0, 1])
def test_the_scheme_handed_out_can_be_imported_again(
    place: int, office: Database, tmp_path: Path
) -> None:
    with language("zh_CN"), office.reading() as session:
        scheme = list_schemes(session, 2021)[place]
        indicators = list_indicators(session, scheme.id)
        path = tmp_path / "scheme.xlsx"
        write_workbook(path, scheme_sheets(session, 2021, scheme.id))
        read = read_scheme(path)
    assert (read.draft.title, read.draft.year) == (scheme.title, 2021)
    assert read.draft.appraised == scheme.appraised
    assert [
        (i.section, i.level1, i.level2, i.points, i.criteria)
        for i in (line.indicator for line in read.lines)
    ] == [(i.section, i.level1, i.level2, i.points, i.criteria) for i in indicators]


def test_every_sheet_says_on_each_page_whether_it_is_final(book: Made) -> None:
    assert all(sheet.page_note.endswith("Draft, not final yet") for sheet in book.sheets)


def test_everyone_leads_to_their_own_sheet(book: Made) -> None:
    for name in FRONT[:3]:
        for row in rows(book.named(name)):
            link = row[1]
            assert isinstance(link, Link)
            assert str(link.text) in sheet_at(book.sheets, link.target)[0].notes[0]


def test_the_summary_adds_up_across(book: Made) -> None:
    summary = book.named("Summary")
    total = column(summary, "Total score")
    for row in rows(summary):
        points = [Decimal(str(value(cell))) for cell in row[2:total]]
        last = summary.columns[total - 1].heading
        deducted = points.pop() if last == "Deductions\n(taken off)" else 0
        assert max(Decimal(0), sum(points) - deducted) == value(row[total])


def test_the_details_show_every_score(book: Made) -> None:
    scoring = book.scoring
    order = {section: place for place, section in enumerate(SECTION_WORDS)}
    indicators = sorted(scoring.indicators, key=lambda i: order[i.section])
    for subject, row in zip(scoring.subjects, rows(book.named("Score details")), strict=True):
        scores = [scoring.cell(subject.id, i.id).scored.points for i in indicators]
        assert [value(cell) for cell in row[2:-2]] == scores


def test_those_with_equal_totals_share_a_rank(book: Made) -> None:
    summary = book.named("Summary")
    totals = values(summary, column(summary, "Total score"))
    for total, rank in zip(totals, values(summary, -3), strict=True):
        better = sum(other > total for other in totals)  # type: ignore[operator]
        assert rank == better + 1


def test_the_ranking_falls_from_the_first_to_the_last_beside_a_chart(book: Made) -> None:
    ranking = book.named("Ranking")
    totals = values(ranking, 2)
    assert all(first >= second for first, second in pairwise(totals))  # type: ignore[operator]
    assert ranking.chart is not None
    assert (ranking.chart.names, ranking.chart.values) == (1, 2)


def test_every_score_is_a_live_formula_that_links_to_what_it_rests_on(book: Made) -> None:
    for sheet in book.units:
        for row in book.scores(sheet):
            score, evidence = row[7], row[9]
            if isinstance(score, Link):
                assert isinstance(score.text, Formula)
                assert isinstance(evidence, Link)
                assert score.target == evidence.target
            else:
                assert isinstance(score, Formula)
                assert str(evidence).startswith("No rows")


def test_formulas_use_only_functions_that_every_office_has(book: Made) -> None:
    safe = {"SUMIFS", "COUNTIFS", "ROUND", "MAX", "MIN", "IF", "AND", "RANK", "SUM", "COUNT"}
    safe |= {"OR", "SUMPRODUCT"}
    for sheet in book.sheets:
        for cell in (c for row in [*rows(sheet), *sheet.totals] for c in row):
            formula = cell.text if isinstance(cell, Link) else cell
            if isinstance(formula, Formula):
                outside = re.sub(r'"[^"]*"|\'[^\']*\'', "", formula.expression)
                assert set(re.findall(r"([A-Z.]+)\(", outside)) <= safe


def links_to_evidence(book: Made) -> Iterator[tuple[str, Link]]:
    for sheet, subject in zip(book.units, book.scoring.subjects, strict=True):
        for row in book.scores(sheet):
            link = row[9]
            if isinstance(link, Link) and re.match(r"\d", str(link.text)):
                yield subject.name, link


def test_a_link_to_the_evidence_leads_to_exactly_the_rows_of_the_appraised(book: Made) -> None:
    found = list(links_to_evidence(book))
    assert found
    for name, link in found:
        evidence, first, last = sheet_at(book.sheets, link.target)
        number = int(str(link.text).split()[0])
        of_all = [line[1] for line in rows(evidence)]
        assert of_all[first : last + 1] == [name] * number
        assert of_all.count(name) == number


def test_the_evidence_counts_what_the_counts_sheet_says(book: Made) -> None:
    counts = book.named("Counts")
    place = 2
    for evidence in book.evidence:
        levels = [c.heading for c in counts.columns[place:] if c.group == evidence.title][2:]
        for line in rows(counts):
            counting = [row for row in rows(evidence) if row[0] == line[0] and row[-1] == 1]
            of_all = sum(row[0] == line[0] for row in rows(evidence))
            by_level = [sum(row[-2] == level for row in counting) for level in levels]
            numbers = [value(cell) for cell in line[place : place + 2 + len(levels)]]
            assert numbers == [len(counting), of_all, *by_level]
        place += 2 + len(levels)


def test_every_row_of_the_evidence_has_the_number_of_the_appraised_on_the_summary(
    book: Made,
) -> None:
    numbers = {value(row[1]): row[0] for row in rows(book.named("Summary"))}
    for evidence in book.evidence:
        assert all(numbers[row[1]] == row[0] for row in rows(evidence))
        assert "first column" in evidence.notes[1]


def test_sections_have_subtotals_on_every_sheet(book: Made) -> None:
    sections = list(dict.fromkeys(i.section for i in book.scoring.indicators))
    for sheet in book.units:
        heads = [row for row in rows(sheet) if row[0] == ""]
        assert sorted(str(head[1]) for head in heads) == sorted(SECTION_WORDS[s] for s in sections)
        assert [rows(sheet)[index] for index in sheet.strong_rows] == heads


def test_deductions_are_positive_and_every_sheet_says_that_they_are_taken_off(
    of_units: Made,
) -> None:
    deductions = [i for i in of_units.scoring.indicators if i.section == "deduction"]
    for sheet in of_units.units:
        (head,) = (row for row in rows(sheet) if row[1] == "Deductions")
        assert head[4] == "Taken off the total, at most 5 points"
        assert Decimal(str(value(head[7]))) >= 0
    groups = {column.group for column in of_units.named("Score details").columns}
    assert {f"Deductions (taken off): {i.level1}" for i in deductions} <= groups
    typed = {column.group for column in of_units.named("Assessors' points").columns}
    assert {f"{i.level2} (up to {i.points:g} points off)" for i in deductions} <= typed


def test_self_scores_stand_beside_the_scores_with_their_explanation(of_units: Made) -> None:
    scoring = of_units.scoring
    own = [cell.own for cell in scoring.cells.values() if cell.own]
    shown = [
        (row[5], row[6])
        for sheet in of_units.units
        for row in of_units.scores(sheet)
        if row[5] is not None
    ]
    assert own
    assert sorted((o.points, o.explanation) for o in own) == sorted(shown)  # type: ignore[type-var]


def test_what_nobody_has_assessed_says_so_and_gives_nothing(of_units: Made) -> None:
    unassessed = [
        row
        for sheet in of_units.units
        for row in of_units.scores(sheet)
        if str(value(row[8])).startswith("Not assessed yet.")
    ]
    assert unassessed
    assert all(value(row[7]) == 0 for row in unassessed)


def test_points_in_place_of_computed_ones_show_the_assessors_reason(book: Made) -> None:
    scoring = book.scoring
    given = {
        (subject.name, indicator.level2): scoring.cell(subject.id, indicator.id)
        for subject in scoring.subjects
        for indicator in scoring.indicators
        if not indicator.by_hand and scoring.cell(subject.id, indicator.id).given
    }
    for sheet, subject in zip(book.units, scoring.subjects, strict=True):
        for row in book.scores(sheet):
            cell = given.get((subject.name, str(row[2])))
            if cell is not None:
                assert value(row[7]) == cell.scored.points
                assert str(value(row[8])).startswith(cell.reason)


def test_scores_that_nobody_has_given_are_said_under_the_summary(of_units: Made) -> None:
    missing = [line for line in of_units.named("Summary").footer if "not given yet" in line]
    assert len(missing) == 1


def test_the_sheets_speak_chinese_and_keep_their_formulas(office: Database, of_units: Made) -> None:
    with language("zh_CN"), office.reading() as session:
        made_in_chinese = appraisal_sheets(session, 2021)
    assert made_in_chinese[0].columns[0].heading == "序号"
    assert len(made_in_chinese) == len(of_units.sheets)
