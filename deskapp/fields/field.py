"""The declaration every field shares."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.i18n import _


class Complaint(Exception):
    """A value does not fit its field; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record: its name, its label, and how its values are shown and read.

    `synonyms` are other headings under which offices send this column in their workbooks.
    `width` is the width of its column in characters, for tables and sheets alike.
    """

    name: str
    label: str
    required: bool = False
    help: str = ""
    synonyms: tuple[str, ...] = ()
    width: int = 12

    def shown(self, value: object) -> str:
        """Return the value as a person reads it; nothing is shown as an empty text."""
        return "" if value is None else str(value)

    def parsed(self, cell: object) -> object:
        """Return the value that a cell or a typed text means.

        Raises Complaint with a sentence when the cell cannot be read.
        """
        raise NotImplementedError

    def complaint(self, value: object) -> str:
        """Return the sentence that says what is wrong with a value; empty when it fits."""
        if self.required and (value is None or value == ""):
            return _("Please fill in “{field}”.").format(field=_(self.label))
        return ""


FieldSet = tuple[Field, ...]
