"""People are found by name, reading and initials, and sorted as the office has them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.queries.lists import Order
from deskapp.queries.people import count_people, list_people, names_of_people

NAMES = ("张三", "单小红", "曾国庆", "解放", "欧阳修文", "John Smith")


@pytest.fixture
def office(desk: Any) -> int:
    office = desk.unit("办公室")
    for name in NAMES:
        desk.person(name, office)
    return int(office)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", list(NAMES)),
        ("zs", ["张三"]),
        ("ZS", ["张三"]),
        ("张", ["张三"]),
        ("sxh", ["单小红"]),
        ("dxh", ["单小红"]),
        ("zgq", ["曾国庆"]),
        ("cgq", ["曾国庆"]),
        ("xf", ["解放"]),
        ("oyxw", ["欧阳修文"]),
        ("zeng guo", ["曾国庆"]),
        ("john", ["John Smith"]),
        ("  三  ", ["张三"]),
        ("三 办公室", ["张三"]),
        ("张 红", []),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE person; --", []),
    ],
)
def test_people_are_found_as_they_are_typed(
    desk: Any, office: int, search: str, found: list[str]
) -> None:
    assert [person.name for person in desk.ask(list_people, search)] == found
    assert desk.ask(count_people, search) == len(found)


def test_people_are_listed_by_unit_then_by_their_order_in_it(desk: Any) -> None:
    first, second = desk.unit("甲处"), desk.unit("乙处")
    for name, unit in (("一", second), ("二", first), ("三", second), ("四", first)):
        desk.person(name, unit)

    assert [p.name for p in desk.ask(list_people)] == ["二", "四", "一", "三"]


def test_sorting_by_name_follows_the_reading_of_the_surname(desk: Any, office: int) -> None:
    by_name = desk.ask(list_people, order=Order("name"))

    assert [p.name for p in by_name] == [
        "John Smith", "欧阳修文", "单小红", "解放", "曾国庆", "张三",
    ]  # fmt: skip
    descending = desk.ask(list_people, order=Order("name", descending=True))
    assert [p.name for p in descending] == [p.name for p in by_name][::-1]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_pages_together_are_the_whole_list(desk: Any, office: int, size: int) -> None:
    whole = desk.ask(list_people)
    pages = [
        person
        for offset in range(0, len(whole), size)
        for person in desk.ask(list_people, offset=offset, limit=size)
    ]

    assert pages == whole


def test_filters_narrow_the_list_and_the_count_alike(desk: Any) -> None:
    first, second = desk.unit("甲处"), desk.unit("乙处")
    desk.person("一", first, rank="section", is_top_leader=True)
    desk.person("二", first, left=date(2021, 3, 31))
    desk.person("三", second, rank="section", joined=date(2021, 4, 1))

    for filters, found in (
        ({"unit_id": first}, ["一", "二"]),
        ({"rank": "section"}, ["一", "三"]),
        ({"top_leaders": True}, ["一"]),
        ({"active_on": date(2021, 3, 31)}, ["一", "二"]),
        ({"active_on": date(2021, 4, 1)}, ["一", "三"]),
        ({"unit_id": second, "rank": "below"}, []),
    ):
        assert [p.name for p in desk.ask(list_people, **filters)] == found
        assert desk.ask(count_people, **filters) == len(found)


def test_names_are_given_for_ids(desk: Any, office: int) -> None:
    ids = [person.id for person in desk.ask(list_people)][:2]

    assert desk.ask(names_of_people, [*ids, 9999]) == dict(zip(ids, NAMES, strict=False))
