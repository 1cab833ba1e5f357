"""What scores lack that are to be made final, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal.finality import Cut, Finalisable, OverQuota
from deskapp.rules.points import plain

_MOST_NAMED = 5


def lacks_in_words(found: Finalisable) -> list[str]:
    """Return all that one would wait for, one sentence each: grades over quota, what is missing."""
    return [*over_quota_in_words(found.over_quota), *missing_in_words(found)]


def over_quota_in_words(over_quota: Sequence[OverQuota]) -> list[str]:
    """Return how many too many stand in each grade over its quota, and who they are."""
    return [
        _(
            "“{grade}” has a quota of {places}, {reached} stand in it, {more} too many: {names}."
        ).format(
            grade=one.grade,
            places=one.places,
            reached=one.reached,
            more=one.reached - one.places,
            names=_first(one.names),
        )
        for one in over_quota
    ]


def missing_in_words(found: Finalisable) -> list[str]:
    """Return what is still missing, one sentence each."""
    said = []
    if number := found.missing_scores:
        text = ngettext(
            "{n} score by hand is missing and would count 0: {whose}.",
            "{n} scores by hand are missing and would count 0: {whose}.",
            number,
        )
        said.append(text.format(n=number, whose=_whose(found)))
    if found.cut:
        text = ngettext(
            "{n} score was given more points than its indicator is worth, and is cut: {which}.",
            "{n} scores were given more points than their indicators are worth, and are cut: "
            "{which}.",
            len(found.cut),
        )
        said.append(text.format(n=len(found.cut), which=_which(found.cut)))
    if number := found.open_appeals:
        text = ngettext("{n} appeal is not answered.", "{n} appeals are not answered.", number)
        said.append(text.format(n=number))
    return said


def _whose(found: Finalisable) -> str:
    return _first(
        [
            _("{subject} {number}").format(subject=one.subject, number=one.scores)
            for one in found.missing
        ]
    )


def _which(cut: Sequence[Cut]) -> str:
    return _first(
        [
            _("{subject} {indicator} {given} → {counts}").format(
                subject=one.subject,
                indicator=one.indicator,
                given=plain(one.given),
                counts=plain(one.counts),
            )
            for one in cut
        ]
    )


def _first(names: Sequence[str]) -> str:
    """Return the first few names, and how many more there are."""
    named = list(names[:_MOST_NAMED])
    if more := len(names) - len(named):
        named.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return _(", ").join(named)
