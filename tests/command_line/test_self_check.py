"""deskapp --self-check uses every part of a built program once."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.command_line import self_check
from deskapp.database import open_ledger
from deskapp.reports.evidence_box import making


def test_a_box_is_made_and_checked_and_a_form_filled(sample: Path, tmp_path: Path) -> None:
    database = open_ledger(sample)
    self_check._evidence_box(database, tmp_path)
    self_check._own_form(database, tmp_path)
    database.close()
    assert (tmp_path / "box.zip").is_file()
    assert list((tmp_path / "filled").glob("*.xlsx"))


def test_a_box_that_is_not_whole_is_told(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "sums_text", lambda sums: f"{'0' * 64}  gone.xlsx\n")
    database = open_ledger(sample)
    with pytest.raises(LookupError, match="1 missing"):
        self_check._evidence_box(database, tmp_path)
    database.close()
