"""Where each gap is repaired, and where all of its kind are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deskapp.queries.completeness import Gap
from deskapp.screens.meetings.parts import GAP_PLACES
from deskapp.screens.places import Place, place_of_record
from deskapp.screens.tasks.target import TaskTarget


def _at_record(gap: Gap) -> Place:
    place = place_of_record(gap.table, gap.record_id)
    assert place is not None  # a gap is found at a record with a page
    return place


def _at_part_of_meeting(gap: Gap) -> Place:
    return Place("meetings", (gap.record_id, *GAP_PLACES[gap.kind]))


def _at_agenda(gap: Gap) -> Place:
    return Place("meetings", (gap.record_id, "agenda"))


def _at_file(gap: Gap) -> Place:
    if gap.table == "meeting":
        return Place("meetings", (gap.record_id, "files"))
    return _at_record(gap)


def _at_vacancy(post: str) -> Callable[[Gap], Place]:
    return lambda gap: Place("posts", ("vacancy", gap.record_id, post))


def _at_coverage(gap: Gap) -> Place:
    return Place("study", ("coverage", (gap.record_id, gap.other_id)))


@dataclass(frozen=True, slots=True)
class Way:
    """Where a gap is repaired; `all_of_kind` lists them all, else the first is shown.

    What `closes_with_year` cannot be repaired any more once the year is sealed.
    """

    of_gap: Callable[[Gap], Place] = _at_record
    all_of_kind: Place | None = None
    closes_with_year: bool = True


def _by_list(all_of_kind: Place) -> Way:
    """Return the way of gaps that are repaired in the list of them, many at once."""
    return Way(lambda _gap: all_of_kind, all_of_kind)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        **dict.fromkeys(GAP_PLACES, Way(_at_part_of_meeting, Place("meetings", "incomplete"))),
        "task_overdue": Way(all_of_kind=Place("branch_tasks", "overdue")),
        "not_reported": Way(all_of_kind=Place("branch_tasks", "not_reported")),
        "no_responsible": Way(all_of_kind=Place("branch_tasks", TaskTarget("no_responsible"))),
        "no_lead": Way(),
        "no_branch_tasks": Way(),
        "slip_unanswered": Way(all_of_kind=Place("supervision", "overdue")),
        "practice_past_due": Way(all_of_kind=Place("practices", "past_due")),
        "not_studied": Way(_at_coverage, Place("study", ("coverage", "gaps"))),
        "not_made_up": _by_list(Place("study", "make_up")),
        "leaders_not_first": _by_list(Place("study", "leaders")),
        "seminar_without_document": Way(_at_agenda, Place("study", "seminars")),
        "no_secretary": Way(
            _at_vacancy("secretary"), Place("posts", "no_secretary"), closes_with_year=False
        ),
        "no_liaison": Way(
            _at_vacancy("liaison"), Place("posts", "no_liaison"), closes_with_year=False
        ),
        "term_ends": Way(all_of_kind=Place("posts", "ending"), closes_with_year=False),
        "file_gone": Way(_at_file),
    }
)

# Where the figure of a demand is found, of all units or of one.
_DEMANDS: Mapping[str, Callable[[int | None], Place]] = MappingProxyType(
    {
        "division": lambda unit: Place("branch_tasks", TaskTarget("expected", unit)),
        "study": lambda _unit: Place("study", "coverage"),
        "leaders_first": lambda _unit: Place("study", "leaders"),
        "practices": lambda _unit: Place("practices"),
        "posts": lambda _unit: Place("posts"),
        "on_time": lambda unit: Place("branch_tasks", TaskTarget("due", unit)),
    }
)


def place_of_demand(code: str, unit_id: int | None = None) -> Place:
    """Return where the figure of a demand is found, for all units or for one."""
    return _DEMANDS[code](unit_id)
