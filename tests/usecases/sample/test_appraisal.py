from __future__ import annotations

import json
from decimal import Decimal

from deskapp.rules.scoring import parameters_from, parameters_to


def test_the_ordinary_points_total_a_hundred(office) -> None:
    assert office.column("SELECT sum(points) FROM indicator") == [100 * 100]


def test_the_parameters_of_every_rule_are_as_the_rules_write_them(office) -> None:
    for rule, stored in office.rows("SELECT rule, rule_parameters FROM indicator"):
        given = json.loads(stored)
        assert parameters_to(parameters_from(rule, given)) == given


def test_indicators_by_hand_are_those_without_a_measure(office) -> None:
    assert office.count("indicator", "(measure = '') <> (rule = 'by_hand')") == 0
    measures = set(office.column("SELECT measure FROM indicator WHERE measure <> ''"))
    assert measures == {"meeting_attendance", "absences", "tasks_on_time", "tasks_overdue"}


def test_points_by_hand_fit_their_indicator_and_carry_a_reason(office) -> None:
    for given, full, reason in office.rows(
        "SELECT assessor_score.points, indicator.points, reason FROM assessor_score"
        " JOIN indicator ON indicator.id = indicator_id"
    ):
        assert Decimal(0) < given <= full
        assert reason


def test_a_few_units_are_not_assessed_yet(office) -> None:
    by_hand = office.count("indicator", "rule = 'by_hand'")
    gaps = by_hand * office.count("unit") - office.count("assessor_score")
    assert 0 < gaps <= 10
