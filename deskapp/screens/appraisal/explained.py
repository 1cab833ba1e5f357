"""One score in words: its points, its state, its rule, what was counted, which caps applied."""

from __future__ import annotations

from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell, Scoring, Subject
from deskapp.queries.measures import MEASURES
from deskapp.rules.points import plain
from deskapp.screens.appraisal.grid import score_cell

# Rules that say themselves how many of how many were counted.
_SAY_BOTH = ("share", "bands")


def points_of(indicator: IndicatorRow, cell: ScoreCell) -> str:
    """Return the points that count, of those the indicator is worth."""
    full = plain(indicator.points)
    if not cell.is_assessed:
        return _("— / {full}").format(full=full)
    sign = "−" if indicator.section == "deduction" and cell.scored.points else ""
    return _("{points} / {full}").format(points=f"{sign}{cell.scored.points:.2f}", full=full)


def state_of(indicator: IndicatorRow, cell: ScoreCell) -> tuple[str, str]:
    """Return in words, with a tone, what the points mean."""
    if not cell.is_assessed:
        return _("Not assessed"), "grey"
    if cell.scored.lost > 0:
        text = _("{lost} taken off") if indicator.section == "deduction" else _("{lost} lost")
        tone = "red" if score_cell(indicator, cell).sign.count("▼") else "yellow"
        return text.format(lost=plain(cell.scored.lost)), tone
    if indicator.section == "deduction":
        return _("Nothing taken off"), "green"
    if indicator.section == "bonus" and cell.scored.points < indicator.points:
        return _("Bonus"), "green" if cell.scored.points else "grey"
    return _("Full points"), "green"


def assessed_in_words(scoring: Scoring, indicator: IndicatorRow) -> str:
    """Return how many of the appraised the assessors have given points under an indicator."""
    given = sum(
        scoring.cell(subject.id, indicator.id).given is not None for subject in scoring.subjects
    )
    return _("{given} of {all} assessed").format(given=given, all=len(scoring.subjects))


def facts_of(scoring: Scoring, subject: Subject, indicator: IndicatorRow) -> list[tuple[str, str]]:
    """Return (word, sentence) pairs that explain a score."""
    cell = scoring.cell(subject.id, indicator.id)
    caps = _own_cap(indicator, cell), _section_cap(scoring, subject, indicator)
    return [
        (_("Counted as"), _counted(indicator, cell)),
        (_("Scoring rule"), indicator.sentence()),
        (_("Measure"), _measure(indicator)),
        (_("Cap"), " ".join(filter(None, caps))),
        (_("Reason"), cell.reason),
        (_("Explanation"), cell.own.explanation if cell.own else ""),
        (_("Criteria"), indicator.criteria),
    ]


def _counted(indicator: IndicatorRow, cell: ScoreCell) -> str:
    if cell.counted is None or cell.computed is None:
        return cell.scored.why
    if not cell.counted.denominator or indicator.rule in _SAY_BOTH:
        return cell.computed.why
    text = _("{numerator} of {denominator} counted.").format(
        numerator=plain(cell.counted.numerator), denominator=cell.counted.denominator
    )
    return _("{what} {advice}").format(what=text, advice=cell.computed.why)


def _measure(indicator: IndicatorRow) -> str:
    measure = MEASURES.get(indicator.measure)
    return _(measure.label) if measure else ""


def _own_cap(indicator: IndicatorRow, cell: ScoreCell) -> str:
    if cell.computed is None or not cell.computed.capped:
        return ""
    if indicator.rule == "deduct_per_missing":
        return _("The deduction has reached its limit; more would not count.")
    return _("The indicator has reached its limit; more would not count.")


def _section_cap(scoring: Scoring, subject: Subject, indicator: IndicatorRow) -> str:
    totals = scoring.totals[subject.id]
    if indicator.section == "bonus" and totals.bonus != totals.uncapped_bonus:
        text = _("All bonus points: {uncapped}, of which {counts} count.")
        return text.format(uncapped=plain(totals.uncapped_bonus), counts=plain(totals.bonus))
    if indicator.section == "deduction" and totals.deduction != totals.uncapped_deduction:
        text = _("All deductions: {uncapped}, of which {counts} count.")
        return text.format(
            uncapped=plain(totals.uncapped_deduction), counts=plain(totals.deduction)
        )
    return ""
