"""LibreOffice calculates every formula cell of an appraisal to the value it was written with."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.i18n import language
from deskapp.records.meeting import Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.records.task import BranchTask, KeyTask
from deskapp.records.unit import Unit
from deskapp.reports.export import export_report
from deskapp.rules.task_states import TASK_STATES

LEDGERS = 8
# Names that a spreadsheet would take for patterns, comparisons or numbers, and plain ones.
UNIT_NAMES = (
    "办公室", "科普部*", "科普部一", "=计财处", "<5号院", "调研?室", "调研宣室", "O'Neill \"处\"",
    "~ 中心", "12", "A 部:/一", "很长的单位名称" * 6, "很长的单位名称" * 6 + "二", "history",
)  # fmt: skip

Recalculate = Callable[[Sequence[Path]], list[Path]]


def formula_cells(path: Path) -> dict[tuple[str, str], Any]:
    """Return the value of every formula cell by sheet and place."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value or ""
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def values_at(path: Path, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    book = load_workbook(path, data_only=True)
    return {(sheet, place): book[sheet][place].value or "" for sheet, place in places}


@pytest.mark.libreoffice
def test_every_formula_of_the_office_sample_gives_the_value_written(
    office: Database,
    tmp_path: Path,
    recalculated: Recalculate,
    without_values: Callable[[Path], Path],
) -> None:
    with language("zh_CN"):
        path = export_report(office, "appraisal", 2021, tmp_path / "appraisal.xlsx")
    written = formula_cells(path)
    (calculated,) = recalculated([without_values(path)])
    assert len(written) > 36 * 30
    assert values_at(calculated, list(written)) == written


@pytest.mark.libreoffice
def test_every_formula_of_made_up_ledgers_gives_the_value_written(
    tmp_path: Path, recalculated: Recalculate, without_values: Callable[[Path], Path]
) -> None:
    paths = []
    for seed in range(LEDGERS):
        database = create_ledger(tmp_path / f"{seed}.ledger")
        database.fill(made_up, random.Random(seed))
        paths.append(export_report(database, "appraisal", 2021, tmp_path / f"{seed}.xlsx"))
        database.close()
    calculated = recalculated([without_values(path) for path in paths])
    for path, result in zip(paths, calculated, strict=True):
        written = formula_cells(path)
        assert values_at(result, list(written)) == written


def made_up(session: Session, dice: random.Random) -> None:
    """Fill a ledger with a year of chance."""
    names = dice.sample(UNIT_NAMES, dice.randint(1, len(UNIT_NAMES)))
    units = insert_rows(
        session,
        Unit,
        [
            row(Unit, name=name, kind="department", office_order=dice.randint(1, 9))
            for name in names
        ],
    )
    people = insert_rows(
        session,
        Person,
        [
            row(Person, name=f"人{i}", unit_id=dice.choice(units), rank="below", office_order=i)
            for i in range(dice.randint(1, 12))
        ],
    )
    attend(session, dice, people)
    carry_out(session, dice, units)
    appraise(session, dice, units)


def attend(session: Session, dice: random.Random, people: Sequence[int]) -> None:
    meetings = insert_rows(
        session,
        Meeting,
        [
            row(
                Meeting, year=2021, kind=dice.choice(["work", "branch_study"]), title=f"会{i}",
                held_on=date(2021, 1, 1) + timedelta(days=20 * i),
                state=dice.choice(["planned", "held", "closed"]),
            )
            for i in range(dice.randint(0, 8))
        ],
    )  # fmt: skip
    rows = [
        row(
            Attendance, meeting_id=meeting, person_id=person, invited=dice.random() < 0.9,
            state=dice.choice(["expected", "present", "excused", "absent", "stood_in"]),
            stand_in_id=person, role="attends", late=False,
        )
        for meeting in meetings
        for person in people
        if dice.random() < 0.7
    ]  # fmt: skip
    insert_rows(session, Attendance, rows)


def carry_out(session: Session, dice: random.Random, units: Sequence[int]) -> None:
    tasks = insert_rows(
        session,
        KeyTask,
        [row(KeyTask, year=2021, number=i + 1, text=f"任务{i}") for i in range(dice.randint(1, 5))],
    )
    rows = [
        row(
            BranchTask, key_task_id=task, unit_id=unit, state=dice.choice(list(TASK_STATES)),
            percent=50, deadline_on=date(2021, 6, 1),
            done_on=date(2021, 5, 1) + timedelta(days=dice.randint(0, 60)),
        )
        for task in tasks
        for unit in units
        if dice.random() < 0.7
    ]  # fmt: skip
    insert_rows(session, BranchTask, rows)


def appraise(session: Session, dice: random.Random, units: Sequence[int]) -> None:
    (scheme,) = insert_rows(
        session, Scheme, [row(Scheme, year=2021, title="考核方案", appraised="units")]
    )
    indicators = []
    for position in range(dice.randint(1, 9)):
        measure, rule, parameters = some_rule(dice)
        indicators.append(
            row(
                Indicator, scheme_id=scheme, position=position, level1=dice.choice(["甲", "乙"]),
                section=dice.choice(["ordinary", "ordinary", "ordinary", "bonus", "deduction"]),
                level2=f"指标{position}", points=Decimal(dice.randint(1, 3000)) / 100,
                measure=measure, rule=rule, rule_parameters=parameters,
                measure_parameters=dice.choice([{}, {"kinds": ["work"]}]),
            )
        )  # fmt: skip
    by_hand = [
        (indicator_id, values["points"])
        for indicator_id, values in zip(
            insert_rows(session, Indicator, indicators), indicators, strict=True
        )
        if not values["measure"]
    ]
    given = [
        row(
            AssessorScore, indicator_id=indicator, unit_id=unit,
            points=(most * dice.randint(0, 100) / 100).quantize(Decimal("0.01")),
            reason=dice.choice(["", "=不是公式", "有\"引号\"的理由", "材料不全"]),
        )
        for indicator, most in by_hand
        for unit in units
        if dice.random() < 0.7
    ]  # fmt: skip
    insert_rows(session, AssessorScore, given)


def some_rule(dice: random.Random) -> tuple[str, str, dict[str, str]]:
    measures = ["meeting_attendance", "absences", "tasks_on_time", "tasks_overdue"]
    kind = dice.choice(["share", "deduct_per_missing", "by_hand"])
    if kind == "share":
        floor = dice.choice(["0", "0.3", "0.6"])
        return dice.choice(measures), kind, {"floor": floor, "full_at": dice.choice(["0.9", "1"])}
    if kind == "deduct_per_missing":
        counts = dice.choice(["missing", "numerator"])
        return dice.choice(measures), kind, {"each": dice.choice(["0.2", "0.15"]), "counts": counts}
    return "", kind, {}


def row(record: type, **values: object) -> dict[str, object]:
    """Return a whole row of a table: what is not given is empty, as the table's own default is."""
    columns = record.__table__.columns  # type: ignore[attr-defined]
    filled = {
        column.name: column.default.arg
        for column in columns
        if column.default is not None and column.default.is_scalar
    }
    return {**filled, **values}


@pytest.mark.libreoffice
def test_what_an_auditor_corrects_moves_the_score(
    office: Database, tmp_path: Path, recalculated: Recalculate
) -> None:
    path = export_report(office, "appraisal", 2021, tmp_path / "appraisal.xlsx")
    book = load_workbook(path)
    unit = book["Summary"]["B5"].value
    before = load_workbook(path, data_only=True)[unit]
    evidence = next(sheet for sheet in book if sheet.title.startswith("Evidence 5"))
    evidence.append([unit, *[None] * (evidence.max_column - 2), 1])  # one more task overdue
    type_points(book, 5, Decimal("1.5"), "查阅后改判")
    book.save(path)
    (calculated,) = recalculated([path])
    after = load_workbook(calculated, data_only=True)[unit]
    assert after["H9"].value == before["H9"].value - 0.5
    assert (after["H7"].value, after["I7"].value) == (1.5, "查阅后改判")
    assert after["H13"].value == pytest.approx(before["H13"].value - 0.5 - before["H7"].value + 1.5)


def type_points(book: Workbook, row_number: int, points: Decimal, reason: str) -> None:
    """Type points for the first indicator by hand, which stands fourth in the scheme."""
    book["Points by hand"].cell(row_number, 3).value = points
    book["Points by hand"].cell(row_number, 4).value = reason
