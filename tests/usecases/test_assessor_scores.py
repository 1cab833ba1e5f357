"""The assessors' points: by hand or in place of computed ones, with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from deskapp.database.undo import next_undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.appraisal import list_schemes, scoring_of
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.unit import Unit
from deskapp.usecases.assessor_scores import give_points, points_given, take_points_back
from deskapp.usecases.undo import undo_action

SIX, TEN = Decimal(6), Decimal(10)


@pytest.fixture
def case(world):
    """A scheme with a measured indicator, one by hand, and a bonus."""

    def make(session):
        scheme = Scheme(year=2021, title="2021", appraised="units")
        session.add(scheme)
        session.flush()
        common = {"scheme_id": scheme.id, "level1": "学习", "points": TEN}
        made = [
            Indicator(
                **common, position=1, level2="到会", measure="meeting_attendance", rule="share"
            ),
            Indicator(**common, position=2, level2="读书", rule="by_hand"),
            Indicator(**common, position=3, level2="创新", rule="by_hand", section="bonus"),
        ]
        session.add_all(made)
        session.flush()
        return [one.id for one in made]

    world.measured, world.by_hand, world.bonus = world.do(make)
    return world


def _cell(case, indicator):
    return case.ask(scoring_of, case.ask(list_schemes)[0]).cell(case.office, indicator)


def test_points_in_place_of_computed_ones_count_and_say_why(case):
    case.do(give_points, case.measured, case.office, SIX, " 迟到 ")
    cell = _cell(case, case.measured)
    assert (cell.scored.points, cell.computed.points, cell.reason) == (SIX, TEN, "迟到")
    assert cell.differs


def test_no_caller_can_forget_that_other_points_than_the_computed_ones_need_a_reason(case):
    with pytest.raises(FieldProblems) as refused:
        case.do(give_points, case.measured, case.office, SIX, "")
    assert "computed" in refused.value.by_field["reason"]
    case.do(give_points, case.measured, case.office, TEN, "")
    assert not _cell(case, case.measured).differs


def test_points_taken_off_and_bonus_points_say_why(case):
    for indicator in (case.by_hand, case.bonus):
        with pytest.raises(FieldProblems) as refused:
            case.do(give_points, indicator, case.office, SIX, "")
        assert list(refused.value.by_field) == ["reason"]
    case.do(give_points, case.by_hand, case.office, TEN, "")
    case.do(give_points, case.bonus, case.office, Decimal(0), "")


def test_points_are_never_more_than_the_indicator_is_worth(case):
    with pytest.raises(FieldProblems) as refused:
        case.do(give_points, case.bonus, case.office, Decimal("10.01"), "多")
    assert "10 points at most" in refused.value.by_field["points"]


def test_points_taken_back_let_the_computed_ones_count_again_and_undo_gives_them_back(case):
    case.do(give_points, case.measured, case.office, SIX, "迟到")
    case.do(take_points_back, case.measured, case.office)
    assert _cell(case, case.measured).scored.points == TEN
    case.do(undo_action, case.ask(next_undo).id)
    assert _cell(case, case.measured).scored.points == SIX


def test_points_given_meanwhile_by_somebody_else_are_not_taken_back(case):
    case.do(give_points, case.by_hand, case.office, SIX, "一")
    seen = case.ask(points_given, case.by_hand, case.office)
    case.do(give_points, case.by_hand, case.office, SIX, "二")
    with pytest.raises(ChangedElsewhere, match="meanwhile"):
        case.do(take_points_back, case.by_hand, case.office, in_place_of=seen)
    assert _cell(case, case.by_hand).reason == "二"


def test_the_points_that_the_giver_saw_say_whether_a_reason_is_needed(case):
    case.do(give_points, case.measured, case.office, SIX, "", computed=SIX)
    assert _cell(case, case.measured).scored.points == SIX
    with pytest.raises(FieldProblems, match="computed"):
        case.do(give_points, case.measured, case.office, TEN, "", computed=SIX)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused_in_words(case, text):
    with pytest.raises(FieldProblems) as refused:
        case.do(give_points, case.by_hand, case.office, Decimal(text), "因为")
    assert "between" in refused.value.by_field["points"]


def test_who_the_scheme_does_not_appraise_gets_no_points(case):
    def dissolve(session):
        session.get_one(Unit, case.science).active_until = date(2020, 12, 31)

    case.do(dissolve)
    with pytest.raises(LedgerError, match="does not appraise “科普部”"):
        case.do(give_points, case.by_hand, case.science, TEN, "")
