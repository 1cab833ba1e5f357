"""Which branches must have a secretary and a liaison, which have, and the days without."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.queries.measures import MEASURES
from deskapp.queries.vacancies import vacant_periods
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.sample import make_sample
from deskapp.usecases.units import UnitDraft, save_unit

DAY = date(2021, 11, 10)


@pytest.fixture
def branches(ledger: Any) -> dict[str, int]:
    unit = ledger.do(save_unit, UnitDraft(name="办公室")).result
    made = {
        name: ledger.do(save_branch, BranchDraft(name=name, unit_id=unit, active_from=day)).result
        for name, day in (("老支部", None), ("新支部", date(2021, 11, 1)))
    }
    person = ledger.do(save_person, PersonDraft(name="张三", unit_id=unit)).result
    for starts, ends in ((date(2019, 1, 1), date(2021, 2, 28)), (date(2021, 3, 11), None)):
        draft = AppointmentDraft(
            branch_id=made["老支部"], post="liaison", person_id=person,
            starts_on=starts, ends_on=ends,
        )  # fmt: skip
        ledger.do(save_appointment, draft)
    return {**made, "unit": unit}


def test_those_that_must_and_those_that_have_are_counted(ledger: Any, branches: Any) -> None:
    with ledger.reading() as session:
        liaison = MEASURES["liaison_in_post"].counted(session, 2021, DAY, {})
        secretary = MEASURES["secretary_in_post"].counted(session, 2021, DAY, {})

    assert (liaison[branches["unit"]].numerator, liaison[branches["unit"]].denominator) == (1, 2)
    assert (secretary[branches["unit"]].numerator, secretary[branches["unit"]].denominator) == (
        0,
        2,
    )


def test_the_evidence_names_holder_time_and_days_vacant(ledger: Any, branches: Any) -> None:
    with ledger.reading() as session:
        rows = list(MEASURES["liaison_in_post"].evidence(session, 2021, DAY, {}))

    assert [(row.record_id, row.cells, row.counts) for row in rows] == [
        (branches["老支部"], ("老支部", "张三", date(2021, 3, 11), None, 10), 1),
        (branches["新支部"], ("新支部", "", None, None, 10), 0),
    ]


def test_the_days_vacant_are_those_that_plain_reading_finds(tmp_path: Any) -> None:
    database = make_sample(tmp_path / "office.ledger")
    with database.reading() as session:
        slowly: dict[tuple[int, str], int] = {}
        for gap in vacant_periods(session, date(2021, 1, 1), DAY):
            key = (gap.branch_id, gap.post)
            slowly[key] = slowly.get(key, 0) + gap.period.days
        for post in ("secretary", "liaison"):
            rows = list(MEASURES[f"{post}_in_post"].evidence(session, 2021, DAY, {}))
            assert rows
            for row in rows:
                assert row.cells[-1] == slowly.get((row.record_id, post), 0)
    database.close()


def test_a_post_vacant_for_longer_than_allowed_does_not_count(ledger: Any, branches: Any) -> None:
    unit = branches["unit"]
    with ledger.reading() as session:
        counted = {
            most: MEASURES["liaison_in_post"].counted(session, 2021, DAY, {"vacant_days": most})
            for most in (9, 10, None)
        }

    # The old branch had no liaison for the ten days from 1 to 10 March.
    assert {most: found[unit].numerator for most, found in counted.items()} == {
        9: 0,
        10: 1,
        None: 1,
    }
    assert all(found[unit].denominator == 2 for found in counted.values())
