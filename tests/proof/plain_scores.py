"""Score a ledger by hand, as an auditor would with the scheme in one hand: plain fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from proof.plain_ledger import Ledger, Record
from proof.plain_reading import Reader, Row

Number = Fraction


@dataclass(frozen=True)
class PlainScores:
    """Points by (subject id, indicator id), totals and ranks by subject id.

    `level1` has the sums of the ordinary points by (subject id, level 1), `sections` what of each
    section counts by (subject id, section).
    """

    points: Mapping[tuple[int, int], Number]
    computed: Mapping[tuple[int, int], Number | None]
    level1: Mapping[tuple[int, str], Number]
    sections: Mapping[tuple[int, str], Number]
    totals: Mapping[int, Number]
    ranks: Mapping[int, int]
    grades: Mapping[int, str]
    quotas: Mapping[int, str]


def two_places(number: Number) -> Number:
    """Return the number with two places; what lies half way goes up."""
    return Fraction(floor(number * 100 + Fraction(1, 2)), 100)


def plain_scores(ledger: Ledger, scheme: Record, as_of: date) -> PlainScores:
    """Return everybody's points under a scheme, their totals, ranks and grades."""
    reader = Reader(ledger, scheme["year"], as_of)
    indicators = [one for one in ledger.all("indicator") if one["scheme_id"] == scheme["id"]]
    subjects = _appraised(ledger, scheme, reader)
    points: dict[tuple[int, int], Number] = {}
    computed: dict[tuple[int, int], Number | None] = {}
    for indicator in indicators:
        rows = _rows(reader, indicator)
        for subject in subjects:
            place = subject["id"], indicator["id"]
            computed[place] = _computed(rows, scheme, indicator, subject["id"])
            given = _given(ledger, scheme, indicator, subject["id"])
            points[place] = given if given is not None else computed[place] or Fraction(0)
    by_id = {indicator["id"]: indicator for indicator in indicators}
    level1, sections = _sums(scheme, by_id, points)
    totals = {subject["id"]: _total(sections, subject["id"]) for subject in subjects}
    ranks = {
        number: 1 + sum(other > total for other in totals.values())
        for number, total in totals.items()
    }
    missing = {
        subject
        for (subject, number), found in computed.items()
        if found is None
        and by_id[number]["section"] == "ordinary"
        and _given(ledger, scheme, by_id[number], subject) is None
    }
    grades = {
        number: _grade(ledger, scheme, number, None if number in missing else total)
        for number, total in totals.items()
    }
    quotas = dict(_quotas(ledger, scheme, totals, grades))
    return PlainScores(points, computed, level1, sections, totals, ranks, grades, quotas)


def _appraised(ledger: Ledger, scheme: Record, reader: Reader) -> list[Record]:
    first, last = date(scheme["year"], 1, 1), date(scheme["year"], 12, 31)

    def existed(one: Record) -> bool:
        begun = one["active_from"] is None or one["active_from"] <= last
        return begun and (one["active_until"] is None or one["active_until"] >= first)

    units = {
        one["id"]
        for one in ledger.all("unit")
        if existed(one) and scheme["scope"] in ("all", one["kind"])
    }
    if scheme["appraised"] == "units":
        return [one for one in ledger.all("unit") if one["id"] in units]
    return [
        one
        for one in ledger.all("branch")
        if existed(one) and one["unit_id"] in units and not reader.is_general(one, last)
    ]


def _given(ledger: Ledger, scheme: Record, indicator: Record, subject: int) -> Number | None:
    column = "unit_id" if scheme["appraised"] == "units" else "branch_id"
    for one in ledger.all("assessor_score"):
        if one["indicator_id"] == indicator["id"] and one[column] == subject:
            return Fraction(one["points"], 100)
    return None


def _grade(ledger: Ledger, scheme: Record, subject: int, total: Number | None) -> str:
    """Return the grade decided on, else the one reached: none while points are missing."""
    decided = _decided(ledger, scheme, subject)
    if decided is not None:
        return decided
    if total is None:
        return ""
    reached = [one for one in scheme["grades"] if total >= Fraction(str(one["at_least"]))]
    best = max(reached, key=lambda one: Fraction(str(one["at_least"])), default={"name": ""})
    return str(best["name"])


def _decided(ledger: Ledger, scheme: Record, subject: int) -> str | None:
    column = "unit_id" if scheme["appraised"] == "units" else "branch_id"
    for one in ledger.all("grade_given"):
        if one["scheme_id"] == scheme["id"] and one[column] == subject:
            return str(one["grade"])
    return None


