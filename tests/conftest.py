"""What all tests rest on."""

from __future__ import annotations

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


@pytest.fixture
def recalculated(tmp_path: Path, soffice: str) -> Callable[[Sequence[Path]], list[Path]]:
    """Return a function that lets LibreOffice calculate workbooks and save them elsewhere."""
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)

    def saved(paths: Sequence[Path]) -> list[Path]:
        folder = tmp_path / "libreoffice"
        call = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
        subprocess.run(
            [*call, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), *map(str, paths)],
            check=True,
            capture_output=True,
            timeout=600,
        )
        return [folder / path.name for path in paths]

    return saved


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
