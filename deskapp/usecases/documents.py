"""Keep the documents that meetings study and tasks come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from deskapp.database import name_action
from deskapp.i18n import N_
from deskapp.records.document import DOCUMENT_FIELDS, Document
from deskapp.usecases.saving import check, open_draft, save_draft


@dataclass(slots=True)
class DocumentDraft:
    """What the form of a document edits."""

    id: int | None = None
    version: int = 0
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    kind: str = ""


def open_document(session: Session, document_id: int) -> DocumentDraft:
    """Return the draft of a document."""
    return open_draft(session, DocumentDraft, Document, document_id)


def save_document(session: Session, draft: DocumentDraft) -> int:
    """Save a document and return its id."""
    check(DOCUMENT_FIELDS, draft)
    name_action(session, N_("Save document {title}"), title=draft.title)
    document = save_draft(session, Document, DOCUMENT_FIELDS, draft)
    session.flush()
    return document.id
