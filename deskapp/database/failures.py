"""Turn the database's errors into sentences with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from deskapp.errors import CannotWrite, ChangedElsewhere, DamagedLedger, LedgerError
from deskapp.i18n import _


@contextmanager
def told_in_words() -> Iterator[None]:
    """Raise the database's errors of the block as LedgerErrors."""
    try:
        yield
    except StaleDataError as error:
        raise ChangedElsewhere(
            _("This record was changed or deleted elsewhere since you opened it."),
            _("What you typed is still here: compare it with the list, then save again."),
        ) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise as_ledger_error(error) from error


def as_ledger_error(error: SQLAlchemyError | sqlite3.Error) -> LedgerError:
    """Return the expected failure that a database error means; what it wrote is undone."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if isinstance(error, IntegrityError):
        return _integrity(text)
    if "full" in text:
        return CannotWrite(
            _("The disk is full; nothing was saved."),
            _("Free some space, then save again; what you typed is still here."),
        )
    if "readonly" in text or "read-only" in text:
        return CannotWrite(
            _("The ledger can only be read: its file is write-protected, or was moved."),
            _("Open it from where it is now, or from a folder you may write to."),
        )
    if "locked" in text:
        return locked()
    if "malformed" in text or "not a database" in text:
        return DamagedLedger(
            _("The ledger file is damaged."),
            _("Make a copy of it now, then open the newest backup that passes the check."),
        )
    return CannotWrite(
        _("The ledger could not be read or written."),
        _("Check that its disk or server can be reached, then try again."),
    )


def locked() -> CannotWrite:
    """Return the failure of a ledger that another program is holding."""
    return CannotWrite(
        _("Another program is writing to the ledger."), _("Wait a moment, then try again.")
    )


def _integrity(text: str) -> LedgerError:
    if "unique" in text:
        return LedgerError(
            _("There is already a record of this name."),
            _("Open that one, or choose another name."),
        )
    if "foreign key" in text:
        return LedgerError(
            _("Other records still refer to this one."),
            _("Delete or change those first, or give this one an end date instead."),
        )
    return LedgerError(
        _("A value does not fit the ledger; nothing was saved."), _("Check the fields.")
    )
