"""The workbook of a final appraisal stays as it was made final, whatever happens to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.excel.sheet import Cell, Sheet
from deskapp.i18n import language
from deskapp.queries.appraisal import list_schemes
from deskapp.records.meeting import Attendance
from deskapp.reports.appraisal import appraisal_sheets
from deskapp.usecases.finalising import finalise_appraisal
from deskapp.usecases.sample import make_sample

FINAL_ON = date(2021, 12, 20)


Sheets = dict[str, list[list[Cell]]]


@dataclass
class Frozen:
    """A ledger whose scores are final, and the sheets that it gave just before."""

    database: Database
    draft: Sheets


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frozen]:
    database = make_sample(tmp_path_factory.mktemp("final") / "small.ledger", size="small")
    with language("en"):
        draft = sheets_of(database)
        database.fill(make_final)
    yield Frozen(database, draft)
    database.close()


def make_final(session: Session) -> None:
    scheme = list_schemes(session, 2021)[0]
    finalise_appraisal(session, scheme.id, allow_missing=True, finalised_on=FINAL_ON)


def sheets_of(database: Database) -> Sheets:
    """Return all rows of the workbook by the name of their sheet."""
    with database.reading() as session:
        return {sheet.name: rows_of(sheet) for sheet in appraisal_sheets(session, 2021)}


def rows_of(sheet: Sheet) -> list[list[Cell]]:
    return [list(row) for row in [*sheet.rows, *sheet.totals]]


def test_final_scores_and_their_evidence_are_written_as_they_were_frozen(frozen: Frozen) -> None:
    frozen.database.fill(lose_attendance)
    assert sheets_of(frozen.database) == frozen.draft


def lose_attendance(session: Session) -> None:
    session.execute(delete(Attendance))


def test_a_final_workbook_says_on_every_page_since_when_it_is_final(frozen: Frozen) -> None:
    with frozen.database.reading() as session:
        sheets = appraisal_sheets(session, 2021)
    assert all("Final since" in sheet.page_note for sheet in sheets)
