"""Plan the meetings at which branches study a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import insert_rows, name_action
from deskapp.database.bulk import batched_ids
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.people import OFFICE_ORDER
from deskapp.queries.periods import is_in_office
from deskapp.queries.study.planned import planned_studies
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.document_titles import in_title_marks
from deskapp.usecases.saving import existing

_LONGEST_TITLE = 200


def plan_branch_study(
    session: Session,
    branch_ids: Sequence[int],
    document_id: int,
    on: date | None,
    year: int,
    *,
    more_document_ids: Sequence[int] = (),
) -> list[int]:
    """Plan a study of the document at each branch, its members invited; return the meetings.

    More documents stand on the same agendas. Branches that have the first one planned are
    passed over. Raises FieldProblems when the day is of another year, LedgerError when no
    branch is left.
    """
    if not branch_ids:
        raise LedgerError(_("Choose at least one branch."))
    if on is not None and on.year != year:
        complaint = _("Choose a day of {year}.").format(year=year)
        raise FieldProblems(complaint, {"on": complaint})
    title = existing(session, Document, document_id).title
    names = _names_to_plan(session, branch_ids, document_id, year)
    name_action(
        session,
        N_("Plan the study of “{document}” at {number} branches"),
        document=title,
        number=len(names),
    )
    documents = {document_id: title} | {
        one: existing(session, Document, one).title for one in more_document_ids
    }
    titles = {branch_id: _title(name, documents) for branch_id, name in names.items()}
    meetings = _insert_meetings(session, titles, on, year)
    _insert_agendas(session, list(meetings.values()), documents)
    _invite_members(session, meetings, on or date.today())
    return list(meetings.values())


def _title(branch: str, documents: Mapping[int, str]) -> str:
    first = in_title_marks(next(iter(documents.values())))
    if len(documents) == 1:
        return _("{branch}: study of {document}").format(branch=branch, document=first)
    text = _("{branch}: study of {number} documents, {document} first")
    return text.format(branch=branch, document=first, number=len(documents))


def _names_to_plan(
    session: Session, branch_ids: Sequence[int], document_id: int, year: int
) -> dict[int, str]:
    """Return the names of the branches that have no such study planned, in the order given."""
    planned = planned_studies(session, year, document_id=document_id)
    wanted = [one for one in dict.fromkeys(branch_ids) if (one, document_id) not in planned]
    if not wanted:
        raise LedgerError(
            _("This study is planned already."), _("Open the planned meeting and change its day.")
        )
    names: dict[int, str] = {}
    for chunk in batched_ids(wanted):
        statement = select(Branch.id, Branch.name).where(Branch.id.in_(chunk))
        names |= {row.id: row.name for row in session.execute(statement)}
    return {branch_id: names[branch_id] for branch_id in wanted if branch_id in names}


def _insert_meetings(
    session: Session, titles: Mapping[int, str], on: date | None, year: int
) -> dict[int, int]:
    """Return the new meetings by branch."""
    rows = [
        {
            "year": year,
            "kind": "branch_study",
            "title": title[:_LONGEST_TITLE],
            "held_on": on,
            "host_branch_id": branch_id,
        }
        for branch_id, title in titles.items()
    ]
    return dict(zip(titles, insert_rows(session, Meeting, rows), strict=True))


def _insert_agendas(
    session: Session, meeting_ids: Sequence[int], documents: Mapping[int, str]
) -> None:
    """Give each meeting an item for each document, in their order."""
    wanted = [
        (meeting_id, position, document_id)
        for meeting_id in meeting_ids
        for position, document_id in enumerate(documents, start=1)
    ]
    text = _("Study of {document}")
    titles = {one: text.format(document=in_title_marks(documents[one])) for one in documents}
    items = [
        {"meeting_id": meeting, "position": place, "kind": "study", "title": titles[document]}
        for meeting, place, document in wanted
    ]
    ids = insert_rows(session, AgendaItem, items)
    rows = [
        {"agenda_item_id": item_id, "document_id": document}
        for item_id, (_meeting, _place, document) in zip(ids, wanted, strict=True)
    ]
    insert_rows(session, AgendaDocument, rows)


def _invite_members(session: Session, meetings: Mapping[int, int], day: date) -> None:
    rows = [
        {
            "meeting_id": meetings[branch_id],
            "person_id": person_id,
            "role": "attends",
            "invited": True,
            "state": "expected",
        }
        for person_id, branch_id in _members(session, list(meetings), day)
    ]
    insert_rows(session, Attendance, rows)


def _members(session: Session, branch_ids: Sequence[int], day: date) -> Iterator[Any]:
    for chunk in batched_ids(branch_ids):
        yield from session.execute(
            select(Person.id, Person.branch_id)
            .join(Unit, Unit.id == Person.unit_id)
            .where(Person.branch_id.in_(chunk), is_in_office(Person, day))
            .order_by(*OFFICE_ORDER)
        )
