"""Who can carry a key task: the units in office order, with their branches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from deskapp.queries.branches import BranchRow, list_branches
from deskapp.queries.key_tasks import carriers_of, units_of_key_task
from deskapp.queries.units import UnitRow, list_units
from deskapp.queries.vacancies import general_branches
from deskapp.workspace.workspace import Workspace

Kind = Literal["unit", "branch"]
Key = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A unit or a branch: its name, its part in the task, and whether it carries it already."""

    key: Key
    name: str
    part: str = ""  # leads, cooperates, or empty
    is_there: bool = False
    is_general: bool = False  # a branch that only stands over others
    branches: list[Carrier] = field(default_factory=list)


def carriers(workspace: Workspace, key_task_id: int, day: date) -> list[Carrier]:
    """Return the units that are active on a day, in office order, with their branches.

    A unit or branch that carries the task already is there even when it is active no more.
    """
    there = workspace.ask(carriers_of, key_task_id)
    parts = {
        unit_id: part
        for part in ("cooperates", "leads")
        for unit_id in workspace.ask(units_of_key_task, key_task_id, part)
    }
    branches = workspace.ask(list_branches)
    general = workspace.ask(general_branches, day)
    return [
        Carrier(
            ("unit", unit.id),
            unit.name,
            parts.get(unit.id, ""),
            (unit.id, None) in there,
            branches=_branches_of(
                unit, branches, day, {branch for _unit, branch in there}, general
            ),
        )
        for unit in workspace.ask(list_units)
        if _is_active(unit, day) or any(unit.id == unit_id for unit_id, _branch in there)
    ]


def _branches_of(
    unit: UnitRow,
    branches: Sequence[BranchRow],
    day: date,
    there: Collection[int | None],
    general: Collection[int],
) -> list[Carrier]:
    return [
        Carrier(("branch", branch.id), branch.name, "", branch.id in there, branch.id in general)
        for branch in branches
        if branch.unit_id == unit.id and (_is_active(branch, day) or branch.id in there)
    ]


def _is_active(row: UnitRow | BranchRow, day: date) -> bool:
    began = row.active_from is None or row.active_from <= day
    return began and (row.active_until is None or row.active_until >= day)
