"""Write the rows of the sample in pieces, saying how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from deskapp.database import insert_rows
from deskapp.records.record import Record

Progress = Callable[[int, int], None]
Row = Mapping[str, Any]

# Large enough for executemany to be fast, small enough to stop soon after a cancel.
PIECE = 5_000


class SampleWriter:
    """Inserts rows without history; `progress` may raise to stop the making."""

    def __init__(self, session: Session, expected: int, progress: Progress | None) -> None:
        self._session = session
        self._expected = expected
        self._progress = progress
        self._written = 0

    def write(self, record: type[Record], rows: Sequence[Row]) -> list[int]:
        """Insert the rows, which all have the same keys; return their ids in order."""
        ids: list[int] = []
        for start in range(0, len(rows), PIECE):
            piece = rows[start : start + PIECE]
            ids += insert_rows(self._session, record, piece, recorded=False)
            self._written += len(piece)
            self._say(min(self._written, self._expected))
        return ids

    def finish(self) -> None:
        """Say that everything is written."""
        self._say(self._expected)

    def _say(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, self._expected)
