"""Check a scheme: that its points add up, and that every rule fits what it counts.

Sentences come in the language in force. A scheme may be saved with such problems, since one
works on it over days; it may not be made final with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.rules.points import plain
from deskapp.rules.rule_kinds import RULE_KINDS, Bands, DeductPerMissing, HighestOnly, PerItem
from deskapp.rules.rule_kinds.levels import level_label
from deskapp.rules.scoring import SECTION_RULES, Parameters, parameters_from

ORDINARY_TOTAL = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CheckedIndicator:
    """An indicator as plain values; `levels` are those that its measure knows, code -> label."""

    level1: str
    level2: str
    section: str
    points: Decimal | None
    measure: str
    rule: str
    rule_parameters: Mapping[str, object] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)


def rules_that_fit(section: str, *, is_measured: bool, has_levels: bool) -> tuple[str, ...]:
    """Return the kinds of rule an indicator may have: what nothing counts is given by hand."""
    if not is_measured:
        return ("by_hand",)
    fitting = (kind for kind in SECTION_RULES[section] if kind != "by_hand")
    return tuple(kind for kind in fitting if has_levels or kind != "highest_only")


def section_sums(indicators: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    """Return what the indicators of each section are worth together, of (section, points)."""
    sums = dict.fromkeys(SECTION_RULES, ZERO)
    for section, points in indicators:
        sums[section] = sums.get(section, ZERO) + (points or ZERO)
    return sums


def ordinary_in_words(total: Decimal) -> str:
    """Return whether the ordinary points make the total, and how many are missing or too many."""
    said = {"points": plain(total), "total": plain(ORDINARY_TOTAL)}
    if total < ORDINARY_TOTAL:
        text = _("Ordinary points {points} of {total}: {missing} missing")
        return text.format(**said, missing=plain(ORDINARY_TOTAL - total))
    if total > ORDINARY_TOTAL:
        text = _("Ordinary points {points} of {total}: {more} too many")
        return text.format(**said, more=plain(total - ORDINARY_TOTAL))
    return _("Ordinary points {points} of {total}").format(**said)


def ordinary_warning(total: Decimal) -> str:
    """Return what a page of scores says where the ordinary points do not make the total."""
    if total == ORDINARY_TOTAL:
        return ""
    text = _("Ordinary points {points} (they should be {total})")
    return text.format(points=plain(total), total=plain(ORDINARY_TOTAL))


def scheme_problems(indicators: Sequence[CheckedIndicator]) -> list[str]:
    """Return what is wrong with a scheme, one sentence each; none when it may be made final."""
    if not indicators:
        return [_("The scheme has no indicator yet.")]
    placed = (problem for _place, problem in placed_problems(indicators))
    return [*_problems_of_sum(indicators), *placed]


def placed_problems(indicators: Sequence[CheckedIndicator]) -> list[tuple[int, str]]:
    """Return what is wrong with single indicators, each with its place, counted from 1."""
    problems = list(_problems_of_names(indicators))
    for place, one in enumerate(indicators, start=1):
        problems += [
            (place, _("“{name}”: {problem}").format(name=one.level2, problem=problem))
            for problem in indicator_problems(one)
        ]
    return problems


def _problems_of_names(indicators: Sequence[CheckedIndicator]) -> Iterator[tuple[int, str]]:
    """Yield each name that several indicators have, with the place of the last of them."""
    names = [(one.section, one.level1, one.level2) for one in indicators]
    places = {name: place for place, name in enumerate(names, start=1)}
    for name, number in Counter(names).items():
        if number > 1:
            text = _("“{name}” stands in the scheme more than once.")
            yield places[name], text.format(name=" / ".join(name[1:]))


def _problems_of_sum(indicators: Sequence[CheckedIndicator]) -> Iterator[str]:
    total = section_sums((one.section, one.points) for one in indicators)["ordinary"]
    if total != ORDINARY_TOTAL:
        yield _("{what}.").format(what=ordinary_in_words(total))


def indicator_problems(indicator: CheckedIndicator) -> list[str]:
    """Return what is wrong with one indicator, one sentence each."""
    if complaint := rule_complaint(indicator):
        return [complaint]
    return [*_problems_of_kind(indicator), *_problems_of_points(indicator)]


def rule_complaint(indicator: CheckedIndicator) -> str:
    """Return why an indicator cannot be scored at all; empty when it can."""
    if bool(indicator.measure) == (indicator.rule == "by_hand"):
        if indicator.measure:
            return _("What is counted needs a rule that turns it into points.")
        return _("A rule needs figures to count; without them the points are given by hand.")
    try:
        parameters_from(indicator.rule, indicator.rule_parameters)
    except LedgerError as error:
        return str(error)
    if indicator.rule not in SECTION_RULES.get(indicator.section, ()):
        text = _("The rule “{rule}” does not fit this section.")
        return text.format(rule=_(RULE_KINDS[indicator.rule]))
    return ""


def _problems_of_kind(indicator: CheckedIndicator) -> Iterator[str]:
    kind = _(RULE_KINDS[indicator.rule])
    if indicator.rule == "highest_only" and not indicator.levels:
        yield _("The rule “{rule}” needs figures that have levels.").format(rule=kind)
    named = _levels_of(_rule_of(indicator))
    if unknown := [level_label(code) for code in named if code not in indicator.levels]:
        text = _("The figures have no level “{level}”.")
        yield text.format(level=_("”, “").join(unknown))


def _problems_of_points(indicator: CheckedIndicator) -> Iterator[str]:
    if indicator.points is None:
        yield _("What it is worth is left empty, or is no number.")
        return
    points = indicator.points
    if points <= 0:
        yield _("It is worth nothing.")
        return
    most = _most_named(_rule_of(indicator))
    if most > points:
        yield _("The rule speaks of {most} points, but the indicator is worth {points}.").format(
            most=plain(most), points=plain(points)
        )


def placed_remarks(indicators: Sequence[CheckedIndicator]) -> list[tuple[int, str]]:
    """Return what looks odd but is no problem, each with the place of its indicator."""
    return [
        (place, _("“{name}”: {problem}").format(name=one.level2, problem=remark))
        for place, one in enumerate(indicators, start=1)
        for remark in indicator_remarks(one)
    ]


def indicator_remarks(indicator: CheckedIndicator) -> list[str]:
    """Return what looks odd in an indicator: points that nobody can reach."""
    if rule_complaint(indicator) or not indicator.points:
        return []
    rule = _rule_of(indicator)
    best = _most_named(rule)
    # Of bonus points and deductions nobody loses what cannot be reached: such a cap only has room.
    if indicator.section != "ordinary" or best >= indicator.points:
        return []
    if not isinstance(rule, Bands | HighestOnly):
        return []
    text = _("The rule gives {best} points at best, but the indicator is worth {points}.")
    return [text.format(best=plain(best), points=plain(indicator.points))]


def _rule_of(indicator: CheckedIndicator) -> Parameters:
    return parameters_from(indicator.rule, indicator.rule_parameters)


def _levels_of(rule: Parameters) -> Iterable[str]:
    return rule.levels if isinstance(rule, PerItem | HighestOnly) else ()


def _most_named(rule: Parameters) -> Decimal:
    """Return the most points that a rule names: its cap, its best band or level."""
    if isinstance(rule, Bands):
        return max(band.points for band in rule.bands)
    if isinstance(rule, HighestOnly):
        return max(rule.levels.values())
    if isinstance(rule, DeductPerMissing):
        return max(rule.each, rule.cap or ZERO)
    if isinstance(rule, PerItem):
        return max(rule.each, rule.cap or ZERO, *rule.levels.values())
    return ZERO
