"""Lists of documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.queries.lists import matches
from deskapp.records.document import Document


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as a list shows it."""

    id: int
    title: str
    number: str
    issuer: str
    issued_on: date | None
    kind: str


def list_documents(session: Session, search: str = "") -> list[DocumentRow]:
    """Return the documents, the newest first, found by title, number or issuer."""
    statement = (
        select(
            Document.id,
            Document.title,
            Document.number,
            Document.issuer,
            Document.issued_on,
            Document.kind,
        )
        .where(matches(search, Document.title, Document.number, Document.issuer))
        .order_by(Document.issued_on.desc(), Document.id)
    )
    return [DocumentRow(*row) for row in session.execute(statement)]
