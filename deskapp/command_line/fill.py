"""deskapp fill: put a year's scores into the office's own form, a new file for each unit."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.command_line.appraised import appraised_called
from deskapp.command_line.output import progress_line, say, warn
from deskapp.command_line.scheme import scheme_about
from deskapp.command_line.year import year_written
from deskapp.errors import CallError
from deskapp.i18n import _, language

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import Scoring, Subject
    from deskapp.reports.own_form.filling import OwnForm


def run(call: argparse.Namespace) -> int:
    """Say what is in the form, then fill it; with --preview only say it."""
    from deskapp.database import open_ledger
    from deskapp.queries.appraisal import scoring_of
    from deskapp.reports.own_form.filling import form_language, read_form

    year = year_written(call.year)
    if not call.to and not call.preview:
        raise CallError(
            _("{name} is missing.").format(name="--to"), _("Give the folder for the filled forms.")
        )
    form = read_form(Path(call.template))
    _tell_contents(form)
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            scheme = scheme_about(session, year, call.scheme, call.unit)
            with language(form_language(form)):
                scoring = scoring_of(session, scheme)
            subjects = appraised_called(scoring.subjects, call.unit)
            _tell_unknown(form, scoring)
            if call.preview:
                _tell_values(session, form, scoring, subjects)
            else:
                _fill(session, form, scoring, subjects, Path(call.to))
    finally:
        database.close()
    return 0


def _fill(
    session: Session, form: OwnForm, scoring: Scoring, subjects: Sequence[Subject], folder: Path
) -> None:
    from deskapp.reports.own_form.filling import fill_all, form_language

    with language(form_language(form)):
        made = fill_all(session, form, scoring, folder, subjects=subjects, progress=progress_line)
    for path in made:
        say(_("The filled form is {file}").format(file=path))


def _tell_contents(form: OwnForm) -> None:
    """Say what the form holds besides cells, and what comes of it."""
    for content in form.contents:
        warn(content.sentence())


def _tell_unknown(form: OwnForm, scoring: Scoring) -> None:
    from deskapp.reports.own_form.filling import unknown_marks

    for unknown in unknown_marks(form, scoring):
        warn(unknown.sentence())


def _tell_values(
    session: Session, form: OwnForm, scoring: Scoring, subjects: Sequence[Subject]
) -> None:
    """Print each mark with its cell and its value for the first of those wanted."""
    from deskapp.reports.own_form.filling import form_language, form_values, preview

    subject = None if form.is_summary or not subjects else subjects[0]
    if subject is not None:
        say(subject.name)
    with language(form_language(form)):
        lines = preview(form, form_values(session, scoring, subject))
    for line in lines:
        value = " / ".join(line.value.splitlines())
        say(f"{line.where}\t{line.text}\t{value}")
