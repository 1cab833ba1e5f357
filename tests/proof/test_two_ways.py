"""The program's scores are those of a plain slow reading of the rules over the records."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from proof.made_up import MEASURES, fill, schemes
from proof.plain_ledger import read_ledger
from proof.plain_scores import plain_scores

from deskapp.database import Database, create_ledger
from deskapp.queries.appraisal import Scoring, list_schemes, score_subjects
from deskapp.queries.facts import working_day


def scored(database: Database, number: int) -> Scoring:
    """Return what the program makes of one of a ledger's schemes."""
    with database.reading() as session:
        scheme = list_schemes(session)[number]
        return score_subjects(session, scheme, working_day(session, scheme.year))


def assert_agrees(scoring: Scoring, path: Path) -> None:
    """Hold every score, total, rank and grade against the plain reading of the file."""
    ledger = read_ledger(path)
    scheme = ledger.get("scheme", scoring.scheme.id)
    plain = plain_scores(ledger, scheme, scoring.as_of)
    ours = {place: Fraction(cell.scored.points) for place, cell in scoring.cells.items()}
    assert ours == plain.points
    computed = {
        place: None if cell.computed is None else Fraction(cell.computed.points)
        for place, cell in scoring.cells.items()
    }
    assert computed == plain.computed
    assert {s.id: Fraction(scoring.total(s.id)) for s in scoring.subjects} == plain.totals
    assert dict(scoring.ranks) == plain.ranks
    assert dict(scoring.grades) == plain.grades


def test_every_score_of_the_sample_is_that_of_the_plain_reading(office: Database) -> None:
    with office.reading() as session:
        number = len(list_schemes(session))
    for place in range(number):
        assert_agrees(scored(office, place), Path(office.location))


def test_every_score_of_any_ledger_is_that_of_the_plain_reading(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    numbers = iter(range(10_000))

    @settings(
        max_examples=200,
        deadline=None,
        derandomize=True,
        # Making an example smaller takes minutes; scheme and seed tell enough.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(scheme=schemes(), seed=st.integers(0, 10_000))
    def agree(scheme: dict[str, Any], seed: int) -> None:
        path = tmp_path / f"{next(numbers)}.ledger"
        database = create_ledger(path)
        try:
            database.fill(fill, scheme, seed)
            scoring = scored(database, 0)
        finally:
            database.close()
        assert_agrees(scoring, path)
        met.update(what_was_met(scoring))
        path.unlink()

    agree()
    missing = EXPECTED - {what for what, times in met.items() if times}
    assert not missing, f"the ledgers of chance never had: {sorted(missing)}"


RULES = ("share", "deduct_per_missing", "bands", "per_item", "highest_only", "by_hand")
EXPECTED = {
    *(f"rule {rule}" for rule in RULES),
    *(f"measure {measure}" for measure in MEASURES),
    *("bonus", "deduction", "bonus cap", "deduction cap", "indicator cap"),
    *("nothing expected", "a tie", "override", "branches", "levels"),
}


def what_was_met(scoring: Scoring) -> set[str]:
    """Return which of the rare things a scoring has."""
    met: set[str] = set()
    for (subject, number), cell in scoring.cells.items():
        indicator = next(one for one in scoring.indicators if one.id == number)
        met.add(f"rule {indicator.rule}")
        met.add(indicator.section)
        if cell.counted is not None and cell.counted.denominator:
            met.add(f"measure {indicator.measure}")
        if cell.counted is not None and cell.counted.denominator == 0:
            met.add("nothing expected")
        if cell.counted is not None and cell.counted.levels:
            met.add("levels")
        if cell.scored.capped:
            met.add("indicator cap")
        if cell.given is not None and cell.computed is not None:
            met.add("override")
        totals = scoring.totals[subject]
        met |= {"bonus cap"} if totals.uncapped_bonus > totals.bonus else set()
        met |= {"deduction cap"} if totals.uncapped_deduction > totals.deduction else set()
    if scoring.scheme.appraised == "branches":
        met.add("branches")
    if len(set(scoring.ranks.values())) < len(scoring.ranks):
        met.add("a tie")
    return met
