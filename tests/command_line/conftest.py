"""Calls of the command line, in this process and in one of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from deskapp.command_line import main
from deskapp.i18n import language
from deskapp.usecases.sample import make_sample

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a call came to: its exit status and what it said."""

    status: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample ledger that no test may write to."""
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    make_sample(path, "small").close()
    return path


@pytest.fixture
def ledger(sample: Path, tmp_path: Path) -> Path:
    """Return a sample ledger of the test's own."""
    return Path(shutil.copy2(sample, tmp_path / "office.ledger"))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that carries out a call in this process, in English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    def carry_out(*words: object) -> Answer:
        capsys.readouterr()
        with language("en"):
            status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return carry_out


def in_own_process(*words: object, **environment: str) -> Answer:
    """Run the program as a person does, with these additions to the environment."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    answer = subprocess.run(
        [sys.executable, "-m", "deskapp", *(str(word) for word in words)],
        cwd=ROOT,
        env={**inherited, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Answer(answer.returncode, answer.stdout, answer.stderr)


@pytest.fixture(name="in_own_process")
def _in_own_process() -> Call:
    return in_own_process


Write = Callable[[Sequence[Sequence[object]]], Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    """Return a function that writes rows into an .xlsx file."""

    def write(rows: Sequence[Sequence[object]]) -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = "名单"
        for row in rows:
            sheet.append(list(row))
        path = tmp_path / "名 单.xlsx"
        book.save(path)
        return path

    return write
