"""What is particular about importing meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from deskapp.fields import Field, FieldSet
from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.records.branch import Branch
from deskapp.records.meeting import MEETING_FIELDS, Meeting
from deskapp.rules.meeting_kinds import kind_of_meeting
from deskapp.rules.sources import title_key
from deskapp.usecases.imports.columns import MeetingKindField, MeetingTimeField, replaced, time_of
from deskapp.usecases.imports.kind import Key, Particulars, Reading, Values
from deskapp.usecases.imports.rows import ReadRow


def _as_in_files(field: Field) -> Field:
    if field.name == "held_on":
        return replaced(field, MeetingTimeField, required=True)
    if field.name == "kind":
        return replaced(field, MeetingKindField, required=False)
    return replace(field, required=False) if field.name == "year" else field


# The minutes of a meeting are no list.
MEETING_COLUMNS: FieldSet = tuple(
    _as_in_files(field) for field in MEETING_FIELDS if field.name != "minutes"
)


class MeetingParticulars(Particulars):
    """A meeting is known by its day and title; a closed one can only be read."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        statement = select(Branch.id, Branch.unit_id)
        self._unit_of = {row.id: row.unit_id for row in reading.session.execute(statement)}

    def before(self, row: ReadRow) -> None:
        """Read the times behind the day, the kind out of the title, the host out of its name."""
        day = row.values.get("held_on")
        if isinstance(day, date):
            times = time_of(row.written["held_on"], self.reading.setting.year)
            for name, value in (("starts_at", times.starts), ("ends_at", times.ends)):
                if value is not None:
                    row.values.setdefault(name, value)
            row.values["year"] = day.year
        if row.values.get("outsiders") is None:
            row.values.pop("outsiders", None)
        self._tell_branch_from_unit(row)

    def _tell_branch_from_unit(self, row: ReadRow) -> None:
        """Let one column name units and branches as hosts."""
        text = str(row.values.get("host_unit_id", ""))
        names = self.reading.references.named
        if text and not names("unit").find(text) and len(names("branch").find(text)) == 1:
            row.values.pop("host_unit_id")
            row.found["host_branch_id"] = names("branch").find(text)[0]

    def within(self, row: ReadRow, name: str) -> Sequence[int]:
        """Look for who presides and who records in the unit that holds the meeting."""
        branch = row.found.get("host_branch_id", row.values.get("host_branch_id"))
        units = (row.values.get("host_unit_id"), self._unit_of.get(branch or 0))
        return [unit for unit in units if isinstance(unit, int)]

    def keys(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Recognise by day and title, then a planned one of the year that has no day yet."""
        title, day = title_key(str(values.get("title") or "")), values.get("held_on")
        if title and day is not None:
            yield ("day", day, title), ("title", "held_on")
            yield ("planned", day.year, title), ("title",)

    def keys_there(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Return day and title; year and title of one without a day."""
        title, day = title_key(values["title"]), values["held_on"]
        if day is None:
            yield ("planned", values["year"], title), ("title",)
        else:
            yield ("day", day, title), ("title", "held_on")

    def recognised(self, row: ReadRow) -> None:
        """Tell the kind of a new meeting by its title where the file does not say it."""
        if row.existing_id is None and "title" in row.values:
            row.values.setdefault("kind", kind_of_meeting(str(row.values["title"])))

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about changes of closed meetings."""
        closed = set(
            self.reading.session.execute(
                select(Meeting.id).where(Meeting.state == "closed")
            ).scalars()
        )
        for row in rows:
            if row.existing_id in closed and row.changes:
                text = _("“{title}” is closed and can only be read.")
                title = str(row.values["title"])
                self.reading.questions.complain(row, "title", text.format(title=title))

    def columns(self, values: Values) -> Values:
        """Say that a meeting was held when its day is not to come."""
        day = values["held_on"]
        is_held = day <= working_day(self.reading.session, day.year)
        return {
            "state": "held" if is_held else "planned",
            "outsiders": values["outsiders"] or 0,
        }
