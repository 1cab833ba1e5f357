"""Fill a ledger up with documents that every branch has to study, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.records.document import Document
from deskapp.records.meeting import AgendaDocument, AgendaItem, Meeting
from deskapp.records.study import StudyRequirement
from deskapp.usecases.sample.sizes import SEED, YEAR
from deskapp.usecases.sample.writing import SampleWriter

_REQUIRED = 40
# Of a hundred pairs of branch and document so many are studied, and so many of these in time.
_STUDIED, _IN_TIME = 88, 96

# An agenda item of a branch, and the day of its meeting.
_Item = tuple[int, date]


def make_many_studies(
    session: Session, writer: SampleWriter, documents: dict[str, int], texts: dict[str, Any]
) -> None:
    """Require many documents of every branch, and put most on agendas that there are."""
    ids = [*documents.values()][:_REQUIRED]
    ids += writer.write(Document, _more_documents(_REQUIRED - len(ids), texts))
    due_days = [date(YEAR, 3, 31) + timedelta(days=7 * place) for place in range(_REQUIRED)]
    rows = [
        {
            "year": YEAR,
            "document_id": document_id,
            "audience": "branches",
            "due_on": min(due_on, date(YEAR, 12, 20)),
            "leaders_first": place < 3,
        }
        for place, (document_id, due_on) in enumerate(zip(ids, due_days, strict=True))
    ]
    writer.write(StudyRequirement, rows)
    there = {(row.agenda_item_id, row.document_id) for row in session.execute(_ON_AGENDAS)}
    new = (pair for pair in _studied(session, rows) if pair not in there)
    writer.write(
        AgendaDocument,
        [{"agenda_item_id": item, "document_id": document} for item, document in new],
    )


_ON_AGENDAS = select(AgendaDocument.agenda_item_id, AgendaDocument.document_id)


def _more_documents(number: int, texts: dict[str, Any]) -> list[dict[str, Any]]:
    title, mark = texts["more_documents"]
    return [
        {
            "title": title.format(number=place),
            "number": mark.format(number=place),
            "issuer": texts["issuer"],
            "issued_on": date(YEAR, 1, 4) + timedelta(days=place),
            "kind": texts["kind"],
        }
        for place in range(1, number + 1)
    ]


def _studied(session: Session, rows: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield agenda items with documents, for most branches and documents one."""
    chance = random.Random(SEED)  # noqa: S311 - the same studies every time
    for items in _items_of_branches(session).values():
        for row in rows:
            if chance.random() * 100 < _STUDIED:
                in_time = [item for item, day in items if day <= row["due_on"]]
                is_in_time = bool(in_time) and chance.random() * 100 < _IN_TIME
                chosen = in_time if is_in_time else [item for item, _day in items]
                yield chance.choice(chosen), row["document_id"]


def _items_of_branches(session: Session) -> dict[int | None, list[_Item]]:
    statement = (
        select(Meeting.host_branch_id, func.min(AgendaItem.id), Meeting.held_on)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(Meeting.kind == "branch_study", Meeting.year == YEAR)
        .group_by(Meeting.id, Meeting.host_branch_id, Meeting.held_on)
        .order_by(Meeting.id)
    )
    found: dict[int | None, list[_Item]] = {}
    for branch_id, item_id, day in session.execute(statement):
        if day is not None:
            found.setdefault(branch_id, []).append((item_id, day))
    return found
