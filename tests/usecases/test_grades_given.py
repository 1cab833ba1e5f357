"""A grade is decided on with a reason where the total reaches another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from deskapp.database.undo import next_undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.appraisal import list_schemes, scoring_of
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.unit import Unit
from deskapp.usecases.finalising import finalise_appraisal
from deskapp.usecases.grades_given import give_grade, take_grade_back
from deskapp.usecases.undo import undo_action

GRADES = [{"name": "优秀", "at_least": "90", "quota": "20"}, {"name": "合格", "at_least": "0"}]


@pytest.fixture
def case(world):
    """A scheme in which everybody reaches all points: nobody was expected at a meeting."""

    def make(session):
        scheme = Scheme(year=2021, title="2021", appraised="units", grades=GRADES)
        session.add(scheme)
        session.flush()
        indicator = Indicator(
            scheme_id=scheme.id, level1="学习", level2="到会", points=100, position=1,
            measure="meeting_attendance", rule="share",
        )  # fmt: skip
        session.add(indicator)
        return scheme.id

    world.scheme = world.do(make)
    return world


def _grade(case, subject):
    scoring = case.ask(scoring_of, case.ask(list_schemes)[0])
    decided = scoring.decided.get(subject)
    return scoring.grades[subject], decided.reason if decided else None


def test_the_grade_that_the_total_reaches_stands_without_a_decision(case):
    assert _grade(case, case.office) == ("优秀", None)


def test_the_grade_reached_is_confirmed_without_a_reason(case):
    case.do(give_grade, case.scheme, case.office, "优秀")
    assert _grade(case, case.office) == ("优秀", "")


def test_another_grade_needs_a_reason(case):
    with pytest.raises(FieldProblems) as refused:
        case.do(give_grade, case.scheme, case.office, "合格", "  ")
    assert "reason" in refused.value.by_field
    case.do(give_grade, case.scheme, case.office, "合格", " 名额所限 ")
    assert _grade(case, case.office) == ("合格", "名额所限")
    assert _grade(case, case.science) == ("优秀", None)


def test_a_later_decision_takes_the_place_of_an_earlier_one(case):
    case.do(give_grade, case.scheme, case.office, "合格", "一")
    case.do(give_grade, case.scheme, case.office, "优秀", "二")
    assert _grade(case, case.office) == ("优秀", "二")


def test_a_decision_is_taken_back_and_undone(case):
    case.do(give_grade, case.scheme, case.office, "合格", "一")
    case.do(take_grade_back, case.scheme, case.office)
    assert _grade(case, case.office) == ("优秀", None)
    case.do(undo_action, case.ask(next_undo).id)
    assert _grade(case, case.office) == ("合格", "一")


def test_a_grade_that_the_scheme_does_not_have_is_refused(case):
    with pytest.raises(FieldProblems, match="特优"):
        case.do(give_grade, case.scheme, case.office, "特优", "好")


def test_who_is_not_appraised_gets_no_grade(case):
    with pytest.raises(ChangedElsewhere):
        case.do(give_grade, case.scheme, 999, "合格", "好")


def test_a_unit_outside_the_scheme_gets_no_grade(case):
    def dissolve(session):
        session.get_one(Unit, case.science).active_until = date(2020, 12, 31)

    case.do(dissolve)
    for reason in ("", "好"):
        with pytest.raises(LedgerError, match="does not appraise “科普部”"):
            case.do(give_grade, case.scheme, case.science, "合格", reason)


def test_the_total_that_was_seen_says_whether_a_reason_is_needed(case):
    case.do(give_grade, case.scheme, case.office, "合格", total=Decimal(80))
    assert _grade(case, case.office) == ("合格", "")
    with pytest.raises(FieldProblems):
        case.do(give_grade, case.scheme, case.office, "优秀", total=Decimal(80))


def test_a_final_grade_stays(case):
    case.do(finalise_appraisal, case.scheme, allow_missing=True)
    for step in (
        lambda: case.do(give_grade, case.scheme, case.office, "合格", "好"),
        lambda: case.do(take_grade_back, case.scheme, case.office),
    ):
        with pytest.raises(LedgerError, match="final"):
            step()
