"""A workbook of bare rows and COUNTIFS, and how long LibreOffice takes to calculate it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook


@dataclass(frozen=True, slots=True)
class CountedRows:
    """The rows behind an indicator as (whose, whether it counts, its level)."""

    sheet: str
    rows: Sequence[tuple[int, int, str]]
    levels: Sequence[str] = ()


def write_formulas(path: Path, counted: Sequence[CountedRows], subjects: Sequence[int]) -> int:
    """Write the rows, and the counts of each subject as formulas; return how many of these.

    A formula has no value beside it, so that LibreOffice has to calculate it on opening.
    """
    workbook = Workbook(write_only=True)
    scores = workbook.create_sheet("scores")
    number = 0
    for place, subject in enumerate(subjects, start=1):
        formulas = [formula for one in counted for formula in _formulas(one, place)]
        scores.append([subject, *formulas])
        number += len(formulas)
    for one in counted:
        sheet = workbook.create_sheet(one.sheet)
        for row in one.rows:
            sheet.append(row)
    workbook.save(path)
    return number


def _formulas(one: CountedRows, place: int) -> Iterator[str]:
    last = max(1, len(one.rows))
    whose, counts, level = (f"{one.sheet}!${c}$1:${c}${last}" for c in "ABC")
    yield f"=COUNTIFS({whose},$A{place},{counts},1)"
    yield f"=COUNTIFS({whose},$A{place})"
    for code in one.levels:
        yield f'=COUNTIFS({whose},$A{place},{counts},1,{level},"{code}")'


def seconds_to_open(path: Path) -> float:
    """Return how long LibreOffice takes to open a workbook, calculate it and write its values."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise SystemExit("LibreOffice is needed for this part, and was not found.")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    convert = ["--convert-to", "csv", "--outdir", str(path.parent), str(path)]
    begun = time.perf_counter()
    subprocess.run([soffice, profile, "--headless", *convert], check=True, capture_output=True)
    return time.perf_counter() - begun
