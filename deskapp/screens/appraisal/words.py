"""What stands above and below the grid of points: the scheme, the legend, what is missing."""

from __future__ import annotations

from decimal import Decimal

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Scoring
from deskapp.rules.points import plain
from deskapp.screens.appraisal.grid import HALF_LOST, SOME_LOST


def scheme_in_words(scoring: Scoring) -> str:
    """Return how many points the scheme gives in all, and the day they are counted to."""
    ordinary = sum((i.points for i in scoring.indicators if i.section == "ordinary"), Decimal(0))
    return _("{points} ordinary points · as of {day}").format(
        points=plain(ordinary), day=long_date(scoring.as_of)
    )


def points_in_words(scoring: Scoring) -> str:
    """Return the legend, how totals and places come about, and how many points are missing."""
    legend = _("{some} points lost   {half} half or more lost").format(
        some=SOME_LOST, half=HALF_LOST
    )
    rule = _("The total adds up the points of all indicators; equal totals share a place.")
    return "\n".join([legend, f"{rule} {_missing(scoring)}".strip()])


def _missing(scoring: Scoring) -> str:
    gaps = sum(not cell.is_assessed for cell in scoring.cells.values())
    text = ngettext(
        "{n} score is not given yet and counts 0.",
        "{n} scores are not given yet and count 0.",
        gaps,
    )
    return text.format(n=gaps) if gaps else ""