def _quotas(
    ledger: Ledger, scheme: Record, totals: Mapping[int, Number], grades: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield how those stand to the places of their grade who have no decision: place by place."""
    decided = {number for number in totals if _decided(ledger, scheme, number) is not None}
    for grade in scheme["grades"]:
        if grade.get("quota") is None:
            continue
        have_it = [number for number in totals if grades[number] == grade["name"]]
        rivals = sorted((n for n in have_it if n not in decided), key=lambda n: -totals[n])
        left = floor(Fraction(grade["quota"]) * len(totals) / 100) - len(have_it) + len(rivals)
        if len(rivals) <= left:
            continue
        last = totals[rivals[left - 1]] if left > 0 else None
        for number in rivals:
            if last is None or totals[number] < last:
                yield number, "over"
            elif totals[number] == last:
                yield number, "at_line"


Sums = dict[tuple[int, str], Number]


def _sums(
    scheme: Record, by_id: Mapping[int, Record], points: Mapping[tuple[int, int], Number]
) -> tuple[Sums, Sums]:
    """Return the ordinary points of each level 1, and of each section no more than its cap."""
    level1: Sums = {}
    sections: Sums = {}
    for (subject, number), earned in points.items():
        section, group = by_id[number]["section"], by_id[number]["level1"]
        sections[subject, section] = sections.get((subject, section), Fraction(0)) + earned
        if section == "ordinary":
            level1[subject, group] = level1.get((subject, group), Fraction(0)) + earned
    for (subject, section), added in sections.items():
        cap = scheme[f"{section}_cap"] if section != "ordinary" else None
        if cap is not None:
            sections[subject, section] = min(added, Fraction(cap, 100))
    return level1, sections


def _total(sections: Sums, subject: int) -> Number:
    ordinary, bonus, deduction = (
        sections.get((subject, section), Fraction(0))
        for section in ("ordinary", "bonus", "deduction")
    )
    return max(Fraction(0), ordinary + bonus - deduction)


def _rows(reader: Reader, indicator: Record) -> list[Row]:
    if indicator["measure"] == "":
        return []
    return reader.rows(indicator["measure"], indicator["measure_parameters"])


def _computed(
    all_rows: list[Row], scheme: Record, indicator: Record, subject: int
) -> Number | None:
    if indicator["measure"] == "":
        return None
    is_unit = scheme["appraised"] == "units"
    rows = [row for row in all_rows if (row.unit_id if is_unit else row.branch_id) == subject]
    counted = [row for row in rows if row.counts]
    levels = Counter(row.level for row in counted)
    return _by_rule(indicator, len(counted), len(rows), levels)


def _by_rule(indicator: Record, counted: int, expected: int, levels: Counter[str]) -> Number:
    worth = Fraction(indicator["points"], 100)
    section, rule = indicator["section"], indicator["rule"]
    said = indicator["rule_parameters"]
    if rule in ("per_item", "highest_only"):
        return two_places(min(worth, _items(rule, said, counted, levels)))
    if expected == 0:
        return worth if section == "ordinary" else Fraction(0)
    if rule == "deduct_per_missing":
        times = counted if said.get("counts") == "numerator" else expected - counted
        off = Fraction(said["each"]) * times
        if said.get("cap"):
            off = min(off, Fraction(said["cap"]))
        left = two_places(max(Fraction(0), worth - off))
        return worth - left if section == "deduction" else left
    return two_places(min(worth, _by_share(rule, said, worth, Fraction(counted, expected))))


def _items(rule: str, said: Mapping[str, Any], counted: int, levels: Counter[str]) -> Number:
    worth = {level: Fraction(points) for level, points in (said.get("levels") or {}).items()}
    if rule == "highest_only":
        return max((worth.get(level, Fraction(0)) for level in levels), default=Fraction(0))
    each = Fraction(said.get("each") or 0)
    if worth:
        earned = sum((worth.get(level, each) * n for level, n in levels.items()), Fraction(0))
    else:
        earned = each * counted
    return min(earned, Fraction(said["cap"])) if said.get("cap") else earned


def _by_share(rule: str, said: Mapping[str, Any], worth: Number, share: Number) -> Number:
    if rule == "share":
        if share < Fraction(said.get("floor") or 0):
            return Fraction(0)
        return worth if share >= Fraction(said.get("full_at") or 1) else worth * share
    reached = [one for one in said["bands"] if share >= Fraction(one["at_least"])]
    if not reached:
        return Fraction(said.get("otherwise") or 0)
    best = max(reached, key=lambda one: Fraction(one["at_least"]))
    return Fraction(best["points"])
