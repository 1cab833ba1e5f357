"""The evidence rows of frozen scores: a line of JSON for each of the appraised.

A line is read when somebody asks for it: the scores of a large office rest on half a million
rows, of which a person looks at a few.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, overload

from deskapp.queries.measures import EvidenceRow

# datetime before date: a datetime is a date as well.
_TAGS: Mapping[str, tuple[type[Any], Callable[[Any], str], Callable[[str], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "decimal": (Decimal, str, Decimal),
}


def tagged(value: Any) -> dict[str, Any]:
    """Return a value that JSON does not know with its tag: {"date": "2021-04-20"} for a day."""
    for tag, (kind, written, _read) in _TAGS.items():
        if isinstance(value, kind):
            return {tag: written(value)}
    raise TypeError(f"a {type(value).__name__} cannot be frozen")


def untagged(value: dict[str, Any]) -> Any:
    """Return what a tagged value stands for, and every other object as it is."""
    if len(value) == 1:
        ((tag, text),) = value.items()
        if tag in _TAGS:
            return _TAGS[tag][2](text)
    return value


def canonical(value: Any) -> bytes:
    """Return a value as canonical JSON: keys sorted, no blanks, UTF-8, on one line."""
    separators = (",", ":")
    written = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=separators, default=tagged
    )
    return written.encode()


def lines_of(rows: Iterable[EvidenceRow]) -> Iterator[tuple[int, bytes]]:
    """Yield for each of the appraised its id and its rows as one line, without its name."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row[2:])
    for subject_id, own in found.items():
        yield subject_id, canonical(own)


class FrozenRows(Sequence[EvidenceRow]):
    """The evidence rows of one indicator, by the id of whose they are."""

    def __init__(self, lines: Mapping[int, bytes], names: Mapping[int, str]) -> None:
        self._lines = lines
        self._names = names
        self._read: dict[int, tuple[EvidenceRow, ...]] = {}

    def line(self, subject_id: int) -> bytes:
        """Return the rows of one of the appraised as they are written: equal rows, equal lines."""
        return self._lines.get(subject_id, b"[]")

    def of(self, subject_id: int) -> tuple[EvidenceRow, ...]:
        """Return the rows of one of the appraised."""
        if subject_id not in self._read:
            rows = json.loads(self.line(subject_id), object_hook=untagged)
            name = self._names.get(subject_id, "")
            self._read[subject_id] = tuple(
                EvidenceRow(subject_id, name, record, tuple(cells), counts, level)
                for record, cells, counts, level in rows
            )
        return self._read[subject_id]

    def __iter__(self) -> Iterator[EvidenceRow]:
        """Yield all rows in the order in which they were frozen."""
        for subject_id in self._lines:
            yield from self.of(subject_id)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return sum(len(self.of(subject_id)) for subject_id in self._lines)

    @overload
    def __getitem__(self, place: int) -> EvidenceRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[EvidenceRow, ...]: ...
    def __getitem__(self, place: int | slice) -> EvidenceRow | tuple[EvidenceRow, ...]:
        """Return the row at a place, or those of a slice."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Return whether the other holds the same rows in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
