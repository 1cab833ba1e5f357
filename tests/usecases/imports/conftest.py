"""Workbooks as offices send them, and a ledger to take them into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.imports import ImportReading, ImportResult, apply_import, preview_import
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.units import UnitDraft, save_unit

Rows = Sequence[Sequence[Any]]


class Office:
    """A ledger with two units and a branch, and short ways to import into it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.office = self.unit("市科协办公室", "办公室")
        self.science = self.unit("科学技术普及部", "科普部")
        self.branch = self.database.do(
            save_branch, BranchDraft(name="机关第一党支部", unit_id=self.office)
        ).result

    def unit(self, name: str, short_name: str = "") -> int:
        return self.database.do(save_unit, UnitDraft(name=name, short_name=short_name)).result

    def person(self, name: str, unit_id: int, **more: Any) -> int:
        return self.database.do(save_person, PersonDraft(name=name, unit_id=unit_id, **more)).result

    def workbook(self, rows: Rows, merged: Sequence[str] = (), name: str = "名单.xlsx") -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = "名单"
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
        path = self.folder / name
        book.save(path)
        return path

    def read(self, kind: str, rows: Rows, **more: Any) -> ImportReading:
        merged = more.pop("merged", ())
        return self.read_file(kind, self.workbook(rows, merged), **more)

    def read_file(self, kind: str, path: Path, **more: Any) -> ImportReading:
        with self.database.reading() as session:
            return preview_import(session, kind, path, **more)

    def take(self, kind: str, rows: Rows, **more: Any) -> ImportResult:
        return self.apply(self.read(kind, rows), **more)

    def apply(self, reading: ImportReading, **more: Any) -> ImportResult:
        return self.database.do(apply_import, reading, **more).result

    def ask(self, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.database.reading() as session:
            return query(session, *args, **more)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with language("en"):
        database = create_ledger(tmp_path / "office.ledger")
        yield Office(database, tmp_path)
        database.close()
