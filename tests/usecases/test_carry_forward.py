"""Carry a year forward: what goes along, what is left, and that both years stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from deskapp.database import insert_rows, update_rows
from deskapp.database.undo import next_undo, undo
from deskapp.errors import FieldProblems, SealedYear
from deskapp.queries.carry_candidates import FINISHED, ONCE_ONLY, THERE_ALREADY
from deskapp.queries.carry_forward import CarryPlan, plan_carry_forward
from deskapp.queries.seals import sealed_years
from deskapp.records.appointment import Appointment
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.registry import METADATA
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.records.study import StudyAudience, StudyRequirement
from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit
from deskapp.usecases.carry_forward import CarryChoices, carry_forward, moved
from deskapp.usecases.key_tasks import (
    KeyTaskDraft,
    generate_branch_tasks,
    open_key_task,
    save_key_task,
)
from deskapp.usecases.people import open_person, save_person
from deskapp.usecases.units import open_unit, save_unit

ALL = CarryChoices(meetings=True)


def rows(world: Any, record: Any, **where: Any) -> list[Any]:
    statement = select(record.__table__).filter_by(**where).order_by(record.id)
    return list(world.ask(lambda session: session.execute(statement).all()))


def insert(world: Any, record: Any, **row: Any) -> int:
    return int(world.do(insert_rows, record, [row])[0])


def task(world: Any, number: int, text: str, deadline: str = "", **more: Any) -> int:
    draft = KeyTaskDraft(
        year=2021, number=number, text=text, deadline_text=deadline,
        lead_unit_ids=[world.office], **more,
    )  # fmt: skip
    return int(world.do(save_key_task, draft))


@pytest.fixture
def year(world):
    """Return the office with a year that has something of everything."""
    document = insert(world, Document, title="条例")
    for recurring in (True, False):
        requirement = insert(
            world, StudyRequirement, year=2021, document_id=document, audience="units",
            due_on=date(2021, 6, 30), recurring=recurring, leaders_first=True,
        )  # fmt: skip
        insert(world, StudyAudience, requirement_id=requirement, unit_id=world.office)
    scheme = insert(world, Scheme, year=2021, title="2021年考核方案", appraised="units")
    indicator = insert(
        world, Indicator, scheme_id=scheme, position=1, section="ordinary", level1="学习",
        level2="到会", points=Decimal(10), measure="attendance", rule="share",
        rule_parameters={"floor": "0.5"},
    )  # fmt: skip
    insert(world, AssessorScore, indicator_id=indicator, unit_id=world.office, points=Decimal(3))
    return world


def plan(world: Any, **more: Any) -> CarryPlan:
    return world.ask(plan_carry_forward, 2021, 2022, **more)


def left(world: Any, kind: str, **more: Any) -> dict[str, Any]:
    return {one.why: one.what.first for one in plan(world, **more).item(kind).left}


def test_key_tasks_go_along_as_skeletons(year) -> None:
    year.do(generate_branch_tasks, year.task, unit_ids=[year.office])
    draft = year.ask(open_key_task, year.task)
    goal = replace(draft, goal="全覆盖", leader_id=year.chief, cooperating_unit_ids=[year.science])
    year.do(save_key_task, goal)

    carried = year.do(carry_forward, 2021, 2022)

    assert carried.made == {"key_tasks": 1, "requirements": 1, "scheme": 1}
    (new,) = rows(year, KeyTask, year=2022)
    assert (new.number, new.text, new.goal, new.leader_id) == (1, "学习条例", "全覆盖", year.chief)
    assert (new.deadline_text, new.deadline_on) == ("2022-11-30", date(2022, 11, 30))
    units = rows(year, KeyTaskUnit, key_task_id=new.id)
    assert [(one.unit_id, one.part) for one in units] == [
        (year.office, "leads"),
        (year.science, "cooperates"),
    ]
    assert rows(year, BranchTask, key_task_id=new.id) == []


@pytest.mark.parametrize(
    ("written", "text", "due"),
    [
        ("2021年6月底前", "2022年6月底前", date(2022, 6, 30)),
        ("12月底前", "12月底前", date(2022, 12, 31)),
        ("全年", "全年", date(2022, 12, 31)),
        ("长期坚持", "长期坚持", None),
        ("每季度末", "每季度末", date(2022, 12, 31)),
        ("2022年3月底", "2023年3月底", date(2023, 3, 31)),
    ],
)
def test_a_deadline_is_read_anew_for_the_new_year(year, written, text, due) -> None:
    task(year, 2, "另一项", written)
    year.do(carry_forward, 2021, 2022)
    (new,) = rows(year, KeyTask, year=2022, number=2)
    assert (new.deadline_text, new.deadline_on) == (text, due)


def test_a_day_chosen_for_an_unreadable_deadline_goes_along(year) -> None:
    chosen = task(year, 2, "另一项", "尽快")
    year.do(update_rows, KeyTask, {chosen: {"deadline_on": date(2021, 5, 31)}})
    year.do(carry_forward, 2021, 2022)
    (new,) = rows(year, KeyTask, year=2022, number=2)
    assert (new.deadline_text, new.deadline_on) == ("尽快", date(2022, 5, 31))


def test_the_years_that_texts_name_move_and_the_preview_says_so(year) -> None:
    task(year, 2, "总结2020年，部署2021年", goal="2021年全覆盖", source_clause="〔2021〕3号")
    item = plan(year).item("key_tasks")
    assert item.moves.first == ("1 学习条例", "2 总结2020年，部署2021年")
    assert item.years == {2020: 2021, 2021: 2022}
    year.do(carry_forward, 2021, 2022)
    (new,) = rows(year, KeyTask, year=2022, number=2)
    assert (new.text, new.goal) == ("总结2021年，部署2022年", "2022年全覆盖")
    assert new.source_clause == "〔2021〕3号"
    assert plan(year).item("key_tasks").goes.number == 0


def test_who_has_left_and_units_that_ended_do_not_go_along(year) -> None:
    draft = year.ask(open_key_task, year.task)
    year.do(
        save_key_task,
        replace(draft, leader_id=year.other, cooperating_unit_ids=[year.science]),
    )
    year.do(save_person, replace(year.ask(open_person, year.other), left=date(2021, 9, 1)))
    year.do(save_unit, replace(year.ask(open_unit, year.science), active_until=date(2021, 12, 31)))

    assert left(year, "key_tasks") == {
        "leaders responsible who have left": ("王五",),
        "units that are no longer active": ("科普部",),
    }
    assert left(year, "people") == {"people who have left": ("王五",)}
    year.do(carry_forward, 2021, 2022)
    (new,) = rows(year, KeyTask, year=2022)
    assert new.leader_id is None
    assert [one.unit_id for one in rows(year, KeyTaskUnit, key_task_id=new.id)] == [year.office]


def test_only_open_and_standing_tasks_go_along_where_that_is_chosen(year) -> None:
    finished, standing = task(year, 2, "做完的"), task(year, 3, "常年的", "长期坚持")
    task(year, 4, "没派的")
    for one in (finished, standing, year.task):
        year.do(generate_branch_tasks, one, unit_ids=[year.office])
    for row in (rows(year, BranchTask, key_task_id=one)[0] for one in (finished, standing)):
        year.do(update_rows, BranchTask, {row.id: {"state": "done"}})

    assert left(year, "key_tasks", only_open=True)[FINISHED] == ("2 做完的",)
    year.do(carry_forward, 2021, 2022, CarryChoices(only_open=True))
    assert [row.text for row in rows(year, KeyTask, year=2022)] == ["学习条例", "常年的", "没派的"]


def test_a_number_that_the_new_year_has_is_given_anew(year) -> None:
    task(year, 2, "第二项")
    year.do(save_key_task, KeyTaskDraft(year=2022, number=1, text="新的"))
    year.do(carry_forward, 2021, 2022)
    assert [(row.text, row.number) for row in rows(year, KeyTask, year=2022)] == [
        ("新的", 1),
        ("学习条例", 3),
        ("第二项", 2),
    ]


def test_requirements_of_every_year_move_by_a_year_with_their_audience(year) -> None:
    assert left(year, "requirements") == {ONCE_ONLY: ("条例 (Chosen units)",)}
    year.do(carry_forward, 2021, 2022)
    (new,) = rows(year, StudyRequirement, year=2022)
    assert (new.due_on, new.leaders_first, new.recurring) == (date(2022, 6, 30), True, True)
    (audience,) = rows(year, StudyAudience, requirement_id=new.id)
    assert audience.unit_id == year.office


def test_29_february_becomes_28_where_there_is_none() -> None:
    assert moved(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert moved(None, 1) is None


def test_the_scheme_is_a_real_copy_without_points(year) -> None:
    year.do(carry_forward, 2021, 2022)
    (scheme,) = rows(year, Scheme, year=2022)
    (copy,) = rows(year, Indicator, scheme_id=scheme.id)
    assert scheme.title == "2022年考核方案"
    assert (copy.points, copy.rule_parameters) == (Decimal(10), {"floor": "0.5"})
    assert rows(year, AssessorScore, indicator_id=copy.id) == []


def test_later_changes_to_one_year_never_touch_the_other(year) -> None:
    def of_year(number: int) -> list[Any]:
        (scheme,) = rows(year, Scheme, year=number)
        tasks = rows(year, KeyTask, year=number)
        units = [rows(year, KeyTaskUnit, key_task_id=one.id) for one in tasks]
        return [tasks, units, rows(year, Indicator, scheme_id=scheme.id)]

    def change(number: int) -> None:
        (scheme,) = rows(year, Scheme, year=number)
        for one in rows(year, Indicator, scheme_id=scheme.id):
            changed = {"points": Decimal(1), "rule_parameters": {"floor": "0.9"}}
            year.do(update_rows, Indicator, {one.id: changed})
        for one in rows(year, KeyTask, year=number):
            draft = year.ask(open_key_task, one.id)
            year.do(save_key_task, replace(draft, text="改", lead_unit_ids=[year.science]))

    year.do(carry_forward, 2021, 2022)
    old = of_year(2021)
    change(2022)
    assert of_year(2021) == old
    new = of_year(2022)
    change(2021)
    assert of_year(2022) == new


def test_work_meetings_are_planned_again_where_that_is_chosen(year) -> None:
    assert year.do(carry_forward, 2021, 2022, ALL).made["meetings"] == 1
    (meeting,) = rows(year, Meeting, year=2022)
    assert (meeting.title, meeting.state, meeting.held_on) == ("2022年工作会议", "planned", None)


def test_carrying_twice_makes_no_doubles_and_says_so(year) -> None:
    year.do(carry_forward, 2021, 2022, ALL)
    number = {name: count(year, name) for name in METADATA.tables if name[-6:] != "change"}

    again = year.do(carry_forward, 2021, 2022, ALL)

    assert set(again.made.values()) == {0}
    assert again.there == {"key_tasks": 1, "requirements": 1, "scheme": 1, "meetings": 1}
    assert {name: count(year, name) for name in number} == number
    assert left(year, "key_tasks")[THERE_ALREADY] == ("1 学习条例",)


def count(world: Any, table: str) -> int:
    statement = select(func.count()).select_from(METADATA.tables[table])
    return int(world.ask(lambda session: session.execute(statement).scalar_one()))


def test_it_is_one_step_that_undo_takes_back(year) -> None:
    before = {name: count(year, name) for name in METADATA.tables}
    year.do(carry_forward, 2021, 2022, ALL)
    step = year.ask(next_undo)
    assert step.parameters == {"from_year": 2021, "to_year": 2022}
    year.do(undo, step.id)
    history = {"change_set", "row_change"}
    assert {name: count(year, name) for name in METADATA.tables if name not in history} == {
        name: number for name, number in before.items() if name not in history
    }


def test_a_seal_that_came_with_it_stays_when_it_is_undone(year) -> None:
    year.do(carry_forward, 2021, 2022, replace(ALL, seal_old=True))
    with pytest.raises(SealedYear, match="2021"):
        year.do(undo, year.ask(next_undo).id)
    assert set(year.ask(sealed_years)) == {2021}
    assert rows(year, KeyTask, year=2022)


def test_a_sealed_year_takes_nothing(year) -> None:
    year.do(carry_forward, 2021, 2022, replace(ALL, seal_old=True))
    with pytest.raises(SealedYear):
        year.do(save_key_task, KeyTaskDraft(year=2021, number=9, text="补"))
    year.do(save_key_task, KeyTaskDraft(year=2022, number=9, text="补"))


@pytest.mark.parametrize("to_year", [2021, 2020, 3000])
def test_the_new_year_comes_after_the_old_one(year, to_year) -> None:
    with pytest.raises(FieldProblems) as caught:
        year.do(carry_forward, 2021, to_year)
    assert set(caught.value.by_field) == {"to_year"}


def test_posts_go_on_by_themselves_and_the_plan_says_which_end(year) -> None:
    for post, ends in (("secretary", date(2021, 8, 31)), ("liaison", None)):
        insert(
            year, Appointment, branch_id=year.branch, post=post, person_id=year.chief,
            starts_on=date(2019, 1, 1), ends_on=ends,
        )  # fmt: skip
    assert plan(year).item("posts").goes.number == 1
    assert plan(year).item("people").goes.number == 3
    assert left(year, "posts") == {
        "terms that end before": ("第一党支部 Branch secretary 曾国庆",),
        "posts that nobody holds then": ("第一党支部 Branch secretary",),
    }


def test_a_scheme_is_there_already_only_where_it_appraises_the_same(year) -> None:
    for appraised, scope in (("branches", "all"), ("units", "institution")):
        insert(
            year, Scheme, year=2021, title=f"{appraised} {scope}", appraised=appraised,
            scope=scope, bonus_cap=Decimal(5), deduction_cap=Decimal(3),
            grades=[{"name": "优秀", "at_least": "90", "quota": "20"}],
        )  # fmt: skip
    insert(year, Scheme, year=2022, title="已有方案", appraised="units", scope="all")
    item = plan(year).item("scheme")
    assert item.goes.first == ("branches all", "units institution")
    assert item.left[0].why == THERE_ALREADY
    year.do(carry_forward, 2021, 2022)
    made = {(one.appraised, one.scope): one for one in rows(year, Scheme, year=2022)}
    assert len(made) == 3
    copy = made["units", "institution"]
    assert (copy.bonus_cap, copy.deduction_cap) == (5, 3)
    assert copy.grades == [{"name": "优秀", "at_least": "90", "quota": "20"}]


def test_the_years_in_the_texts_of_a_scheme_move_along(year) -> None:
    (scheme,) = rows(year, Scheme, year=2021)
    insert(
        year, Indicator, scheme_id=scheme.id, position=2, section="ordinary", level1="2021年学习",
        level2="覆盖", points=Decimal(5), criteria="2021年12月底前完成", rule="by_hand",
    )  # fmt: skip
    assert plan(year).item("scheme").years == {2021: 2022}
    year.do(carry_forward, 2021, 2022)
    (scheme,) = rows(year, Scheme, year=2022)
    found = rows(year, Indicator, scheme_id=scheme.id)[1]
    assert (found.level1, found.criteria) == ("2022年学习", "2022年12月底前完成")
