"""What all sheets of an appraisal share: the scores, the names given out, how points add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from deskapp.dates import long_date
from deskapp.excel.sheet import safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Scoring
from deskapp.rules.points import plain

_SCHEME_WORDS = ("方案", "办法", "细则")
"""Words at the end of a scheme's title that its sheets have no use for."""


@dataclass(slots=True)
class Book:
    """The scores of a year on their way into a workbook."""

    scoring: Scoring
    names: list[str] = field(default_factory=list)

    def name(self, wanted: str) -> str:
        """Return a name for a sheet that no other sheet of the workbook has."""
        self.names.append(safe_sheet_name(wanted, self.names))
        return self.names[-1]

    def subject(self) -> str:
        """Return the scheme's title without the word for scheme."""
        title = self.scoring.scheme.title
        for word in _SCHEME_WORDS:
            title = title.removesuffix(word)
        return title

    def as_of(self) -> str:
        """Return the day of the figures in words."""
        return _("Figures as of {day}").format(day=long_date(self.scoring.as_of))


def indicator_heading(indicator: IndicatorRow) -> str:
    """Return the second level of an indicator and, on a line of its own, what it is worth."""
    return _("{name}\n({points} points)").format(
        name=indicator.level2, points=plain(indicator.points)
    )


def exact(points: Decimal) -> Decimal:
    """Return the points without needless zeros: 10, not 10.00."""
    return Decimal(plain(points))


def full_points(indicators: Sequence[IndicatorRow]) -> Decimal:
    """Return what a unit can reach without bonus points."""
    ordinary = (i.points for i in indicators if i.section == "ordinary")
    return exact(sum(ordinary, Decimal(0)))


def total_formula(indicators: Sequence[IndicatorRow], ref: Callable[[int], str]) -> str:
    """Return the formula of a unit's total; `ref` names the cell of an indicator by its place.

    Rounded, so that the small change of binary fractions never parts two equal totals.
    """
    terms = [
        f"{'-' if section == 'deduction' else '+'}SUM({ref(first)}:{ref(last)})"
        for section, first, last in _runs(indicators)
    ]
    return f"ROUND(MAX(0,{''.join(terms).removeprefix('+')}),2)"


def full_points_formula(indicators: Sequence[IndicatorRow], ref: Callable[[int], str]) -> str:
    """Return the formula of what a unit can reach; cells are named as in `total_formula`."""
    terms = [
        f"SUM({ref(first)}:{ref(last)})"
        for section, first, last in _runs(indicators)
        if section == "ordinary"
    ]
    return f"ROUND({'+'.join(terms) or '0'},2)"


def _runs(indicators: Sequence[IndicatorRow]) -> Iterator[tuple[str, int, int]]:
    """Yield section, first and last place of the neighbours that are of one section."""
    numbered = enumerate(indicators)
    for section, run in groupby(numbered, key=lambda pair: pair[1].section):
        places = [place for place, _indicator in run]
        yield section, places[0], places[-1]
