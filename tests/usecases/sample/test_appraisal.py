from __future__ import annotations

import json
from decimal import Decimal

import pytest

from deskapp.database import Database
from deskapp.queries.appraisal import Scoring, list_schemes, scoring_of
from deskapp.queries.measures import MEASURES
from deskapp.rules.grades import grades_from
from deskapp.rules.scoring import SECTION_RULES, parameters_from, parameters_to


def scorings(database: Database) -> list[Scoring]:
    with database.reading() as session:
        return [scoring_of(session, scheme) for scheme in list_schemes(session, 2021)]


def test_units_and_branches_are_appraised_in_one_year(office) -> None:
    assert office.column("SELECT appraised FROM scheme ORDER BY id") == ["units", "branches"]


def test_the_ordinary_points_of_every_scheme_total_a_hundred(office) -> None:
    totals = "SELECT sum(points) FROM indicator WHERE section = 'ordinary' GROUP BY scheme_id"
    assert office.column(totals) == [100 * 100] * 2


def test_the_parameters_of_every_rule_are_as_the_rules_write_them(office) -> None:
    for rule, stored in office.rows("SELECT rule, rule_parameters FROM indicator"):
        given = json.loads(stored)
        assert parameters_to(parameters_from(rule, given)) == given


def test_every_kind_of_rule_is_used_and_fits_its_section(office) -> None:
    used = office.rows("SELECT section, rule FROM indicator")
    assert all(rule in SECTION_RULES[section] for section, rule in used)
    assert {rule for _, rule in used} == set(SECTION_RULES["ordinary"])
    assert {section for section, _ in used} == set(SECTION_RULES)


def test_the_parameters_of_every_measure_are_ones_that_it_asks_for(office) -> None:
    asked = "SELECT measure, measure_parameters FROM indicator WHERE measure <> ''"
    for measure, stored in office.rows(asked):
        known = {parameter.name: parameter for parameter in MEASURES[measure].parameters}
        for name, value in json.loads(stored).items():
            choices = known[name].choices
            assert choices is None or set(value) <= set(choices)


def test_indicators_by_hand_are_those_without_a_measure(office) -> None:
    assert office.count("indicator", "(measure = '') <> (rule = 'by_hand')") == 0


def test_points_of_the_assessors_fit_their_indicator_and_carry_a_reason(office) -> None:
    for given, full, reason in office.rows(
        "SELECT assessor_score.points, indicator.points, reason FROM assessor_score"
        " JOIN indicator ON indicator.id = indicator_id"
    ):
        assert Decimal(0) <= given <= full
        assert reason


def test_a_few_are_not_assessed_yet(office) -> None:
    for scoring in scorings(office.database):
        by_hand = [cell for cell in scoring.cells.values() if cell.computed is None]
        gaps = sum(not cell.is_assessed for cell in by_hand)
        assert 0 < gaps <= len(by_hand) / 10


def test_the_assessors_stand_in_place_of_the_computed_points_here_and_there(office) -> None:
    for scoring in scorings(office.database):
        differing = [cell for cell in scoring.cells.values() if cell.differs]
        assert 0 < len(differing) <= 5
        assert all(cell.reason for cell in differing)


def test_many_have_scored_themselves_and_explain_it(office) -> None:
    for scoring in scorings(office.database):
        own = [cell.own for cell in scoring.cells.values() if cell.own is not None]
        assert len(scoring.cells) / 2 < len(own) < len(scoring.cells)
        assert all(one.explanation for one in own)
        assert any(
            cell.own and cell.own.points != cell.scored.points for cell in scoring.cells.values()
        )


@pytest.mark.parametrize("size", ["small", "office"])
def test_of_three_appeals_one_is_upheld_one_rejected_and_one_open(size: str, request) -> None:
    asked = request.getfixturevalue(size)
    appeals = asked.rows("SELECT outcome, raised_on, answered_on FROM appeal ORDER BY raised_on")
    assert [appeal[0] for appeal in appeals] == ["upheld", "rejected", None]
    assert all("2021-10-01" <= raised <= "2021-11-10" for _, raised, _ in appeals)
    assert all(answered is None or raised < answered for _, raised, answered in appeals)


def test_an_upheld_appeal_has_raised_the_points(office) -> None:
    [(then, now)] = office.rows(
        "SELECT points_then, assessor_score.points FROM appeal JOIN assessor_score"
        " ON assessor_score.indicator_id = appeal.indicator_id"
        " AND assessor_score.unit_id = appeal.unit_id WHERE outcome = 'upheld'"
    )
    assert then < now


def test_the_best_grade_has_a_quota_that_more_reach_than_it_has_places(office) -> None:
    for stored, scoring in zip(
        office.column("SELECT grades FROM scheme ORDER BY id"),
        scorings(office.database),
        strict=True,
    ):
        best = grades_from(json.loads(stored))[0]
        reached = sum(grade == best.name for grade in scoring.grades.values())
        assert best.quota == 20
        assert reached > len(scoring.subjects) * best.quota / 100


def test_who_appeals_has_lost_points(office) -> None:
    assert office.count("appeal", "points_then = 0") == 0
    lost = (
        "SELECT indicator.points - points_then FROM appeal"
        " JOIN indicator ON indicator.id = indicator_id"
    )
    assert all(points > 0 for points in office.column(lost))
