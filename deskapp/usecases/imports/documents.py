"""What is particular about importing documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from deskapp.rules.sources import number_key, title_key
from deskapp.usecases.imports.kind import Key, Particulars


class DocumentParticulars(Particulars):
    """A document is known by its number, however its brackets are typed; else by its title."""

    def keys(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Recognise by number, then by the title of a document whose number is not known."""
        title = title_key(str(values.get("title") or ""))
        if values.get("number"):
            yield ("number", number_key(values["number"])), ("number",)
            if title:
                yield ("title without number", title), ("title",)
        elif title:
            yield ("title", title), ("title",)

    def keys_there(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Return number and title of a document of the ledger."""
        title = title_key(values["title"])
        yield ("title", title), ("title",)
        if values["number"]:
            yield ("number", number_key(values["number"])), ("number",)
        else:
            yield ("title without number", title), ("title",)
