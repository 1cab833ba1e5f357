"""Let a long import say how far it is, and be stopped between its pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskapp.errors import LedgerError
from deskapp.i18n import _

# Rows between two looks: often enough to stop at once, seldom enough to cost nothing.
PIECE = 200


class ImportCancelled(LedgerError):
    """The person stopped the import; nothing of it was written."""

    def __init__(self) -> None:
        super().__init__(_("The import was cancelled."), _("Nothing was written."))


@dataclass(slots=True)
class Watch:
    """Counts the rows that are done, of a total, and asks whether to go on."""

    progress: Callable[[int, int], object] | None = None
    cancelled: Callable[[], bool] | None = None
    total: int = 0
    done: int = 0

    def look(self) -> None:
        """Say how far it is; raise ImportCancelled when the person wants to stop."""
        if self.cancelled is not None and self.cancelled():
            raise ImportCancelled
        if self.progress is not None:
            self.progress(self.done, self.total)

    def step(self, rows: int = 1) -> None:
        """Count rows as done, and look once a piece is full."""
        before, self.done = self.done, self.done + rows
        if before // PIECE != self.done // PIECE:
            self.look()
