"""Find the units that a cell lists, groups such as 各部门 among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.unit import Unit
from deskapp.rules.unit_lists import Group, Part, read_unit_list
from deskapp.usecases.imports.kind import Reading
from deskapp.usecases.imports.references import Reference
from deskapp.usecases.imports.rows import ReadRow

_KINDS: dict[Group, Sequence[str]] = {
    "all": ("department", "institution"),
    "departments": ("department",),
    "institutions": ("institution",),
}


@dataclass(frozen=True, slots=True)
class UnitsOfCell:
    """The units of one cell with the part that the cell gives each; None where it gives none.

    `is_group` says that the first of them stands for a whole group.
    """

    units: tuple[tuple[Reference, Part | None], ...]
    is_group: bool = False

    def of_part(self, *parts: Part | None) -> list[Reference]:
        """Return the units that were given one of the parts."""
        return [unit for unit, part in self.units if part in parts]


class UnitsNamed:
    """Reads cells that list units; what is sure is not asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._references = reading, reading.references
        self._groups: dict[int, dict[Group, list[int]]] = {}

    def read(self, row: ReadRow, name: str, text: str, year: int) -> UnitsOfCell:
        """Return the units of a cell; those that have to be asked, or are left out, are missing."""
        found: dict[Reference, Part | None] = {}
        listed = read_unit_list(text, self._is_known)
        for unit in listed:
            if unit.group is not None:
                for member in self._members(unit.group, year):
                    found.setdefault(member, unit.part)
                continue
            one = self._references.record(row, name, "unit", unit.text, may_be_left_out=True)
            if one is not None:
                found.setdefault(one, unit.part)
        is_group = bool(listed) and listed[0].group is not None
        return UnitsOfCell(tuple(found.items()), is_group)

    def _is_known(self, name: str) -> bool:
        return bool(self._references.named("unit").find(name))

    def _members(self, group: Group, year: int) -> list[int]:
        """Return the units of a group that there were in the year, in office order."""
        if year not in self._groups:
            self._groups[year] = self._ask(year)
        return self._groups[year][group]

    def _ask(self, year: int) -> dict[Group, list[int]]:
        statement = (
            select(Unit.id, Unit.kind)
            .where(
                or_(Unit.active_from.is_(None), Unit.active_from <= date(year, 12, 31)),
                or_(Unit.active_until.is_(None), Unit.active_until >= date(year, 1, 1)),
            )
            .order_by(*UNIT_ORDER)
        )
        units = self._reading.session.execute(statement).all()
        return {
            group: [row.id for row in units if row.kind in kinds] for group, kinds in _KINDS.items()
        }
