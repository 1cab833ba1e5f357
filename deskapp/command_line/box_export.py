"""deskapp export evidence-box: all that a year's appraisal rests on, as a folder or a .zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from deskapp.command_line.output import progress_line, say, warn
from deskapp.command_line.scheme import schemes_of
from deskapp.command_line.year import year_written
from deskapp.i18n import _, current_language, language


def run(call: argparse.Namespace) -> int:
    """Make the box and say where it is, and which files the ledger no longer holds."""
    from deskapp.database import open_ledger
    from deskapp.reports.evidence_box.making import make_box
    from deskapp.reports.evidence_box.words import box_in_words, losses_in_words

    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            schemes = schemes_of(session, year_written(call.year), call.scheme)
        with language(call.language or current_language()):
            made = make_box(database, schemes, Path(call.to), progress_line)
    finally:
        database.close()
    say(_("The evidence box is {file}").format(file=made.path))
    say(box_in_words(made))
    for line in losses_in_words(made):
        warn(line)
    return 0
