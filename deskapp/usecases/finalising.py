"""Make the scores of an appraisal final, and reopen it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp import __version__
from deskapp.database import delete_rows, name_action
from deskapp.errors import FieldProblems, FinalScores, LedgerError
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.appraisal.finality import Finalisable, finalisable
from deskapp.queries.appraisal.frozen import freeze
from deskapp.queries.appraisal.standing import live_scoring_of
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Scheme
from deskapp.usecases.saving import existing

_MOST_NAMED = 5


def finalise_appraisal(
    session: Session,
    scheme_id: int,
    *,
    allow_missing: bool = False,
    finalised_on: date | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> int:
    """Freeze the scores of a scheme with everything they rest on; return the id of what is final.

    `allow_missing` makes them final with scores by hand missing, which count 0, and with appeals
    open. Raises LedgerError, which says what is wrong or missing, and FinalScores where the
    scores are final already.
    """
    scheme = _scheme(session, scheme_id)
    if _final_id(session, scheme_id) is not None:
        raise FinalScores(
            _("The scores of this scheme are final already."),
            _("Reopen the appraisal with a reason to change them."),
        )
    scoring = live_scoring_of(session, scheme)
    _check(finalisable(session, scheme, scoring), allow_missing=allow_missing)
    name_action(session, N_("Make the scores of “{scheme}” final"), scheme=scheme.title)
    content, sha256 = freeze(session, scoring, progress)
    final = FinalScoring(
        scheme_id=scheme_id,
        finalised_on=finalised_on or date.today(),
        as_of=scoring.as_of,
        program_version=__version__,
        content=content,
        sha256=sha256,
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
            " ".join(missing_in_words(found)),
            _("Complete them, or make the scores final as they are."),
        )


def missing_in_words(found: Finalisable) -> list[str]:
    """Return what is still missing, one sentence each."""
    said = []
    if number := found.missing_scores:
        text = ngettext(
            "{n} score by hand is missing and would count 0: {whose}.",
            "{n} scores by hand are missing and would count 0: {whose}.",
            number,
        )
        said.append(text.format(n=number, whose=_whose(found)))
    if number := found.open_appeals:
        text = ngettext("{n} appeal is not answered.", "{n} appeals are not answered.", number)
        said.append(text.format(n=number))
    return said


def _whose(found: Finalisable) -> str:
    named = [
        _("{subject} {number}").format(subject=one.subject, number=one.scores)
        for one in found.missing[:_MOST_NAMED]
    ]
    if len(found.missing) > _MOST_NAMED:
        more = len(found.missing) - _MOST_NAMED
        named.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return _(", ").join(named)
