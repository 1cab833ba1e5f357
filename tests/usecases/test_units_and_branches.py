"""Units and branches are kept in the office's order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.queries.branches import list_branches
from deskapp.queries.units import list_units
from deskapp.usecases.branches import BranchDraft, delete_branches, open_branch, save_branch
from deskapp.usecases.units import UnitDraft, delete_units, open_unit, reorder_units, save_unit


def unit_names(world: Any) -> list[str]:
    return [unit.name for unit in world.ask(list_units)]


def test_a_new_unit_goes_to_the_end_and_the_order_can_be_changed(world: Any) -> None:
    new = world.do(save_unit, UnitDraft(name="信息中心", kind="institution"))
    assert unit_names(world) == ["办公室", "科普部", "信息中心"]

    assert world.do(reorder_units, [new, world.office, world.science]) == 3

    assert unit_names(world) == ["信息中心", "办公室", "科普部"]
    assert world.do(reorder_units, [new, world.office, world.science]) == 0


def test_a_renamed_unit_is_found_by_its_new_initials(world: Any) -> None:
    draft = world.ask(open_unit, world.science)

    world.do(save_unit, replace(draft, name="学会学术部"))

    assert [u.id for u in world.ask(list_units, "xhxsb")] == [world.science]
    assert world.ask(list_units, "kpb") == []


def test_a_period_that_ends_before_it_starts_is_refused(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(
            save_unit,
            UnitDraft(name="临时办", active_from=date(2021, 2, 1), active_until=date(2021, 1, 1)),
        )

    assert list(refused.value.by_field) == ["active_until"]


def test_two_units_of_one_name_are_refused_in_words(world: Any) -> None:
    with pytest.raises(LedgerError, match="already a record of this name"):
        world.do(save_unit, UnitDraft(name="办公室"))


def test_a_unit_with_people_cannot_be_deleted(world: Any) -> None:
    with pytest.raises(LedgerError, match="refer to this one"):
        world.do(delete_units, [world.office])

    assert "办公室" in unit_names(world)


def test_a_branch_is_not_its_own_general_branch(world: Any) -> None:
    draft = world.ask(open_branch, world.branch)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch, replace(draft, parent_id=world.branch))

    assert list(refused.value.by_field) == ["parent_id"]


def test_branches_do_not_stand_over_each_other_in_a_circle(world: Any) -> None:
    above = world.do(
        save_branch, BranchDraft(name="机关总支", unit_id=world.office, parent_id=world.branch)
    )
    draft = world.ask(open_branch, world.branch)

    with pytest.raises(FieldProblems) as refused:
        world.do(save_branch, replace(draft, parent_id=above))

    assert list(refused.value.by_field) == ["parent_id"]


def test_a_branch_is_listed_with_its_unit_general_branch_and_people(world: Any) -> None:
    world.do(save_branch, BranchDraft(name="第二", unit_id=world.science, parent_id=world.branch))

    rows = [(b.name, b.unit, b.parent, b.people) for b in world.ask(list_branches)]
    assert rows == [("第一党支部", "办公室", None, 1), ("第二", "科普部", "第一党支部", 0)]


def test_opening_a_branch_that_is_gone_is_told_in_words(world: Any) -> None:
    new = world.do(save_branch, BranchDraft(name="第二", unit_id=world.science))
    world.do(delete_branches, [new])

    with pytest.raises(ChangedElsewhere, match="deleted elsewhere"):
        world.ask(open_branch, new)


def test_a_unit_is_found_by_the_initials_of_its_short_name(world: Any) -> None:
    world.do(save_unit, UnitDraft(name="科学技术普及部", short_name="科普部"))
    assert [row.name for row in world.ask(list_units, "kxjs")] == ["科学技术普及部"]
    assert "科学技术普及部" in [row.name for row in world.ask(list_units, "kpb")]
