"""What a person made of the lines of a scoring table so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from deskapp.i18n import N_, _
from deskapp.rules.points import plain
from deskapp.rules.scheme_checks import rule_complaint
from deskapp.usecases.imports.scheme import STATES, SchemeLine, measure_label, rule_in_words
from deskapp.usecases.schemes import IndicatorDraft, checked
from deskapp.widgets.row_table_model import RIGHT, TableColumn

TAKEN = N_("Taken over")
_TONES = {"read": "blue", "check": "yellow", "by hand": "grey"}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the table as the review shows it."""

    id: int
    section: str
    level1: str
    level2: str
    points: Decimal | None
    criteria: str
    figures: str
    rule: str
    state: str
    tone: str


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _points(points: Decimal | None) -> str:
    return "" if points is None else plain(points)


COLUMNS = (
    TableColumn("section", N_("Section of the scheme"), 9, sortable=False, hidden=True),
    TableColumn("level1", N_("Level 1"), 9, sortable=False),
    TableColumn("level2", N_("Level 2"), 12, sortable=False),
    TableColumn("points", N_("Worth"), 5, RIGHT, shown=_points, sortable=False),
    TableColumn("state", N_("What was read"), 13, tone=lambda row: str(row.tone), sortable=False),
    TableColumn("criteria", N_("Criteria"), 16, shown=_one_line, sortable=False),
    TableColumn("figures", N_("Figures from"), 11, sortable=False),
    TableColumn("rule", N_("Rule in words"), 17, sortable=False),
)


class Review:
    """The indicators as they would be saved; places are counted from 1.

    A rule that was read to its end is in force at once. One with doubts is only proposed: until a
    person takes it, points are given by hand.
    """

    def __init__(self, lines: Sequence[SchemeLine]) -> None:
        self.lines = lines
        self.indicators = [_in_force(line) for line in lines]
        self._settled = {place for place, line in enumerate(lines, start=1) if line.state == "read"}
        self.is_touched = False

    def line(self, place: int) -> SchemeLine:
        """Return what was read at a place."""
        return self.lines[place - 1]

    def indicator(self, place: int) -> IndicatorDraft:
        """Return the indicator at a place; the form edits it."""
        return self.indicators[place - 1]

    def state(self, place: int) -> str:
        """Return the state of a place: taken, check or by hand."""
        if not self.is_settled(place):
            return self.line(place).state
        return "check" if self.complaint(place) else "taken"

    def is_settled(self, place: int) -> bool:
        """Say whether a place stands as it was read to its end, or as a person made it."""
        return place in self._settled

    def complaint(self, place: int) -> str:
        """Return why the indicator at a place cannot be scored yet; empty when it can."""
        return rule_complaint(checked(self.indicator(place)))

    def settle(self, place: int) -> None:
        """Let a place stand as the person made it."""
        self.is_touched = True
        self._settled.add(place)

    def take(self, place: int) -> None:
        """Take the rule that was proposed; what was typed into the other fields stays."""
        proposed, own = self.line(place).proposed, self.indicator(place)
        own.measure, own.measure_parameters = proposed.measure, dict(proposed.measure_parameters)
        own.rule, own.rule_parameters = proposed.rule, dict(proposed.rule_parameters)
        self.settle(place)

    def counts(self) -> Counter[str]:
        """Return how many places there are of each state."""
        return Counter(self.state(place) for place in range(1, len(self.lines) + 1))

    def rows(self, sections: dict[str, str]) -> list[ReviewRow]:
        """Return the rows to show; `sections` are the labels of the sections."""
        return [self._row(place, sections) for place in range(1, len(self.lines) + 1)]

    def _row(self, place: int, sections: dict[str, str]) -> ReviewRow:
        line, own, state = self.line(place), self.indicator(place), self.state(place)
        shown = own if self.is_settled(place) else line.proposed
        return ReviewRow(
            place,
            _(sections[own.section]),
            own.level1,
            own.level2,
            own.points,
            own.criteria,
            measure_label(shown.measure),
            rule_in_words(replace(shown, points=own.points)),
            self._state_in_words(place, state),
            "green" if state == "taken" else _TONES[state],
        )

    def _state_in_words(self, place: int, state: str) -> str:
        words = state_label(state)
        if state != "check":
            return words
        is_settled = self.is_settled(place)
        doubt = self.complaint(place) if is_settled else self.line(place).doubts[0]
        return _("{state}: {what}").format(state=words, what=doubt)


def _in_force(line: SchemeLine) -> IndicatorDraft:
    """Return a copy of what is saved of a line while no person decided anything."""
    draft = line.proposed if line.state == "read" else line.indicator
    return replace(
        draft,
        measure_parameters=dict(draft.measure_parameters),
        rule_parameters=dict(draft.rule_parameters),
    )


def state_label(state: str) -> str:
    """Return a state of the review in a word or two."""
    return _(TAKEN if state == "taken" else STATES[state])
