"""Ledgers to report on, and LibreOffice to calculate what was written."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

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
            timeout=300,
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
