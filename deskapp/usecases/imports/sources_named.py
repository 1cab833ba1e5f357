"""Find the document that a task rests on, by its number or its title."""

from __future__ import annotations

from sqlalchemy import select

from deskapp.i18n import _
from deskapp.records.document import Document
from deskapp.rules.sources import Source, number_key, read_source, title_key
from deskapp.usecases.imports.kind import Reading
from deskapp.usecases.imports.rows import ADDED, LEFT_OUT, AddedRecord, Choice, ReadRow

_FIELD = "source_document_id"
_MOST = 4


class SourcesNamed:
    """Looks up documents; one that the ledger does not have is offered to be made."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._titles: dict[int, str] = {}
        self._by_number: dict[str, int] = {}
        self._by_title: dict[str, list[int]] = {}
        statement = select(Document.id, Document.title, Document.number).order_by(Document.id)
        for row_id, title, number in reading.session.execute(statement):
            self._titles[row_id] = title
            self._by_title.setdefault(title_key(title), []).append(row_id)
            if number:
                self._by_number.setdefault(number_key(number), row_id)

    def read(self, row: ReadRow, text: str) -> None:
        """Put the document that a text names into a row, and the clause beside it."""
        source = read_source(text)
        if source.clause and "source_clause" not in row.values:
            row.values["source_clause"] = source.clause
        found = self._find(source) or self._asked(row, text, source)
        if found is not None:
            # A reference that is found already is passed over where names are looked up.
            row.found[_FIELD] = found

    def _find(self, source: Source) -> int | None:
        if source.number and (by_number := self._by_number.get(number_key(source.number))):
            return by_number
        same = self._by_title.get(title_key(source.title), []) if source.title else []
        return same[0] if len(same) == 1 else None

    def _asked(self, row: ReadRow, text: str, source: Source) -> int | AddedRecord | None:
        near = self._near(source)
        named = source.title or source.number
        new = AddedRecord("document", named[:200], source.number[:60])
        choices = [
            *(Choice(str(one), self._titles[one]) for one in near),
            Choice(ADDED, _("Make it new: {name}").format(name=named)),
            Choice(LEFT_OUT, _("Leave it out")),
        ]
        what = _("There is no document “{name}” in the ledger.").format(name=named)
        key = f"document {number_key(source.number)} {title_key(source.title)}"
        answer = self._reading.questions.ask(
            row, _FIELD, key, text, what, choices, table="document", allowed=self._titles
        )
        if answer == ADDED:
            return new
        return int(answer) if answer.isdecimal() else None

    def _near(self, source: Source) -> list[int]:
        """Return the documents whose title holds the one that is named, or is held by it."""
        key = title_key(source.title)
        if not key:
            return []
        within = [
            one
            for title, ids in self._by_title.items()
            if key in title or title in key
            for one in ids
        ]
        alike = self._reading.references.nearest("document", source.title)
        return list(dict.fromkeys([*within, *alike]))[:_MOST]
