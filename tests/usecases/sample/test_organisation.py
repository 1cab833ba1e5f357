from __future__ import annotations

import pytest

from deskapp.names import name_keys
from deskapp.usecases.sample.unit_plans import chinese_number


def test_the_office_has_its_units_branches_and_people(office) -> None:
    assert office.count("unit", "kind = 'department'") == 14
    assert office.count("unit", "kind = 'institution'") == 22
    assert office.count("branch") == 60
    assert office.count("person") == 400


def test_every_unit_has_one_top_leader_of_section_level(office) -> None:
    leaders = office.rows(
        "SELECT unit_id, count(*), min(rank), max(rank) FROM person"
        " WHERE is_top_leader GROUP BY unit_id"
    )
    assert len(leaders) == 36
    assert {row[1:] for row in leaders} == {(1, "section", "section")}


def test_everybody_belongs_to_a_branch_of_the_own_unit(office) -> None:
    assert office.count("person", "branch_id IS NULL") == 0
    strangers = office.rows(
        "SELECT person.id FROM person JOIN branch ON branch.id = branch_id"
        " WHERE branch.unit_id <> person.unit_id"
    )
    assert strangers == []


def test_general_branches_stand_above_others_of_their_unit(office) -> None:
    pairs = office.rows(
        "SELECT above.name, above.unit_id = below.unit_id FROM branch AS below"
        " JOIN branch AS above ON above.id = below.parent_id"
    )
    assert {name for name, _same in pairs} == {
        "科技馆党总支",
        "青少年中心党总支",
        "科服中心党总支",
        "传播中心党总支",
    }
    assert all(same for _name, same in pairs)


def test_the_order_in_every_unit_counts_from_one(office) -> None:
    for unit_id in office.column("SELECT id FROM unit"):
        places = office.column(
            f"SELECT office_order FROM person WHERE unit_id = {unit_id} ORDER BY office_order"
        )
        assert places == list(range(1, len(places) + 1))


@pytest.mark.parametrize("surname", "曾单解仇朴查翟区")
def test_surnames_that_are_easily_misread_are_among_the_people(office, surname: str) -> None:
    assert office.count("person", f"name LIKE '{surname}%'") > 0


def test_initials_find_people(office) -> None:
    found = office.column("SELECT name FROM person WHERE ' ' || initials LIKE '% z%'")
    assert any(name.startswith("曾") for name in found)
    assert any(name.startswith("张") for name in found)


def test_keys_put_together_are_those_of_the_whole_name(office) -> None:
    for name, pinyin, initials in office.rows("SELECT name, pinyin, initials FROM person"):
        keys = name_keys(name)
        assert (pinyin, initials) == (keys.pinyin, keys.initials)


def test_only_one_name_is_carried_by_two_people(office) -> None:
    namesakes = office.rows("SELECT count(*), count(DISTINCT unit_id) FROM person GROUP BY name")
    assert [row for row in namesakes if row[0] > 1] == [(2, 2)]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (24, "二十四")]
)
def test_numbers_are_written_as_in_names(number: int, written: str) -> None:
    assert chinese_number(number) == written
