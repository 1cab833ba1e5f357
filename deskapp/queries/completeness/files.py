"""Files that the ledger names but no longer holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from deskapp.database.file_store import files_kept
from deskapp.queries.completeness.gap import Gap, GapSource
from deskapp.records.attachment import Attachment
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import SelfScore
from deskapp.records.task import BranchTask, KeyTask


def _files_of(year: int) -> Any:
    """Select the files of a year's records; those of documents belong to every year."""
    return (
        select(
            Attachment.sha256,
            Attachment.name,
            Attachment.meeting_id,
            Attachment.document_id,
            Attachment.branch_task_id,
            Attachment.practice_id,
            Attachment.self_score_id,
            func.coalesce(
                Meeting.title, Document.title, Practice.title, KeyTask.text, Indicator.level2
            ),
        )
        .outerjoin(Meeting, Meeting.id == Attachment.meeting_id)
        .outerjoin(Document, Document.id == Attachment.document_id)
        .outerjoin(Practice, Practice.id == Attachment.practice_id)
        .outerjoin(BranchTask, BranchTask.id == Attachment.branch_task_id)
        .outerjoin(KeyTask, KeyTask.id == BranchTask.key_task_id)
        .outerjoin(SelfScore, SelfScore.id == Attachment.self_score_id)
        .outerjoin(Indicator, Indicator.id == SelfScore.indicator_id)
        .outerjoin(Scheme, Scheme.id == Indicator.scheme_id)
        .where(
            or_(
                Document.id.is_not(None),
                func.coalesce(Meeting.year, Practice.year, KeyTask.year, Scheme.year) == year,
            )
        )
        .order_by(Attachment.id)
    )


def _gone(session: Session, year: int) -> Iterator[Gap]:
    named = session.execute(_files_of(year)).all()
    kept = files_kept(session) if named else frozenset()
    for sha256, name, meeting, document, branch_task, practice, own_score, owner in named:
        if kept is not None and sha256 not in kept:
            owners = {
                "meeting": meeting,
                "document": document,
                "branch_task": branch_task,
                "practice": practice,
                "self_score": own_score,
            }
            table, record_id = next((t, i) for t, i in owners.items() if i is not None)
            yield Gap("file_gone", table, record_id, f"{name} · {owner[:24]}")


def _counts(session: Session, year: int, today: date) -> Mapping[str, int]:
    return {"file_gone": sum(1 for _gap in _gone(session, year))}


def _find(session: Session, kind: str, year: int, today: date, limit: int | None) -> Iterator[Gap]:
    return islice(_gone(session, year), limit)


FILES = GapSource(("file_gone",), _counts, _find)
