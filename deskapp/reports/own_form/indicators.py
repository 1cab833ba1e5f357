"""The indicators of a form: by number and by name, and what several count together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from deskapp.queries.appraisal import IndicatorRow, SchemeRow, Scoring
from deskapp.reports.appraisal.book import by_section
from deskapp.rules.totals import Totals, add_up


def meanings_of(scoring: Scoring, argument: str) -> list[list[IndicatorRow]]:
    """Return what a number or a name may mean: an indicator, or all of a level 1.

    Numbers are those of the workbook. A name that several indicators have, or an indicator and
    a level 1, has several meanings; an unknown one has none.
    """
    indicators, wanted = by_section(scoring.indicators), _folded(argument)
    if wanted.isdecimal():
        place = int(wanted)
        return [[indicators[place - 1]]] if 1 <= place <= len(indicators) else []
    found = [[one] for one in indicators if _folded(one.level2) == wanted]
    group = [one for one in indicators if _folded(one.level1) == wanted]
    return [*found, group] if group and group not in found else found


def indicators_named(scoring: Scoring, argument: str) -> list[IndicatorRow]:
    """Return the indicators that a number or a name means; none where that is not clear."""
    meanings = meanings_of(scoring, argument)
    return meanings[0] if len(meanings) == 1 else []


def numbers_meant(scoring: Scoring, argument: str) -> list[int]:
    """Return the numbers of all indicators that a name with several meanings may mean."""
    meanings = meanings_of(scoring, argument)
    if len(meanings) < 2:
        return []
    meant = {one.id for meaning in meanings for one in meaning}
    numbered = enumerate(by_section(scoring.indicators), start=1)
    return [number for number, one in numbered if one.id in meant]


def added_up(scheme: SchemeRow, points: Iterable[tuple[IndicatorRow, Decimal]]) -> Totals:
    """Return what the points of indicators come to: of a section no more than its cap."""
    pairs = ((indicator.section, given) for indicator, given in points)
    return add_up(pairs, scheme.bonus_cap, scheme.deduction_cap)


def points_as_shown(
    scheme: SchemeRow, points: Sequence[tuple[IndicatorRow, Decimal]]
) -> Decimal | None:
    """Return the points, deductions below 0; None for none.

    Those of one indicator are shown as they are, for only its whole section has a cap.
    """
    if not points:
        return None
    if len(points) == 1:
        ((indicator, given),) = points
        return Decimal(0) - given if indicator.section == "deduction" else given
    totals = added_up(scheme, points)
    return totals.ordinary + totals.bonus - totals.deduction


def amount_as_shown(scheme: SchemeRow, points: Sequence[tuple[IndicatorRow, Decimal]]) -> Decimal:
    """Return an amount such as a worth or a loss, which no section takes below 0."""
    if len(points) == 1:
        return points[0][1]
    totals = added_up(scheme, points)
    return totals.ordinary + totals.bonus + totals.deduction


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
