"""LibreOffice calculates every formula cell of an appraisal to the value it was written with."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from proof.made_up import fill, schemes
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.queries.appraisal import list_schemes
from deskapp.records.branch import Branch
from deskapp.records.score import AssessorScore
from deskapp.records.unit import Unit
from deskapp.reports.export import export_report
from deskapp.usecases.sample import make_sample

# `make proof` takes five times as many.
LEDGERS = int(os.environ.get("PROOFS", "40")) // 5
# Names that a spreadsheet would take for patterns, comparisons or numbers, and plain ones.
NAMES = (
    "办公室", "科普部*", "科普部一", "=计财处", "<5号院", "调研?室", "调研宣室", "O'Neill \"处\"",
    "~ 中心", "12", "A 部:/一", "很长的单位名称" * 6, "很长的单位名称" * 6 + "二", "history",
    "Summary", "[一]支部", "+支部", "-1", "'引号'", "TRUE", ">=3", "50%", "A处", "a处", "a处 ",
    " a处", "Ａ处", "01", "1", "1.0", "１", "<>", "~", "*", "?", "=", "2021-11-10", "true",
    "办公室 ", "'1",
)  # fmt: skip
REASONS = ("", "=不是公式", '有"引号"的理由', "材料不全", "长" * 400)

Recalculate = Callable[[Sequence[Path]], list[Path]]
Spoil = Callable[[Path], Path]


def formula_cells(path: Path) -> dict[tuple[str, str], Any]:
    """Return the value of every formula cell by sheet and place."""
    places = [place for place, cell in cells_of(path, data_only=False) if cell.data_type == "f"]
    return values_at(path, places)


def values_at(path: Path, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    values = {place: cell.value or "" for place, cell in cells_of(path, data_only=True)}
    return {place: values.get(place, "") for place in places}


def cells_of(path: Path, *, data_only: bool) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield every cell that is not empty, with its sheet and place."""
    book = load_workbook(path, data_only=data_only, read_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (
                ((sheet.title, cell.coordinate), cell) for cell in row if cell.value is not None
            )
    book.close()


@pytest.mark.libreoffice
@pytest.mark.parametrize("place", [0, 1], ids=["units", "branches"])
def test_every_formula_of_the_office_sample_gives_the_value_written(
    place: int, office: Database, tmp_path: Path, recalculated: Recalculate, without_values: Spoil
) -> None:
    path = tmp_path / "appraisal.xlsx"
    with office.reading() as session:
        scheme = list_schemes(session, 2021)[place]
    with language("zh_CN"):
        export_report(office, "appraisal", 2021, path, scheme_id=scheme.id)
    written = formula_cells(path)
    (calculated,) = recalculated([without_values(path)])
    assert len(written) > 36 * 30
    assert values_at(calculated, list(written)) == written


@pytest.mark.libreoffice
def test_names_that_a_spreadsheet_takes_for_one_are_counted_apart(
    tmp_path: Path, recalculated: Recalculate, without_values: Spoil
) -> None:
    database = make_sample(tmp_path / "names.ledger", size="office")
    try:
        database.fill(rename, random.Random(1))
        path = export_report(database, "appraisal", 2021, tmp_path / "appraisal.xlsx")
        with database.reading() as session:
            names = set(session.scalars(select(Unit.name)))
    finally:
        database.close()
    written = formula_cells(path)
    (calculated,) = recalculated([without_values(path)])
    assert len({name.strip().casefold() for name in names}) < len(names)
    assert values_at(calculated, list(written)) == written


@pytest.mark.libreoffice
def test_every_formula_of_any_ledger_gives_the_value_written(
    tmp_path: Path, recalculated: Recalculate, without_values: Spoil
) -> None:
    paths: list[Path] = []

    @settings(
        max_examples=LEDGERS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(scheme=schemes(), seed=st.integers(0, 10_000))
    def export(scheme: dict[str, Any], seed: int) -> None:
        database = create_ledger(tmp_path / f"{len(paths)}.ledger")
        try:
            database.fill(fill, scheme, seed)
            database.fill(rename, random.Random(seed))
            path = tmp_path / f"{len(paths)}.xlsx"
            paths.append(export_report(database, "appraisal", None, path))
        finally:
            database.close()

    export()
    calculated = recalculated([without_values(path) for path in paths])
    for path, result in zip(paths, calculated, strict=True):
        written = formula_cells(path)
        assert values_at(result, list(written)) == written


def rename(session: Session, dice: random.Random) -> None:
    """Give units and branches names that are hard on a spreadsheet, and scores such reasons."""
    for record in (Unit, Branch):
        ids = session.scalars(select(record.id)).all()
        for row_id, name in zip(ids, dice.sample(NAMES, len(NAMES)), strict=False):
            session.execute(update(record).where(record.id == row_id).values(name=name))
    for row_id in session.scalars(select(AssessorScore.id)).all():
        reason = dice.choice(REASONS)
        session.execute(
            update(AssessorScore).where(AssessorScore.id == row_id).values(reason=reason)
        )


class Exported:
    """The appraisal of the units in the small sample: changed as a reader would change it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook = load_workbook(path)
        self.before: Workbook = load_workbook(path, data_only=True)

    def recalculated(self, recalculate: Recalculate) -> Workbook:
        self.book.save(self.path)
        (calculated,) = recalculate([self.path])
        return load_workbook(calculated, data_only=True)

    def unit(self, number: int = 1) -> str:
        return str(self.book["Summary"].cell(3 + number, 2).value)


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    database = make_sample(tmp_path / "small.ledger", size="small")
    try:
        return Exported(export_report(database, "appraisal", 2021, tmp_path / "appraisal.xlsx"))
    finally:
        database.close()


def lines_of(sheet: Worksheet, first: Any, column: int = 1) -> Iterator[int]:
    """Yield the numbers of the rows that hold a value in a column."""
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, column).value == first:
            yield row


def score_row(sheet: Worksheet, level2: str) -> int:
    return next(lines_of(sheet, level2, 3))


def total_row(sheet: Worksheet) -> int:
    return next(lines_of(sheet, "Total", 2))


@pytest.mark.libreoffice
def test_a_corrected_row_of_the_evidence_moves_score_total_and_rank(
    exported: Exported, recalculated: Recalculate
) -> None:
    # What the assessors gave the first unit stands in place of this score.
    unit = exported.unit(2)
    evidence = next(s for s in exported.book if s.title.endswith("参加会议"))
    column = evidence.max_column
    for row in lines_of(evidence, unit, 2):
        evidence.cell(row, column).value = 0
    after = exported.recalculated(recalculated)
    sheet, before = after[unit], exported.before[unit]
    line, total = score_row(sheet, "参加会议"), total_row(sheet)
    assert before.cell(line, 8).value > 0
    assert sheet.cell(line, 8).value == 0
    lost = before.cell(line, 8).value
    assert sheet.cell(total, 8).value == pytest.approx(before.cell(total, 8).value - lost)
    assert sheet.cell(line, 9).value == "The evidence was changed after the export."
    ranks = [
        int(str(book[unit].cell(total + 1, 8).value).split(" /")[0])
        for book in (exported.before, after)
    ]
    assert ranks[1] > ranks[0]
    ranked = after["Ranking"].cell(next(lines_of(after["Ranking"], unit, 2)), 1).value
    assert ranked == ranks[1]


@pytest.mark.libreoffice
def test_a_row_added_at_the_end_of_the_evidence_counts(
    exported: Exported, recalculated: Recalculate
) -> None:
    unit = exported.unit()
    evidence = next(s for s in exported.book if s.title.endswith("逾期扣分"))
    evidence.append([1, *[None] * (evidence.max_column - 2), 1])
    after = exported.recalculated(recalculated)
    line = score_row(after[unit], "逾期扣分")
    assert after[unit].cell(line, 8).value == exported.before[unit].cell(line, 8).value - 0.5
    assert set(rows_left_over(after)) == {0}


@pytest.mark.libreoffice
def test_an_added_row_with_a_name_but_no_number_is_told_under_the_counts(
    exported: Exported, recalculated: Recalculate
) -> None:
    unit = exported.unit()
    evidence = next(s for s in exported.book if s.title.endswith("逾期扣分"))
    evidence.append([None, unit, *[None] * (evidence.max_column - 3), 1])
    after = exported.recalculated(recalculated)
    assert sorted(rows_left_over(after))[-3:] == [0, 1, 1]


def rows_left_over(book: Workbook) -> list[int]:
    """Return the numbers under the counts of rows that are nobody's."""
    counts = book["Counts"]
    (row,) = lines_of(counts, "Rows with another number or none: must be 0", 2)
    return [cell.value for cell in counts[row][2:] if isinstance(cell.value, int)]


@pytest.mark.libreoffice
def test_points_typed_by_the_assessors_stand_in_place_of_any_score(
    exported: Exported, recalculated: Recalculate
) -> None:
    unit = exported.unit()
    typed = {"学习质量": Decimal("1.5"), "参加会议": Decimal("0.25")}
    hand = exported.book["Assessors' points"]
    row = next(lines_of(hand, unit, 2))
    heads = {str(hand.cell(3, c).value).split(" (")[0]: c for c in range(3, hand.max_column, 2)}
    for level2, points in typed.items():
        hand.cell(row, heads[level2]).value = points
        hand.cell(row, heads[level2] + 1).value = "查阅后改判"
    after = exported.recalculated(recalculated)[unit]
    for level2, points in typed.items():
        line = score_row(after, level2)
        assert Decimal(str(after.cell(line, 8).value)) == points
        assert str(after.cell(line, 9).value).startswith("查阅后改判")
