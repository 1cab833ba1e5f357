"""Raise an appeal against a score, answer it, and open it again; every one is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.dates import shown_date
from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.records.branch import Branch
from deskapp.records.scheme import Indicator
from deskapp.records.score import APPEAL_ANSWER_FIELDS, APPEAL_FIELDS, Appeal
from deskapp.records.unit import Unit
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.saving import check, existing, open_draft, save_draft
from deskapp.usecases.scored_place import refuse_final, scored_place

CHANGES_POINTS = frozenset({"upheld", "partly"})
"""The outcomes after which points are given anew."""


@dataclass(slots=True)
class AppealDraft:
    """What an appeal says: when it was raised, and what it is about."""

    id: int | None = None
    version: int = 0
    raised_on: date | None = None
    text: str = ""


@dataclass(slots=True)
class AnswerDraft:
    """How an appeal is answered: when, with which outcome, and in which words."""

    id: int | None = None
    version: int = 0
    answered_on: date | None = None
    outcome: str | None = None
    answer: str = ""


def open_appeal(session: Session, appeal_id: int) -> AppealDraft:
    """Return the draft of an appeal."""
    return open_draft(session, AppealDraft, Appeal, appeal_id)


def raise_appeal(
    session: Session,
    indicator_id: int,
    subject_id: int,
    raised_on: date,
    text: str,
    points_then: Decimal,
) -> int:
    """Raise an appeal of a unit or branch against its points under an indicator; return its id.

    `points_then` are the points that are appealed. Raises FieldProblems for a day to come and
    for an appeal that says nothing, LedgerError when the scores are final.
    """
    place = scored_place(session, indicator_id, subject_id)
    draft = AppealDraft(raised_on=raised_on, text=text)
    _check_raised(session, draft)
    name_action(
        session,
        N_("{unit} appeals the points for {indicator}"),
        unit=place.subject,
        indicator=place.indicator.level2,
    )
    appeal = Appeal(**place.keys(), raised_on=raised_on, text=text.strip(), points_then=points_then)
    session.add(appeal)
    session.flush()
    return appeal.id


def save_appeal(session: Session, draft: AppealDraft) -> int:
    """Save what an open appeal says; return its id.

    Raises LedgerError when it is answered already or the scores are final, ChangedElsewhere
    when somebody saved it since the draft was opened.
    """
    appeal, subject = _changeable(session, draft.id or 0)
    _refuse_answered(appeal)
    _check_raised(session, draft)
    name_action(session, N_("Change an appeal of {unit}"), unit=subject)
    draft.text = draft.text.strip()
    return save_draft(session, Appeal, APPEAL_FIELDS, draft).id


def answer_appeal(
    session: Session,
    appeal_id: int,
    answered_on: date,
    outcome: str,
    answer: str,
    points: Decimal | None = None,
) -> None:
    """Answer an open appeal with an outcome, a key of OUTCOMES, and with new points, if any.

    Raises FieldProblems for a day before the appeal was raised or one to come, and for points
    that are more than the indicator is worth; LedgerError when the appeal is answered already,
    the scores are final, or points are given to whom the scheme does not appraise any more.
    """
    appeal, subject = _changeable(session, appeal_id)
    _refuse_answered(appeal)
    draft = AnswerDraft(answered_on=answered_on, outcome=outcome, answer=answer.strip())
    check(APPEAL_ANSWER_FIELDS, draft, _complaint_about_answer(session, appeal, answered_on))
    name_action(session, N_("Answer an appeal of {unit}"), unit=subject)
    appeal.answered_on, appeal.outcome, appeal.answer = answered_on, outcome, answer.strip()
    if points is not None and outcome in CHANGES_POINTS:
        subject_id = appeal.branch_id or appeal.unit_id or 0
        give_points(
            session, appeal.indicator_id, subject_id, points, reason_after(appeal.raised_on)
        )


def reason_after(raised_on: date) -> str:
    """Return the reason of points that are given after an appeal."""
    return _("Adjusted after the appeal of {day}").format(day=shown_date(raised_on))


def reopen_appeal(session: Session, appeal_id: int) -> None:
    """Take an appeal's outcome back, so that it can be answered anew; the words are kept.

    Raises LedgerError when the scores are final.
    """
    appeal, subject = _changeable(session, appeal_id)
    name_action(session, N_("Reopen an appeal of {unit}"), unit=subject)
    appeal.answered_on = appeal.outcome = None


def withdraw_appeal(session: Session, appeal_id: int) -> None:
    """Delete an appeal that nobody has answered yet.

    Raises LedgerError for one that was ever answered, which is kept, also where it was opened
    again, and when the scores are final.
    """
    appeal, subject = _changeable(session, appeal_id)
    if appeal.answer:
        raise LedgerError(
            _("An appeal that was answered is kept."),
            _("Reopen it to answer it anew, if the answer was wrong."),
        )
    name_action(session, N_("Withdraw an appeal of {unit}"), unit=subject)
    delete_rows(session, Appeal, [appeal_id])


def _changeable(session: Session, appeal_id: int) -> tuple[Appeal, str]:
    """Return an appeal and who raised it; refuse one against scores that are final.

    Whoever raised it may be appraised by another scheme now: it can be answered still.
    """
    appeal = existing(session, Appeal, appeal_id)
    refuse_final(session, existing(session, Indicator, appeal.indicator_id).scheme_id)
    if appeal.branch_id is not None:
        return appeal, existing(session, Branch, appeal.branch_id).name
    return appeal, existing(session, Unit, appeal.unit_id or 0).name


def _refuse_answered(appeal: Appeal) -> None:
    if appeal.outcome is not None:
        raise LedgerError(_("This appeal is answered already."), _("Reopen it first to change it."))


def _check_raised(session: Session, draft: AppealDraft) -> None:
    to_come = {"raised_on": _("This day is still to come.")}
    check(APPEAL_FIELDS, draft, to_come if _is_to_come(session, draft.raised_on) else None)


def _complaint_about_answer(
    session: Session, appeal: Appeal, answered_on: date | None
) -> dict[str, str]:
    if answered_on is not None and answered_on < appeal.raised_on:
        return {"answered_on": _("An answer cannot be older than the appeal.")}
    if _is_to_come(session, answered_on):
        return {"answered_on": _("This day is still to come.")}
    return {}


def _is_to_come(session: Session, day: date | None) -> bool:
    """Return whether a day is after today: a year's scores are appealed in the next one too."""
    return day is not None and day > working_day(session, date.max.year)
