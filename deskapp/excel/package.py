"""Write the workbook's package: openpyxl makes the frame, the rows stream into it.

openpyxl's ExcelWriter and WorksheetWriter are not public; its version is locked, and the
tests read the result back with three programs.
"""
# ruff: noqa: SLF001 - for the same reason

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.merge import MergeCell, MergeCells
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_WORKBOOK_RELS

from deskapp.excel.shared_strings import SharedStrings

MAX_LINKS = 65_530
"""Links that Excel takes on one sheet; text and value of further cells stay."""
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")


@dataclass(slots=True)
class Finish:
    """What is known about a sheet only when its last row is written."""

    merges: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


class Body(Protocol):
    """The rows of one worksheet."""

    dimension: str
    """The area of the sheet such as A1:L20, or nothing if it is not known beforehand."""

    def rows(self) -> Iterator[str]:
        """Yield the XML of the rows in pieces of some size."""

    def finish(self) -> Finish:
        """Return what follows from the rows, and set the worksheet up to match."""


def write_package(
    target: Path, workbook: Workbook, bodies: dict[str, Body], strings: SharedStrings
) -> None:
    """Write the workbook to a new file; `bodies` holds the rows by sheet name."""
    with _Archive(target, "x", ZIP_DEFLATED, compresslevel=1) as archive:
        _PackageWriter(workbook, archive, bodies, strings).write_data()


class _Archive(ZipFile):
    """A zip file that adds the shared strings to the workbook's relations."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        if zinfo_or_arcname == ARC_WORKBOOK_RELS:
            end = b"</Relationships>"
            data = data.replace(end, SharedStrings.relation.encode() + end)
        super().writestr(zinfo_or_arcname, data, *args, **kwargs)


class _PackageWriter(ExcelWriter):
    """openpyxl's writer, with our rows between the halves of each sheet's XML."""

    def __init__(
        self, workbook: Workbook, archive: ZipFile, bodies: dict[str, Body], strings: SharedStrings
    ) -> None:
        super().__init__(workbook, archive)
        self._bodies = bodies
        self._strings = strings

    def _write_worksheets(self) -> None:
        super()._write_worksheets()
        with self._archive.open(SharedStrings.path[1:], "w") as entry:
            _write_behind(entry, self._strings.xml())
        self.manifest.append(self._strings)

    def write_worksheet(self, ws: Worksheet) -> None:
        body = self._bodies.get(ws.title)
        if body is None:
            super().write_worksheet(ws)
            return
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        with self._archive.open(ws.path[1:], "w", force_zip64=True) as entry:
            _write_behind(entry, _sheet_xml(ws, body))
        self.manifest.append(ws)


def _sheet_xml(ws: Worksheet, body: Body) -> Iterator[bytes]:
    """Yield a worksheet: what stands before the rows, the rows, and what follows from them."""
    head = _Frame(ws, body.dimension, Finish())
    yield _SHEET_DATA.split(head.xml(), maxsplit=1)[0] + b"<sheetData>"
    for piece in body.rows():
        yield piece.encode()
    tail = _Frame(ws, body.dimension, body.finish())
    yield b"</sheetData>" + _SHEET_DATA.split(tail.xml(), maxsplit=1)[1]
    ws._rels = tail._rels


class _Frame(WorksheetWriter):
    """A worksheet without rows."""

    def __init__(self, ws: Worksheet, dimension: str, finish: Finish) -> None:
        super().__init__(ws, BytesIO())
        self._dimension = dimension
        self._merges = finish.merges
        ws._hyperlinks = [_hyperlink(*link) for link in finish.links[:MAX_LINKS]]

    def xml(self) -> bytes:
        """Return the whole element, with empty sheet data."""
        self.write()
        return bytes(self.out.getvalue())

    def write_dimensions(self) -> None:
        # A wrong area makes some readers drop cells without a word; none at all does not.
        if self._dimension:
            self.xf.send(SheetDimension(self._dimension).to_tree())

    def write_merged_cells(self) -> None:
        if self._merges:
            areas = [MergeCell(area) for area in self._merges]
            self.xf.send(MergeCells(mergeCell=areas).to_tree())


def _hyperlink(ref: str, target: str) -> Hyperlink:
    if target.startswith("#"):
        return Hyperlink(ref=ref, location=target[1:])
    return Hyperlink(ref=ref, target=quote(target.replace("\\", "/"), safe="/#%:?=&"))


def _write_behind(entry: IO[bytes], pieces: Iterable[bytes]) -> None:
    """Compress each piece on a thread while the next one is made."""
    with ThreadPoolExecutor(max_workers=1) as compressor:
        pending: Future[int] | None = None
        for piece in pieces:
            if pending is not None:
                pending.result()
            pending = compressor.submit(entry.write, piece)
        if pending is not None:
            pending.result()
