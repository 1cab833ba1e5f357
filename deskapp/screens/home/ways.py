"""Where each gap is repaired, and where all of its kind are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deskapp.queries.completeness import Gap
from deskapp.screens.meetings.parts import GAP_PLACES


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window, and what it is to show."""

    page: str
    target: object = None


# The page on which a record of each table is opened by its id.
PAGE_OF_TABLE: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "meetings",
        "key_task": "key_tasks",
        "branch_task": "branch_tasks",
        "branch": "branches",
    }
)


def _at_record(gap: Gap) -> Place:
    return Place(PAGE_OF_TABLE[gap.table], gap.record_id)


def _at_part_of_meeting(gap: Gap) -> Place:
    return Place("meetings", (gap.record_id, *GAP_PLACES[gap.kind]))


def _at_file(gap: Gap) -> Place:
    if gap.table == "meeting":
        return Place("meetings", (gap.record_id, "files"))
    return _at_record(gap)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a gap is repaired; `all_of_kind` lists them all, else the first is shown."""

    of_gap: Callable[[Gap], Place] = _at_record
    all_of_kind: Place | None = None


_OF_MEETING = Way(_at_part_of_meeting, Place("meetings", "incomplete"))

WAYS: Mapping[str, Way] = MappingProxyType(
    {
        **dict.fromkeys(GAP_PLACES, _OF_MEETING),
        "task_overdue": Way(all_of_kind=Place("branch_tasks", "overdue")),
        "not_reported": Way(all_of_kind=Place("branch_tasks", "not_reported")),
        "no_responsible": Way(),
        "no_lead": Way(),
        "no_branch_tasks": Way(),
        "no_secretary": Way(),
        "no_liaison": Way(),
        "file_gone": Way(_at_file),
    }
)

# Where the figures of a demand, and of one unit in it, are found.
PAGE_OF_DEMAND: Mapping[str, Place] = MappingProxyType(
    {
        "division": Place("key_tasks"),
        "posts": Place("branches"),
        "on_time": Place("branch_tasks", "overdue"),
    }
)
