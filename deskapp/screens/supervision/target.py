"""What another page asks the supervision page to show."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.i18n import N_, _
from deskapp.rules.slips import SLIP_COLOURS

_LISTS = {
    None: N_("Issued in Q{quarter}"),
    "replied": N_("Issued in Q{quarter}, replied"),
    "overdue": N_("Issued in Q{quarter}, reply overdue"),
    "closed": N_("Issued in Q{quarter}, closed"),
}


@dataclass(frozen=True, slots=True)
class SlipTarget:
    """A list of slips, as `list_slips` filters it."""

    chosen: str | None = None
    colour: str | None = None
    unit_id: int | None = None
    quarter: int | None = None

    def words(self) -> str:
        """Return what the list shows where no chip says it; else an empty text."""
        if self.quarter is None:
            return ""
        said = _(_LISTS.get(self.chosen, _LISTS[None])).format(quarter=self.quarter)
        return f"{said} · {_(SLIP_COLOURS[self.colour])}" if self.colour else said
