"""The people of a meeting as the attendance list shows them, and how many of each mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskapp.i18n import N_, _
from deskapp.queries.attendance import AttendanceRow
from deskapp.records.meeting import ATTENDANCE_ROLES, ATTENDANCE_STATES
from deskapp.widgets.row_table_model import CENTRE, RowTableModel, TableColumn

# Sign and status colour of each mark: never the colour alone.
SIGNS = {"expected": "·", "present": "✓", "excused": "△", "absent": "✗", "stood_in": "⇄"}
TONES = {"present": "green", "excused": "yellow", "absent": "red", "stood_in": "blue"}
LATE = N_("Late")

MARK_COLUMN = 4
EXPLANATION_COLUMN = 5


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One line of the list: what its columns show, and the attendance behind it."""

    id: int
    number: int
    name: str
    unit: str
    post: str
    mark: str
    explanation: str
    role: str
    attendance: AttendanceRow


def listed(number: int, row: AttendanceRow) -> ListedPerson:
    """Return a person as the list shows him."""
    return ListedPerson(
        row.id,
        number,
        row.name,
        row.unit,
        row.post,
        mark_in_words(row.state, late=row.late),
        explanation(row),
        _(ATTENDANCE_ROLES[row.role]),
        row,
    )


def mark_in_words(state: str, *, late: bool = False) -> str:
    """Return a mark as sign and word."""
    words = f"{SIGNS[state]} {_(ATTENDANCE_STATES[state])}"
    return f"{words} · {_(LATE)}" if late else words


def explanation(row: AttendanceRow) -> str:
    """Return what explains a mark: who stood in, the reason, and that somebody was not invited."""
    parts = [row.stand_in or "", row.reason, "" if row.invited else _("walk-in")]
    return " · ".join(part for part in parts if part)


COLUMNS = (
    TableColumn("number", N_("No."), 4, CENTRE),
    TableColumn("name", N_("Name"), 8),
    TableColumn("unit", N_("Unit"), 16),
    TableColumn("post", N_("Post"), 11),
    TableColumn("mark", N_("Attendance"), 14),
    TableColumn("explanation", N_("Reason or stand-in"), 20),
    TableColumn("role", N_("Role"), 7),
)


class AttendanceModel(RowTableModel):
    """The list in office order; a mark changes its line and leaves the others where they are."""

    def __init__(self) -> None:
        super().__init__(COLUMNS)

    def show_rows(self, rows: Sequence[AttendanceRow]) -> None:
        """Show these people, without a reset when they are the same ones."""
        lines = [listed(number, row) for number, row in enumerate(rows, start=1)]
        if [line.id for line in lines] != self.all_ids():
            self.set_rows(lines)
            return
        self._rows = lines
        if lines:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(lines) - 1, len(self.columns) - 1)
            )

    def attendance_at(self, row: int) -> AttendanceRow:
        """Return the attendance of a line."""
        attendance: AttendanceRow = self.row_at(row).attendance
        return attendance

    def initials(self) -> list[str]:
        """Return what can be typed to find each line."""
        return [self.attendance_at(row).initials for row in range(self.rowCount())]
