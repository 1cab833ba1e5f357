"""People are kept with the reading they are found by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.people import list_people
from deskapp.usecases.attendance import invite_people
from deskapp.usecases.people import (
    PersonDraft,
    delete_people,
    open_person,
    reorder_people,
    save_person,
    update_people,
)
from deskapp.usecases.units import UnitDraft, save_unit


def row(world: Any, person_id: int) -> Any:
    return next(p for p in world.ask(list_people) if p.id == person_id)


def test_a_name_is_cleaned_and_its_surname_read_as_one(world: Any) -> None:
    person_id = world.person(" 单 小 红 ")

    assert row(world, person_id).name == "单小红"
    assert row(world, person_id).pinyin == "shan xiao hong"


def test_a_corrected_reading_is_kept_and_found_beside_the_usual_one(world: Any) -> None:
    person_id = world.person("重山", pinyin="zhong shan")

    assert row(world, person_id).pinyin == "zhong shan"
    assert {p.id for p in world.ask(list_people, "zs")} >= {person_id}
    assert {p.id for p in world.ask(list_people, "cs")} >= {person_id}


def test_a_new_name_gets_its_own_reading(world: Any) -> None:
    draft = world.ask(open_person, world.clerk)

    world.do(save_person, replace(draft, name="仇小丽"))

    assert row(world, world.clerk).pinyin == "qiu xiao li"


def test_a_new_name_with_a_corrected_reading_keeps_the_correction(world: Any) -> None:
    draft = world.ask(open_person, world.clerk)

    world.do(save_person, replace(draft, name="仇小丽", pinyin="chou xiao li"))

    assert row(world, world.clerk).pinyin == "chou xiao li"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"unit_id": None}, "unit_id"),
        ({"rank": None}, "rank"),
        ({"name": "长" * 61}, "name"),
        ({"joined": date(2021, 5, 1), "left": date(2021, 4, 1)}, "left"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    world: Any, changes: dict[str, Any], field: str
) -> None:
    draft = PersonDraft(name="张三", unit_id=world.office)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_person, replace(draft, **changes))

    assert list(refused.value.by_field) == [field]


def test_a_save_from_an_older_version_is_refused_and_writes_nothing(world: Any) -> None:
    mine, theirs = world.ask(open_person, world.clerk), world.ask(open_person, world.clerk)
    world.do(save_person, replace(theirs, post="副主任"))

    with pytest.raises(ChangedElsewhere):
        world.do(save_person, replace(mine, post="主任"))

    assert row(world, world.clerk).post == "副主任"


def test_a_save_after_a_bulk_change_is_a_conflict_too(world: Any) -> None:
    mine = world.ask(open_person, world.clerk)
    world.do(update_people, [world.clerk], {"post": "副主任"})

    with pytest.raises(ChangedElsewhere):
        world.do(save_person, replace(mine, post="主任"))


def test_saving_a_person_who_was_deleted_elsewhere_is_told_in_words(world: Any) -> None:
    draft = world.ask(open_person, world.clerk)
    world.do(delete_people, [world.clerk])

    with pytest.raises(ChangedElsewhere, match="deleted elsewhere"):
        world.do(save_person, replace(draft, name="张三"))


def test_a_person_in_a_meeting_cannot_be_deleted(world: Any) -> None:
    world.do(invite_people, world.meeting, [world.clerk])

    with pytest.raises(LedgerError, match="refer to this one"):
        world.do(delete_people, [world.clerk])

    assert row(world, world.clerk).name == "李四"


def test_new_people_stand_last_in_their_unit_and_can_be_reordered(world: Any) -> None:
    third = world.person("张三")
    assert [p.name for p in world.ask(list_people)] == ["曾国庆", "李四", "张三", "王五"]

    assert world.do(reorder_people, [third, world.chief, world.clerk]) == 3

    assert [p.name for p in world.ask(list_people)] == ["张三", "曾国庆", "李四", "王五"]


def names_of(world: Any, unit_id: int) -> list[str]:
    return [person.name for person in world.ask(list_people, unit_id=unit_id)]


def test_who_moves_to_another_unit_stands_at_its_end(world: Any) -> None:
    there = world.do(save_unit, UnitDraft(name="新媒体部"))
    for name in ("甲一", "甲二", "甲三"):
        world.do(save_person, PersonDraft(name=name, unit_id=there))
    draft = world.ask(open_person, world.person("乙一"))

    world.do(save_person, replace(draft, unit_id=there))

    assert names_of(world, there) == ["甲一", "甲二", "甲三", "乙一"]


def test_several_who_move_together_keep_their_order_at_the_end(world: Any) -> None:
    there = world.do(save_unit, UnitDraft(name="新媒体部"))
    before = world.do(save_unit, UnitDraft(name="宣传部"))
    for name in ("甲一", "甲二"):
        world.do(save_person, PersonDraft(name=name, unit_id=there))
    first, second = (
        world.do(save_person, PersonDraft(name=name, unit_id=before)) for name in ("乙一", "乙二")
    )
    stays = world.ask(list_people, unit_id=there)[0].id

    world.do(update_people, [second, first, stays], {"unit_id": there})

    assert names_of(world, there) == ["甲一", "甲二", "乙一", "乙二"]
