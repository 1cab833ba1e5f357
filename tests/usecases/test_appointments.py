"""Appointing, succeeding, ending: one holder at a time, and who is in the way is named."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import create_ledger
from deskapp.database.undo import next_undo
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import language
from deskapp.queries.appointments import list_appointments, roster
from deskapp.queries.vacancies import vacant_periods
from deskapp.records.appointment import REQUIRED_POSTS, SINGLE_HOLDER_POSTS, Appointment
from deskapp.rules.tenures import Period, held, is_in_force, overlap
from deskapp.usecases.appointments import (
    AppointmentDraft,
    appoint_successor,
    delete_appointments,
    end_appointments,
    open_appointment,
    overlap_complaints,
    save_appointment,
)
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.undo import undo_action
from deskapp.usecases.units import UnitDraft, save_unit

SPRING, SUMMER, AUTUMN = date(2021, 3, 1), date(2021, 6, 1), date(2021, 9, 1)


def draft(world: Any, person: int, starts: date, ends: date | None = None, **more: Any) -> Any:
    given = {"branch_id": world.branch, "post": "liaison", **more}
    return AppointmentDraft(person_id=person, starts_on=starts, ends_on=ends, **given)


def terms(world: Any) -> list[tuple[str, date, date | None]]:
    return [(row.person, row.starts_on, row.ends_on) for row in world.ask(list_appointments)]


def test_an_overlap_is_refused_at_the_date_and_names_the_other(world: Any) -> None:
    world.do(save_appointment, draft(world, world.chief, SPRING, SUMMER))

    with pytest.raises(FieldProblems) as refused:
        world.do(save_appointment, draft(world, world.clerk, SUMMER))

    ((name, complaint),) = refused.value.by_field.items()
    assert name == "starts_on"
    assert complaint == "曾国庆 is in this post from 2021-03-01 until 2021-06-01."


def test_a_term_that_runs_into_a_later_one_is_refused_at_its_end(world: Any) -> None:
    world.do(save_appointment, draft(world, world.chief, SUMMER))

    with pytest.raises(FieldProblems) as refused:
        world.do(save_appointment, draft(world, world.clerk, SPRING))

    assert list(refused.value.by_field) == ["ends_on"]
    assert "曾国庆" in refused.value.by_field["ends_on"]


def test_posts_of_several_holders_may_overlap(world: Any) -> None:
    for person in (world.chief, world.clerk):
        world.do(save_appointment, draft(world, person, SPRING, post="deputy"))

    assert len(world.ask(roster, SUMMER)) == 2


def test_saving_an_appointment_again_does_not_overlap_itself(world: Any) -> None:
    saved = world.do(save_appointment, draft(world, world.chief, SPRING))

    opened = world.ask(open_appointment, saved)
    world.do(save_appointment, replace(opened, document_number="示科协党〔2021〕8号"))

    assert world.ask(list_appointments)[0].document_number == "示科协党〔2021〕8号"


def test_a_term_ends_no_earlier_than_it_starts(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(save_appointment, draft(world, world.chief, SUMMER, SPRING))

    assert list(refused.value.by_field) == ["ends_on"]


def test_what_must_be_there_is_asked_for(world: Any) -> None:
    with pytest.raises(FieldProblems) as refused:
        world.do(save_appointment, AppointmentDraft())

    assert set(refused.value.by_field) == {"branch_id", "post", "person_id", "starts_on"}


def test_a_successor_closes_the_predecessor_in_one_step_that_undo_takes_back(world: Any) -> None:
    before = world.do(save_appointment, draft(world, world.chief, SPRING))

    done = world.database.do(
        appoint_successor, before, AppointmentDraft(person_id=world.clerk, starts_on=SUMMER)
    )
    assert terms(world) == [
        ("曾国庆", SPRING, SUMMER - timedelta(days=1)),
        ("李四", SUMMER, None),
    ]

    last = world.ask(next_undo)
    assert last.action == "Appoint {name} as successor"
    world.do(undo_action, last.id)
    assert terms(world) == [("曾国庆", SPRING, None)]
    assert done.result is not None


def test_a_successor_is_appointed_to_a_post_by_branch_and_post(world: Any) -> None:
    world.do(save_appointment, draft(world, world.chief, SPRING))
    new = AppointmentDraft(person_id=world.clerk, starts_on=AUTUMN)

    world.do(appoint_successor, (world.branch, "liaison"), new)

    assert terms(world)[0][2] == AUTUMN - timedelta(days=1)


def test_a_vacant_post_gets_its_first_holder_in_the_same_way(world: Any) -> None:
    new = AppointmentDraft(person_id=world.clerk, starts_on=AUTUMN)

    world.do(appoint_successor, (world.branch, "secretary"), new)

    assert terms(world) == [("李四", AUTUMN, None)]


def test_one_who_left_before_the_successor_came_keeps_the_last_day(world: Any) -> None:
    before = world.do(save_appointment, draft(world, world.chief, SPRING, date(2021, 4, 30)))

    world.do(appoint_successor, before, AppointmentDraft(person_id=world.clerk, starts_on=SUMMER))

    assert terms(world)[0] == ("曾国庆", SPRING, date(2021, 4, 30))


def test_a_successor_cannot_begin_with_the_predecessor(world: Any) -> None:
    before = world.do(save_appointment, draft(world, world.chief, SPRING))

    with pytest.raises(FieldProblems) as refused:
        world.do(
            appoint_successor, before, AppointmentDraft(person_id=world.clerk, starts_on=SPRING)
        )

    assert list(refused.value.by_field) == ["starts_on"]
    assert terms(world) == [("曾国庆", SPRING, None)]


def test_ending_gives_a_last_day_and_never_a_later_one(world: Any) -> None:
    ids = [world.do(save_appointment, draft(world, world.chief, SPRING))]
    assert world.do(end_appointments, ids, SUMMER) == 1
    assert terms(world) == [("曾国庆", SPRING, SUMMER)]

    for day in (SPRING - timedelta(days=1), AUTUMN, None):
        with pytest.raises(FieldProblems) as refused:
            world.do(end_appointments, ids, day)
        assert list(refused.value.by_field) == ["ends_on"]


def test_deleting_says_whose_appointment_it_was(world: Any) -> None:
    saved = world.do(save_appointment, draft(world, world.chief, SPRING))

    assert world.do(delete_appointments, [saved]) == 1
    assert terms(world) == []


def test_many_rows_are_compared_with_each_other_and_with_the_ledger(world: Any) -> None:
    saved = world.do(save_appointment, draft(world, world.chief, SPRING, SUMMER))
    rows = [
        draft(world, world.clerk, date(2021, 5, 1), AUTUMN),
        draft(world, world.clerk, AUTUMN + timedelta(days=1)),
        draft(world, world.other, date(2021, 12, 1)),
        draft(world, world.other, date(2021, 12, 1), post="deputy"),
        AppointmentDraft(),
    ]
    complaints = world.ask(overlap_complaints, rows)
    assert set(complaints) == {0, 2}
    assert complaints[0].startswith("曾国庆")
    assert complaints[2].startswith("李四")

    shortened = replace(world.ask(open_appointment, saved), ends_on=date(2021, 4, 30))
    assert set(world.ask(overlap_complaints, [shortened, *rows])) == {3}


# --- any sequence

START, LAST = date(2021, 1, 1), date(2021, 4, 20)
STEP = st.tuples(
    st.sampled_from(("save", "edit", "succeed", "fill", "end", "delete")),
    st.integers(0, 7),
    st.integers(0, 60),
    st.none() | st.integers(0, 40),
)


def _carry_out(session: Session, step: tuple[str, int, int, int | None]) -> None:
    name, n, days, length = step
    begins = START + timedelta(days=days)
    ends = None if length is None else begins + timedelta(days=length)
    post = ("secretary", "liaison", "deputy")[n % 3]
    new = AppointmentDraft(
        branch_id=1 + n % 2, post=post, person_id=1 + n % 3, starts_on=begins, ends_on=ends
    )
    ids = session.execute(select(Appointment.id).order_by(Appointment.id)).scalars().all()
    chosen = ids[n % len(ids)] if ids else 10**6
    if name == "save":
        save_appointment(session, new)
    elif name == "edit":
        opened = open_appointment(session, chosen)
        save_appointment(session, replace(opened, starts_on=begins, ends_on=ends))
    elif name == "succeed":
        appoint_successor(session, chosen, new)
    elif name == "fill":
        appoint_successor(session, (1 + n % 2, post), new)
    elif name == "end":
        end_appointments(session, [chosen], begins)
    else:
        delete_appointments(session, [chosen])


def _days_add_up(rows: list[Any], empty: list[Any]) -> None:
    """Check that of each post that must be held every day is either held or vacant."""
    for branch_id in (1, 2):
        for post in REQUIRED_POSTS:
            here = [r for r in rows if (r.branch_id, r.post) == (branch_id, post)]
            in_post = sum(stretch.days for stretch in held(here, START, LAST))
            vacant = sum(e.period.days for e in empty if (e.branch_id, e.post) == (branch_id, post))
            assert in_post + vacant == Period(START, LAST).days


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(STEP, min_size=1, max_size=14))
def test_no_sequence_puts_two_into_a_post_of_one(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, language("en"):
        database = create_ledger(Path(folder) / "x.ledger")
        unit = database.do(save_unit, UnitDraft(name="办公室")).result
        for name in ("一支部", "二支部"):
            database.do(save_branch, BranchDraft(name=name, unit_id=unit))
        for name in ("张三", "李四", "王五"):
            database.do(save_person, PersonDraft(name=name, unit_id=unit))
        for step in steps:
            with suppress(LedgerError):  # what is refused leaves everything as it was
                database.do(_carry_out, step)

        with database.reading() as session:
            rows = list_appointments(session)
            for one, other in combinations(rows, 2):
                same = (one.branch_id, one.post) == (other.branch_id, other.post)
                if same and one.post in SINGLE_HOLDER_POSTS:
                    assert not overlap(one, other)
            for day in (START + timedelta(days=n) for n in range(0, 110, 9)):
                slowly = [row.id for row in rows if is_in_force(row, day)]
                assert [row.id for row in roster(session, day)] == slowly
            _days_add_up(rows, vacant_periods(session, START, LAST))
        database.close()
