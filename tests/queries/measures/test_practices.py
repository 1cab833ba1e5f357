"""Which practices are expected of a unit on a day, and which of them count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp.database import Database, create_ledger, insert_rows
from deskapp.database.bulk import delete_rows
from deskapp.i18n import language
from deskapp.queries.measures import MEASURES
from deskapp.records.practice import Practice
from deskapp.records.unit import Unit
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES, is_in_time

DAY = date(2021, 11, 10)
DAYS = st.none() | st.dates(date(2021, 11, 5), date(2021, 11, 15))


@pytest.fixture
def ledger(tmp_path: Path):
    database = create_ledger(tmp_path / "practices.ledger")
    unit = {"name": "办公室", "office_order": 1, "kind": "department"}
    database.do(insert_rows, Unit, [unit])
    yield database
    database.close()


def _make(database: Database, practices: list[dict]) -> None:
    def make(session: object) -> None:
        delete_rows(session, Practice, [row for (row,) in session.execute(_ALL)])
        insert_rows(session, Practice, [{"year": 2021, "unit_id": 1, **row} for row in practices])

    database.do(make)


_ALL = Practice.__table__.select().with_only_columns(Practice.__table__.c.id)


def _evidence(database: Database, measure: str, **parameters):
    with database.reading() as session:
        rows = list(MEASURES[measure].evidence(session, 2021, DAY, parameters))
        counted = MEASURES[measure].counted(session, 2021, DAY, parameters)
    numbers = {unit: (int(n.numerator), n.denominator) for unit, n in counted.items()}
    assert numbers == ({1: (sum(row.counts for row in rows), len(rows))} if rows else {})
    return {row.cells[0]: row.counts for row in rows}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    facts=st.lists(
        st.tuples(st.sampled_from(["noted", "combed", "summarised"]), DAYS, DAYS), max_size=6
    )
)
def test_in_time_counts_what_a_plain_reading_finds(ledger: Database, facts):
    practices = [
        {"title": str(place), "state": state, "due_on": due, "summarised_on": summarised}
        for place, (state, due, summarised) in enumerate(facts)
        if summarised is None or summarised <= DAY
    ]
    _make(ledger, practices)
    told = {row["title"]: is_in_time(row["state"], row["due_on"], row["summarised_on"], DAY)
            for row in practices}  # fmt: skip
    expected = {title: int(told) for title, told in told.items() if told is not None}
    assert _evidence(ledger, "practices_in_time") == expected


def test_adopted_ones_count_on_the_levels_the_scheme_names(ledger: Database):
    _make(
        ledger,
        [
            {"title": level, "state": "adopted", "adoption_level": level, "adopted_on": DAY}
            for level in ADOPTION_LEVELS
        ],
    )
    assert sum(_evidence(ledger, "practices_adopted").values()) == len(ADOPTION_LEVELS)
    found = _evidence(ledger, "practices_adopted", levels=["municipal", "national"])
    assert {level for level, counts in found.items() if counts} == {"municipal", "national"}
    assert len(found) == len(ADOPTION_LEVELS)


def test_what_is_adopted_later_or_not_at_all_is_no_row(ledger: Database):
    later = {"adoption_level": "own", "adopted_on": date(2021, 12, 1)}
    rows = [
        {"title": state, "state": state, "adoption_level": None, "adopted_on": None}
        for state in PRACTICE_STATES
        if state != "adopted"
    ]
    _make(ledger, [{"title": "later", "state": "adopted", **later}, *rows])
    assert _evidence(ledger, "practices_adopted") == {}


def test_the_evidence_names_the_level_in_words(ledger: Database):
    adopted = {"state": "adopted", "adoption_level": "municipal", "adopted_on": DAY}
    _make(ledger, [{"title": "甲", **adopted}])
    measure = MEASURES["practices_adopted"]
    with language("en"), ledger.reading() as session:
        [row] = measure.evidence(session, 2021, DAY, {})
    assert [column.label for column in measure.columns] == [
        "Practice", "Branch", "Adoption level", "Adopted on",
    ]  # fmt: skip
    assert row.cells == ("甲", None, "Municipal", DAY)
