"""The division table, the supervision ledger with its pages, and the bulletin as a paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.excel.sheet import Link, Tinted
from deskapp.i18n import language
from deskapp.queries.facts import working_day
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.lists import Order
from deskapp.queries.supervision import list_slips
from deskapp.reports.bulletin import bulletin_of_quarter, bulletin_paper
from deskapp.reports.division import division_sheets
from deskapp.reports.supervision import slip_page, supervision_sheets
from deskapp.usecases.sample import make_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("supervision")
    database = make_sample(folder / "small.ledger", "small")
    yield database
    database.close()


@pytest.fixture
def session(sample: Database) -> Iterator[Session]:
    with language("en"), sample.reading() as opened:
        yield opened


def test_the_division_table_has_a_row_for_each_key_task(session: Session) -> None:
    [sheet] = division_sheets(session, 2021)
    tasks = list_key_tasks(session, 2021)
    rows = list(sheet.rows)
    place = [column.heading for column in sheet.columns].index

    assert [row[place("Concrete task")] for row in rows] == [task.text for task in tasks]
    assert sheet.landscape
    assert list(sheet.merge_down) == [place("Class of task")]


def test_a_deadline_is_read_beside_the_phrase_but_not_beside_a_date(session: Session) -> None:
    [sheet] = division_sheets(session, 2021)
    place = [column.heading for column in sheet.columns].index("Deadline")
    deadlines = [str(row[place]) for row in sheet.rows]

    assert "2021-06-30" in deadlines
    assert "全年\n(2021-12-31)" in deadlines
    assert "长期坚持" in deadlines


def test_each_slip_has_its_line_and_its_page(session: Session) -> None:
    slips = list_slips(session, 2021, today=working_day(session, 2021), order=Order("number"))
    ledger, *pages = supervision_sheets(session, 2021)
    rows = list(ledger.rows)

    assert len(pages) == len(rows) == len(slips)
    for row, slip, page in zip(rows, slips, pages, strict=True):
        assert isinstance(row[0], Link)
        assert page.name in row[0].target
        said: dict[Any, Any] = dict(page.rows)
        assert isinstance(said["Colour of slip"], Tinted)
        assert said["Colour of slip"].tint == slip.colour
        assert slip.demand in said["What is demanded"]
        assert not page.landscape


def test_one_slip_is_printed_alone(session: Session) -> None:
    slip = list_slips(session, 2021, today=working_day(session, 2021))[0]

    page = slip_page(session, slip.id)

    assert page.columns[1].heading == f"Supervision slip [2021] No. {slip.number}"


def test_the_paper_is_the_last_quarter_that_has_begun(session: Session) -> None:
    paper = bulletin_paper(session, 2021)

    assert paper.title == "Bulletin on the key tasks in the fourth quarter of 2021"
    assert paper == bulletin_of_quarter(session, 2021, 4)
    assert next(block.style for block in paper.blocks if hasattr(block, "style")) == "title"
