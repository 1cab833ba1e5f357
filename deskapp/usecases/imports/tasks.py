"""What is particular about importing a division of work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from deskapp.database import delete_rows, insert_rows
from deskapp.database.bulk import batched_ids, raise_versions
from deskapp.dates import shown_date
from deskapp.errors import LedgerError
from deskapp.i18n import N_, _
from deskapp.records.task import KeyTask, KeyTaskUnit
from deskapp.rules.deadlines import Recurring, read_deadline
from deskapp.usecases.imports.kind import Particulars, Reading, Values
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.references import Reference
from deskapp.usecases.imports.rows import Choice, ImportReading, ReadRow
from deskapp.usecases.imports.sources_named import SourcesNamed
from deskapp.usecases.imports.task_rows import task_rows
from deskapp.usecases.imports.tasks_numbered import TasksNumbered
from deskapp.usecases.imports.units_named import UnitsNamed

RECURRING_WORDS: dict[Recurring, str] = {
    "standing": N_("Standing"),
    "quarterly": N_("Every quarter"),
    "monthly": N_("Every month"),
}
_PARTS = {"lead_unit_ids": "leads", "cooperating_unit_ids": "cooperates"}
_NO_DATE = "none"
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)\s*年")


def words_kept(reading: ImportReading) -> dict[str, str]:
    """Return the answers that keep every deadline nobody can read as words, without a date."""
    return {
        key: _NO_DATE
        for key, doubts in reading.doubts.items()
        if doubts[0].field == "deadline_text" and not doubts[0].answer
    }


class TaskParticulars(Particulars):
    """A division of work: units in lists, deadlines as written, the document it rests on."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._units, self._sources = UnitsNamed(reading), SourcesNamed(reading)
        self._ask, self._columns = reading.questions.ask, reading.table.columns
        self._year = self._year_of_table()
        self._numbered = TasksNumbered(reading.questions)
        self._recurring: dict[int, Recurring] = {}

    def _year_of_table(self) -> int | None:
        """Return the year of rows that name none: the one that was chosen, else the title's."""
        titled = _YEAR.search(" ".join(self.reading.table.above))
        year = self.reading.setting.year or (int(titled[1]) if titled else None)
        if year is None and "year" not in self._columns:
            raise LedgerError(
                _("It is not known of which year this division of work is."),
                _("Say the year, or write it into the title of the table."),
            )
        if titled and int(titled[1]) != year:
            text = _(
                "The title of the table names {named}; its tasks are taken as those of {year}."
            )
            self.remarks.append(text.format(named=titled[1], year=year))
        return year

    def prepared(self, parsed: Sequence[ParsedRow]) -> Sequence[ParsedRow]:
        """Return one row for each task, with its class and its number."""
        rows, remarks = task_rows(parsed, self._columns)
        self.remarks += remarks
        return rows

    def before(self, row: ReadRow) -> None:
        """Find the units, which tell where the leader is looked for, and the document."""
        if row.values.get("year") is None and self._year is not None:
            row.values["year"] = self._year
        self._numbered.note(row)
        self._give_units(row)
        if responsible := row.values.pop("responsible", None):
            self._give_responsible(row, str(responsible))
        if text := row.values.pop("source_document_id", None):
            self._sources.read(row, str(text))

    def _give_responsible(self, row: ReadRow, name: str) -> None:
        """Take the person responsible for the leader where the table has no other column."""
        if "leader_id" not in self._columns:
            row.values["leader_id"] = name
            return
        text = _(
            "“{name}” as person responsible is not taken over: that is entered in the branch tasks."
        )
        row.hints.append(text.format(name=name))

    def _give_units(self, row: ReadRow) -> None:
        year = row.values.get("year") or date.today().year
        cells = {
            name: self._units.read(row, name, str(row.values.pop(name)), year)
            for name in (*_PARTS, "units")
            if name in row.values
        }
        leads, cooperates = cells.get("lead_unit_ids"), cells.get("cooperating_unit_ids")
        first = list(leads.of_part("leads", None)) if leads else []
        rest = leads.of_part("cooperates") if leads else []
        rest += cooperates.of_part("leads", "cooperates", None) if cooperates else []
        if shared := cells.get("units"):
            named = shared.of_part("leads")
            others = shared.of_part("cooperates", None)
            if not named and "lead_unit_ids" not in self._columns:
                number = len(others) if shared.is_group else 1
                named, others = others[:number], others[number:]
            first, rest = first + named, rest + others
        self._put_units(row, set(cells), first, rest)

    def _put_units(
        self, row: ReadRow, given: set[str], first: list[Reference], rest: list[Reference]
    ) -> None:
        """Put the units into a row; of a part that its cells do not name, nothing is said."""
        others = tuple(dict.fromkeys(unit for unit in rest if unit not in first))
        if given & {"lead_unit_ids", "units"}:
            row.values["lead_unit_ids"] = tuple(dict.fromkeys(first))
        if others or given & {"cooperating_unit_ids", "units"}:
            row.values["cooperating_unit_ids"] = others

    def within(self, row: ReadRow, name: str) -> Sequence[int]:
        """Look for the leader in the units that lead."""
        return [unit for unit in row.values.get("lead_unit_ids", ()) if isinstance(unit, int)]

    def understand(self, row: ReadRow) -> None:
        """Read the deadline; ask what it means where it names no day and nothing that recurs."""
        text = row.values.get("deadline_text")
        year = row.values.get("year")
        if not text or year is None:
            return
        read = read_deadline(text, year)
        row.values["deadline_on"] = read.due
        self._recurring[row.number] = read.recurring
        if read.due is None and read.recurring == "none":
            row.values["deadline_on"] = self._day_answered(row, str(text), year)

    def _day_answered(self, row: ReadRow, text: str, year: int) -> date | None:
        days = [date(year, 12, 31), date(year, 9, 30), date(year, 6, 30), date(year, 3, 31)]
        keep = Choice(_NO_DATE, _("Keep the words, without a date"))
        choices = [keep, *(Choice(day.isoformat(), shown_date(day)) for day in days)]
        what = _("“{text}” names no day; say what it means, or keep the words without a date.")
        key = f"deadline {year} {''.join(text.split())}"
        answer = self._ask(row, "deadline_text", key, text, what.format(text=text), choices)
        return date.fromisoformat(answer) if answer not in ("", _NO_DATE) else None

    def shown(self, row: ReadRow) -> dict[str, str]:
        """Say beside the deadline when it comes back."""
        recurring = self._recurring.get(row.number, "none")
        if recurring == "none":
            return {}
        day, word = shown_date(row.values.get("deadline_on")), _(RECURRING_WORDS[recurring])
        return {"deadline_on": f"{day} · {word}" if day else word}

    def stored(self) -> dict[int, Values]:
        """Return the tasks with their units, in order."""
        records = super().stored()
        for record in records.values():
            record |= dict.fromkeys(_PARTS, ())
        statement = select(KeyTaskUnit.key_task_id, KeyTaskUnit.part, KeyTaskUnit.unit_id).order_by(
            KeyTaskUnit.position, KeyTaskUnit.id
        )
        field_of = {part: name for name, part in _PARTS.items()}
        for task_id, part, unit_id in self.reading.session.execute(statement):
            records[task_id][field_of[part]] += (unit_id,)
        self._numbered.note_stored(records)
        return records

    def recognised(self, row: ReadRow) -> None:
        """Give a new task its number; ask about another text under a number there is."""
        self._numbered.recognised(row)

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about a second row of one task; say which numbers were not followed."""
        self._numbered.refuse_second(rows)
        self.remarks += self._numbered.remarks()

    def written(self, rows: Mapping[int, ReadRow]) -> None:
        """Give the tasks their units."""
        session = self.reading.session
        touched = {
            row_id: row
            for row_id, row in rows.items()
            if row.existing_id is None or set(_PARTS) & set(row.changes)
        }
        there: dict[int, dict[str, list[int]]] = {}
        gone: list[int] = []
        for chunk in batched_ids(list(touched)):
            statement = (
                select(
                    KeyTaskUnit.id, KeyTaskUnit.key_task_id, KeyTaskUnit.part, KeyTaskUnit.unit_id
                )
                .where(KeyTaskUnit.key_task_id.in_(chunk))
                .order_by(KeyTaskUnit.position, KeyTaskUnit.id)
            )
            for row_id, task_id, part, unit_id in session.execute(statement):
                gone.append(row_id)
                there.setdefault(task_id, {}).setdefault(part, []).append(unit_id)
        delete_rows(session, KeyTaskUnit, gone)
        wanted = [one for task_id, row in touched.items() for one in _units_of(task_id, row, there)]
        insert_rows(session, KeyTaskUnit, wanted)
        # The units are a part of the task: who saves it from before this is refused.
        raise_versions(session, KeyTask, [i for i, row in touched.items() if row.existing_id])


def _units_of(
    task_id: int, row: ReadRow, there: Mapping[int, Mapping[str, Sequence[int]]]
) -> list[dict[str, object]]:
    """Return the units of a task: those of the file, of a part it does not name those there."""
    parts = {
        part: row.values.get(name, there.get(task_id, {}).get(part, ()))
        for name, part in _PARTS.items()
    }
    leads = set(parts["leads"])
    parts["cooperates"] = [unit for unit in parts["cooperates"] if unit not in leads]
    return [
        {"key_task_id": task_id, "unit_id": unit_id, "part": part, "position": place}
        for part, units in parts.items()
        for place, unit_id in enumerate(units, start=1)
    ]
