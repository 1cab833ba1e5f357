"""A workbook of bare rows and COUNTIFS, and how long LibreOffice takes to calculate it."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from deskapp.rules.points import Counted


@dataclass(frozen=True, slots=True)
class CountedRows:
    """The rows behind an indicator as (whose, whether it counts, its level), and their counts."""

    sheet: str
    rows: Sequence[tuple[str | int, ...]]
    counted: Mapping[str, Counted]
    levels: Sequence[str] = ()


Cell = tuple[str, int]
"""A formula, and the value that has to come out of it."""


@dataclass(frozen=True, slots=True)
class Recalculation:
    """How many COUNTIFS LibreOffice calculated, over how many rows, and how long it took."""

    formulas: int
    rows: int
    seconds: float


def recalculate(
    folder: Path, counted: Sequence[CountedRows], *, one_table: bool = False, every: int = 1
) -> Recalculation:
    """Let LibreOffice count, from a sheet for each indicator or from one table of all rows.

    It opens the workbook twice: with the formulas, and with their values in the same cells, so
    that what it takes to start, to read the rows and to write the result is not counted. Only
    every so manieth of the appraised is counted. Raises SystemExit where anything else comes
    out than the program counts.
    """
    tables = _one_table(counted) if one_table else counted
    names = list(counted[0].counted)[::every]
    lines = [
        (name, [cell for one in counted for cell in _cells(name, place, one, tables)])
        for place, name in enumerate(names, start=1)
    ]
    _write(folder / "first.xlsx", [], [])
    _seconds_to_open(folder / "first.xlsx")  # it makes its profile
    seconds = []
    for file, part in (("values.xlsx", 1), ("formulas.xlsx", 0)):
        shown = [[name, *(cell[part] for cell in cells)] for name, cells in lines]
        _write(folder / file, shown, tables)
        seconds.append(_seconds_to_open(folder / file))
    expected = [[name, *(str(value) for _formula, value in cells)] for name, cells in lines]
    with (folder / "formulas.csv").open(encoding="utf-8", newline="") as stream:
        if list(csv.reader(stream)) != expected:
            raise SystemExit("LibreOffice counts something else than the program.")
    formulas = sum(len(cells) for _name, cells in lines)
    return Recalculation(formulas, sum(len(one.rows) for one in tables), seconds[1] - seconds[0])


def _one_table(counted: Sequence[CountedRows]) -> Sequence[CountedRows]:
    rows = [(*row, one.sheet) for one in counted for row in one.rows]
    return [CountedRows("rows", rows, {})]


def _cells(
    name: str, place: int, one: CountedRows, tables: Sequence[CountedRows]
) -> Iterator[Cell]:
    """Yield the counts of one of the appraised under an indicator."""
    table = tables[0] if len(tables) == 1 else one
    last = max(1, len(table.rows))
    whose, counts, level, of = (f"{table.sheet}!${c}$1:${c}${last}" for c in "ABCD")
    is_its = f"{whose},$A{place}" + ("" if table is one else f',{of},"{one.sheet}"')
    found = one.counted[name]
    yield f"=COUNTIFS({is_its},{counts},1)", int(found.numerator)
    yield f"=COUNTIFS({is_its})", found.denominator
    for code in one.levels:
        yield f'=COUNTIFS({is_its},{counts},1,{level},"{code}")', found.levels.get(code, 0)


def _write(path: Path, lines: Sequence[Sequence[object]], tables: Sequence[CountedRows]) -> None:
    workbook = Workbook(write_only=True)
    counts = workbook.create_sheet("counts")
    for line in lines:
        counts.append(line)
    for one in tables:
        sheet = workbook.create_sheet(one.sheet)
        for row in one.rows:
            sheet.append(row)
    workbook.save(path)


def _seconds_to_open(path: Path) -> float:
    """Return how long LibreOffice takes to open a workbook and write its first sheet.

    A formula has no value beside it, so that it has to be calculated on opening. Returned is the
    lesser of the time that went by and the processor's: other work on the machine makes the one
    longer, several threads the other.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        raise SystemExit("LibreOffice is needed for this part, and was not found.")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    utf8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    convert = ["--convert-to", utf8, "--outdir", str(path.parent), str(path)]
    begun, spent = time.perf_counter(), _spent_by_children()
    subprocess.run([soffice, profile, "--headless", *convert], check=True, capture_output=True)
    return min(time.perf_counter() - begun, _spent_by_children() - spent)


def _spent_by_children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system
