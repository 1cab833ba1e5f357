"""The practices of the sample: every state, some late, two past due, one event told twice."""

from __future__ import annotations

import pytest

from deskapp.queries.practice_duplicates import possible_duplicates
from deskapp.queries.practices import counts_of_practice_lists, list_practices, practices_past_due
from deskapp.usecases.practices import open_practice
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, YEAR


def test_every_list_of_practices_holds_something(office) -> None:
    with office.database.reading() as session:
        numbers = counts_of_practice_lists(session, YEAR, RECORDED_UNTIL)
        rows = list_practices(session, YEAR, today=RECORDED_UNTIL)
    assert numbers["past_due"] == 2
    assert all(numbers.values())
    assert 8 <= len(rows) <= 14
    assert {row.in_time for row in rows} == {True, False, None}
    assert "municipal" in {row.adoption_level for row in rows}


def test_the_small_one_has_every_state_and_one_past_due(small) -> None:
    with small.database.reading() as session:
        numbers = counts_of_practice_lists(session, YEAR, RECORDED_UNTIL)
    assert numbers["past_due"] == 1
    assert all(numbers.values())


@pytest.mark.parametrize("size", ["small", "office"])
def test_one_event_was_told_by_two_units(size: str, request: pytest.FixtureRequest) -> None:
    sample = request.getfixturevalue(size)
    with sample.database.reading() as session:
        rows = list_practices(session, YEAR, today=RECORDED_UNTIL)
        doubled = {
            row.title
            for row in rows
            if possible_duplicates(session, open_practice(session, row.id))
        }
    assert len(doubled) == 2
    assert all("科普日" in title for title in doubled)


def test_what_is_summarised_has_its_texts(office) -> None:
    with office.database.reading() as session:
        rows = list_practices(session, YEAR, today=RECORDED_UNTIL)
        assert not any(row.missing for row in rows if row.state in ("summarised", "adopted"))
        assert len(practices_past_due(session, YEAR, RECORDED_UNTIL)) == 2
    assert office.count("practice_task") > 0
    assert office.count("practice_meeting") > 0
