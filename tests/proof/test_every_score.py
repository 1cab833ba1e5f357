"""Every score is proved: by a plain slow reading of the rules, and by the workbook's formulas."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from proof.made_up import MEASURES, YEAR, fill, schemes
from proof.plain_ledger import read_ledger
from proof.plain_scores import plain_scores
from proof.recalculated_book import RowsBySheet, Shown, expected_in, shown_in

from deskapp.database import Database, create_ledger, open_ledger
from deskapp.queries.appraisal import Scoring, list_schemes, score_subjects
from deskapp.queries.appraisal.grade_line import AT_LINE, OVER, WITHIN, quota_states
from deskapp.queries.facts import working_day
from deskapp.reports.export import export_report

ALL = 200
# `make proof` proves all of them.
EXAMPLES = int(os.environ.get("PROOFS", "40"))
Recalculate = Callable[[Sequence[Path]], list[RowsBySheet]]


def scored(database: Database, number: int) -> Scoring:
    """Return what the program makes of one of a ledger's schemes."""
    with database.reading() as session:
        scheme = list_schemes(session)[number]
        return score_subjects(session, scheme, working_day(session, scheme.year))


def assert_agrees(scoring: Scoring, path: Path) -> Shown:
    """Hold all scores, sums, ranks and grades against the plain reading of the file.

    Return what a workbook must show by this reading.
    """
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
    for (subject, section), points in plain.sections.items():
        assert Fraction(getattr(scoring.totals[subject], section)) == points
    assert {s.id: Fraction(scoring.total(s.id)) for s in scoring.subjects} == plain.totals
    assert dict(scoring.ranks) == plain.ranks
    assert dict(scoring.grades) == plain.grades
    quotas = {who: state for who, state in quota_states(scoring).items() if state != WITHIN}
    assert quotas == plain.quotas
    return expected_in(ledger, scheme, plain)


@pytest.mark.parametrize("place", [0, 1], ids=["units", "branches"])
def test_every_score_of_the_sample_is_that_of_the_plain_reading(
    place: int, office: Database
) -> None:
    assert_agrees(scored(office, place), Path(office.location))


@pytest.mark.libreoffice
def test_every_score_of_the_sample_is_proved_three_ways(
    tmp_path: Path,
    office: Database,
    recalculated_rows: Recalculate,
    without_values: Callable[[Path], Path],
) -> None:
    with office.reading() as session:
        schemes = list_schemes(session)
    assert [scheme.appraised for scheme in schemes] == ["units", "branches"]
    paths, expected = [], []
    for place, scheme in enumerate(schemes):
        path = tmp_path / f"{scheme.appraised}.xlsx"
        export_report(office, "appraisal", 2021, path, scheme_id=scheme.id)
        paths.append(without_values(path))
        expected.append(assert_agrees(scored(office, place), Path(office.location)))
    for book, shown in zip(recalculated_rows(paths), expected, strict=True):
        assert shown_in(book) == pytest.approx(shown, abs=1e-9)


@pytest.mark.libreoffice
def test_every_score_of_any_ledger_is_proved_three_ways(
    tmp_path: Path, recalculated_rows: Recalculate, without_values: Callable[[Path], Path]
) -> None:
    empty = tmp_path / "empty.ledger"
    create_ledger(empty).close()
    met: Counter[str] = Counter()
    proofs: list[Proof] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        # Making an example smaller takes minutes; scheme and seed tell enough.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(scheme=schemes(), seed=st.integers(0, 10_000))
    def agree(scheme: dict[str, Any], seed: int) -> None:
        target = tmp_path / str(len(proofs))
        shutil.copyfile(empty, target.with_suffix(".ledger"))
        proof = made_proof(target, scheme, seed)
        met.update(what_was_met(proof.scoring))
        proofs.append(proof)

    agree()
    assert len(proofs) >= EXAMPLES
    missing = EXPECTED - {what for what, times in met.items() if times}
    assert EXAMPLES < ALL or not missing, f"the ledgers of chance never had: {sorted(missing)}"
    books = recalculated_rows([without_values(proof.workbook) for proof in proofs])
    for proof, book in zip(proofs, books, strict=True):
        assert shown_in(book) == pytest.approx(proof.expected, abs=1e-9)


@dataclass(frozen=True)
class Proof:
    """A ledger's scoring, its workbook, and what must come out of that."""

    scoring: Scoring
    workbook: Path
    expected: Shown


def made_proof(target: Path, scheme: dict[str, Any], seed: int) -> Proof:
    """Fill an empty ledger by chance, prove its scores in two ways, and export its appraisal."""
    path = target.with_suffix(".ledger")
    database = open_ledger(path)
    try:
        database.fill(fill, scheme, seed)
        scoring = scored(database, 0)
        workbook = export_report(database, "appraisal", YEAR, target.with_suffix(".xlsx"))
    finally:
        database.close()
    expected = assert_agrees(scoring, path)
    path.unlink()
    return Proof(scoring, workbook, expected)


RULES = ("share", "deduct_per_missing", "bands", "per_item", "highest_only", "by_hand")
EXPECTED = {
    *(f"rule {rule}" for rule in RULES),
    *(f"measure {measure}" for measure in MEASURES),
    *("bonus", "deduction", "bonus cap", "deduction cap", "indicator cap"),
    *("nothing expected", "a tie", "override", "branches", "levels"),
    *("a grade decided on", "no grade yet", "a grade at the line", "a grade beyond the quota"),
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
    states = quota_states(scoring).values()
    met |= {"a grade at the line"} if AT_LINE in states else set()
    met |= {"a grade beyond the quota"} if OVER in states else set()
    met |= {"a grade decided on"} if scoring.decided else set()
    met |= {"no grade yet"} if scoring.scheme.grades and "" in scoring.grades.values() else set()
    if scoring.scheme.appraised == "branches":
        met.add("branches")
    if len(set(scoring.ranks.values())) < len(scoring.ranks):
        met.add("a tie")
    return met
