"""deskapp export evidence-box makes a box; deskapp check tells what became of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def made(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a box of the sample that no test may change."""
    from deskapp.database import open_ledger
    from deskapp.i18n import language
    from deskapp.queries.appraisal import list_schemes
    from deskapp.reports.evidence_box.making import make_box

    database = open_ledger(sample)
    with database.reading() as session:
        scheme = list_schemes(session, 2021)[0]
    with language("en"):
        path = make_box(database, [scheme], tmp_path_factory.mktemp("made") / "box").path
    database.close()
    return path


@pytest.fixture
def box(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "box"))


def test_a_box_is_made_and_found_whole(call: Any, ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "box.zip"
    words = ("--ledger", ledger, "--year", 2021, "--scheme", "1", "--to", target)

    answer = call("export", "evidence-box", *words)

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"The evidence box is {target}\n")
    checked = call("check", target)
    assert checked.status == 0
    assert checked.out.startswith("The box is whole: all ")


def test_without_a_scheme_the_box_holds_all_of_the_year(
    call: Any, ledger: Path, tmp_path: Path
) -> None:
    from deskapp.database import open_ledger
    from deskapp.queries.appraisal import list_schemes

    database = open_ledger(ledger)
    with database.reading() as session:
        titles = {one.title for one in list_schemes(session, 2021)}
    database.close()

    answer = call("export", "evidence-box", "--ledger", ledger, "--to", tmp_path / "box")

    assert (answer.status, answer.err) == (0, "")
    assert len(titles) > 1
    assert titles <= {path.name for path in (tmp_path / "box").iterdir()}


def test_what_is_not_as_it_was_is_named(call: Any, box: Path) -> None:
    index = box / "Index of the evidence.xlsx"
    index.write_bytes(index.read_bytes()[:-1] + b"x")
    (box / "Appraisal workbook.xlsx").unlink()
    (box / "more.txt").write_text("more")

    answer = call("check", box)

    assert answer.status == 1
    assert answer.out == ""
    assert "Changed: Index of the evidence.xlsx\n" in answer.err
    assert "Missing: Appraisal workbook.xlsx\n" in answer.err
    assert "Additional: more.txt\n" in answer.err


def test_another_program_reads_the_check_as_json(call: Any, box: Path) -> None:
    whole = call("check", box, "--json")
    (box / "more.txt").write_text("more")
    spoilt = call("check", box, "--json")

    assert (whole.status, spoilt.status) == (0, 1)
    assert json.loads(whole.out)["whole"] is True
    assert json.loads(spoilt.out)["additional"] == ["more.txt"]


def test_a_ledger_may_be_named_as_a_box_may(call: Any, ledger: Path) -> None:
    answer = call("check", ledger)

    assert answer.status == 0
    assert answer.out.startswith("The ledger is whole.\n")


def test_a_folder_without_a_list_is_refused_in_words(call: Any, tmp_path: Path) -> None:
    answer = call("check", tmp_path)

    assert answer.status == 1
    assert "is no evidence box" in answer.err


def test_box_and_ledger_at_once_are_refused(call: Any, box: Path, ledger: Path) -> None:
    assert call("check", box, "--ledger", ledger).status == 2


def test_a_folder_that_is_taken_is_refused_with_another_name(
    call: Any, ledger: Path, box: Path
) -> None:
    before = sorted(path.name for path in box.iterdir())

    answer = call("export", "evidence-box", "--ledger", ledger, "--scheme", "1", "--to", box)

    assert answer.status == 1
    assert "“box (2)”" in answer.err
    assert sorted(path.name for path in box.iterdir()) == before


def test_a_box_that_is_not_there_is_told_as_one(call: Any, tmp_path: Path) -> None:
    answer = call("check", tmp_path / "nobox")

    assert answer.status == 2
    assert "nobox" in answer.err
    assert "evidence box" in answer.err
