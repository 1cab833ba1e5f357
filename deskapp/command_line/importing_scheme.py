"""deskapp import scheme: take an appraisal scheme over, or say what was understood of it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from deskapp.command_line.output import say, warn
from deskapp.command_line.year import year_written
from deskapp.errors import CallError, FieldProblems
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.usecases.imports.scheme import SchemeLine, SchemeReading
    from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft


def run(call: argparse.Namespace) -> int:
    """Import the scoring table or preview it; the status is 1 where problems stop the import.

    Only rules that were read to their end are taken over; all others are left by hand.
    """
    from deskapp.database import open_ledger
    from deskapp.usecases.imports.scheme import import_scheme, read_scheme

    database = open_ledger(call.ledger)
    try:
        reading = read_scheme(call.file, year_written(call.year))
        if call.preview:
            return _preview(reading, as_json=call.json)
        if reading.draft.year is None:
            raise CallError(_("Say of which year the scheme is: --year."))
        for problem in reading.problems:
            warn(str(problem))
        if reading.problems:
            warn(_("Nothing was written."))
            return 1
        _tell(reading)
        draft = reading.as_understood()
        try:
            number = database.do(import_scheme, draft, reading.file).result
        except FieldProblems as problems:
            _warn(problems, reading)
            return 1
        say(_("Imported: scheme {id}, {title}.").format(id=number, title=draft.title))
        return 0
    finally:
        database.close()


def _preview(reading: SchemeReading, *, as_json: bool) -> int:
    if as_json:
        # A console in another encoding gets escapes instead of question marks.
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        say(json.dumps(as_plain_data(reading), ensure_ascii=not utf8, indent=1))
    else:
        _tell(reading)
        say(_("Nothing was written."))
    for problem in reading.problems:
        warn(str(problem))
    return 1 if reading.problems else 0


def _warn(problems: FieldProblems, reading: SchemeReading) -> None:
    """Name the row of the table that a complaint about an indicator is about."""
    for name, text in problems.by_field.items():
        place, dot, _field = name.partition(".")
        where = f"{reading.sheet}!{reading.lines[int(place) - 1].number}: " if dot else ""
        warn(where + text)
    warn(_("Nothing was written."))


def _tell(reading: SchemeReading) -> None:
    from deskapp.rules.scheme_checks import ordinary_in_words, section_sums

    say(_heading(reading.draft))
    for line in reading.lines:
        say(_line(line))
        for doubt in line.doubts:
            say(f"    {doubt}")
    for remark in reading.remarks:
        say(remark)
    sums = section_sums((one.section, one.points) for one in reading.as_understood().indicators)
    say(ordinary_in_words(sums["ordinary"]))
    states = [line.state for line in reading.lines]
    say(
        _("Read: {read}. Please check: {check}. By hand: {hand}.").format(
            read=states.count("read"), check=states.count("check"), hand=states.count("by hand")
        )
    )


def _heading(draft: SchemeDraft) -> str:
    year = "" if draft.year is None else str(draft.year)
    return draft.title if year in draft.title else f"{year} {draft.title}"


def _line(line: SchemeLine) -> str:
    from deskapp.usecases.imports.scheme import STATES, rule_in_words

    text = _("Row {row}: {level1} / {level2}: {state}")
    own = line.indicator
    said = {"row": line.number, "level1": own.level1, "level2": own.level2}
    words = text.format(**said, state=_(STATES[line.state]))
    rule = rule_in_words(line.proposed) if line.guess.understood else ""
    return f"{words}: {rule}" if rule else words


def as_plain_data(reading: SchemeReading) -> dict[str, Any]:
    """Return a reading as JSON holds it.

    kind, file, sheet, year, title, appraised, scope, bonus_cap, deduction_cap, remarks; rows,
    each with row (its number in the sheet), section, level1, level2, points, criteria, state
    (read, check, by hand), measure, measure_parameters, rule, rule_parameters, sentence,
    missing, left (words that were not read), doubts and problems (sheet, cell, what).
    """
    draft = reading.draft
    return {
        "kind": "scheme",
        "file": reading.file,
        "sheet": reading.sheet,
        "year": draft.year,
        "title": draft.title,
        "appraised": draft.appraised,
        "scope": draft.scope,
        "bonus_cap": _plain(draft.bonus_cap),
        "deduction_cap": _plain(draft.deduction_cap),
        "remarks": reading.remarks,
        "rows": [_row(line) for line in reading.lines],
    }


def _row(line: SchemeLine) -> dict[str, Any]:
    from deskapp.usecases.imports.scheme import rule_in_words

    proposed: IndicatorDraft = line.proposed
    return {
        "row": line.number,
        "section": proposed.section,
        "level1": proposed.level1,
        "level2": proposed.level2,
        "points": _plain(proposed.points),
        "criteria": proposed.criteria,
        "state": line.state,
        "measure": proposed.measure,
        "measure_parameters": proposed.measure_parameters,
        "rule": proposed.rule,
        "rule_parameters": proposed.rule_parameters,
        "sentence": rule_in_words(proposed) if line.guess.understood else "",
        "missing": list(line.guess.missing),
        "left": list(line.guess.left),
        "doubts": line.doubts,
        "problems": [asdict(problem) for problem in line.problems],
    }


def _plain(points: Any) -> str | None:
    return None if points is None else f"{points:f}"
