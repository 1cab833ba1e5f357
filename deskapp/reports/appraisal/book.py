"""What all sheets of an appraisal share: the scores, the names given out, whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from deskapp.dates import long_date
from deskapp.excel.sheet import Column, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Scoring, Subject
from deskapp.queries.appraisal.appeals import AppealRow
from deskapp.records.scheme import SECTIONS
from deskapp.reports.words import BLANK
from deskapp.rules.points import plain

_SCHEME_WORDS = ("方案", "办法", "细则")
"""Words at the end of a scheme's title that its sheets have no use for."""
_HASH_SHOWN = 12
_LEGIBLE = 190
"""Characters that a landscape page shows side by side in small print."""


@dataclass(slots=True)
class Book:
    """The scores of a scheme on their way into a workbook.

    `appeals` are by the ids of subject and indicator, `files` by the id of the self-score.
    """

    scoring: Scoring
    appeals: Mapping[tuple[int, int], Sequence[AppealRow]] = field(default_factory=dict)
    files: Mapping[int, Sequence[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    indicators: tuple[IndicatorRow, ...] = field(init=False)
    """In the order of the scheme, those of a section together."""

    def __post_init__(self) -> None:
        self.indicators = by_section(self.scoring.indicators)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return the appraised in office order."""
        return self.scoring.subjects

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

    def of_branches(self) -> bool:
        """Return whether branches are appraised, and not units."""
        return self.scoring.scheme.appraised == "branches"

    def appraised_heading(self) -> str:
        """Return the heading of the column that names the appraised."""
        return _("Branch") if self.of_branches() else _("Unit")

    def about(self) -> str:
        """Return the day of the figures, and whether they are final, in words."""
        as_of = _("Figures as of {day}").format(day=long_date(self.scoring.as_of))
        return f"{as_of}{BLANK[:2]}{self._standing()}"

    def _standing(self) -> str:
        final = self.scoring.final
        if final is None:
            return _("Draft, not final yet")
        return _("Final since {day}, SHA-256 {hash}").format(
            day=long_date(final.finalised_on), hash=final.sha256[:_HASH_SHOWN]
        )


def by_section(indicators: Sequence[IndicatorRow]) -> tuple[IndicatorRow, ...]:
    """Return the indicators with those of a section together, else in their order."""
    order = list(SECTIONS)
    return tuple(sorted(indicators, key=lambda indicator: order.index(indicator.section)))


def worth_heading(name: str, points: Decimal) -> str:
    """Return a name and, on a line of its own, how many points it is worth."""
    return _("{name}\n({points} points)").format(name=name, points=plain(points))


def section_heading(section: str) -> str:
    """Return the name of a section, of deductions with what becomes of their points."""
    name = _(SECTIONS[section])
    return _("{name}\n(taken off)").format(name=name) if section == "deduction" else name


def pages_wide(columns: Sequence[Column]) -> int:
    """Return on how many pages side by side so many columns are still legible."""
    return max(1, round(sum(column.width for column in columns) / _LEGIBLE))


def exact(points: Decimal) -> Decimal:
    """Return the points without needless zeros: 10, not 10.00."""
    return Decimal(plain(points))
