"""deskapp export: write one report to a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from deskapp.command_line.output import say
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _, current_language, language


def run(call: argparse.Namespace) -> int:
    """Export the report and say where the file is."""
    from deskapp.database import open_ledger
    from deskapp.reports.export import export_report
    from deskapp.reports.registry import REPORTS

    year = year_written(call.year)
    if call.report not in REPORTS:
        raise CallError(
            _("There is no report “{name}”; there are: {reports}.").format(
                name=call.report, reports=", ".join(REPORTS)
            ),
            _("See: deskapp list reports"),
        )
    suffix = REPORTS[call.report].suffix
    if not call.to.lower().endswith(suffix):
        what = _("“{file}” is not the name of a workbook.")
        if suffix != ".xlsx":
            what = _("“{file}” is not the name of a file of this report's kind.")
        raise CallError(
            what.format(file=call.to),
            _("Let it end in {suffix}.").format(suffix=suffix),
        )
    database = open_ledger(call.ledger)
    try:
        with language(call.language or current_language()):
            path = export_report(database, call.report, year, Path(call.to))
    finally:
        database.close()
    told = _("The workbook is {file}") if suffix == ".xlsx" else _("The file is {file}")
    say(told.format(file=path))
    return 0
