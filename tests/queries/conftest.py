"""An empty ledger, filled by the use cases, and short ways to act and ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.units import UnitDraft, save_unit


class Desk:
    """Short ways to act on a ledger and to ask it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def do(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return self.database.do(use_case, *args, **more).result

    def ask(self, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.database.reading() as session:
            return query(session, *args, **more)

    def unit(self, name: str, **more: Any) -> int:
        return int(self.do(save_unit, UnitDraft(name=name, **more)))

    def person(self, name: str, unit_id: int, **more: Any) -> int:
        return int(self.do(save_person, PersonDraft(name=name, unit_id=unit_id, **more)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with language("en"):
        database = create_ledger(tmp_path / "desk.ledger")
        yield Desk(database)
        database.close()
