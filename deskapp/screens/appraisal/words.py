"""What stands above and below the grid of points: the scheme, what is missing, what is final."""

from __future__ import annotations

from decimal import Decimal

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Scoring
from deskapp.rules.points import plain


def appraised_in_words(scoring: Scoring) -> str:
    """Return what heads the column of the appraised."""
    return _("Branch") if scoring.scheme.appraised == "branches" else _("Unit")


def scheme_in_words(scoring: Scoring) -> str:
    """Return how many points the scheme gives in all, and the day they are counted to."""
    ordinary = sum((i.points for i in scoring.indicators if i.section == "ordinary"), Decimal(0))
    return _("{points} ordinary points · as of {day}").format(
        points=plain(ordinary), day=long_date(scoring.as_of)
    )


def final_in_words(scoring: Scoring) -> str:
    """Return since when the scores are final; empty while they are not."""
    if scoring.final is None:
        return ""
    return _("Final since {day}: nothing can be typed.").format(
        day=long_date(scoring.final.finalised_on)
    )


def points_in_words(scoring: Scoring, open_appeals: int) -> str:
    """Return how totals come about, how many points are missing, how many appeals are open."""
    rule = _("Equal totals share a place.")
    missing = "" if scoring.final else _missing(scoring)
    return " ".join(filter(None, (rule, missing, _appealed(open_appeals))))


def _missing(scoring: Scoring) -> str:
    gaps = sum(not cell.is_assessed for cell in scoring.cells.values())
    text = ngettext(
        "{n} score is not given yet and counts 0.",
        "{n} scores are not given yet and count 0.",
        gaps,
    )
    return text.format(n=gaps) if gaps else ""


def _appealed(number: int) -> str:
    text = ngettext("{n} appeal is open.", "{n} appeals are open.", number)
    return text.format(n=number) if number else ""
