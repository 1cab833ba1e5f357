from __future__ import annotations

from datetime import date

import pytest

from deskapp.queries.appointments import (
    ending_soon,
    held_after_leaving,
    list_appointments,
    vacancies,
)
from deskapp.records.appointment import POSTS
from deskapp.usecases.sample.sizes import RECORDED_UNTIL


@pytest.fixture(params=["small", "office"])
def sample(request):
    return request.getfixturevalue(request.param)


def test_nearly_every_branch_has_a_secretary_and_most_a_liaison(office) -> None:
    with office.database.reading() as session:
        empty = [row.post for row in vacancies(session, RECORDED_UNTIL)]
    assert empty.count("secretary") == 1
    assert 3 <= empty.count("liaison") <= 8


def test_a_secretary_is_missing_for_months_and_another_has_a_successor(sample) -> None:
    with sample.database.reading() as session:
        (gap,) = vacancies(session, RECORDED_UNTIL, "secretary")
        rows = list_appointments(session, post="secretary")
    assert (gap.vacant_since, gap.days) == (date(2021, 7, 1), 133)
    ended_in_year = {row.branch_id for row in rows if row.ends_on and row.ends_on.year == 2021}
    assert any(row.starts_on == date(2021, 5, 17) for row in rows if row.branch_id in ended_in_year)


def test_one_term_ends_within_sixty_days(sample) -> None:
    with sample.database.reading() as session:
        (row,) = ending_soon(session, RECORDED_UNTIL)
    assert (row.ends_on - RECORDED_UNTIL).days <= 60


def test_somebody_who_left_the_office_is_still_written_as_a_liaison(office) -> None:
    with office.database.reading() as session:
        assert [row.post for row in held_after_leaving(session, RECORDED_UNTIL)]


def test_every_post_occurs_and_no_post_of_one_has_two(office) -> None:
    assert set(office.column("SELECT DISTINCT post FROM appointment")) == set(POSTS)
    twice = office.rows(
        "SELECT 1 FROM appointment AS one JOIN appointment AS other"
        " ON one.branch_id = other.branch_id AND one.post = other.post AND one.id < other.id"
        " WHERE one.post IN ('secretary', 'liaison') AND one.starts_on <= other.starts_on"
        " AND (one.ends_on IS NULL OR one.ends_on >= other.starts_on)"
    )
    assert twice == []


def test_appointments_are_of_the_own_unit_and_name_their_document(sample) -> None:
    assert sample.count("appointment", "document_number = ''") == 0
    strangers = sample.rows(
        "SELECT 1 FROM appointment JOIN branch ON branch.id = appointment.branch_id"
        " JOIN person ON person.id = person_id WHERE branch.unit_id <> person.unit_id"
    )
    assert strangers == []
