"""deskapp fill: put a year's scores into the office's own form, or write one to begin from."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.command_line.appraised import appraised_called
from deskapp.command_line.output import progress_line, say, warn
from deskapp.command_line.scheme import scheme_about
from deskapp.command_line.year import year_written
from deskapp.errors import CallError, CannotWrite
from deskapp.i18n import _, language, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import SchemeRow, Scoring, Subject
    from deskapp.reports.own_form.filling import OwnForm


def run(call: argparse.Namespace) -> int:
    """Say what is in the form, then fill it; with --preview only say it."""
    from deskapp.database import open_ledger
    from deskapp.reports.own_form.filling import read_form

    year = year_written(call.year)
    _refuse_incomplete(call)
    form = None if call.example else read_form(Path(call.template))
    if form is not None:
        _tell_contents(form)
    database = open_ledger(call.ledger)
    try:
        with database.reading() as session:
            scheme = scheme_about(session, year, call.scheme, call.unit)
            if form is None:
                _write_example(session, scheme, call)
            else:
                _fill_or_preview(session, form, scheme, call)
    finally:
        database.close()
    return 0


def _refuse_incomplete(call: argparse.Namespace) -> None:
    missing = _("{name} is missing.")
    if call.example:
        return
    if not call.template:
        raise CallError(
            missing.format(name="TEMPLATE"),
            _("Name the form to fill, or let --example write one to begin from."),
        )
    if not call.to and not call.preview:
        raise CallError(missing.format(name="--to"), _("Give the folder for the filled forms."))
    if call.to and Path(call.to).is_file():
        raise CallError(
            _("{path} is a file.").format(path=call.to), _("Give the folder for the filled forms.")
        )


def _write_example(session: Session, scheme: SchemeRow, call: argparse.Namespace) -> None:
    """Write the example form of a scheme, in the language in force."""
    from deskapp.excel.writer import write_workbook
    from deskapp.queries.appraisal import scoring_of
    from deskapp.reports.own_form.examples import example_sheet

    path = Path(call.example)
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    _refuse_taken([path], call)
    kind = "summary" if call.summary else "scoring"
    write_workbook(path, [example_sheet(kind, scoring_of(session, scheme))])
    say(_("The example form is {file}").format(file=path))


def _fill_or_preview(
    session: Session, form: OwnForm, scheme: SchemeRow, call: argparse.Namespace
) -> None:
    from deskapp.queries.appraisal import scoring_of
    from deskapp.reports.own_form.filling import form_language, target_files

    with language(form_language(form)):
        scoring = scoring_of(session, scheme)
    subjects = appraised_called(scoring.subjects, call.unit)
    _tell_unknown(form, scoring)
    if call.preview:
        _tell_values(session, form, scoring, subjects)
    else:
        folder = Path(call.to)
        _refuse_taken(target_files(form, scoring, folder, subjects), call)
        _fill(session, form, scoring, subjects, folder)


def _refuse_taken(targets: Sequence[Path], call: argparse.Namespace) -> None:
    """Raise CannotWrite for files of before: somebody may have written into them."""
    taken = [target for target in targets if target.exists()]
    if taken and not call.replace:
        text = ngettext(
            "{n} file of this name is there already: {file}",
            "{n} files of these names are there already, such as {file}",
            len(taken),
        ).format(n=len(taken), file=taken[0])
        raise CannotWrite(text, _("Choose another place, or add --replace to replace them."))


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
