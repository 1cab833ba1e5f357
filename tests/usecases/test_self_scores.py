"""What the appraised give themselves: explained, with files, and never counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp.database.file_store import StoredFile
from deskapp.database.undo import next_undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.appraisal import computed_points, list_schemes, scoring_of
from deskapp.queries.files import list_files
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Indicator, Scheme
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.files import attach_files
from deskapp.usecases.said_points import SaidPoints
from deskapp.usecases.self_scores import (
    own_points,
    save_own_score,
    take_own_score_back,
)
from deskapp.usecases.undo import undo_action

SIX, TEN = Decimal(6), Decimal(10)


def make_scheme(session):
    """Make a scheme with a measured indicator and one by hand; return their ids."""
    scheme = Scheme(year=2021, title="2021", appraised="units")
    session.add(scheme)
    session.flush()
    common = {"scheme_id": scheme.id, "level1": "学习", "points": TEN}
    measured = Indicator(
        **common, position=1, level2="到会", measure="meeting_attendance", rule="share"
    )
    by_hand = Indicator(**common, position=2, level2="读书", rule="by_hand")
    session.add_all([measured, by_hand])
    session.flush()
    return measured.id, by_hand.id


@pytest.fixture
def case(world):
    world.measured, world.by_hand = world.do(make_scheme)
    world.scheme = world.ask(list_schemes)[0]
    return world


def _cell(case, indicator):
    return case.ask(scoring_of, case.scheme).cell(case.office, indicator)


def test_a_self_score_stands_beside_the_points_and_never_counts(case):
    case.do(save_own_score, case.by_hand, case.office, SIX, "")
    cell = _cell(case, case.by_hand)
    assert (cell.own.points, cell.is_assessed, cell.scored.points) == (SIX, False, 0)


def test_a_self_score_that_differs_from_the_computed_points_is_explained(case):
    assert _cell(case, case.measured).computed.points == TEN
    with pytest.raises(FieldProblems) as refused:
        case.do(save_own_score, case.measured, case.office, SIX, " ")
    assert list(refused.value.by_field) == ["explanation"]
    case.do(save_own_score, case.measured, case.office, SIX, " 缺一次 ")
    assert _cell(case, case.measured).own.explanation == "缺一次"
    case.do(save_own_score, case.measured, case.office, TEN, "")
    assert _cell(case, case.measured).own.explanation == ""


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.decimals("-5", "1100", places=2), explanation=st.sampled_from(["", " ", "因为"]))
def test_what_is_saved_is_within_the_points_and_explained_where_it_differs(
    case, points, explanation
):
    fits = 0 <= points <= 10 and (points == 10 or bool(explanation.strip()))
    for use_case in (save_own_score, give_points):
        try:
            case.do(use_case, case.measured, case.office, points, explanation)
        except FieldProblems:
            assert not fits
        else:
            assert fits


def test_the_computed_points_of_one_cell_are_those_of_the_whole_scoring(case):
    for indicator in (case.measured, case.by_hand):
        computed = _cell(case, indicator).computed
        found = case.ask(computed_points, indicator, case.office)
        assert found == (computed.points if computed else None)


def test_a_self_score_changed_elsewhere_is_not_written_over(case):
    case.do(save_own_score, case.by_hand, case.office, SIX, "")
    with pytest.raises(ChangedElsewhere, match="meanwhile"):
        case.do(save_own_score, case.by_hand, case.office, TEN, "", in_place_of=SaidPoints())
    seen = case.ask(own_points, case.by_hand, case.office)
    own = case.do(save_own_score, case.by_hand, case.office, TEN, "", in_place_of=seen)
    assert _cell(case, case.by_hand).own.id == own


def test_a_self_score_changed_elsewhere_is_not_taken_back(case):
    case.do(save_own_score, case.by_hand, case.office, SIX, "")
    seen = case.ask(own_points, case.by_hand, case.office)
    own = case.do(save_own_score, case.by_hand, case.office, TEN, "")
    case.do(attach_files, "self_score_id", own, [StoredFile("笔记.pdf", "a" * 64, 5)])
    with pytest.raises(ChangedElsewhere, match="meanwhile"):
        case.do(take_own_score_back, case.by_hand, case.office, in_place_of=seen)
    assert (_cell(case, case.by_hand).own.points, _cell(case, case.by_hand).own.files) == (TEN, 1)


def test_taking_a_self_score_back_takes_its_files_off_and_undo_brings_both_back(case):
    own = case.do(save_own_score, case.by_hand, case.office, SIX, "")
    case.do(attach_files, "self_score_id", own, [StoredFile("笔记.pdf", "a" * 64, 5)])
    assert _cell(case, case.by_hand).own.files == 1
    case.do(take_own_score_back, case.by_hand, case.office)
    assert _cell(case, case.by_hand).own is None
    assert case.ask(list_files, "self_score_id", own) == []
    case.do(undo_action, case.ask(next_undo).id)
    assert _cell(case, case.by_hand).own.files == 1


def test_nothing_of_a_self_score_changes_once_scores_are_final(case):
    own = case.do(save_own_score, case.by_hand, case.office, SIX, "")

    def finalise(session):
        day = case.ask(scoring_of, case.scheme).as_of
        session.add(
            FinalScoring(
                scheme_id=case.scheme.id,
                finalised_on=day,
                as_of=day,
                program_version="1",
                content="",
                sha256="",
            )
        )

    case.do(finalise)
    file = StoredFile("笔记.pdf", "a" * 64, 5)
    for refused in (
        lambda: case.do(save_own_score, case.by_hand, case.office, TEN, ""),
        lambda: case.do(take_own_score_back, case.by_hand, case.office),
        lambda: case.do(attach_files, "self_score_id", own, [file]),
    ):
        with pytest.raises(LedgerError, match="final"):
            refused()
