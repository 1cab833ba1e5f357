"""deskapp import: take rows over from a workbook, or say what that would do."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from deskapp.command_line import importing_scheme
from deskapp.command_line.answers import answered
from deskapp.command_line.output import say, warn
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.database import Database
    from deskapp.usecases.imports import Doubt, ImportReading, ImportResult, ReadRow


SCHEME = "scheme"
"""Imported as a whole, with its indicators; all other kinds are lists of rows."""


def run(call: argparse.Namespace) -> int:
    """Import the workbook or preview it; the status is 1 where problems stop the import."""
    from deskapp.database import open_ledger
    from deskapp.usecases.imports import IMPORT_KINDS, preview_import

    if call.json and not call.preview:
        raise CallError(_("--json goes with --preview."))
    if call.kind == SCHEME:
        return importing_scheme.run(call)
    year = year_written(call.year)
    if call.kind not in IMPORT_KINDS:
        raise CallError(
            _("“{kind}” cannot be imported; known are: {kinds}.").format(
                kind=call.kind, kinds=", ".join([*IMPORT_KINDS, SCHEME])
            ),
            _("See: deskapp list kinds"),
        )
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            reading = preview_import(
                session, call.kind, call.file, year=year, meeting=call.meeting or None
            )
            reading = answered(
                session, reading, file=call.answers or "", keep_words=call.keep_words
            )
        if call.preview:
            return _preview(reading, as_json=call.json, skip_problems=call.skip_problems)
        return _import(database, reading, skip_problems=call.skip_problems)
    finally:
        database.close()


def _preview(reading: ImportReading, *, as_json: bool, skip_problems: bool) -> int:
    if as_json:
        # A console in another encoding gets escapes instead of question marks.
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        say(json.dumps(as_plain_data(reading), ensure_ascii=not utf8, indent=1))
    else:
        _tell_rows(reading)
    for problem in reading.problems:
        warn(str(problem))
    return 1 if reading.problems and not skip_problems else 0


def _import(database: Database, reading: ImportReading, *, skip_problems: bool) -> int:
    from deskapp.usecases.imports import apply_import

    result = database.do(apply_import, reading, skip_problems=skip_problems).result
    for problem in reading.problems:
        warn(str(problem))
    for remark in [*reading.remarks, *_hints(reading)]:
        say(remark)
    say(_sentence(result))
    return 0


def _sentence(result: ImportResult) -> str:
    return _(
        "Imported: {new} new, {changed} changed, {same} unchanged, {left_out} left out."
    ).format(new=result.new, changed=result.changed, same=result.same, left_out=result.left_out)


def _hints(reading: ImportReading) -> list[str]:
    from deskapp.usecases.imports import IMPORT_KINDS

    column = reading.columns.get(IMPORT_KINDS[reading.kind].title, "A")
    return [
        f"{reading.sheet}!{column}{row.number}: {hint}"
        for row in reading.rows
        for hint in row.hints
    ]


def _tell_rows(reading: ImportReading) -> None:
    from deskapp.usecases.imports import IMPORT_KINDS

    fields, title = IMPORT_KINDS[reading.kind].by_name, IMPORT_KINDS[reading.kind].title
    for row in reading.rows:
        if row.status == "new":
            say(_("Row {row}: new: {name}").format(row=row.number, name=row.shown.get(title, "")))
        elif row.status == "changed":
            changes = "; ".join(
                f"{_(fields[name].label)}: {change.before or '—'} → {change.after}"
                for name, change in row.changes.items()
            )
            line = _("Row {row}: changed: {name} ({changes})")
            say(line.format(row=row.number, name=row.shown.get(title, ""), changes=changes))
    for remark in [*reading.remarks, *_hints(reading)]:
        say(remark)
    counts = reading.counts()
    say(
        _(
            "Nothing was written. It would be: {new} new, {changed} changed, {same} unchanged, "
            "{left_out} with problems."
        ).format(
            new=counts["new"],
            changed=counts["changed"],
            same=counts["same"],
            left_out=counts["problem"],
        )
    )


def as_plain_data(reading: ImportReading) -> dict[str, Any]:
    """Return a reading as JSON holds it.

    kind, file, sheet; columns: field -> letter; counts: status -> number; remarks; rows, each
    with row (its number in the sheet), status (new, changed, same, problem), id (of the
    existing record, or null), written (field -> text of the cell), values (field -> text as
    understood; dates as 2021-04-20, choices as their code, references as the name), changes
    (field -> before and after), problems (sheet, cell, what) and hints.
    """
    return {
        "kind": reading.kind,
        "file": reading.file,
        "sheet": reading.sheet,
        "columns": reading.columns,
        "counts": reading.counts(),
        "remarks": reading.remarks,
        "rows": [_row(row) for row in reading.rows],
    }


def _row(row: ReadRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "status": row.status,
        "id": row.existing_id,
        "written": row.written,
        "values": {name: _value(row, name) for name in row.values},
        "changes": {name: asdict(change) for name, change in row.changes.items()},
        "problems": [asdict(problem) for problem in row.problems],
        "hints": row.hints,
        "doubts": [_doubt(doubt) for doubt in row.doubts],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    choices = {choice.value: choice.label for choice in doubt.choices}
    return {"cell": doubt.cell, "text": doubt.text, "choices": choices, "answer": doubt.answer}


def _value(row: ReadRow, name: str) -> Any:
    value = row.values[name]
    if isinstance(value, date):
        return value.isoformat()
    # What is left are references, which people know by name.
    is_plain = isinstance(value, str | bool) or value is None
    return value if is_plain else row.shown.get(name, str(value))
