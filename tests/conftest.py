"""What all tests rest on."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

# Windows of tests are never seen; Qt aborts where it is asked for a screen that is not there.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return where LibreOffice is; without it skip, but fail where every check was asked for."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        return found
    missing = "LibreOffice (soffice) is not installed, so nothing can recalculate"
    if os.environ.get("REQUIRE_LIBREOFFICE") or os.environ.get("CI", "").lower() == "true":
        pytest.fail(missing)
    pytest.skip(missing)


# Without this LibreOffice believes the values in the file and computes nothing.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


# UTF-8, every value in full, every sheet a file of its own.
_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

Convert = Callable[[str, Sequence[Path]], Path]
RowsBySheet = dict[str, list[list[str]]]


@pytest.fixture
def converted(tmp_path: Path, soffice: str) -> Convert:
    """Return a function that lets LibreOffice calculate workbooks and save them in a folder."""
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)

    def saved(kind: str, paths: Sequence[Path]) -> Path:
        folder = tmp_path / "libreoffice"
        call = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
        subprocess.run(
            [*call, kind, "--outdir", str(folder), *map(str, paths)],
            check=True,
            capture_output=True,
            timeout=1200,
        )
        return folder

    return saved


@pytest.fixture
def recalculated(converted: Convert) -> Callable[[Sequence[Path]], list[Path]]:
    """Return a function that lets LibreOffice calculate workbooks and save them elsewhere."""

    def saved(paths: Sequence[Path]) -> list[Path]:
        folder = converted("xlsx:Calc MS Excel 2007 XML", paths)
        return [folder / path.name for path in paths]

    return saved


@pytest.fixture
def recalculated_rows(converted: Convert) -> Callable[[Sequence[Path]], list[RowsBySheet]]:
    """Return a function that lets LibreOffice calculate workbooks and tells their rows.

    Saving them as plain text takes half as long as saving them as workbooks.
    """

    def rows(paths: Sequence[Path]) -> list[RowsBySheet]:
        folder = converted(_ALL_SHEETS, paths)
        return [_rows_by_sheet(folder, path.stem) for path in paths]

    return rows


def _rows_by_sheet(folder: Path, stem: str) -> RowsBySheet:
    found = {}
    for path in folder.glob(f"{stem}-*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem.removeprefix(f"{stem}-")] = list(csv.reader(stream))
    return found


_CACHED = re.compile(rb"(</f>)<v[^>]*>[^<]*</v>")


@pytest.fixture
def without_values() -> Callable[[Path], Path]:
    """Return a function that copies a workbook with a wrong value in every formula cell."""

    def spoilt(path: Path) -> Path:
        copy = path.with_name(f"spoilt-{path.name}")
        with ZipFile(path) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as made:
            for name in archive.namelist():
                made.writestr(name, _CACHED.sub(rb"\1<v>-77</v>", archive.read(name)))
        return copy

    return spoilt
