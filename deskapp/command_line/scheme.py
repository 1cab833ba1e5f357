"""Read the scheme of a call: its title, a part of it, or its number among those of the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.queries.appraisal import SchemeRow
    from deskapp.reports.registry import Report


def scheme_of(
    session: Session, year: int | None, text: str | None, report: Report | None = None
) -> SchemeRow:
    """Return the scheme that a call is about; without a year one of the latest that has any.

    Without a text it is the only one of its year. Raises LedgerError, in the words of the
    `report`, for a year without a scheme, and CallError, which lists those there are, where
    it is not clear which is meant.
    """
    from deskapp.queries.appraisal import list_schemes
    from deskapp.reports.export import year_with_data
    from deskapp.reports.registry import REPORTS

    about = report or REPORTS["appraisal"]
    schemes = list_schemes(session, year_with_data(session, about, year))
    meant = _meant(schemes, text)
    if len(meant) != 1:
        raise CallError(_complaint(schemes, text), _listed(schemes))
    return meant[0]


def schemes_of(session: Session, year: int | None, text: str | None) -> Sequence[SchemeRow]:
    """Return the scheme that a call is about or, without a text, all of its year.

    Raises as `scheme_of` does.
    """
    from deskapp.queries.appraisal import list_schemes
    from deskapp.reports.export import year_with_data
    from deskapp.reports.registry import REPORTS

    if text:
        return [scheme_of(session, year, text)]
    return list_schemes(session, year_with_data(session, REPORTS["appraisal"], year))


def _meant(schemes: Sequence[SchemeRow], text: str | None) -> Sequence[SchemeRow]:
    if not text:
        return schemes
    if text.isdecimal() and 1 <= int(text) <= len(schemes):
        return [schemes[int(text) - 1]]
    named = [scheme for scheme in schemes if scheme.title == text]
    return named or [one for one in schemes if text.casefold() in one.title.casefold()]


def _complaint(schemes: Sequence[SchemeRow], text: str | None) -> str:
    if text:
        what = _("It is not clear which scheme of {year} “{text}” is.")
    else:
        what = _("The year {year} has several schemes.")
    return what.format(year=schemes[0].year, text=text)


def _listed(schemes: Sequence[SchemeRow]) -> str:
    titles = _("; ").join(f"{number} {one.title}" for number, one in enumerate(schemes, start=1))
    return _("Choose one with --scheme, by number or title: {schemes}.").format(schemes=titles)
