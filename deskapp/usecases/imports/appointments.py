"""What is particular about importing appointments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from deskapp.fields import Field, FieldSet, TextField
from deskapp.i18n import N_, _
from deskapp.records.appointment import APPOINTMENT_FIELDS, POSTS
from deskapp.records.branch import Branch
from deskapp.usecases.appointments import AppointmentDraft
from deskapp.usecases.imports.columns import LastDayField, replaced
from deskapp.usecases.imports.kind import Particulars, Reading, Values
from deskapp.usecases.imports.post_words import PostField
from deskapp.usecases.imports.rows import ReadRow
from deskapp.usecases.overlaps import overlap_complaints

_READ_AS: Mapping[str, type[Field]] = {"post": PostField, "ends_on": LastDayField}
COLUMNS: FieldSet = (
    *(
        replaced(field, _READ_AS[field.name]) if field.name in _READ_AS else field
        for field in APPOINTMENT_FIELDS
    ),
    # It tells people of one name apart; the branch says the rest.
    TextField(
        name="unit",
        label=N_("Unit"),
        width=20,
        synonyms=("单位", "所在单位", "部门", "工作单位"),
    ),
)


class AppointmentParticulars(Particulars):
    """The person is looked for in the unit of the branch; a post has one holder at a time."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        statement = select(Branch.id, Branch.unit_id)
        self._unit_written: dict[int, int] = {}
        self._unit_of = {row.id: row.unit_id for row in reading.session.execute(statement)}

    def before(self, row: ReadRow) -> None:
        """Keep a post that has no code of its own as it is written; the unit tells the person."""
        unit = self.reading.references.sure("unit", str(row.values.pop("unit", "")))
        if unit is not None:
            self._unit_written[row.number] = unit
        if row.values.get("post") == "other" and not row.values.get("title"):
            written = row.written.get("post", "")
            if written not in {_(POSTS["other"]), "其他", "other"}:
                row.values["title"] = written

    def within(self, row: ReadRow, name: str) -> Sequence[int]:
        """Look in the unit that is written, else in that of the branch."""
        unit = self._unit_written.get(row.number)
        unit = unit or self._unit_of.get(row.values.get("branch_id", 0))
        return [] if unit is None else [unit]

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain where two would hold a post that one alone may hold."""
        good = [row for row in rows if not row.problems]
        drafts = [_draft(row, stored.get(row.existing_id or 0, {})) for row in good]
        for place, complaint in overlap_complaints(self.reading.session, drafts).items():
            self.reading.questions.complain(good[place], "starts_on", complaint)


def _draft(row: ReadRow, stored: Values) -> AppointmentDraft:
    names = ("branch_id", "post", "person_id", "starts_on", "ends_on")
    values: dict[str, Any] = {name: row.values.get(name, stored.get(name)) for name in names}
    return AppointmentDraft(id=row.existing_id, **values)
