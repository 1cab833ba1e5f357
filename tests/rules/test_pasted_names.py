"""Pasted names are read however they are separated; what is not certain is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskapp.names import name_keys
from deskapp.queries.people import PersonRow
from deskapp.rules.pasted_names import read_pasted_names


def person(number: int, name: str, unit: str = "办公室", post: str = "主任") -> PersonRow:
    keys = name_keys(name)
    return PersonRow(
        number, name, 1, unit, None, post, "section", False, None, None, keys.pinyin, keys.initials
    )


STAFF = [
    person(1, "张三"),
    person(2, "李四"),
    person(3, "欧阳一凡"),
    person(4, "王伟", "办公室"),
    person(5, "王伟", "科普部"),
    person(6, "陈静"),
]


def found(text: str) -> list[tuple[str, list[int]]]:
    return [
        (name.words, [one.id for one in name.people]) for name in read_pasted_names(text, STAFF)
    ]


def test_names_are_separated_by_anything():
    expected = [("张三", [1]), ("李四", [2]), ("陈静", [6])]
    for text in ("张三、李四,陈静", "张三 李四 陈静", "张三\n李四\n陈静", "张三;李四/陈静。"):
        assert found(text) == expected


def test_a_blank_inside_a_name_does_not_split_it():
    assert found("张 三 李 四、欧阳 一凡") == [("张三", [1]), ("李四", [2]), ("欧阳一凡", [3])]


def test_numbers_headings_units_and_posts_are_no_names():
    text = "序号\t姓名\t单位\t职务\n1\t张三\t办公室\t主任\n2\t李四\t办公室\t主任"
    assert found(text) == [("张三", [1]), ("李四", [2])]


def test_one_name_of_two_people_is_asked():
    assert found("王伟") == [("王伟", [4, 5])]


def test_the_unit_beside_a_name_tells_who_is_meant():
    assert found("科普部\t王伟") == [("王伟", [5])]


def test_an_unknown_name_comes_with_those_who_may_be_meant():
    (name,) = read_pasted_names("张叁", STAFF)
    assert name.people == ()
    assert [one.name for one in name.candidates] == ["张三"]


def test_a_stranger_has_no_candidates():
    (name,) = read_pasted_names("司徒空", STAFF)
    assert (name.people, name.candidates) == ((), ())


def test_a_name_pasted_twice_counts_once():
    assert found("张三、张三") == [("张三", [1])]


@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_read(text: str):
    for name in read_pasted_names(text, STAFF):
        assert name.words
