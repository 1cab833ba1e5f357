"""What is particular about importing practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.records.branch import Branch
from deskapp.records.practice import PRACTICE_FIELDS
from deskapp.rules.practice_states import (
    NEEDED,
    PRACTICE_STATES,
    SUMMARISED,
    may_follow,
    missing_for,
)
from deskapp.usecases.imports.kind import Particulars, Reading, Values
from deskapp.usecases.imports.rows import ReadRow

PRACTICE_COLUMNS: FieldSet = tuple(
    replace(field, required=False) if field.name == "year" else field for field in PRACTICE_FIELDS
)
_LABELS = {field.name: field.label for field in PRACTICE_FIELDS}


class PracticeParticulars(Particulars):
    """A practice is of a unit and a year, and its state asks for what the form asks for."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        statement = select(Branch.id, Branch.unit_id)
        self._unit_of = {row.id: row.unit_id for row in reading.session.execute(statement)}
        self._complain = reading.questions.complain

    def before(self, row: ReadRow) -> None:
        """Take the year from the date of the practice, else the one that was chosen."""
        happened = row.values.get("happened_on")
        if row.values.get("year") is None:
            year = happened.year if isinstance(happened, date) else self.reading.setting.year
            if year is None:
                self._complain(row, "year", _("It is not known of which year this practice is."))
            else:
                row.values["year"] = year
        if "adoption_level" in row.values and "state" not in row.written:
            row.values["state"] = "adopted"

    def understand(self, row: ReadRow) -> None:
        """Let the branch say the unit where the file does not."""
        unit = self._unit_of.get(row.values.get("branch_id", 0))
        if unit is not None and "unit_id" not in row.written:
            row.values["unit_id"] = unit
        elif unit is not None and row.values.get("unit_id", unit) != unit:
            self._complain(row, "branch_id", _("This branch belongs to another unit."))

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about states that may not be entered, or lack what they need."""
        for row in rows:
            if row.status != "problem" and not row.problems:
                self._check_state(row, stored.get(row.existing_id or 0, {}))

    def _check_state(self, row: ReadRow, stored: Values) -> None:
        values = {**stored, **row.values}
        old, new = stored.get("state"), values.get("state", "noted")
        if old is not None and new != old and not may_follow(old, new):
            text = _("A practice cannot go from “{old}” to “{new}”.")
            words = {"old": _(PRACTICE_STATES[old]), "new": _(PRACTICE_STATES[new])}
            self._complain(row, "state", text.format(**words))
        if new not in NEEDED or new == old:
            return
        texts = {name: str(values.get(name) or "") for name in NEEDED[new]}
        for name in missing_for(new, texts):
            text = _("“{field}” is needed before a practice is summarised.")
            self._complain(row, name, text.format(field=_(_LABELS[name])))
        if new == "adopted" and not values.get("adoption_level"):
            self._complain(row, "adoption_level", _("Say on which level it was adopted."))

    def columns(self, values: Values) -> Values:
        """Write down the day of a state that was reached."""
        return self._days(values)

    def changed_columns(self, row: ReadRow, changed: Values) -> Values:
        """Write down the day of a state that is reached by the change."""
        if "state" not in changed:
            return changed
        return {**changed, **self._days({"year": row.values["year"], **changed})}

    def _days(self, values: Values) -> Values:
        today = working_day(self.reading.session, values["year"])
        state = values["state"]
        days: Values = {}
        if state in SUMMARISED:
            days["summarised_on"] = values.get("summarised_on") or today
        if state == "adopted":
            days["adopted_on"] = values.get("adopted_on") or today
        else:
            days |= {"adoption_level": None, "adopted_on": None}
        return days
