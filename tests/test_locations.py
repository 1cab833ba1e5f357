"""A ledger is remembered by its whole path, and a database without its password."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.locations import whole_location, without_password


def test_a_path_is_whole_wherever_the_program_was_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert whole_location("台账.ledger") == str(tmp_path / "台账.ledger")
    assert whole_location(str(tmp_path / "a.ledger")) == str(tmp_path / "a.ledger")
    assert whole_location("postgresql://server/ledger") == "postgresql://server/ledger"


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("postgresql://li:secret@server:5432/ledger", "postgresql://li@server:5432/ledger"),
        ("postgresql://li:se@cret@server/ledger", "postgresql://li@server/ledger"),
        ("postgresql://li@server/ledger", "postgresql://li@server/ledger"),
        (
            "postgresql://li@server/ledger?sslmode=require&password=secret",
            "postgresql://li@server/ledger?sslmode=require",
        ),
        ("postgresql://li:secret@[server/ledger", "postgresql://"),
        (str(Path("a:b@c.ledger")), "a:b@c.ledger"),
    ],
)
def test_a_password_is_never_shown(location, shown):
    assert without_password(location) == shown
