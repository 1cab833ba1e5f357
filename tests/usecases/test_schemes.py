"""Schemes as people enter, change, copy and delete them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from deskapp.database import insert_rows
from deskapp.database.undo import next_undo, undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError, SealedYear
from deskapp.queries.appraisal import list_indicators, list_schemes
from deskapp.queries.appraisal.problems import problems_of_scheme
from deskapp.records.attachment import Attachment
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import Appeal, AssessorScore, GradeGiven, SelfScore
from deskapp.rules.grades import Grade
from deskapp.usecases.branches import delete_branches
from deskapp.usecases.schemes import (
    IndicatorDraft,
    SchemeDraft,
    copy_scheme,
    delete_schemes,
    new_scheme,
    open_scheme,
    save_scheme,
)
from deskapp.usecases.seals import seal_year
from deskapp.usecases.units import delete_units

ATTENDANCE = IndicatorDraft(
    level1="学习",
    level2="到会率",
    points=Decimal(60),
    criteria="2021年会议到会率90%以上得满分",
    measure="meeting_attendance",
    measure_parameters={"stand_ins": False},
    rule="share",
    rule_parameters={"floor": "0.5", "full_at": "0.9"},
)
BY_HAND = IndicatorDraft(level1="创新", level2="特色工作", points=Decimal(40))


def draft(**more: Any) -> SchemeDraft:
    indicators = [replace(ATTENDANCE), replace(BY_HAND)]
    more = {"year": 2021, "title": "2021年度考核方案", "indicators": indicators} | more
    return SchemeDraft(grades=(Grade("优秀", Decimal(90), Decimal(20)),), **more)


@pytest.fixture
def scheme(world) -> int:
    """Return a saved scheme of two indicators."""
    return world.do(save_scheme, draft())


def number(world: Any, record: Any) -> int:
    return world.ask(lambda session: session.execute(select(func.count(record.id))).scalar_one())


def give(world: Any, indicator_id: int) -> None:
    """Give a score, a self-score with a file, and an appeal under an indicator."""
    of = {"indicator_id": indicator_id, "unit_id": world.office}
    world.do(insert_rows, AssessorScore, [{**of, "points": Decimal(30)}])
    [own] = world.do(insert_rows, SelfScore, [{**of, "points": Decimal(35)}])
    world.do(
        insert_rows, Attachment, [{"self_score_id": own, "name": "a", "sha256": "0", "size": 1}]
    )
    appeal = {"raised_on": date(2021, 12, 1), "text": "请复核", "points_then": Decimal(30)}
    world.do(insert_rows, Appeal, [of | appeal])


def make_final(world: Any, scheme_id: int) -> None:
    row = {"scheme_id": scheme_id, "program_version": "1", "content": "", "sha256": "0"}
    days = {"finalised_on": date(2021, 12, 31), "as_of": date(2021, 12, 31)}
    world.do(insert_rows, FinalScoring, [row | days])


def test_a_new_scheme_has_a_title_and_the_usual_grades(world) -> None:
    made = world.ask(new_scheme, 2022)
    assert (made.year, made.title, made.appraised, made.scope) == (
        2022, "2022 appraisal scheme", "units", "all",
    )  # fmt: skip
    assert [(g.name, g.at_least, g.quota) for g in made.grades] == [
        ("Excellent", 90, 20), ("Good", 80, None), ("Qualified", 60, None),
        ("Unqualified", 0, None),
    ]  # fmt: skip
    assert world.do(save_scheme, made)


def test_a_scheme_opens_as_it_was_saved(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    assert [replace(one, id=None) for one in opened.indicators] == [ATTENDANCE, BY_HAND]
    assert opened.grades == draft().grades
    assert (opened.title, opened.bonus_cap) == ("2021年度考核方案", None)


def test_saving_what_is_saved_changes_nothing(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    world.do(save_scheme, opened)
    assert world.ask(open_scheme, scheme) == opened


def test_indicators_keep_their_ids_and_scores_when_the_order_changes(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    first, second = (one.id for one in opened.indicators)
    give(world, second)
    opened.indicators.reverse()
    opened.indicators.insert(1, replace(BY_HAND, level2="调研"))
    world.do(save_scheme, opened)
    ids = [row.id for row in world.ask(list_indicators, scheme)]
    assert (ids[0], ids[2]) == (second, first)
    assert number(world, AssessorScore) == 1


def test_an_indicator_that_is_taken_out_takes_along_all_that_was_given(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    give(world, opened.indicators[1].id)
    del opened.indicators[1]
    world.do(save_scheme, opened)
    said = (AssessorScore, SelfScore, Appeal, Attachment)
    assert [number(world, one) for one in said] == [0, 0, 0, 0]
    world.do(undo, world.ask(next_undo).id)
    assert [number(world, one) for one in said] == [1, 1, 1, 1]
    assert len(world.ask(open_scheme, scheme).indicators) == 2


def test_a_scheme_whose_points_do_not_add_up_is_saved_and_says_so(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    opened.indicators[0].points = Decimal(55)
    world.do(save_scheme, opened)
    [row] = world.ask(list_schemes, 2021)
    assert world.ask(problems_of_scheme, row) == ["Ordinary points 95 of 100: 5 missing."]


def test_what_is_no_rule_is_refused_with_its_place(world) -> None:
    wrong = draft()
    wrong.indicators[0].rule_parameters = {"floor": "0.9", "full_at": "0.5"}
    wrong.indicators[1].level2 = ""
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, wrong)
    assert set(caught.value.by_field) == {"1.rule", "2.level2"}


def test_figures_without_a_rule_and_a_rule_without_figures_are_refused(world) -> None:
    wrong = draft()
    wrong.indicators[0].rule, wrong.indicators[0].rule_parameters = "by_hand", {}
    wrong.indicators[1].rule = "share"
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, wrong)
    assert set(caught.value.by_field) == {"1.rule", "2.rule"}


def test_two_grades_of_one_total_are_refused(world) -> None:
    wrong = draft()
    wrong.grades = (Grade("优秀", Decimal(90)), Grade("良好", Decimal(90)))
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, wrong)
    assert "grades" in caught.value.by_field


def test_who_saves_from_before_another_saved_is_refused(world, scheme: int) -> None:
    mine, theirs = world.ask(open_scheme, scheme), world.ask(open_scheme, scheme)
    theirs.indicators[0].level2 = "出勤率"
    world.do(save_scheme, theirs)
    with pytest.raises(ChangedElsewhere):
        world.do(save_scheme, mine)


def test_who_is_appraised_stays_once_points_were_given(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    opened.appraised = "branches"
    world.do(save_scheme, opened)
    world.do(save_scheme, replace(world.ask(open_scheme, scheme), appraised="units"))
    opened = world.ask(open_scheme, scheme)
    give(world, opened.indicators[0].id)
    opened.appraised = "branches"
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, opened)
    assert set(caught.value.by_field) == {"appraised"}


@pytest.mark.parametrize(
    ("place", "change", "field"),
    [
        (1, {"section": "deduction"}, "2.section"),
        (0, {"measure": "", "rule": "by_hand", "rule_parameters": {}}, "1.measure"),
        (1, {"measure": "tasks_on_time", "rule": "share"}, "2.measure"),
    ],
)
def test_what_was_given_never_turns_into_something_else(
    world, scheme: int, place: int, change: dict[str, Any], field: str
) -> None:
    opened = world.ask(open_scheme, scheme)
    opened.indicators[place] = replace(opened.indicators[place], **change)
    give(world, opened.indicators[place].id)
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, opened)
    assert set(caught.value.by_field) == {field}


def test_a_section_changes_while_nothing_was_given(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    give(world, opened.indicators[0].id)
    opened.indicators[1].section = "deduction"
    world.do(save_scheme, opened)
    assert world.ask(open_scheme, scheme).indicators[1].section == "deduction"


def test_a_grade_that_was_given_takes_the_new_name_along(world, scheme: int) -> None:
    row = {"scheme_id": scheme, "unit_id": world.office, "grade": "优秀"}
    world.do(insert_rows, GradeGiven, [row])
    opened = world.ask(open_scheme, scheme)
    opened.grades = (Grade("先进", Decimal(90), Decimal(20)), Grade("合格", Decimal(60)))
    world.do(save_scheme, opened)
    assert grades_given(world) == ["先进"]
    world.do(undo, world.ask(next_undo).id)
    assert grades_given(world) == ["优秀"]


def test_a_grade_that_was_given_is_not_dropped(world, scheme: int) -> None:
    row = {"scheme_id": scheme, "unit_id": world.office, "grade": "优秀"}
    world.do(insert_rows, GradeGiven, [row])
    opened = world.ask(open_scheme, scheme)
    opened.grades = (Grade("先进", Decimal(95)),)
    with pytest.raises(FieldProblems, match="优秀"):
        world.do(save_scheme, opened)


def test_a_grade_that_the_scheme_does_not_have_keeps_it_from_being_final(
    world, scheme: int
) -> None:
    row = {"scheme_id": scheme, "unit_id": world.office, "grade": "先进"}
    world.do(insert_rows, GradeGiven, [row])
    [found] = world.ask(list_schemes, 2021)
    [problem] = world.ask(problems_of_scheme, found)
    assert "先进" in problem


def grades_given(world: Any) -> list[str]:
    return world.ask(lambda session: list(session.execute(select(GradeGiven.grade)).scalars()))


@pytest.mark.parametrize("cap", ["bonus_cap", "deduction_cap"])
def test_a_cap_of_nothing_is_refused(world, cap: str) -> None:
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, draft(**{cap: Decimal(0)}))
    assert set(caught.value.by_field) == {cap}


def test_a_rule_that_takes_points_off_is_refused_among_bonus_points(world) -> None:
    wrong = draft()
    wrong.indicators[0] = replace(
        ATTENDANCE, section="bonus", rule="deduct_per_missing", rule_parameters={"each": "1"}
    )
    with pytest.raises(FieldProblems) as caught:
        world.do(save_scheme, wrong)
    assert set(caught.value.by_field) == {"1.rule"}


def test_a_final_scheme_is_neither_changed_nor_deleted(world, scheme: int) -> None:
    make_final(world, scheme)
    opened = world.ask(open_scheme, scheme)
    with pytest.raises(LedgerError, match="final"):
        world.do(save_scheme, replace(opened, title="另一方案"))
    with pytest.raises(LedgerError, match="final"):
        world.do(delete_schemes, [scheme])
    assert world.do(copy_scheme, scheme, 2022)  # a copy takes nothing from it


def test_deleting_a_scheme_takes_everything_of_it_along_and_undo_brings_it_back(
    world, scheme: int
) -> None:
    give(world, world.ask(open_scheme, scheme).indicators[0].id)
    world.do(
        insert_rows, GradeGiven, [{"scheme_id": scheme, "unit_id": world.office, "grade": "优秀"}]
    )
    assert world.do(delete_schemes, [scheme]) == 1
    everything = (Scheme, Indicator, AssessorScore, SelfScore, Appeal, GradeGiven, Attachment)
    assert [number(world, one) for one in everything] == [0] * 7
    world.do(undo, world.ask(next_undo).id)
    assert [number(world, one) for one in everything] == [1, 2, 1, 1, 1, 1, 1]


def test_a_copy_stands_alone_with_the_years_of_its_texts_moved(world) -> None:
    first = draft(bonus_cap=Decimal(5), scope="institution")
    old = world.do(save_scheme, first)
    give(world, world.ask(open_scheme, old).indicators[0].id)
    new = world.do(copy_scheme, old, 2022)
    copied = world.ask(open_scheme, new)
    assert (copied.year, copied.title, copied.scope) == (2022, "2022年度考核方案", "institution")
    assert (copied.bonus_cap, copied.grades) == (5, first.grades)
    assert copied.indicators[0].criteria == "2022年会议到会率90%以上得满分"
    assert number(world, AssessorScore) == 1
    copied.indicators[0].points = Decimal(50)
    world.do(save_scheme, copied)
    assert world.ask(open_scheme, old).indicators[0].points == 60


@pytest.mark.parametrize("year", [0, 1900, 22000])
def test_a_scheme_is_copied_into_a_real_year_only(world, scheme: int, year: int) -> None:
    with pytest.raises(FieldProblems):
        world.do(copy_scheme, scheme, year)


def test_a_sealed_year_keeps_its_schemes_as_they_are(world, scheme: int) -> None:
    opened = world.ask(open_scheme, scheme)
    world.do(seal_year, 2021)
    with pytest.raises(SealedYear):
        world.do(save_scheme, replace(opened, title="另一方案"))
    with pytest.raises(SealedYear):
        world.do(delete_schemes, [scheme])
    with pytest.raises(SealedYear):
        world.do(copy_scheme, scheme, 2021)


def test_units_and_branches_that_have_scores_are_not_deleted(world, scheme: int) -> None:
    indicator = world.ask(open_scheme, scheme).indicators[0].id
    for column, of in (("unit_id", world.science), ("branch_id", world.branch)):
        row = {"indicator_id": indicator, column: of, "points": Decimal(3)}
        world.do(insert_rows, AssessorScore, [row])
    with pytest.raises(LedgerError, match="Other records still refer"):
        world.do(delete_units, [world.science])
    with pytest.raises(LedgerError, match="Other records still refer"):
        world.do(delete_branches, [world.branch])
