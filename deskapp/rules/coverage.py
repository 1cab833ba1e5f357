"""What a cell of the coverage says, and whether leaders studied ahead of their branch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from deskapp.i18n import N_

CellState = Literal["done", "late", "missing", "not_required"]
Outcome = Literal["kept", "broken", "cannot_tell", "not_applicable"]
SeminarState = Literal["included", "missing", "planned", "nothing_required"]

CELL_STATES: dict[CellState, str] = {
    "done": N_("Studied"),
    "late": N_("Studied late"),
    "missing": N_("Not studied"),
    "not_required": N_("Not required"),
}
LEADERS_FIRST_OUTCOMES: dict[Outcome, str] = {
    "kept": N_("Kept"),
    "broken": N_("Broken"),
    "cannot_tell": N_("Cannot tell"),
    "not_applicable": N_("Not applicable"),
}
# Why it cannot be told whether the leaders studied first, or is not expected.
CANNOT_TELL: dict[str, str] = {
    "no_branch_study": N_("The branch has not studied it yet"),
    "no_leaders": N_("The branch has no leaders"),
    "leader_not_studied": N_("A leader has not studied it yet"),
}
SEMINAR_STATES: dict[SeminarState, str] = {
    "included": N_("Included"),
    "missing": N_("Not included"),
    "planned": N_("Still to come"),
    "nothing_required": N_("Nothing required"),
}
# Cadres of these ranks, and top leaders, study ahead of the others.
LEADING_RANKS = ("bureau", "section")


def cell_state(expected: int, late: int, missing: int) -> CellState:
    """Return what a cell says of so many expected: the worst of what became of them."""
    if not expected:
        return "not_required"
    if missing:
        return "missing"
    return "late" if late else "done"


def is_due(due_on: date | None, judged: date) -> bool:
    """Return whether the due day has gone by; without one the study is due at once.

    `judged` is what `judged_on` says of the day looked at: the due day itself still counts.
    """
    return due_on is None or due_on < judged


def seminar_state(
    held_on: date | None, as_of: date, *, is_required: bool, is_included: bool
) -> SeminarState:
    """Return what is said of a document at a training seminar; one ahead can still include it."""
    if not is_required:
        return "nothing_required"
    if is_included:
        return "included"
    return "planned" if held_on is None or held_on > as_of else "missing"


class LeadersFirst(NamedTuple):
    """Whether leaders studied first; `days` and `who` tell how it was broken, `why` why not.

    `not_yet` are those of `who` that have not studied it at all so far.
    """

    outcome: Outcome
    days: int = 0
    who: tuple[str, ...] = ()
    why: str = ""
    not_yet: tuple[str, ...] = ()


def leaders_first_outcome(
    branch_on: date | None, leaders: Sequence[tuple[str, date | None]], judged: date
) -> LeadersFirst:
    """Compare the first day of each leader (name, day) with the branch's own; a tie is kept.

    A leader who has not studied once the branch's day has gone by can no longer keep it: the
    days run on to `judged`, which is what `judged_on` says of the day looked at. Nothing is
    expected of a branch without leaders.
    """
    if not leaders:
        return LeadersFirst("not_applicable", why="no_leaders")
    if branch_on is None:
        return LeadersFirst("cannot_tell", why="no_branch_study")
    behind = [(name, day) for name, day in leaders if (day or judged) > branch_on]
    if behind:
        days = max(((day or judged) - branch_on).days for _name, day in behind)
        not_yet = tuple(name for name, day in behind if day is None)
        return LeadersFirst("broken", days, tuple(name for name, _day in behind), "", not_yet)
    if any(day is None for _name, day in leaders):
        return LeadersFirst("cannot_tell", why="leader_not_studied")
    return LeadersFirst("kept")
