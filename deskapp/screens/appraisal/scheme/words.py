"""What the scheme part says in words: rules, sums, caps, and the scheme in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from deskapp.errors import LedgerError
from deskapp.i18n import _, ngettext
from deskapp.queries.measures import words_of
from deskapp.records.scheme import APPRAISED, SCOPES
from deskapp.rules.grades import Grade
from deskapp.rules.points import plain
from deskapp.rules.scheme_checks import ORDINARY_TOTAL, ordinary_in_words, rule_complaint
from deskapp.rules.scoring import parameters_from, rule_sentence
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, checked


def sentence_of(indicator: IndicatorDraft) -> str:
    """Return the rule of an indicator in words; empty while it is no rule yet."""
    if rule_complaint(checked(indicator)):
        return ""
    try:
        rule = parameters_from(indicator.rule, indicator.rule_parameters)
    except LedgerError:
        return ""
    words = words_of(indicator.measure, indicator.measure_parameters)
    points = indicator.points or Decimal(0)
    return rule_sentence(indicator.rule, rule, points, indicator.section, words)


def ordinary_with_tone(sums: Mapping[str, Decimal]) -> tuple[str, str]:
    """Return whether the ordinary points add up, and the tone of that."""
    total = sums["ordinary"]
    tone = "green" if total == ORDINARY_TOTAL else "red" if total > ORDINARY_TOTAL else "yellow"
    return ordinary_in_words(total), tone


def bonus_in_words(total: Decimal, cap: Decimal | None) -> str:
    """Return what the bonus indicators give together, and their cap; empty without any."""
    if not total:
        return ""
    if cap is None:
        return _("Bonus up to {points}").format(points=plain(total))
    text = _("Bonus up to {points}, at most {cap} count")
    return text.format(points=plain(total), cap=plain(cap))


def deduction_in_words(total: Decimal, cap: Decimal | None) -> str:
    """Return what the deductions take off together, and their cap; empty without any."""
    if not total:
        return ""
    if cap is None:
        return _("Deductions up to {points}").format(points=plain(total))
    text = _("Deductions up to {points}, at most {cap} count")
    return text.format(points=plain(total), cap=plain(cap))


def problems_in_words(problems: Sequence[str]) -> str:
    """Return how many things keep the scheme from being made final; empty when nothing does."""
    if not problems:
        return ""
    number = len(problems)
    text = ngettext("{number} thing to mend", "{number} things to mend", number)
    return text.format(number=number)


def head_in_words(draft: SchemeDraft) -> str:
    """Return who is appraised, the caps and the grades in one line."""
    parts = [_(APPRAISED[draft.appraised]), _(SCOPES[draft.scope])]
    if draft.bonus_cap is not None:
        parts.append(_("bonus at most {cap}").format(cap=plain(draft.bonus_cap)))
    if draft.deduction_cap is not None:
        parts.append(_("deductions at most {cap}").format(cap=plain(draft.deduction_cap)))
    parts += [_grade_in_words(grade) for grade in draft.grades]
    return " · ".join(parts)


def _grade_in_words(grade: Grade) -> str:
    said = {"name": grade.name, "points": plain(grade.at_least)}
    if grade.quota is None:
        return _("{name} from {points}").format(**said)
    text = _("{name} from {points} (at most {quota} %)")
    return text.format(**said, quota=plain(grade.quota))
