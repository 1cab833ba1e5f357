"""Read a form and what its marks stand for, away from the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskapp.i18n import language
from deskapp.queries.appraisal import SchemeRow, Scoring, Subject, scoring_of
from deskapp.workspace.reader import Ask, Question

if TYPE_CHECKING:
    from deskapp.reports.own_form.filling import MarkPreview, OwnForm, UnknownMark


@dataclass(frozen=True)
class LookedAt:
    """A form with its marks and their values for one of the appraised."""

    form: OwnForm
    scoring: Scoring
    subject: Subject | None
    marks: Sequence[MarkPreview]
    unknown: Sequence[UnknownMark]


def look_at(path: Path, scheme: SchemeRow, subject_id: int | None) -> Question:
    """Return the question what a form's marks stand for; of the first without a subject."""

    def question(ask: Ask) -> LookedAt:
        # They load openpyxl, which a window without a form does not need.
        from deskapp.reports.own_form.filling import form_language, read_form

        form = read_form(path)
        with language(form_language(form)):
            scoring: Scoring = ask(scoring_of, scheme)
            return _looked_at(ask, form, scoring, _subject(scoring, subject_id))

    return question


def _looked_at(ask: Ask, form: OwnForm, scoring: Scoring, subject: Subject | None) -> LookedAt:
    from deskapp.reports.own_form.filling import form_values, preview, unknown_marks

    about = None if form.is_summary else subject

    def values(session: Any) -> Sequence[MarkPreview]:
        return preview(form, form_values(session, scoring, about))

    return LookedAt(form, scoring, subject, ask(values), unknown_marks(form, scoring))


def _subject(scoring: Scoring, subject_id: int | None) -> Subject | None:
    first = next(iter(scoring.subjects), None)
    return next((one for one in scoring.subjects if one.id == subject_id), first)
