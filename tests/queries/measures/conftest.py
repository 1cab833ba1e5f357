"""An empty ledger for each test of a measure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.database import Database, create_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = create_ledger(tmp_path / "measured.ledger")
    yield database
    database.close()
