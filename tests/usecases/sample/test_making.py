from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.database.ledger import quick_check
from deskapp.errors import LedgerError
from deskapp.records.registry import KINDS
from deskapp.usecases.sample import make_sample
from deskapp.usecases.sample.sizes import SIZES, SampleSize


def whole(ledger, table: str) -> list[tuple]:
    return ledger.rows(f"SELECT * FROM {table} ORDER BY id")


def test_the_ledger_says_that_it_is_a_sample(office) -> None:
    facts = dict(office.rows("SELECT name, value FROM fact"))
    assert facts == {
        "office_name": "示例市科学技术协会",
        "sample": "office",
        "working_day": "2021-11-10",
    }


@pytest.mark.parametrize("size", ["small", "office"])
def test_the_references_are_sound(size: SampleSize, tmp_path: Path) -> None:
    database = make_sample(tmp_path / "sound.ledger", size)
    assert quick_check(database) == []
    database.close()


def test_a_sample_made_twice_has_the_same_content(office, tmp_path: Path) -> None:
    database = make_sample(tmp_path / "again.ledger")
    again = type(office)(database)
    for table in KINDS:
        assert whole(again, table) == whole(office, table), table
    database.close()


def test_the_making_leaves_no_history(office) -> None:
    assert office.count("change_set") == 0
    assert office.count("row_change") == 0


def test_progress_rises_to_what_was_expected(tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    make_sample(tmp_path / "said.ledger", "small", progress=lambda *both: said.append(both)).close()
    assert said == sorted(said)
    assert said[-1] == (SIZES["small"].rows,) * 2


@pytest.mark.parametrize("stop_after", [1, 20])
def test_a_stopped_making_leaves_nothing_behind(tmp_path: Path, stop_after: int) -> None:
    calls = iter(range(stop_after))

    def stop(_done: int, _total: int) -> None:
        if next(calls, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_sample(tmp_path / "stopped.ledger", "small", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "mine.ledger"
    there.write_text("mine")
    with pytest.raises(LedgerError):
        make_sample(there, "small")
    assert there.read_text() == "mine"


def test_the_small_sample_has_the_size_that_tests_count_on(small) -> None:
    counts = {table: small.count(table) for table in ("unit", "branch", "person", "meeting")}
    assert counts == {"unit": 4, "branch": 8, "person": 30, "meeting": 5}
    assert small.count("key_task") == 6


@pytest.mark.slow
def test_the_large_sample_has_the_size_that_is_measured(tmp_path: Path) -> None:
    database = make_sample(tmp_path / "large.ledger", "large")
    with database.reading() as session:
        counts = {
            table: session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("unit", "branch", "person", "meeting", "attendance", "branch_task")
        }
    assert counts == {
        "unit": 60,
        "branch": 500,
        "person": 20_000,
        "meeting": 2_000,
        "attendance": 200_000,
        "branch_task": 100_000,
    }
    assert quick_check(database) == []
    database.close()
