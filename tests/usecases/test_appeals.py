"""Appeals against scores: raised, answered, opened again, and all kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from deskapp.database.undo import next_undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.appraisal import (
    appeals_of,
    count_open_appeals,
    list_appeals,
    list_schemes,
    scoring_of,
)
from deskapp.queries.appraisal.finality import finalisable
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.unit import Unit
from deskapp.usecases.appeals import (
    answer_appeal,
    open_appeal,
    raise_appeal,
    reopen_appeal,
    save_appeal,
    withdraw_appeal,
)
from deskapp.usecases.undo import undo_action

RAISED, ANSWERED = date(2021, 4, 20), date(2021, 4, 25)
EIGHT = Decimal(8)


def make_scheme(session, appraised="units"):
    scheme = Scheme(year=2021, title="2021", appraised=appraised)
    session.add(scheme)
    session.flush()
    indicator = Indicator(
        scheme_id=scheme.id,
        position=1,
        level1="学习",
        level2="读书",
        points=Decimal(10),
        rule="by_hand",
    )
    session.add(indicator)
    session.flush()
    return scheme.id, indicator.id


def make_final(session, scheme_id):
    day = date(2021, 5, 1)
    session.add(
        FinalScoring(
            scheme_id=scheme_id,
            finalised_on=day,
            as_of=day,
            program_version="1",
            content="",
            sha256="",
        )
    )


@pytest.fixture
def case(world):
    world.scheme_id, world.indicator = world.do(make_scheme)
    world.scheme = world.ask(list_schemes)[0]
    return world


def _raise(case, text="请复核", day=RAISED):
    return case.do(raise_appeal, case.indicator, case.office, day, text, EIGHT)


def _only(case):
    (row,) = case.ask(list_appeals, case.scheme)
    return row


def test_an_appeal_keeps_the_points_it_was_raised_against(case):
    _raise(case)
    row = _only(case)
    assert (row.subject, row.level2, row.points_then) == ("办公室", "读书", EIGHT)
    assert row.is_open
    assert case.ask(count_open_appeals, case.scheme) == 1


def test_several_appeals_against_one_score_are_all_kept_in_their_order(case):
    _raise(case, "第二次", date(2021, 4, 22))
    _raise(case, "第一次")
    found = case.ask(appeals_of, case.scheme, case.indicator, case.office)
    assert [row.text for row in found] == ["第一次", "第二次"]
    assert case.ask(appeals_of, case.scheme, case.indicator, case.science) == []


def test_an_appeal_that_says_nothing_or_comes_from_the_future_is_refused(case):
    with pytest.raises(FieldProblems) as silent:
        _raise(case, " ")
    assert list(silent.value.by_field) == ["text"]
    with pytest.raises(FieldProblems) as to_come:
        _raise(case, day=date(9998, 1, 1))
    assert list(to_come.value.by_field) == ["raised_on"]


def test_an_open_appeal_can_be_changed_and_one_changed_elsewhere_is_not_written_over(case):
    appeal = _raise(case)
    draft, stale = case.ask(open_appeal, appeal), case.ask(open_appeal, appeal)
    draft.text = "补充材料"
    case.do(save_appeal, draft)
    assert _only(case).text == "补充材料"
    stale.text = "另一处"
    with pytest.raises(ChangedElsewhere):
        case.do(save_appeal, stale)


def test_an_answered_appeal_stands_until_it_is_reopened(case):
    appeal = _raise(case)
    case.do(answer_appeal, appeal, ANSWERED, "partly", "部分成立")
    row = _only(case)
    assert (row.outcome, row.answered_on, row.answer) == ("partly", ANSWERED, "部分成立")
    with pytest.raises(LedgerError, match="answered already"):
        case.do(answer_appeal, appeal, ANSWERED, "rejected", "不成立")
    with pytest.raises(LedgerError, match="answered already"):
        case.do(save_appeal, case.ask(open_appeal, appeal))
    case.do(reopen_appeal, appeal)
    assert (_only(case).is_open, _only(case).answer) == (True, "部分成立")


@pytest.mark.parametrize("day", [date(2021, 4, 19), date(9998, 1, 1)])
def test_an_answer_is_neither_older_than_the_appeal_nor_from_the_future(case, day):
    appeal = _raise(case)
    with pytest.raises(FieldProblems) as refused:
        case.do(answer_appeal, appeal, day, "upheld", "成立")
    assert list(refused.value.by_field) == ["answered_on"]
    assert _only(case).is_open


def test_an_answer_says_the_outcome_and_why(case):
    appeal = _raise(case)
    with pytest.raises(FieldProblems) as refused:
        case.do(answer_appeal, appeal, ANSWERED, None, "")
    assert set(refused.value.by_field) == {"outcome", "answer"}


def test_appeals_are_listed_by_state_and_outcome_the_open_ones_first(case):
    answered = _raise(case, "已答复", date(2021, 4, 22))
    case.do(answer_appeal, answered, ANSWERED, "upheld", "成立")
    open_one = _raise(case, "待答复")
    assert [row.id for row in case.ask(list_appeals, case.scheme)] == [open_one, answered]
    assert [r.id for r in case.ask(list_appeals, case.scheme, answered=True)] == [answered]
    assert [r.id for r in case.ask(list_appeals, case.scheme, answered=False)] == [open_one]
    assert case.ask(list_appeals, case.scheme, outcome="rejected") == []


def test_nothing_can_be_appealed_or_answered_once_scores_are_final(case):
    appeal = _raise(case)
    case.do(make_final, case.scheme_id)
    for refused in (
        lambda: _raise(case),
        lambda: case.do(answer_appeal, appeal, ANSWERED, "upheld", "成立"),
        lambda: case.do(save_appeal, case.ask(open_appeal, appeal)),
        lambda: case.do(reopen_appeal, appeal),
        lambda: case.do(withdraw_appeal, appeal),
    ):
        with pytest.raises(LedgerError, match="final"):
            refused()
    assert _only(case).is_open


def test_an_open_appeal_is_withdrawn_and_undo_brings_it_back(case):
    appeal = _raise(case)
    case.do(withdraw_appeal, appeal)
    assert case.ask(list_appeals, case.scheme) == []
    case.do(undo_action, case.ask(next_undo).id)
    assert (_only(case).id, _only(case).is_open) == (appeal, True)


def test_an_appeal_that_was_ever_answered_is_kept(case):
    appeal = _raise(case)
    case.do(answer_appeal, appeal, ANSWERED, "upheld", "成立")
    for _again in range(2):
        with pytest.raises(LedgerError, match="kept"):
            case.do(withdraw_appeal, appeal)
        case.do(reopen_appeal, appeal)
    assert _only(case).was_answered


def test_an_appeal_of_who_left_the_scheme_is_not_waited_for_and_answered_still(case):
    appeal = _raise(case)
    _leave_out(case, case.office)
    assert case.ask(count_open_appeals, case.scheme) == 0
    scoring = case.ask(scoring_of, case.scheme)
    assert case.ask(finalisable, case.scheme, scoring).open_appeals == 0
    with pytest.raises(LedgerError, match="does not appraise"):
        _raise(case)
    case.do(answer_appeal, appeal, ANSWERED, "rejected", "已不在考核范围")
    assert not _only(case).is_open


def _leave_out(case, unit):
    def dissolve(session):
        session.get_one(Unit, unit).active_until = date(2020, 12, 31)

    case.do(dissolve)


def test_branches_appeal_where_branches_are_appraised(world):
    _scheme, indicator = world.do(make_scheme, "branches")
    world.do(raise_appeal, indicator, world.branch, RAISED, "请复核", EIGHT)
    (row,) = world.ask(list_appeals, world.ask(list_schemes)[0])
    assert (row.subject, row.subject_id) == ("第一党支部", world.branch)


def test_an_answer_gives_new_points_with_the_appeal_as_their_reason(case):
    appeal = _raise(case)
    case.do(answer_appeal, appeal, ANSWERED, "upheld", "同意", Decimal(9))
    cell = case.ask(scoring_of, case.scheme).cell(case.office, case.indicator)
    assert cell.scored.points == 9
    assert "2021-04-20" in cell.reason
    case.do(undo_action, case.ask(next_undo).id)
    assert _only(case).is_open
    assert case.ask(scoring_of, case.scheme).cell(case.office, case.indicator).given is None


def test_an_answer_with_too_many_points_answers_nothing(case):
    appeal = _raise(case)
    with pytest.raises(FieldProblems) as refused:
        case.do(answer_appeal, appeal, ANSWERED, "upheld", "同意", Decimal(11))
    assert "points" in refused.value.by_field
    assert _only(case).is_open


def test_a_rejected_appeal_changes_no_points(case):
    case.do(answer_appeal, _raise(case), ANSWERED, "rejected", "无依据", Decimal(9))
    assert case.ask(scoring_of, case.scheme).cell(case.office, case.indicator).given is None
