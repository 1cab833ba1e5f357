"""What another page asks the branch tasks to show: a list, perhaps of one unit or quarter."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.i18n import N_, _

# Lists that counts lead to and that have no chip of their own.
COUNTED_WORDS = {
    "expected": N_("Not cancelled"),
    "due": N_("Were due"),
    "on_time": N_("Done on time"),
    "late": N_("Done late"),
    "no_responsible": N_("Nobody is responsible"),
}
_OF_QUARTER = {
    "overdue": N_("Overdue, due in Q{quarter}"),
    "not_reported": N_("No report in Q{quarter}"),
    "done": N_("Done in Q{quarter}"),
    "due": N_("Were due in Q{quarter}"),
    "on_time": N_("Due in Q{quarter}, done on time"),
    "late": N_("Due in Q{quarter}, done late"),
}


@dataclass(frozen=True, slots=True)
class TaskTarget:
    """A list of branch tasks by its name, as `list_branch_tasks` filters it."""

    chosen: str | None = None
    unit_id: int | None = None
    quarter: int | None = None

    def words(self) -> str:
        """Return what the list shows where no chip says it; else an empty text."""
        if self.quarter is not None:
            words = _OF_QUARTER.get(self.chosen or "", N_("Due in Q{quarter}"))
            return _(words).format(quarter=self.quarter)
        return _(COUNTED_WORDS[self.chosen]) if self.chosen in COUNTED_WORDS else ""
