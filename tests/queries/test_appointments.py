"""The roster of a day, what is vacant since when, and which terms end soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from deskapp.queries.appointments import (
    appointments_of_period,
    count_appointments,
    ending_soon,
    held_after_leaving,
    list_appointments,
    roster,
    tenures_of_branch,
    vacancies,
    years_of_appointments,
)
from deskapp.queries.lists import Order
from deskapp.queries.measures import MEASURES
from deskapp.queries.vacancies import vacant_periods
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.branches import BranchDraft, save_branch

DAY = date(2021, 11, 10)


class Posts:
    """A unit with two branches and some staff, and short ways to appoint."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.unit = desk.unit("办公室")
        self.first = self.branch("第一党支部")
        self.second = self.branch("第二党支部")
        self.zhang = desk.person("张三", self.unit, branch_id=self.first)
        self.li = desk.person("李四", self.unit, branch_id=self.second)

    def branch(self, name: str, **more: Any) -> int:
        return int(self.desk.do(save_branch, BranchDraft(name=name, unit_id=self.unit, **more)))

    def appoint(
        self, branch: int, post: str, person: int, starts: date, ends: date | None = None
    ) -> int:
        draft = AppointmentDraft(
            branch_id=branch, post=post, person_id=person, starts_on=starts, ends_on=ends
        )
        return int(self.desk.do(save_appointment, draft))

    def vacant(self, day: date = DAY, post: str | None = None) -> list[tuple[str, str]]:
        return [(row.branch, row.post) for row in self.desk.ask(vacancies, day, post)]


@pytest.fixture
def posts(desk: Any) -> Posts:
    return Posts(desk)


def test_the_roster_can_be_read_as_of_any_day(posts: Posts) -> None:
    posts.appoint(posts.first, "secretary", posts.zhang, date(2019, 1, 1), date(2021, 5, 31))
    posts.appoint(posts.first, "secretary", posts.li, date(2021, 6, 1))

    def holders(day: date) -> list[str]:
        return [row.person for row in posts.desk.ask(roster, day)]

    assert holders(date(2018, 12, 31)) == []
    assert holders(date(2019, 1, 1)) == holders(date(2021, 5, 31)) == ["张三"]
    assert holders(date(2021, 6, 1)) == ["李四"]
    assert len(posts.desk.ask(tenures_of_branch, posts.first)) == 2
    assert len(posts.desk.ask(appointments_of_period, date(2021, 1, 1), DAY)) == 2
    assert len(posts.desk.ask(appointments_of_period, date(2021, 6, 1), DAY)) == 1


def test_the_roster_is_in_office_order(posts: Posts) -> None:
    posts.appoint(posts.second, "liaison", posts.li, date(2021, 1, 1))
    posts.appoint(posts.second, "secretary", posts.li, date(2021, 1, 1))
    posts.appoint(posts.first, "liaison", posts.zhang, date(2021, 1, 1))

    rows = posts.desk.ask(roster, DAY)

    assert [(row.branch, row.post) for row in rows] == [
        ("第一党支部", "liaison"), ("第二党支部", "secretary"), ("第二党支部", "liaison"),
    ]  # fmt: skip


@pytest.mark.parametrize("search", ["张三", "zs", "第一", "示科协党"])
def test_appointments_are_found_by_whatever_names_them(posts: Posts, search: str) -> None:
    draft = AppointmentDraft(
        branch_id=posts.first, post="secretary", person_id=posts.zhang,
        starts_on=DAY, document_number="示科协党〔2021〕8号",
    )  # fmt: skip
    posts.desk.do(save_appointment, draft)
    posts.appoint(posts.second, "liaison", posts.li, DAY)

    assert [row.person for row in posts.desk.ask(list_appointments, search)] == ["张三"]
    assert posts.desk.ask(count_appointments, search, day=DAY, post="secretary") == 1
    assert posts.desk.ask(count_appointments, search, post="liaison") == 0
    by_name = posts.desk.ask(list_appointments, order=Order("person", descending=True))
    assert [row.person for row in by_name] == ["张三", "李四"]


