"""Make the scores of an appraisal final, and reopen it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp import __version__
from deskapp.database import Database, Outcome, delete_rows, name_action
from deskapp.database.history import HistoryMark, history_mark, let_nobody_save
from deskapp.dates import long_date
from deskapp.errors import ChangedElsewhere, FieldProblems, FinalScores, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.appraisal.finality import Finalisable, finalisable
from deskapp.queries.appraisal.frozen import freeze
from deskapp.queries.appraisal.standing import live_scoring_of
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Scheme
from deskapp.usecases.finality_in_words import lacks_in_words
from deskapp.usecases.saving import existing

_TRIES = 3
"""How often scores are computed where others save meanwhile, before that is said."""


class FinalisingStopped(LedgerError):
    """The person stopped it; nothing was made final."""

    def __init__(self) -> None:
        super().__init__(_("It was stopped; no scores were made final."))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Scores that are ready to be made final, and how far the history was that they rest on."""

    scheme: SchemeRow
    finalised_on: date
    as_of: date
    content: str = field(repr=False)
    sha256: str
    rests_on: HistoryMark


def make_final(
    database: Database,
    scheme_id: int,
    *,
    seen: Finalisable | None = None,
    allow_missing: bool = False,
    finalised_on: date | None = None,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Outcome[int]:
    """Make the scores of a scheme final without keeping others from saving meanwhile.

    What is frozen is computed before anything is written, and once more where somebody saved
    in between. Raises as `finalise_appraisal` does, ChangedElsewhere when others save all the
    time, FinalisingStopped when the person stopped it.
    """
    tries = _TRIES
    while True:
        with database.reading_long() as session:
            prepared = prepare_final(
                session,
                scheme_id,
                seen=seen,
                allow_missing=allow_missing,
                finalised_on=finalised_on,
                progress=progress,
                cancelled=cancelled,
            )
        tries -= 1
        try:
            return database.do(write_final, prepared)
        except ChangedElsewhere:
            if not tries:
                raise


def finalise_appraisal(
    session: Session,
    scheme_id: int,
    *,
    allow_missing: bool = False,
    finalised_on: date | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> int:
    """Freeze the scores of a scheme with everything they rest on; return the id of what is final.

    `allow_missing` makes them final with scores by hand missing, which count 0, with appeals
    open and quotas exceeded. Raises LedgerError, which says what is wrong or missing, and
    FinalScores where the scores are final already.
    """
    prepared = prepare_final(
        session,
        scheme_id,
        allow_missing=allow_missing,
        finalised_on=finalised_on,
        progress=progress,
    )
    return write_final(session, prepared)


def prepare_final(
    session: Session,
    scheme_id: int,
    *,
    seen: Finalisable | None = None,
    allow_missing: bool = False,
    finalised_on: date | None = None,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Prepared:
    """Return what making the scores of a scheme final would write.

    `seen` is what the person was shown as missing and agreed to: no more and no other may be
    missing now. Raises as `finalise_appraisal` does.
    """

    def go_on() -> None:
        if cancelled is not None and cancelled():
            raise FinalisingStopped

    mark = history_mark(session)
    scheme = _scheme(session, scheme_id)
    _refuse_final(session, scheme_id)
    go_on()
    scoring = live_scoring_of(session, scheme)
    day = finalised_on or max(date.today(), scoring.as_of)
    _check_day(day, scoring.as_of)
    found = finalisable(session, scheme, scoring)
    _check(found, allow_missing=allow_missing or seen is not None)
    if seen is not None:
        _check_seen(found, seen)
    content, sha256 = freeze(session, scoring, progress, go_on)
    return Prepared(scheme, day, scoring.as_of, content, sha256, mark)


def write_final(session: Session, prepared: Prepared) -> int:
    """Make prepared scores final; return the id of what is final.

    Raises ChangedElsewhere when anything was saved since they were prepared, and FinalScores
    where the scores are final already.
    """
    let_nobody_save(session)
    scheme = prepared.scheme
    _refuse_final(session, scheme.id)
    if history_mark(session) != prepared.rests_on:
        raise ChangedElsewhere(
            _("Records were changed while their scores were being made final."),
            _("Nothing was saved. Try again."),
        )
    name_action(session, N_("Make the scores of “{scheme}” final"), scheme=scheme.title)
    final = FinalScoring(
        scheme_id=scheme.id,
        finalised_on=prepared.finalised_on,
        as_of=prepared.as_of,
        program_version=__version__,
        content=prepared.content,
        sha256=prepared.sha256,
    )
    session.add(final)
    session.flush()
    return final.id


def reopen_appraisal(session: Session, scheme_id: int, reason: str) -> None:
    """Let final scores follow the records again; the reason is kept in the history.

    Raises FieldProblems without a reason, LedgerError when the scores are not final.
    """
    if not reason.strip():
        complaint = _("Say why the appraisal is reopened; the reason is kept in the history.")
        raise FieldProblems(complaint, {"reason": complaint})
    scheme = existing(session, Scheme, scheme_id)
    final_id = _final_id(session, scheme_id)
    if final_id is None:
        raise LedgerError(_("The scores of “{scheme}” are not final.").format(scheme=scheme.title))
    name_action(
        session, N_("Reopen the appraisal “{scheme}”"), reason=reason.strip(), scheme=scheme.title
    )
    delete_rows(session, FinalScoring, [final_id])


def _scheme(session: Session, scheme_id: int) -> SchemeRow:
    year = existing(session, Scheme, scheme_id).year
    return next(scheme for scheme in list_schemes(session, year) if scheme.id == scheme_id)


def _final_id(session: Session, scheme_id: int) -> int | None:
    statement = select(FinalScoring.id).where(FinalScoring.scheme_id == scheme_id)
    return session.execute(statement).scalar()


def _refuse_final(session: Session, scheme_id: int) -> None:
    if _final_id(session, scheme_id) is not None:
        raise FinalScores(
            _("The scores of this scheme are final already."),
            _("Reopen the appraisal with a reason to change them."),
        )


def _check_day(day: date, as_of: date) -> None:
    """Refuse a day before that of the figures, or one that has not come yet."""
    last = max(date.today(), as_of)
    if not as_of <= day <= last:
        complaint = _("The day must be from {first} to {last}.").format(
            first=long_date(as_of), last=long_date(last)
        )
        raise FieldProblems(complaint, {"finalised_on": complaint})


def _check_seen(found: Finalisable, seen: Finalisable) -> None:
    """Refuse what is missing now where it is not what the person agreed to."""
    if found.lacks != seen.lacks:
        raise LedgerError(
            " ".join((_("Other scores or answers are missing now:"), *lacks_in_words(found))),
            _("Close this, look again, then make the scores final."),
        )


def _check(found: Finalisable, *, allow_missing: bool) -> None:
    if found.problems:
        raise LedgerError(
            " ".join(found.problems), _("Mend the scheme, then make its scores final.")
        )
    if not found.subjects:
        raise LedgerError(
            _("The scheme appraises nobody: there are no scores to make final."),
            _("Choose other units in the scheme."),
        )
    if not found.is_complete and not allow_missing:
        raise LedgerError(
            " ".join(lacks_in_words(found)),
            _("Complete them, or make the scores final as they are."),
        )
