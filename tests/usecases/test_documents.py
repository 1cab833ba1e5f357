"""Documents have one number each, and stay as long as something uses them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.database.file_store import StoredFile
from deskapp.errors import FieldProblems, LedgerError
from deskapp.queries.documents import (
    count_documents,
    list_documents,
    list_documents_in_use,
    uses_of_document,
)
from deskapp.queries.files import list_files
from deskapp.queries.lists import Order
from deskapp.records.study import StudyEntry, StudyRequirement
from deskapp.records.task import KeyTask
from deskapp.usecases.agenda import AgendaItemDraft, save_agenda
from deskapp.usecases.documents import (
    DocumentDraft,
    delete_documents,
    open_document,
    save_document,
)
from deskapp.usecases.files import attach_files
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.undo import undo_action
from deskapp.usecases.units import UnitDraft, save_unit


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    return create_ledger(tmp_path / "台账.ledger")


@pytest.fixture
def regulations(ledger: Database) -> int:
    draft = DocumentDraft(title="条例", number="中发〔2020〕12号", issued_on=date(2020, 12, 21))
    return ledger.do(save_document, draft).result


@pytest.fixture
def work_plan(ledger: Database) -> int:
    draft = DocumentDraft(title="工作要点", number="京统领〔2021〕1号", issuer="领导小组")
    return ledger.do(save_document, draft).result


def study_it(session: Session, document_id: int) -> None:
    """Let a meeting study a document twice, a requirement and a key task name it."""
    meeting = save_meeting(
        session, MeetingDraft(title="会议", year=2021, held_on=date(2021, 4, 20))
    )
    items = [
        AgendaItemDraft(kind="study", title="学习", document_ids=[document_id]),
        AgendaItemDraft(kind="discuss", title="讨论", document_ids=[document_id]),
    ]
    save_agenda(session, meeting, items)
    requirement = {"year": 2021, "document_id": document_id, "audience": "branches"}
    insert_rows(session, StudyRequirement, [requirement])
    task = {"year": 2021, "number": 1, "text": "学习条例", "source_document_id": document_id}
    insert_rows(session, KeyTask, [task])


@pytest.mark.parametrize("number", ["中发〔2020〕12号", "中发[2020] 12号", "中发（2020）１２号"])
def test_a_number_is_taken_once_however_it_is_written(
    ledger: Database, regulations: int, number: str
) -> None:
    with pytest.raises(FieldProblems) as problems:
        ledger.do(save_document, DocumentDraft(title="另一文件", number=number))
    assert problems.value.by_field == {"number": "“条例” has this document number."}


def test_a_document_keeps_its_own_number_and_many_have_none(
    ledger: Database, regulations: int
) -> None:
    with ledger.reading() as session:
        draft = open_document(session, regulations)
    draft.kind = "条例"
    ledger.do(save_document, draft)
    for title in ("讲话", "纪要"):
        ledger.do(save_document, DocumentDraft(title=title))
    with ledger.reading() as session:
        assert count_documents(session) == 3


def test_the_list_counts_where_a_document_is_used(
    ledger: Database, regulations: int, work_plan: int
) -> None:
    ledger.do(study_it, regulations)
    ledger.do(attach_files, "document_id", regulations, [StoredFile("条例.pdf", "ab" * 32, 4)])
    with ledger.reading() as session:
        rows = {row.id: row for row in list_documents_in_use(session)}
    used = rows[regulations]
    assert (used.studied, used.requirements, used.key_tasks, used.files) == (1, 1, 1, 1)
    unused = rows[work_plan]
    assert (unused.studied, unused.requirements, unused.key_tasks, unused.files) == (0, 0, 0, 0)


def test_the_list_is_searched_and_sorted(
    ledger: Database, regulations: int, work_plan: int
) -> None:
    with ledger.reading() as session:
        assert [row.id for row in list_documents_in_use(session, "领导小组")] == [work_plan]
        assert [row.id for row in list_documents(session, "2020")] == [regulations]
        by_title = list_documents_in_use(session, order=Order("title", descending=True))
    assert [row.title for row in by_title] == ["条例", "工作要点"]


def test_each_use_names_its_record(ledger: Database, regulations: int) -> None:
    ledger.do(study_it, regulations)
    with ledger.reading() as session:
        uses = uses_of_document(session, regulations)
    assert [(use.table, use.text, use.year) for use in uses] == [
        ("meeting", "会议", 2021),
        ("study_requirement", "branches", 2021),
        ("key_task", "学习条例", 2021),
    ]
    assert uses[0].on == date(2021, 4, 20)


def test_a_document_in_use_is_not_deleted_and_says_where_it_is_used(
    ledger: Database, regulations: int
) -> None:
    ledger.do(study_it, regulations)
    with pytest.raises(LedgerError, match="1 meeting, 1 study requirement, 1 key task"):
        ledger.do(delete_documents, [regulations])


def test_self_study_keeps_a_document_too(ledger: Database, regulations: int) -> None:
    unit = ledger.do(save_unit, UnitDraft(name="宣传部")).result
    person = ledger.do(save_person, PersonDraft(name="张三", unit_id=unit)).result
    entry = {"person_id": person, "document_id": regulations, "studied_on": date(2021, 5, 6)}
    ledger.do(lambda session: insert_rows(session, StudyEntry, [entry]))
    with pytest.raises(LedgerError, match="self study"):
        ledger.do(delete_documents, [regulations])


def test_a_deleted_document_takes_its_files_along_and_undo_brings_both_back(
    ledger: Database, regulations: int
) -> None:
    ledger.do(attach_files, "document_id", regulations, [StoredFile("条例.pdf", "ab" * 32, 4)])
    done = ledger.do(delete_documents, [regulations])
    assert done.result == 1
    assert done.change_set_id is not None
    ledger.do(undo_action, done.change_set_id)
    with ledger.reading() as session:
        assert len(list_files(session, "document_id", regulations)) == 1
