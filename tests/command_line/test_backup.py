"""deskapp backup: copies made, listed and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deskapp.database import open_ledger
from deskapp.usecases.units import UnitDraft, save_unit


def test_a_backup_is_made_and_listed(call: Any, ledger: Path) -> None:
    made = call("backup", "--ledger", ledger)
    assert made.status == 0
    listed = call("backup", "--ledger", ledger, "--list").out.splitlines()
    assert listed[0] == "1 backup"
    assert listed[1].split("\t")[0] == "1"
    assert listed[1].split("\t")[2] in made.out


def test_a_backup_is_put_back_and_what_was_there_is_kept(call: Any, ledger: Path) -> None:
    call("backup", "--ledger", ledger)
    whole = ledger.read_bytes()
    database = open_ledger(ledger)
    database.do(save_unit, UnitDraft(name="新设处", kind="department"))
    database.close()
    answer = call("backup", "--ledger", ledger, "--restore", "1")
    assert answer.status == 0
    assert "kept as" in answer.out
    assert len(ledger.read_bytes()) == len(whole)
    assert call("backup", "--ledger", ledger, "--list").out.startswith("2 backups")


def test_a_number_that_no_backup_has_is_refused(call: Any, ledger: Path) -> None:
    answer = call("backup", "--ledger", ledger, "--restore", "7")
    assert answer.status == 2
    assert "no backup number 7" in answer.err


def test_what_is_no_ledger_is_not_backed_up(call: Any, tmp_path: Path) -> None:
    answer = call("backup", "--ledger", tmp_path / "nothing.ledger")
    assert answer.status == 1
    assert "There is no ledger" in answer.err
