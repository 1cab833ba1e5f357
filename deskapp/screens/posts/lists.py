"""The lists of the page: in post on a day, all, vacant, ending soon, left the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from deskapp.i18n import N_
from deskapp.queries.appointments import (
    AppointmentRow,
    count_appointments,
    ending_soon,
    held_after_leaving,
    list_appointments,
    vacancies,
)
from deskapp.queries.lists import Order
from deskapp.screens.posts.lines import SORTED_BY, PostLine, appointment_line, vacancy_line
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.list_chips import ListChips
from deskapp.workspace.workspace import Workspace

IN_POST = "in_post"
ALL = "all"
# Lists by name; those of vacancies by the post that is vacant.
POST_LISTS = {
    IN_POST: N_("In post"),
    "no_secretary": N_("Without secretary"),
    "no_liaison": N_("Without liaison"),
    "ending": N_("Terms ending soon"),
    "left": N_("Left the office"),
    ALL: N_("All appointments"),
}
VACANT = {"no_secretary": "secretary", "no_liaison": "liaison"}
_SHORT: Mapping[str, Callable[..., Sequence[AppointmentRow]]] = {
    "ending": ending_soon,
    "left": held_after_leaving,
}


class PostChips(ListChips):
    """The chips of these lists; whoever is in post is shown where no other is pressed."""

    def __init__(self, chips: FilterChips) -> None:
        super().__init__(chips, POST_LISTS, usual=IN_POST)

    def show_numbers(
        self, numbers: Mapping[str, int], *, total: int | None = None, **said: object
    ) -> None:
        """Show how many lines each list has; nobody who left needs no list."""
        super().show_numbers(numbers, total=total, **said)
        self.buttons["left"].setVisible(numbers["left"] > 0 or self.chosen == "left")


def numbers_of_lists(workspace: Workspace, day: date) -> dict[str, int]:
    """Return how many lines each list has on a day, without search and other filters."""
    vacant = [row.post for row in workspace.ask(vacancies, day)]
    return {
        IN_POST: workspace.ask(count_appointments, day=day),
        ALL: workspace.ask(count_appointments),
        **{name: vacant.count(post) for name, post in VACANT.items()},
        **{name: len(workspace.ask(query, day)) for name, query in _SHORT.items()},
    }


def lines_of_list(
    workspace: Workspace,
    name: str,
    day: date,
    *,
    search: str,
    unit_id: int | None,
    order: tuple[str, bool] | None,
) -> list[PostLine]:
    """Return the lines of a list on a day, as they are searched, filtered and sorted."""
    if name in (IN_POST, ALL):
        key, descending = order or ("", False)
        rows = workspace.ask(
            list_appointments,
            search,
            day=day if name == IN_POST else None,
            unit_id=unit_id,
            order=Order(SORTED_BY.get(key, key), descending),
        )
        return [appointment_line(row, day) for row in rows]
    lines = [
        line
        for one_unit, line in _short_list(workspace, name, day)
        if unit_id in (None, one_unit) and _is_found(line, search)
    ]
    return _sorted(lines, order)


def _short_list(workspace: Workspace, name: str, day: date) -> list[tuple[int, PostLine]]:
    """Return the lines of a list that is short by its nature, each with its unit."""
    if name in VACANT:
        gaps = workspace.ask(vacancies, day, VACANT[name])
        return [(gap.unit_id, vacancy_line(gap)) for gap in gaps]
    rows = workspace.ask(_SHORT[name], day)
    return [(row.unit_id, appointment_line(row, day)) for row in rows]


def _is_found(line: PostLine, search: str) -> bool:
    whole = f"{line.branch} {line.unit} {line.person} {line.document_number}".casefold()
    return all(word in whole for word in search.casefold().split())


def _sorted(lines: list[PostLine], order: tuple[str, bool] | None) -> list[PostLine]:
    """Sort by a date where one was asked for; else the order of the list is the useful one."""
    if order is None or order[0] not in ("starts_on", "ends_on"):
        return lines
    key, descending = order
    shown = "since" if key == "starts_on" else key
    return sorted(lines, key=lambda line: getattr(line, shown) or date.min, reverse=descending)