def test_every_branch_lacks_what_nobody_holds(posts: Posts) -> None:
    posts.appoint(posts.first, "secretary", posts.zhang, date(2021, 1, 1))

    assert posts.vacant() == [
        ("第一党支部", "liaison"), ("第二党支部", "secretary"), ("第二党支部", "liaison"),
    ]  # fmt: skip
    assert posts.vacant(post="secretary") == [("第二党支部", "secretary")]
    assert posts.vacant(post="deputy") == []


def test_a_vacancy_says_since_when_and_for_how_many_days(posts: Posts) -> None:
    posts.appoint(posts.first, "secretary", posts.zhang, date(2019, 1, 1), DAY - timedelta(days=3))
    young = posts.branch("新支部", active_from=DAY - timedelta(days=9))

    rows = {
        row.branch_id: (row.vacant_since, row.days)
        for row in posts.desk.ask(vacancies, DAY, "secretary")
    }

    assert rows == {
        posts.first: (DAY - timedelta(days=2), 3),
        posts.second: (None, None),
        young: (DAY - timedelta(days=9), 10),
    }


@pytest.mark.parametrize("branch_since", [None, date(2018, 1, 1), date(2021, 8, 1)])
@pytest.mark.parametrize("unit_since", [date(2010, 1, 1), date(2021, 5, 1)])
def test_a_post_is_not_vacant_before_branch_and_unit_exist(
    posts: Posts, branch_since: date | None, unit_since: date
) -> None:
    unit = posts.desk.unit("新单位", active_from=unit_since)
    draft = BranchDraft(name="新支部", unit_id=unit, active_from=branch_since)
    branch = posts.desk.do(save_branch, draft)

    gaps = posts.desk.ask(vacancies, DAY, "liaison")
    (gap,) = [one for one in gaps if one.branch_id == branch]

    assert gap.vacant_since == max(unit_since, branch_since or unit_since)
    of_period = posts.desk.ask(vacant_periods, date(2000, 1, 1), DAY)
    (period,) = [p for p in of_period if (p.branch_id, p.post) == (branch, "liaison")]
    assert (period.period.first, period.period.days) == (gap.vacant_since, gap.days)
    with posts.desk.database.reading() as session:
        rows = list(MEASURES["liaison_in_post"].evidence(session, 2021, DAY, {}))
    (of_year,) = [row.cells[-1] for row in rows if row.record_id == branch]
    assert of_year == (DAY - max(gap.vacant_since, date(2021, 1, 1))).days + 1


def test_branches_that_do_not_exist_yet_or_any_more_lack_nothing(posts: Posts) -> None:
    posts.branch("将来支部", active_from=DAY + timedelta(days=1))
    posts.branch("从前支部", active_until=DAY - timedelta(days=1))

    assert {branch for branch, _post in posts.vacant()} == {"第一党支部", "第二党支部"}


def test_a_general_branch_without_members_needs_a_secretary_only(posts: Posts) -> None:
    general = posts.branch("党总支")
    posts.branch("第三党支部", parent_id=general)

    assert ("党总支", "secretary") in posts.vacant()
    assert ("党总支", "liaison") not in posts.vacant()

    posts.desk.person("王五", posts.unit, branch_id=general)
    assert ("党总支", "liaison") in posts.vacant()


def test_whether_a_branch_is_general_is_asked_of_the_day(posts: Posts) -> None:
    general = posts.branch("党总支")
    posts.branch("第三党支部", parent_id=general, active_from=date(2020, 1, 1))
    posts.desk.person("王五", posts.unit, branch_id=general, left=date(2005, 6, 30))

    assert ("党总支", "liaison") in posts.vacant(date(2005, 6, 30))  # somebody is its member
    assert ("党总支", "liaison") in posts.vacant(date(2019, 12, 31))  # nothing is below it yet
    assert ("党总支", "liaison") not in posts.vacant()
    rows = posts.desk.ask(vacant_periods, date(2021, 1, 1), DAY)
    assert [row.post for row in rows if row.branch == "党总支"] == ["secretary"]


def test_a_term_ends_soon_unless_somebody_follows(posts: Posts) -> None:
    soon = posts.appoint(
        posts.first, "secretary", posts.zhang, date(2019, 1, 1), date(2021, 12, 31)
    )
    posts.appoint(posts.second, "secretary", posts.li, date(2019, 1, 1), date(2021, 12, 31))
    posts.appoint(posts.second, "secretary", posts.zhang, date(2022, 1, 10))
    posts.appoint(posts.first, "liaison", posts.li, date(2019, 1, 1), date(2022, 6, 30))
    posts.appoint(posts.second, "liaison", posts.li, date(2019, 1, 1), date(2021, 10, 1))

    assert [row.id for row in posts.desk.ask(ending_soon, DAY)] == [soon]
    assert posts.desk.ask(ending_soon, DAY, within=10) == []


