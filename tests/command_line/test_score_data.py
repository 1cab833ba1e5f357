"""Scores as data name their records, and a cap says whether it cut what counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from deskapp.command_line.score_data import scores_as_data
from deskapp.database import open_ledger
from deskapp.i18n import LANGUAGES, _, language
from deskapp.queries.appraisal import IndicatorRow, SchemeRow, Subject, list_schemes, scoring_of
from deskapp.queries.appraisal.given import Given
from deskapp.queries.appraisal.scoring import added_up, score_cell
from deskapp.queries.measures import MEASURES
from deskapp.records.registry import KINDS
from deskapp.rules.points import Counted
from deskapp.rules.scoring import parameters_from

SCHEME = SchemeRow(1, 2021, "考核", "units", bonus_cap=Decimal(3))
SUBJECT = Subject(7, "办公室", "department", 7, "办公室")


@pytest.fixture
def session(ledger: Path) -> Iterator[Session]:
    database = open_ledger(ledger)
    with database.reading() as reading:
        yield reading
    database.close()


def indicator(section: str, worth: int, each: str, cap: str | None = None) -> IndicatorRow:
    rule = parameters_from("per_item", {"each": each, "cap": cap})
    head = section, "一级", "二级", Decimal(worth), ""
    return IndicatorRow(5, *head, "practices_adopted", {}, "per_item", rule)


def told(session: Session, one: IndicatorRow, items: int, given: str = "") -> Any:
    """Return what is told of a unit with so many items under one indicator."""
    points = Given(Decimal(given)) if given else None
    cells = {(SUBJECT.id, one.id): score_cell(one, Counted(items, items), points)}
    scoring = added_up(SCHEME, date(2021, 12, 31), (one,), (SUBJECT,), cells, {})
    (data,) = scores_as_data(session, scoring, [SUBJECT], explained=False)
    return json.loads(json.dumps(data))


@pytest.mark.parametrize(
    ("cap", "items", "given", "expected"),
    [
        ("2.5", 3, "", {"limit": 2.5, "applied": False}),
        ("2.5", 4, "", {"limit": 2.5, "applied": True}),
        (None, 6, "", {"limit": 4, "applied": True}),
        # The rule was cut short, but what the assessors gave counts, and was not.
        ("2.5", 4, "1", {"limit": 4, "applied": False}),
        ("2.5", 1, "4.5", {"limit": 4, "applied": True}),
    ],
)
def test_the_cap_of_a_score_is_told_with_whether_it_cut_what_counts(
    session: Session, cap: str | None, items: int, given: str, expected: dict[str, Any]
) -> None:
    (found,) = told(session, indicator("bonus", 4, "0.75", cap), items, given)["indicators"]
    assert found["cap"] == expected


def test_the_caps_of_the_sections_are_told_with_whether_they_cut_what_counts(
    session: Session,
) -> None:
    assert told(session, indicator("bonus", 4, "1"), 3)["bonus_cap"] == {
        "limit": 3,
        "applied": False,
    }
    cut = told(session, indicator("bonus", 4, "1"), 4)
    assert cut["bonus_cap"] == {"limit": 3, "applied": True}
    assert (cut["bonus"], cut["total"]) == (3, 3)
    assert cut["deduction_cap"] == {"limit": None, "applied": False}


def test_deductions_are_told_as_the_points_taken_off(session: Session) -> None:
    data = told(session, indicator("deduction", 4, "0.5"), 3)
    assert (data["indicators"][0]["points"], data["deduction"]) == (1.5, 1.5)


def test_every_row_of_evidence_names_a_record_that_there_is(session: Session) -> None:
    met = 0
    for scheme in list_schemes(session):
        scoring = scoring_of(session, scheme)
        for data in scores_as_data(session, scoring, scoring.subjects[:3], explained=True):
            kind = {"units": "unit", "branches": "branch"}[scheme.appraised]
            assert data["record"]["table"] == kind
            for one in data["indicators"]:
                for row in one["evidence"]:
                    assert set(row) == {"record", "counts", "level", "cells"}
                    assert_is_there(session, row["record"])
                    levels = MEASURES[indicator_measure(scoring.indicators, one)].levels
                    assert row["level"] is None or row["level"] in levels
                    met += 1
    assert met


def assert_is_there(session: Session, record: dict[str, Any]) -> None:
    assert session.get(KINDS[record["table"]].record, record["id"]) is not None


def indicator_measure(indicators: tuple[IndicatorRow, ...], told_of: dict[str, Any]) -> str:
    return next(one.measure for one in indicators if one.id == told_of["record"]["id"])


def test_keys_and_codes_are_the_same_in_every_language(session: Session) -> None:
    scoring = scoring_of(session, list_schemes(session)[0])
    found = []
    for name in LANGUAGES:
        with language(name):
            data = scores_as_data(session, scoring, scoring.subjects[:1], explained=True)
            found.append([without_words(one) for one in data])
    assert all(one == found[0] for one in found)


def without_words(told_of: Any) -> Any:
    """Return what is told without sentences, headings and cells."""
    match told_of:
        case dict():
            words = {"why", "rule", "cells"}
            return {k: without_words(v) for k, v in told_of.items() if k not in words}
        case list():
            return [without_words(one) for one in told_of]
    return told_of


@pytest.mark.parametrize("name", list(MEASURES))
def test_no_two_headings_of_evidence_are_the_same(name: str) -> None:
    for code in LANGUAGES:
        with language(code):
            headings = [_(column.label) for column in MEASURES[name].columns]
        assert len(headings) == len(set(headings)), headings


def test_points_of_two_decimals_are_told_without_needless_zeros(session: Session) -> None:
    assert told(session, replace(indicator("ordinary", 4, "0.35"), level2="甲"), 2)["total"] == 0.7
