"""Exporting the appraisal against its evidence as csv, and against openpyxl's own writer."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from captured import Statement, raw_rows, statements_of
from measured import Variant, compare
from openpyxl import Workbook

from deskapp.database import Database
from deskapp.reports.export import export_report

_SHARE = 0.1
"""Part of the rows that openpyxl writes; it takes the same time for each."""


def measure(database: Database, ledger: Path, folder: Path, rounds: int) -> None:
    """Compare the whole workbook with its rows written in the barest way."""
    target = folder / "appraisal.xlsx"

    def export() -> None:
        export_report(database, "appraisal", 2021, target)

    statements = statements_of(export)
    rows = list(raw_rows(ledger, statements))
    cells = sum(map(len, rows))
    some = list(islice(rows, int(len(rows) * _SHARE)))
    del rows
    compare(
        f"Appraisal workbook, {cells:,} values",
        Variant("the same SQL to csv", lambda: _write_csv(ledger, statements, folder)),
        [
            Variant("openpyxl write_only, bare", lambda: _write_only(some, folder), _SHARE),
            Variant("deskapp export appraisal", export),
        ],
        rounds,
    )


def _write_csv(ledger: Path, statements: list[Statement], folder: Path) -> None:
    with (folder / "rows.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(raw_rows(ledger, statements))


def _write_only(rows: Sequence[tuple[object, ...]], folder: Path) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(row)
    workbook.save(folder / "write_only.xlsx")
