"""Sheets to write, hostile files to read, and LibreOffice as a second opinion."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from deskapp.excel.sheet import Cell, Column, Sheet
from deskapp.excel.writer import write_workbook
from deskapp.i18n import language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with language("en"):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes sheets to a new file and returns its path."""

    def written(*sheets: Sheet) -> Path:
        path = tmp_path / "written.xlsx"
        write_workbook(path, sheets)
        return path

    return written


@pytest.fixture
def one_column(write: Callable[..., Path]) -> Callable[..., Path]:
    """Return a function that writes values under each other, from A2."""

    def written(*values: Cell, kind: Any = "text") -> Path:
        rows = [[value] for value in values]
        return write(Sheet("Sheet", "", [Column("Value", 20, kind)], rows))

    return written


# Without this LibreOffice believes the values in the file and computes nothing.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@pytest.fixture
def recalculated(tmp_path: Path, soffice: str) -> Callable[[Path], Path]:
    """Return a function that lets LibreOffice open, recalculate and save a workbook."""
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)

    def saved_by_libreoffice(path: Path) -> Path:
        folder = tmp_path / "libreoffice"
        call = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
        subprocess.run(
            [*call, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(path)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return folder / path.name

    return saved_by_libreoffice


_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.fixture
def handmade(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a workbook of one sheet from the XML inside <worksheet>."""

    def made(
        inside: str, *, sheet_state: str = "visible", more: dict[str, str] | None = None
    ) -> Path:
        path = tmp_path / "handmade.xlsx"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/workbook.xml": f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/a.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="/xl/styles.xml"/>'
            "</Relationships>",
            "xl/styles.xml": f'<styleSheet xmlns="{_NAMESPACE}"><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="22"/></cellXfs></styleSheet>',
            "xl/worksheets/a.xml": f'<worksheet xmlns="{_NAMESPACE}">{inside}</worksheet>',
            **(more or {}),
        }
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return path

    return made
