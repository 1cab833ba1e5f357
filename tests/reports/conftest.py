"""Ledgers to report on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.usecases.sample import make_sample


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with language("en"):
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    """Return an empty ledger."""
    database = create_ledger(tmp_path / "empty.ledger")
    yield database
    database.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return the sample of a whole office, which tests only read."""
    database = make_sample(tmp_path_factory.mktemp("office") / "office.ledger", size="office")
    yield database
    database.close()
