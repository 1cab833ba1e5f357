"""What is different between two schemes, such as those of two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from sqlalchemy.orm import Session

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import N_, _
from deskapp.queries.appraisal.schemes import (
    IndicatorRow,
    SchemeRow,
    list_indicators,
    list_schemes,
)
from deskapp.rules.similarity import bigrams, likeness
from deskapp.rules.year_shift import with_years_moved

# What may have become of an indicator, in the order in which a person looks.
KINDS = {
    "changed": N_("Changed indicators"),
    "new": N_("New indicators"),
    "gone": N_("Gone indicators"),
    "same": N_("The same"),
}
CHANGES = {
    "name": N_("Name of the indicator"),
    "section": N_("Section"),
    "points": N_("Worth"),
    "criteria": N_("Criteria"),
    "measure": N_("Figures from"),
    "rule": N_("Rule"),
}

_ENOUGH_ALIKE = 0.5
_BY_NAME, _BY_CRITERIA, _SAME_GROUP = 0.7, 0.3, 0.1


@dataclass(frozen=True, slots=True)
class ComparedIndicator:
    """An indicator in both schemes, or in one alone; `kind` is one of KINDS.

    `changes` names what is different, out of CHANGES; years that move with the scheme are not.
    """

    kind: str
    one: IndicatorRow | None
    other: IndicatorRow | None
    changes: tuple[str, ...] = ()

    @property
    def indicator(self) -> IndicatorRow:
        """Return the indicator by which the row is named: that of the other scheme if any."""
        found = self.other or self.one
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class ComparedTotal:
    """What the indicators of one level-1 indicator are worth in both schemes."""

    section: str
    level1: str
    one: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class SchemeComparison:
    """Two schemes beside each other, in the order of the other one."""

    one: SchemeRow
    other: SchemeRow
    rows: tuple[ComparedIndicator, ...]
    totals: tuple[ComparedTotal, ...]

    @property
    def is_of_one_year(self) -> bool:
        """Say whether neither of the schemes is the earlier one."""
        return self.one.year == self.other.year

    def number(self, kind: str) -> int:
        """Return how many indicators are of a kind."""
        return sum(row.kind == kind for row in self.rows)


def compare_schemes(session: Session, one_id: int, other_id: int) -> SchemeComparison:
    """Return what is different between two schemes; raise ChangedElsewhere when one is gone."""
    schemes = {scheme.id: scheme for scheme in list_schemes(session)}
    if not {one_id, other_id} <= schemes.keys():
        raise ChangedElsewhere(
            _("This record was deleted elsewhere."), _("Go back to the list and look again.")
        )
    one, other = schemes[one_id], schemes[other_id]
    before, after = list_indicators(session, one_id), list_indicators(session, other_id)
    compare = _Comparer(one.year, other.year)
    rows = tuple(_rows(compare, before, after))
    return SchemeComparison(one, other, rows, tuple(_totals(compare, before, after)))


class _Comparer:
    """Reads the texts of an older scheme as they would stand in the year of the newer one."""

    def __init__(self, from_year: int, to_year: int) -> None:
        self._years = from_year, to_year

    def moved(self, text: str) -> str:
        return with_years_moved(text, *self._years)

    def name(self, old: IndicatorRow) -> tuple[str, str]:
        return self.moved(old.level1), self.moved(old.level2)

    def alike(self, old: IndicatorRow, new: IndicatorRow) -> float:
        """Return how surely one indicator became another: 0.5 is enough."""
        names = likeness(bigrams(self.moved(old.level2)), bigrams(new.level2))
        criteria = likeness(bigrams(self.moved(old.criteria)), bigrams(new.criteria))
        same_group = self.moved(old.level1) == new.level1
        return _BY_NAME * names + _BY_CRITERIA * criteria + _SAME_GROUP * same_group

    def changes(self, old: IndicatorRow, new: IndicatorRow) -> tuple[str, ...]:
        different = {
            "name": self.name(old) != (new.level1, new.level2),
            "section": old.section != new.section,
            "points": old.points != new.points,
            "criteria": self.moved(old.criteria) != new.criteria,
            "measure": (old.measure, dict(old.measure_parameters))
            != (new.measure, dict(new.measure_parameters)),
            "rule": (old.rule, old.parameters) != (new.rule, new.parameters),
        }
        return tuple(what for what, differs in different.items() if differs)


def _rows(
    compare: _Comparer, before: Sequence[IndicatorRow], after: Sequence[IndicatorRow]
) -> Iterator[ComparedIndicator]:
    """Yield the newer scheme's indicators, each gone one where it stood in the older scheme."""
    old_of = _matched(compare, before, after)
    stays = {old.id for old in old_of.values()}
    gone_after = _gone_by_predecessor(before, stays)
    yield from gone_after.get(None, ())
    for new in after:
        old = old_of.get(new.id)
        if old is None:
            yield ComparedIndicator("new", None, new)
            continue
        changes = compare.changes(old, new)
        yield ComparedIndicator("changed" if changes else "same", old, new, changes)
        yield from gone_after.get(old.id, ())


def _gone_by_predecessor(
    before: Sequence[IndicatorRow], stays: set[int]
) -> dict[int | None, list[ComparedIndicator]]:
    gone: dict[int | None, list[ComparedIndicator]] = {}
    last: int | None = None
    for old in before:
        if old.id in stays:
            last = old.id
        else:
            gone.setdefault(last, []).append(ComparedIndicator("gone", old, None))
    return gone


def _matched(
    compare: _Comparer, before: Sequence[IndicatorRow], after: Sequence[IndicatorRow]
) -> dict[int, IndicatorRow]:
    """Return the older indicator of each newer one: of the same name, else the likest."""
    found: dict[int, IndicatorRow] = {}
    free = list(before)
    for new in after:
        same = (old for old in free if compare.name(old) == (new.level1, new.level2))
        if old := next(same, None):
            found[new.id] = old
            free.remove(old)
    pairs = ((compare.alike(old, new), old, new) for old in free for new in after)
    likely = [pair for pair in pairs if pair[0] >= _ENOUGH_ALIKE and pair[2].id not in found]
    taken: set[int] = set()
    for _alike, old, new in sorted(likely, key=lambda pair: -pair[0]):
        if new.id not in found and old.id not in taken:
            found[new.id] = old
            taken.add(old.id)
    return found


def _totals(
    compare: _Comparer, before: Sequence[IndicatorRow], after: Sequence[IndicatorRow]
) -> Iterator[ComparedTotal]:
    one: dict[tuple[str, str], Decimal] = {}
    other: dict[tuple[str, str], Decimal] = {}
    for new in after:
        key = new.section, new.level1
        other[key] = other.get(key, Decimal(0)) + new.points
    for old in before:
        key = old.section, compare.moved(old.level1)
        one[key] = one.get(key, Decimal(0)) + old.points
    for key in dict.fromkeys(chain(other, one)):
        yield ComparedTotal(*key, one.get(key, Decimal(0)), other.get(key, Decimal(0)))
