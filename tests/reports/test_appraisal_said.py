"""What people said of a score stands beside it: files, appeals, a grade that was decided on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.excel.sheet import Cell, Formula, Link, Sheet
from deskapp.i18n import language
from deskapp.queries.appraisal import list_schemes, scoring_of
from deskapp.queries.appraisal.appeals import AppealRow, list_appeals
from deskapp.records.attachment import Attachment
from deskapp.records.score import GradeGiven, SelfScore
from deskapp.reports.appraisal import appraisal_sheets
from deskapp.usecases.sample import make_sample


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = make_sample(tmp_path_factory.mktemp("said") / "small.ledger", size="small")
    made.fill(say)
    yield made
    made.close()


def say(session: Session) -> None:
    """Put a file beside the first self-score, and decide on the grade of the first unit."""
    scheme = list_schemes(session, 2021)[0]
    unit = scoring_of(session, scheme).subjects[0]
    session.add(GradeGiven(scheme_id=scheme.id, unit_id=unit.id, grade="优秀", reason="市级表彰"))
    own_id = session.scalars(select(SelfScore.id).where(SelfScore.unit_id == unit.id)).first()
    session.add(Attachment(self_score_id=own_id, name="总结 & 附表.pdf", sha256="0" * 64, size=1))


@pytest.fixture(scope="module")
def sheets(database: Database) -> list[Sheet]:
    with language("en"), database.reading() as session:
        made = appraisal_sheets(session, 2021)
        for sheet in made:
            sheet.rows = list(sheet.rows)
    return made


def shown(cell: Cell) -> str:
    match cell:
        case Link():
            return shown(cell.text)
        case Formula():
            return str(cell.value)
        case _:
            return str(cell)


def first_unit(sheets: list[Sheet]) -> Sheet:
    return sheets[4]


def test_the_files_of_a_self_score_are_named_beside_the_rows(sheets: list[Sheet]) -> None:
    named = [shown(row[9]) for row in first_unit(sheets).rows if "files:" in shown(row[9])]
    assert len(named) == 1
    assert named[0].endswith("; files: 总结 & 附表.pdf")


def test_a_grade_that_was_decided_on_follows_no_total_and_says_why(sheets: list[Sheet]) -> None:
    summary, unit = sheets[0], first_unit(sheets)
    assert next(iter(summary.rows))[-2:] == ["优秀", ""]  # and no word about its place
    assert any("优秀. 市级表彰" in line for line in summary.footer)
    assert [shown(cell) for cell in unit.totals[-1][7:9]] == ["优秀", "市级表彰"]


def test_every_appeal_is_noted_beside_its_score_and_told_in_full(
    database: Database, sheets: list[Sheet]
) -> None:
    with language("en"), database.reading() as session:
        appeals = list_appeals(session, list_schemes(session, 2021)[0])
    assert appeals
    told = next(sheet for sheet in sheets if sheet.name == "Appeals")
    assert sorted(str(row[3]) for row in told.rows) == sorted(a.text for a in appeals)
    for appeal in appeals:
        assert ("not answered yet" in reason_of(sheets, appeal)) == appeal.is_open


def reason_of(sheets: list[Sheet], appeal: AppealRow) -> str:
    sheet = next(sheet for sheet in sheets if sheet.name == appeal.subject)
    row = next(row for row in sheet.rows if row[2] == appeal.level2)
    reason = shown(row[8])
    assert "Appeal of" in reason
    return reason
