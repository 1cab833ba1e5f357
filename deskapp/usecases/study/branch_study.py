"""Plan the meetings at which branches study a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import name_action
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.attendance import InviteRule
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.usecases.agenda import AgendaItemDraft, save_agenda
from deskapp.usecases.attendance import invite_by_rule
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.saving import existing


def plan_branch_study(
    session: Session, branch_ids: Sequence[int], document_id: int, on: date | None, year: int
) -> list[int]:
    """Plan a study of the document at each branch, its members invited; return the meetings.

    Raises FieldProblems when the day is of another year.
    """
    if not branch_ids:
        raise LedgerError(_("Choose at least one branch."))
    if on is not None and on.year != year:
        complaint = _("Choose a day of {year}.").format(year=year)
        raise FieldProblems(complaint, {"on": complaint})
    title = existing(session, Document, document_id).title
    name_action(
        session,
        N_("Plan the study of “{document}” at {number} branches"),
        document=title,
        number=len(branch_ids),
    )
    names = select(Branch.id, Branch.name).where(Branch.id.in_(branch_ids))
    name_of = {row.id: row.name for row in session.execute(names)}
    return [
        _plan_one(session, branch_id, name_of[branch_id], document_id, title, on, year)
        for branch_id in dict.fromkeys(branch_ids)
    ]


def _plan_one(
    session: Session,
    branch_id: int,
    branch: str,
    document_id: int,
    title: str,
    on: date | None,
    year: int,
) -> int:
    meeting_id = save_meeting(
        session,
        MeetingDraft(
            year=year,
            kind="branch_study",
            title=_("{branch}: study of {document}").format(branch=branch, document=title)[:200],
            held_on=on,
            host_branch_id=branch_id,
        ),
    )
    item = AgendaItemDraft(
        kind="study",
        title=_("Study of {document}").format(document=title),
        document_ids=[document_id],
    )
    save_agenda(session, meeting_id, [item])
    invite_by_rule(session, meeting_id, InviteRule(branch_id=branch_id))
    return meeting_id
