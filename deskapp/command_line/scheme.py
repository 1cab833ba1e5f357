"""Read the scheme of a call: its title, a part of it, or its number among those of the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deskapp.command_line.appraised import called
from deskapp.command_line.output import warn
from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import SchemeRow
    from deskapp.reports.registry import Report


def scheme_of(
    session: Session, year: int | None, text: str | None, report: Report | None = None
) -> SchemeRow:
    """Return the scheme that a call is about; without a year one of the usual.

    Without a text it is the first of its year; where there are others, standard error names
    them. Raises LedgerError, in the words of the `report`, for a year without a scheme, and
    CallError, which lists those there are, where it is not clear which is meant.
    """
    schemes = _schemes(session, year, report)
    if not text:
        _tell_others(schemes)
        return schemes[0]
    meant = _meant(schemes, text)
    if len(meant) != 1:
        raise CallError(_complaint(schemes, text), _listed(schemes))
    return meant[0]


def schemes_of(session: Session, year: int | None, text: str | None) -> Sequence[SchemeRow]:
    """Return the scheme that a call names, or all of its year; raises as `scheme_of` does."""
    return [scheme_of(session, year, text)] if text else _schemes(session, year, None)


def scheme_about(
    session: Session, year: int | None, text: str | None, name: str | None
) -> SchemeRow:
    """Return the scheme that a call is about; without a text the first that appraises a name.

    Raises as `scheme_of` does.
    """
    from deskapp.queries.appraisal import appraised_subjects

    if text or not name:
        return scheme_of(session, year, text)
    schemes = _schemes(session, year, None)
    about = (one for one in schemes if called(appraised_subjects(session, one), name))
    return next(about, schemes[0])


def _schemes(session: Session, year: int | None, report: Report | None) -> Sequence[SchemeRow]:
    from deskapp.queries.appraisal import list_schemes
    from deskapp.reports.export import year_with_data
    from deskapp.reports.registry import REPORTS

    about = report or REPORTS["appraisal"]
    return list_schemes(session, year_with_data(session, about, year))


def _tell_others(schemes: Sequence[SchemeRow]) -> None:
    if len(schemes) > 1:
        what = _("The year {year} has several schemes; this is “{title}”.")
        warn(what.format(year=schemes[0].year, title=schemes[0].title))
        warn(_listed(schemes))


def _meant(schemes: Sequence[SchemeRow], text: str) -> Sequence[SchemeRow]:
    if text.isdecimal() and 1 <= int(text) <= len(schemes):
        return [schemes[int(text) - 1]]
    named = [scheme for scheme in schemes if scheme.title == text]
    return named or [one for one in schemes if text.casefold() in one.title.casefold()]


def _complaint(schemes: Sequence[SchemeRow], text: str) -> str:
    what = _("It is not clear which scheme of {year} “{text}” is.")
    return what.format(year=schemes[0].year, text=text)


def _listed(schemes: Sequence[SchemeRow]) -> str:
    titles = _("; ").join(f"{number} {one.title}" for number, one in enumerate(schemes, start=1))
    return _("Choose one with --scheme, by number or title: {schemes}.").format(schemes=titles)
