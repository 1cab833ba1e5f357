"""Keep the ordered agenda and the decisions of a meeting, and turn decisions into tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.bulk import raise_versions
from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.meetings import AgendaRow, DecisionRow, list_agenda, list_decisions
from deskapp.records.meeting import (
    AGENDA_FIELDS,
    DECISION_FIELDS,
    AgendaDocument,
    AgendaItem,
    Decision,
)
from deskapp.records.task import KeyTask
from deskapp.usecases.key_tasks import next_number
from deskapp.usecases.meetings import open_for_changes
from deskapp.usecases.saving import changed_elsewhere, check, existing, save_draft


@dataclass(slots=True)
class AgendaItemDraft:
    """One agenda item; its place is its place in the list."""

    id: int | None = None
    version: int = 0
    kind: str | None = "other"
    title: str = ""
    speakers: str = ""
    minutes: str = ""
    document_ids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class DecisionDraft:
    """One decision; its place is its place in the list."""

    id: int | None = None
    version: int = 0
    text: str = ""
    state: str | None = "open"


def open_agenda(session: Session, meeting_id: int) -> list[AgendaItemDraft]:
    """Return the agenda of a meeting as drafts, in its order."""
    return [
        AgendaItemDraft(
            row.id,
            row.version,
            row.kind,
            row.title,
            row.speakers,
            row.minutes,
            [document_id for document_id, _title in row.documents],
        )
        for row in list_agenda(session, meeting_id)
    ]


def save_agenda(
    session: Session,
    meeting_id: int,
    items: Sequence[AgendaItemDraft],
    *,
    opened: Mapping[int, int] | None = None,
) -> None:
    """Make the agenda exactly these items in this order.

    `opened` holds the version of every item that was there when the agenda was opened. Raises
    ChangedElsewhere when somebody added, changed or removed one since.
    """
    meeting = open_for_changes(session, meeting_id)
    there = list_agenda(session, meeting_id)
    _refuse_unseen(there, opened)
    for item in items:
        check(AGENDA_FIELDS, item)
    name_action(session, N_("Save agenda of {title}"), title=meeting.title)
    kept = {item.id for item in items if item.id is not None}
    gone = [row.id for row in there if row.id not in kept]
    _set_documents(session, gone, {})
    delete_rows(session, AgendaItem, gone)
    saved = [
        _save_item(session, meeting_id, place, item) for place, item in enumerate(items, start=1)
    ]
    session.flush()
    documents = {record.id: item.document_ids for record, item in zip(saved, items, strict=True)}
    changed = _set_documents(session, list(documents), documents)
    # The documents are a part of the item: who saves it from before this is refused.
    raise_versions(session, AgendaItem, [item_id for item_id in changed if item_id in kept])


def _refuse_unseen(
    there: Sequence[AgendaRow] | Sequence[DecisionRow], opened: Mapping[int, int] | None
) -> None:
    if opened is not None and any(opened.get(row.id) != row.version for row in there):
        raise changed_elsewhere()


def _save_item(session: Session, meeting_id: int, place: int, item: AgendaItemDraft) -> AgendaItem:
    record = save_draft(session, AgendaItem, AGENDA_FIELDS, item)
    record.meeting_id, record.position = meeting_id, place
    return record


def _set_documents(
    session: Session, item_ids: Sequence[int], wanted: dict[int, list[int]]
) -> set[int]:
    """Give the items these documents, in place of all they had; return the items that changed."""
    statement = select(
        AgendaDocument.id, AgendaDocument.agenda_item_id, AgendaDocument.document_id
    ).where(AgendaDocument.agenda_item_id.in_(item_ids))
    there = {(row[1], row[2]): row[0] for row in session.execute(statement)}
    pairs = [(item, document) for item, documents in wanted.items() for document in documents]
    gone = [pair for pair in there if pair not in pairs]
    delete_rows(session, AgendaDocument, [there[pair] for pair in gone])
    new = [pair for pair in dict.fromkeys(pairs) if pair not in there]
    insert_rows(
        session,
        AgendaDocument,
        [{"agenda_item_id": item, "document_id": document} for item, document in new],
    )
    return {item for item, _document in [*gone, *new]}


def open_decisions(session: Session, meeting_id: int) -> list[DecisionDraft]:
    """Return the decisions of a meeting as drafts, in their order."""
    return [
        DecisionDraft(row.id, row.version, row.text, row.state)
        for row in list_decisions(session, meeting_id)
    ]


def save_decisions(
    session: Session,
    meeting_id: int,
    decisions: Sequence[DecisionDraft],
    *,
    opened: Mapping[int, int] | None = None,
) -> None:
    """Make the decisions exactly these in this order; one that became a task stays.

    `opened` holds the version of every decision that was there when they were opened. Raises
    ChangedElsewhere when somebody added, changed or removed one since.
    """
    meeting = open_for_changes(session, meeting_id)
    there = list_decisions(session, meeting_id)
    _refuse_unseen(there, opened)
    for decision in decisions:
        check(DECISION_FIELDS, decision)
    name_action(session, N_("Save decisions of {title}"), title=meeting.title)
    kept = {decision.id for decision in decisions if decision.id is not None}
    gone = [row for row in there if row.id not in kept]
    if any(row.key_task_id for row in gone):
        raise LedgerError(
            _("A decision that became a key task cannot be removed."),
            _("Delete the key task first."),
        )
    delete_rows(session, Decision, [row.id for row in gone])
    for place, decision in enumerate(decisions, start=1):
        record = save_draft(session, Decision, DECISION_FIELDS, decision)
        record.meeting_id, record.position = meeting_id, place


def make_task_of_decision(session: Session, decision_id: int) -> int:
    """Make the key task that a decision asks for and return its id; once for each decision."""
    decision = existing(session, Decision, decision_id)
    meeting = open_for_changes(session, decision.meeting_id)
    there = session.execute(select(KeyTask.id).where(KeyTask.decision_id == decision_id)).scalar()
    if there is not None:
        return there
    name_action(session, N_("Make a key task of “{text}”"), text=decision.text[:40])
    number = next_number(session, meeting.year)
    task = KeyTask(year=meeting.year, number=number, text=decision.text, decision_id=decision_id)
    session.add(task)
    decision.state = "task"
    session.flush()
    return task.id
