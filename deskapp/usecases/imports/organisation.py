"""What is particular about importing units, branches and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import func, select

from deskapp.i18n import _
from deskapp.names import NameKeys, text_initials
from deskapp.queries.names_known import name_key
from deskapp.records.person import Person
from deskapp.usecases.imports.kind import Key, Particulars, Values
from deskapp.usecases.imports.parents import check_parents
from deskapp.usecases.imports.parsing import ParsedRow
from deskapp.usecases.imports.rows import ReadRow
from deskapp.usecases.people import reading_of
from deskapp.usecases.saving import next_place


class UnitParticulars(Particulars):
    """A unit is also known by its short name, and new ones go behind the others."""

    _places: Iterator[int] | None = None

    def keys(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Recognise a unit by its name, or where no other is called so by its short name."""
        if "name" in values:
            yield ("name", name_key(values["name"])), ("name",)
            yield ("short name", name_key(values["name"])), ("name",)

    def keys_there(self, values: Mapping[str, Any]) -> Iterable[Key]:
        """Return the name and the short name."""
        yield ("name", name_key(values["name"])), ("name",)
        if values.get("short_name"):
            yield ("short name", name_key(values["short_name"])), ("name",)

    def columns(self, values: Values) -> Values:
        """Return the initials and the place behind those there are."""
        if self._places is None:
            column = self.reading.kind.record.office_order  # type: ignore[attr-defined]
            self._places = count(next_place(self.reading.session, column))
        initials = text_initials(values["name"], values.get("short_name") or "")
        return {"initials": initials, "office_order": next(self._places)}

    def changed_columns(self, row: ReadRow, changed: Values) -> Values:
        """Let the initials follow the short name."""
        if "short_name" not in changed:
            return changed
        initials = text_initials(row.values["name"], changed["short_name"])
        return {**changed, "initials": initials}


class BranchParticulars(UnitParticulars):
    """A branch may stand under a general branch of the same file."""

    def prepared(self, parsed: Sequence[ParsedRow]) -> Sequence[ParsedRow]:
        """Note which branches the file itself brings."""
        first: dict[str, int] = {}
        for row in parsed:
            first.setdefault(name_key(row.values.get("name", "")), row.number)
        self.reading.references.in_file = first
        self.reading.references.names_in_file = {
            row.number: row.values.get("name", "") for row in parsed
        }
        return parsed

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about branches that stand over themselves."""
        check_parents(rows, stored, self.reading.questions.complain)


class PeopleParticulars(Particulars):
    """People are known by name and unit, and are found by how the name is read."""

    _place: Callable[[int], int] | None = None

    def about_several(self, row: ReadRow, number: int) -> str:
        """Say that namesakes in one unit cannot be told apart."""
        text = _("The ledger has {n} people called “{name}” in this unit; change them there.")
        return text.format(name=row.values["name"], n=number)

    def recognised(self, row: ReadRow) -> None:
        """Point to namesakes in other units: the person may have moved."""
        if row.existing_id is not None or row.problems or "name" not in row.values:
            return
        people, names = self.reading.references.people, self.reading.references.named("unit")
        units = dict.fromkeys(people.unit_of(one) for one in people.find(row.values["name"]))
        if units:
            moved = _("The ledger has “{name}” in {units}; change the unit there if they moved.")
            where = "、".join(names.names[unit] for unit in units)
            row.hints.append(moved.format(name=row.values["name"], units=where))

    def columns(self, values: Values) -> Values:
        """Return how the name is read, and the place behind the others of the unit."""
        if self._place is None:
            self._place = self._places()
        place = self._place(values["unit_id"])
        return {**_keys(values["name"], values["pinyin"]), "office_order": place}

    def changed_columns(self, row: ReadRow, changed: Values) -> Values:
        """Let the initials follow a corrected reading."""
        if "pinyin" not in changed:
            return changed
        return {**changed, **_keys(row.values["name"], changed["pinyin"])}

    def _places(self) -> Callable[[int], int]:
        highest = select(Person.unit_id, func.max(Person.office_order)).group_by(Person.unit_id)
        of_unit: dict[int, Iterator[int]] = {
            unit_id: count(last + 1) for unit_id, last in self.reading.session.execute(highest)
        }
        return lambda unit_id: next(of_unit.setdefault(unit_id, count(1)))


def _keys(name: str, pinyin: str) -> Values:
    keys: NameKeys = reading_of(name, pinyin)
    return {"pinyin": keys.pinyin, "initials": keys.initials}
