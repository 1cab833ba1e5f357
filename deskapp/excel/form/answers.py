"""What a form asks of whoever fills it, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from deskapp.excel.form.cells import FormValue
from deskapp.excel.form.marks import Mark


class Answers(Protocol):
    """Knows the values of marks."""

    def count(self, list_name: str) -> int | None:
        """Return how many items a list has; None where there is no such list."""

    def knows(self, mark: Mark) -> bool:
        """Return whether a mark has a value, which may be empty."""

    def value(self, mark: Mark, item: int) -> FormValue:
        """Return the value of a known mark, for a list that of the item counted from 0."""


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A mark of a form and where it stands; `place` is a cell, or says header or text box."""

    sheet: str
    place: str
    mark: Mark

    @property
    def where(self) -> str:
        """Return the place as sheet!cell."""
        return f"{self.sheet}!{self.place}"
