"""Key tasks as the list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deskapp.i18n import N_
from deskapp.queries.key_tasks import KeyTaskRow
from deskapp.widgets.row_table_model import RIGHT, TableColumn


@dataclass(frozen=True, slots=True)
class KeyTaskLine:
    """One key task as a line of the list."""

    id: int
    number: int
    category: str
    text: str
    lead_units: str
    deadline_text: str
    deadline_on: date | None
    branch_tasks: int
    done: int
    cancelled: int
    progress: str

    @property
    def share(self) -> float | None:
        """Return which share of the branch tasks is done; None when there are none."""
        return self.done / self.branch_tasks if self.branch_tasks else None

    @property
    def is_handed_down(self) -> bool:
        """Return whether branch tasks were made, even if all were cancelled later."""
        return self.branch_tasks + self.cancelled > 0

    @property
    def is_open(self) -> bool:
        """Return whether work is left: no branch tasks yet, or not all of them done."""
        return not self.is_handed_down or self.done < self.branch_tasks

    def sorted_by(self, key: str) -> object:
        """Return what a column is sorted by; None comes last."""
        instead = {"deadline_text": self.deadline_on, "progress": self.share}
        return instead[key] if key in instead else getattr(self, key)


def key_task_line(row: KeyTaskRow) -> KeyTaskLine:
    """Return a row of the query as a line."""
    return KeyTaskLine(
        id=row.id,
        number=row.number,
        category=row.category,
        text=row.text,
        lead_units=row.lead_units,
        deadline_text=row.deadline_text,
        deadline_on=row.deadline_on,
        branch_tasks=row.branch_tasks,
        done=row.done,
        cancelled=row.cancelled,
        progress=f"{row.done}/{row.branch_tasks}" if row.branch_tasks else "",
    )


KEY_TASK_COLUMNS = (
    TableColumn("number", N_("No."), 4, RIGHT),
    TableColumn("category", N_("Class of task"), 9),
    TableColumn("text", N_("Key task"), 20),
    TableColumn("lead_units", N_("Lead units"), 13),
    TableColumn("deadline_text", N_("Deadline"), 11),
    TableColumn("progress", N_("Tasks done"), 12, RIGHT),
)
