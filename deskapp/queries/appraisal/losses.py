"""What one of the appraised has lost and nothing in the ledger can bring back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from deskapp.i18n import _
from deskapp.queries.appraisal.improvements import Improvement
from deskapp.queries.appraisal.scoring import Scoring


@dataclass(frozen=True, slots=True)
class Loss:
    """The points lost under an indicator beyond what can still be mended."""

    indicator_id: int
    indicator: str
    points: Decimal
    is_given: bool

    def sentence(self) -> str:
        """Return what is lost and why it stays so, in the language in force."""
        if self.is_given:
            text = _("{indicator}: {points} taken off by the assessors")
        else:
            text = _("{indicator}: {points} lost, too late to make good")
        return text.format(indicator=self.indicator, points=f"{self.points:.2f}")


def losses(scoring: Scoring, subject_id: int, found: Sequence[Improvement]) -> list[Loss]:
    """Return what is lost for good, the most points first; `found` can still be mended.

    What mending brings is taken from the first indicator of its measure, as it is told there.
    """
    gains: dict[int, Decimal] = {}
    for one in found:
        gains[one.indicator_id] = max(gains.get(one.indicator_id, Decimal(0)), one.points)
    mended = {i.measure for i in scoring.indicators if i.id in gains}
    lost = []
    for indicator in scoring.indicators:
        cell = scoring.cell(subject_id, indicator.id)
        is_given = cell.given is not None
        if not is_given and indicator.measure in mended and indicator.id not in gains:
            continue
        points = cell.scored.lost - gains.get(indicator.id, Decimal(0))
        if cell.is_assessed and points > 0:
            lost.append(Loss(indicator.id, indicator.level2, points, is_given))
    return sorted(lost, key=lambda one: -one.points)
