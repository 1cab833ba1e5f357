"""What stands above the ranking: what is final, what is missing, who is at which line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Finality, SchemeRow, Scoring, Subject
from deskapp.queries.appraisal.finality import Finalisable
from deskapp.queries.appraisal.grade_line import GradeLine
from deskapp.rules.points import plain
from deskapp.usecases.finality_in_words import missing_in_words

_HASH = 8
"""Characters of the hash that are shown; the whole of it is in the tooltip."""
_MOST_NAMED = 6


def state_in_words(scoring: Scoring, found: Finalisable | None) -> str:
    """Return as of which day the scores stand, and what is missing or by what they are final."""
    counted = _("counted to {day}").format(day=long_date(scoring.as_of))
    if scoring.final is not None:
        return " · ".join([final_in_words(scoring.final), counted, by_whom(scoring.final)])
    missing = [] if found is None else missing_in_words(found)
    return " · ".join(filter(None, [counted, one_after_another(missing)]))


def one_after_another(sentences: Iterable[str]) -> str:
    """Return sentences as one text, parted as the language in force parts them."""
    return reduce(
        lambda said, more: _("{what} {advice}").format(what=said, advice=more) if said else more,
        sentences,
        "",
    )


def final_in_words(final: Finality) -> str:
    """Return since when scores are final."""
    return _("final since {day}").format(day=long_date(final.finalised_on))


def by_whom(final: Finality) -> str:
    """Return the program's version and the beginning of the hash."""
    return _("program {version} · hash {hash}").format(
        version=final.program_version, hash=final.sha256[:_HASH]
    )


def frozen_in_numbers(found: Finalisable, scheme: SchemeRow) -> str:
    """Return how much would be frozen: "36 units · 15 indicators · 1,234 evidence rows"."""
    if scheme.appraised == "branches":
        subjects = ngettext("{n} branch", "{n} branches", found.subjects)
    else:
        subjects = ngettext("{n} unit", "{n} units", found.subjects)
    indicators = ngettext("{n} indicator", "{n} indicators", found.indicators)
    rows = ngettext("{n} evidence row", "{n} evidence rows", found.evidence_rows)
    return " · ".join(
        [
            subjects.format(n=found.subjects),
            indicators.format(n=found.indicators),
            rows.format(n=f"{found.evidence_rows:,}"),
        ]
    )


def line_in_words(line: GradeLine) -> str:
    """Return the quota of a grade, how many reached it, who is at its line and who beyond."""
    said = [
        _("{grade}: {quota} % are {places} places, {reached} reach it.").format(
            grade=line.grade.name,
            quota=plain(line.grade.quota or 0),
            places=line.places,
            reached=line.reached,
        )
    ]
    if line.is_tied:
        said.append(_("Tied at the line: {names}.").format(names=_named(line.at_line)))
    elif line.at_line and line.over:
        said.append(_("At the line: {names}.").format(names=_named(line.at_line)))
    if line.over:
        said.append(_("Beyond the quota: {names}.").format(names=_named(line.over)))
    return one_after_another(said)


def _named(subjects: Sequence[Subject]) -> str:
    names = [one.short_name or one.name for one in subjects[:_MOST_NAMED]]
    if len(subjects) > _MOST_NAMED:
        more = len(subjects) - _MOST_NAMED
        names.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return _(", ").join(names)
