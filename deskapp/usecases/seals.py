"""Seal a year, so that it can only be read, and open it again with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.records.year_seal import YearSeal


def seal_year(session: Session, year: int, sealed_on: date | None = None) -> int:
    """Seal a year; return the id of the seal. What belongs to the year can only be read then.

    Raises LedgerError when it is sealed already.
    """
    if _seal_of(session, year) is not None:
        raise LedgerError(
            _("The year {year} is sealed already.").format(year=year),
            _("Reopen it with a reason to change it."),
        )
    name_action(session, N_("Seal the year {year}"), year=year)
    seal = YearSeal(year=year, sealed_on=sealed_on or date.today())
    session.add(seal)
    session.flush()
    return seal.id


def reopen_year(session: Session, year: int, reason: str) -> None:
    """Open a sealed year for changes again; the reason is kept in the history.

    Raises FieldProblems without a reason, LedgerError when the year is not sealed.
    """
    if not reason.strip():
        complaint = _("Say why the year is reopened; the reason is kept in the history.")
        raise FieldProblems(complaint, {"reason": complaint})
    seal_id = _seal_of(session, year)
    if seal_id is None:
        raise LedgerError(_("The year {year} is not sealed.").format(year=year))
    name_action(session, N_("Reopen the year {year}"), reason=reason.strip(), year=year)
    delete_rows(session, YearSeal, [seal_id])


def _seal_of(session: Session, year: int) -> int | None:
    return session.execute(select(YearSeal.id).where(YearSeal.year == year)).scalar()
