"""Keep the documents that meetings study and tasks come from."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.errors import LedgerError
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.documents import USE_KINDS, UseKind, uses_of_document
from deskapp.records.document import DOCUMENT_FIELDS, Document
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.saving import check, name_deletion, open_draft, save_draft

# 〔2021〕, [2021] and (2021) are written for the same year of a document number.
_BRACKETS = str.maketrans("〔【［[（﹝", "((((((") | str.maketrans("〕】］]）﹞", "))))))")


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
    """Save a document and return its id; no two documents have the same number."""
    check(DOCUMENT_FIELDS, draft, _complaint_about_number(session, draft))
    name_action(session, N_("Save document {title}"), title=draft.title)
    document = save_draft(session, Document, DOCUMENT_FIELDS, draft)
    session.flush()
    return document.id


def _complaint_about_number(session: Session, draft: DocumentDraft) -> dict[str, str]:
    """Return the complaint about a number that another document has, however it is written."""
    wanted = _number_key(draft.number)
    if not wanted:
        return {}
    others = select(Document.title, Document.number).where(
        Document.number != "", Document.id != (draft.id or 0)
    )
    for title, number in session.execute(others):
        if _number_key(number) == wanted:
            return {"number": _("“{title}” has this document number.").format(title=title)}
    return {}


def _number_key(number: str) -> str:
    """Return a document number without what is written now in one way, now in another."""
    plain = unicodedata.normalize("NFKC", number).translate(_BRACKETS)
    return "".join(plain.split()).casefold()


def delete_documents(session: Session, document_ids: Sequence[int]) -> int:
    """Delete documents that nothing uses, with their files; return how many.

    Raises LedgerError that says where one of them is used.
    """
    for document_id in document_ids:
        _refuse_in_use(session, document_id)
    name_deletion(
        session,
        Document.title,
        document_ids,
        one=N_("Delete document {name}"),
        many=N_("Delete {number} documents"),
    )
    delete_files_of(session, "document_id", document_ids)
    return delete_rows(session, Document, document_ids)


def _refuse_in_use(session: Session, document_id: int) -> None:
    numbers = Counter(use.table for use in uses_of_document(session, document_id))
    if not numbers:
        return
    title = session.execute(select(Document.title).where(Document.id == document_id)).scalar()
    raise LedgerError(
        _("“{title}” is in use: {uses}.").format(title=title, uses=_uses_in_words(numbers)),
        _("Take it out there first; “Used in” lists the places."),
    )


def _uses_in_words(numbers: Mapping[UseKind, int]) -> str:
    meetings, requirements, tasks, self_study = (numbers.get(kind, 0) for kind in USE_KINDS)
    said = {
        ngettext("{n} meeting", "{n} meetings", meetings): meetings,
        ngettext("{n} study requirement", "{n} study requirements", requirements): requirements,
        ngettext("{n} key task", "{n} key tasks", tasks): tasks,
        _("self study of people"): self_study,
    }
    return _(", ").join(words.format(n=number) for words, number in said.items() if number)
