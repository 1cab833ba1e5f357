"""What reads a workbook, or pasted cells, for the preview: run in the background, and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from deskapp.screens.exchange.workbooks import write_pasted
from deskapp.usecases.imports import ImportReading, likely_kind, preview_import

if TYPE_CHECKING:
    from deskapp.database import Database

Reader = Callable[..., ImportReading]
"""Called with the ledger and with what `preview_import` may be told besides."""


def reader_of_file(path: Path, kind: str, **setting: Any) -> Reader:
    """Return what reads a workbook; without a kind, its headings tell what it holds."""

    def read(database: Database, **more: Any) -> ImportReading:
        with database.reading() as session:
            return preview_import(session, kind or likely_kind(path), path, **setting, **more)

    return read


def reader_of_cells(rows: Sequence[Sequence[str]], kind: str, **setting: Any) -> Reader:
    """Return what reads pasted cells, the first row of which are the headings."""

    def read(database: Database, **more: Any) -> ImportReading:
        with TemporaryDirectory() as folder:
            path = write_pasted(rows, Path(folder))
            return reader_of_file(path, kind, **setting)(database, **more)

    return read
