"""deskapp export: write one report as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from deskapp.command_line.output import say
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _, current_language, language


def run(call: argparse.Namespace) -> int:
    """Export the report and say where the workbook is."""
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
    if not call.to.lower().endswith(".xlsx"):
        raise CallError(
            _("“{file}” is not the name of a workbook.").format(file=call.to),
            _("Let it end in .xlsx."),
        )
    database = open_ledger(call.ledger)
    try:
        with language(call.language or current_language()):
            path = export_report(database, call.report, year, Path(call.to))
    finally:
        database.close()
    say(_("The workbook is {file}").format(file=path))
    return 0