def test_who_left_the_office_and_is_still_in_post_is_pointed_out(posts: Posts) -> None:
    gone = posts.desk.person("钱七", posts.unit, left=date(2021, 3, 31))
    posts.appoint(posts.first, "secretary", gone, date(2019, 1, 1))
    posts.appoint(posts.second, "secretary", posts.li, date(2019, 1, 1))

    assert [row.person for row in posts.desk.ask(held_after_leaving, DAY)] == ["钱七"]
    assert posts.desk.ask(held_after_leaving, date(2021, 3, 31)) == []
    (row,) = posts.desk.ask(tenures_of_branch, posts.first)
    assert row.outlasts_person
    assert row.last_day == date(2021, 3, 31)


def test_who_left_the_office_holds_no_post_from_the_day_after(posts: Posts) -> None:
    gone = posts.desk.person("钱七", posts.unit, left=date(2021, 3, 31))
    posts.appoint(posts.first, "liaison", gone, date(2019, 1, 1))

    assert ("第一党支部", "liaison") not in posts.vacant(date(2021, 3, 31))
    (vacancy, _other) = posts.desk.ask(vacancies, date(2021, 4, 10), "liaison")
    assert (vacancy.branch, vacancy.vacant_since, vacancy.days) == (
        "第一党支部", date(2021, 4, 1), 10,
    )  # fmt: skip
    assert [row.person for row in posts.desk.ask(roster, date(2021, 3, 31))] == ["钱七"]
    assert posts.desk.ask(roster, date(2021, 4, 1)) == []
    rows = posts.desk.ask(vacant_periods, date(2021, 1, 1), DAY)
    found = next(row for row in rows if row.branch == "第一党支部" and row.post == "liaison")
    assert found.period.first == date(2021, 4, 1)
    counted = posts.desk.ask(MEASURES["liaison_in_post"].counted, 2021, DAY, {})
    assert counted[posts.unit].numerator == 0
    evidence = posts.desk.ask(
        lambda session: list(MEASURES["liaison_in_post"].evidence(session, 2021, DAY, {}))
    )
    assert evidence[0].cells[-1] == found.period.days


def test_whoever_follows_one_who_left_relieves_them_on_the_day_they_left(posts: Posts) -> None:
    gone = posts.desk.person("钱七", posts.unit, left=date(2021, 3, 31))
    posts.appoint(posts.first, "liaison", gone, date(2019, 1, 1))

    posts.appoint(posts.first, "liaison", posts.li, date(2021, 5, 1))

    rows = posts.desk.ask(tenures_of_branch, posts.first)
    assert [(row.person, row.ends_on) for row in rows] == [
        ("钱七", date(2021, 3, 31)), ("李四", None),
    ]  # fmt: skip
    assert posts.desk.ask(held_after_leaving, DAY) == []


def test_the_empty_days_of_a_period_are_told_branch_by_branch(posts: Posts) -> None:
    posts.appoint(posts.first, "secretary", posts.zhang, date(2019, 1, 1), date(2021, 2, 28))
    posts.appoint(posts.first, "secretary", posts.li, date(2021, 4, 1))

    rows = posts.desk.ask(vacant_periods, date(2021, 1, 1), date(2021, 12, 31))

    told = [(row.branch, row.post, row.period.days, row.is_open) for row in rows]
    assert told == [
        ("第一党支部", "secretary", 31, False),
        ("第一党支部", "liaison", 365, True),
        ("第二党支部", "secretary", 365, True),
        ("第二党支部", "liaison", 365, True),
    ]


def test_the_years_reach_from_the_first_appointment_until_now(posts: Posts) -> None:
    assert posts.desk.ask(years_of_appointments) == []
    posts.appoint(posts.first, "secretary", posts.zhang, date(2019, 1, 1))

    years = posts.desk.ask(years_of_appointments)
    assert years[-1] == 2019
    assert years[0] == date.today().year
