"""Where what stands on a scoring sheet: all sheets of a workbook are laid out alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from deskapp.excel.sheet import cell_ref, range_ref
from deskapp.queries.appraisal import IndicatorRow, SchemeRow
from deskapp.reports.appraisal.formulas import subtotal, total

WORTH, OWN, SCORE = 3, 5, 7
"""Columns with points: what an indicator is worth, the self-score, the score."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a scoring sheet: a row with its sum, and a row for each indicator."""

    section: str
    indicators: tuple[IndicatorRow, ...]
    head_row: int
    cap: Decimal | None

    @property
    def first_row(self) -> int:
        """Return the row of the first indicator."""
        return self.head_row + 1

    @property
    def last_row(self) -> int:
        """Return the row of the last indicator."""
        return self.head_row + len(self.indicators)

    def area(self, column: int, sheet: str = "") -> str:
        """Return a reference to the cells of all indicators in a column."""
        return range_ref(sheet, self.first_row, self.last_row, column)

    def subtotal(self, column: int) -> str:
        """Return the formula of the part's sum, of which no more counts than the cap."""
        return subtotal([self.area(column)], self.cap)

    def counted(self, points: Iterable[Decimal]) -> Decimal:
        """Return what of the points counts: their sum, but no more than the cap."""
        added = sum(points, Decimal(0))
        return added if self.cap is None else min(added, self.cap)

    def worth(self) -> Decimal:
        """Return the most that the part can add up to."""
        return self.counted(indicator.points for indicator in self.indicators)


class Layout:
    """The parts of the scoring sheets, with the rows of their indicators."""

    def __init__(
        self, scheme: SchemeRow, indicators: Sequence[IndicatorRow], first_row: int
    ) -> None:
        caps = {"bonus": scheme.bonus_cap, "deduction": scheme.deduction_cap}
        self.parts: list[Part] = []
        row = first_row
        for section, found in groupby(indicators, key=lambda indicator: indicator.section):
            part = Part(section, tuple(found), row, caps.get(section))
            self.parts.append(part)
            row = part.last_row + 1
        self.total_row = row
        self._rows = {
            indicator.id: part.first_row + place
            for part in self.parts
            for place, indicator in enumerate(part.indicators)
        }

    def part(self, section: str) -> Part | None:
        """Return the part of a section, or None where the scheme has no such section."""
        return next((part for part in self.parts if part.section == section), None)

    def score_ref(self, sheet: str, indicator_id: int) -> str:
        """Return a reference to the score under an indicator."""
        return cell_ref(sheet, self._rows[indicator_id], SCORE)

    def subtotal_ref(self, sheet: str, part: Part) -> str:
        """Return a reference to the points of a part as they count."""
        return cell_ref(sheet, part.head_row, SCORE)

    def total(self, column: int) -> str:
        """Return the formula of the total of a column over all parts."""
        minus = [p for p in self.parts if p.section == "deduction"]
        plus = [p for p in self.parts if p not in minus]
        heads = [[cell_ref("", p.head_row, column) for p in parts] for parts in (plus, minus)]
        return total(*heads)

    def worth(self) -> str:
        """Return the formula of what can be reached without bonus points."""
        part = self.part("ordinary")
        return cell_ref("", part.head_row, WORTH) if part else "0"

    def heads(self, column: int) -> str:
        """Return the cells with the sums of all parts, as the arguments of a function."""
        return ",".join(cell_ref("", part.head_row, column) for part in self.parts)


def level1_names(part: Part | None) -> dict[str, list[IndicatorRow]]:
    """Return the indicators of a part by their level 1, in the order of the scheme."""
    found: dict[str, list[IndicatorRow]] = {}
    for indicator in part.indicators if part else ():
        found.setdefault(indicator.level1, []).append(indicator)
    return found


def level1_areas(part: Part, level1: str, sheet: str) -> Iterator[str]:
    """Yield references to the scores under a level 1, one for each run of neighbours."""
    numbered = enumerate(part.indicators, start=part.first_row)
    for name, run in groupby(numbered, key=lambda pair: pair[1].level1):
        rows = [row for row, _indicator in run]
        if name == level1:
            yield range_ref(sheet, rows[0], rows[-1], SCORE)
