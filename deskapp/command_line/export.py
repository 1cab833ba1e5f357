"""deskapp export: write one report to a file, or the evidence box of a year."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.command_line.output import say
from deskapp.command_line.scheme import scheme_of
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _, current_language, language

if TYPE_CHECKING:
    from deskapp.database import Database

EVIDENCE_BOX = "evidence-box"


def run(call: argparse.Namespace) -> int:
    """Export the report and say where the file is."""
    from deskapp.database import open_ledger
    from deskapp.reports.registry import REPORTS

    year_written(call.year)
    if call.report == EVIDENCE_BOX:
        from deskapp.command_line import box_export

        return box_export.run(call)
    _refuse_wrong_call(call)
    database = open_ledger(call.ledger)
    try:
        with language(call.language or current_language()):
            path = _export(database, call)
    finally:
        database.close()
    is_workbook = REPORTS[call.report].suffix == ".xlsx"
    told = _("The workbook is {file}") if is_workbook else _("The file is {file}")
    say(told.format(file=path))
    return 0


def _export(database: Database, call: argparse.Namespace) -> Path:
    from deskapp.reports.export import export_report
    from deskapp.reports.registry import REPORTS

    year, scheme_id = year_written(call.year), None
    if REPORTS[call.report].of_scheme:
        with database.reading() as session:
            scheme = scheme_of(session, year, call.scheme, REPORTS[call.report])
        year, scheme_id = scheme.year, scheme.id
    return export_report(database, call.report, year, Path(call.to), scheme_id=scheme_id)


def _refuse_wrong_call(call: argparse.Namespace) -> None:
    from deskapp.reports.registry import REPORTS

    if call.report not in REPORTS:
        raise CallError(
            _("There is no report “{name}”; there are: {reports}.").format(
                name=call.report, reports=", ".join([*REPORTS, EVIDENCE_BOX])
            ),
            _("See: deskapp list reports"),
        )
    if call.scheme and not REPORTS[call.report].of_scheme:
        raise CallError(
            _("The report “{name}” is not about a scheme.").format(name=call.report),
            _("Leave --scheme out."),
        )
    _refuse_wrong_ending(call.to, REPORTS[call.report].suffix)


def _refuse_wrong_ending(file: str, suffix: str) -> None:
    if file.lower().endswith(suffix):
        return
    what = _("“{file}” is not the name of a workbook.")
    if suffix != ".xlsx":
        what = _("“{file}” is not the name of a file of this report's kind.")
    raise CallError(what.format(file=file), _("Let it end in {suffix}.").format(suffix=suffix))
