"""Expected failures: each says what is wrong and what to do, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskapp.i18n import _


class LedgerError(Exception):
    """An expected failure: one sentence of what is wrong, one of what to do."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        """Return both sentences as one line, parted as the language in force parts them."""
        if not self.advice:
            return self.what
        return _("{what} {advice}").format(what=self.what, advice=self.advice)


class CallError(LedgerError):
    """The command line asked for something that does not exist."""


class DamagedLedger(LedgerError):
    """The file is not a ledger, or not a whole one."""


class NewerLedger(LedgerError):
    """The ledger was written by a later version of the program."""


class CannotWrite(LedgerError):
    """The ledger or the target file cannot be written now."""


class ChangedElsewhere(LedgerError):
    """The row was changed or deleted by somebody else since it was read."""


class CannotUndo(LedgerError):
    """A later change touched the rows that undo would put back."""


class SealedYear(LedgerError):
    """What would be changed belongs to a year that is sealed."""


class FinalScores(LedgerError):
    """What would be changed is part of an appraisal whose scores are final."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint about an input file: where, and what is wrong and to be done."""

    sheet: str
    cell: str
    what: str

    def __str__(self) -> str:
        """Return the complaint as the command line prints it: sheet!cell: sentence."""
        return f"{self.sheet}!{self.cell}: {self.what}"


class InputProblems(LedgerError):
    """An input file has problems; nothing of it was written."""

    def __init__(self, what: str, problems: Sequence[Problem], advice: str = "") -> None:
        super().__init__(what, advice)
        self.problems = tuple(problems)


class FieldProblems(LedgerError):
    """A form has problems: field name -> sentence, shown beside the fields."""

    def __init__(self, what: str, by_field: Mapping[str, str]) -> None:
        super().__init__(what)
        self.by_field = dict(by_field)
