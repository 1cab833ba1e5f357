"""Frozen scores come back exactly as they were, or are refused in words."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp import __version__
from deskapp.errors import ChangedElsewhere, DamagedLedger
from deskapp.queries.appraisal import Given, IndicatorRow, OwnScore, SchemeRow, Subject
from deskapp.queries.appraisal.frozen import (
    _Tally,
    freeze,
    record_exists,
    thawed,
    verify_hash,
)
from deskapp.queries.appraisal.frozen_rows import FrozenRows, lines_of
from deskapp.queries.appraisal.grades_given import DecidedGrade
from deskapp.queries.appraisal.scoring import added_up, score_cell
from deskapp.queries.measures import EvidenceRow
from deskapp.rules.grades import Grade
from deskapp.rules.points import Counted
from deskapp.rules.scoring import SECTION_RULES, parameters_from

DAY = date(2021, 11, 10)
RULES = {
    "share": [{}, {"floor": "0.5", "full_at": "0.9"}],
    "deduct_per_missing": [{"each": "0.2"}, {"each": "0.1", "cap": "2"}],
    "bands": [{"bands": [{"at_least": "0.9", "points": "10"}], "otherwise": "1.5"}],
    "per_item": [{"each": "0.5", "cap": "3"}, {"levels": {"own": "1", "national": "3"}}],
    "highest_only": [{"levels": {"municipal": "2", "national": "3"}}],
    "by_hand": [{}],
}
points = st.decimals(0, 100, places=2)
small = st.integers(0, 60)
words = st.text(max_size=20)


@dataclass
class Row:
    """What the ledger keeps of final scores."""

    finalised_on: date
    as_of: date
    program_version: str
    content: str
    sha256: str


def final_row(session, scoring) -> Row:
    return Row(date(2021, 12, 1), scoring.as_of, __version__, *freeze(session, scoring))


@st.composite
def indicators(draw, number):
    section = draw(st.sampled_from(list(SECTION_RULES)))
    rule = draw(st.sampled_from(SECTION_RULES[section]))
    stored = draw(st.sampled_from(RULES[rule]))
    given = {"kinds": ["work", "study"]} if draw(st.booleans()) else {}
    parameters = parameters_from(rule, stored)
    said = draw(words), draw(words), draw(points), draw(words)
    # Without a measure no evidence is asked for; the cells hold counts all the same.
    return IndicatorRow(number, section, *said, "", given, rule, parameters)


@st.composite
def cells(draw, indicator):
    counted = None
    if indicator.rule != "by_hand":
        done = draw(small)
        counted = Counted(done, done + draw(small), {"own": draw(small), "national": done})
    given = draw(st.none() | st.builds(Given, points, words))
    own = draw(st.none() | st.builds(OwnScore, st.integers(1, 99), points, words, small))
    return score_cell(replace(indicator, measure="any"), counted, given, own)


@st.composite
def scorings(draw):
    quotas = st.none() | points
    grades = tuple(
        Grade(f"等次{n}", Decimal(100 - n), draw(quotas)) for n in range(draw(st.integers(0, 3)))
    )
    caps = draw(st.none() | points), draw(st.none() | points)
    scheme = SchemeRow(1, 2021, draw(words), "units", "all", *caps, grades)
    rows = tuple(draw(indicators(n)) for n in range(1, draw(st.integers(1, 4)) + 1))
    subjects = tuple(
        Subject(n, f"单位{n}{draw(words)}", "department", n, "单位", draw(words))
        for n in range(1, draw(st.integers(1, 4)) + 1)
    )
    found = {(s.id, i.id): draw(cells(i)) for s in subjects for i in rows}
    decided = {s.id: DecidedGrade("良好", draw(words)) for s in subjects if draw(st.booleans())}
    return added_up(scheme, DAY, rows, subjects, found, decided)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(scoring=scorings())
def test_any_scoring_comes_back_exactly_as_it_was(desk, scoring):
    with desk.database.reading() as session:
        row = final_row(session, scoring)
    back = thawed(row)
    assert replace(back, final=None, frozen={}, own_files=()) == scoring
    assert [i.sentence() for i in back.indicators] == [i.sentence() for i in scoring.indicators]
    assert (back.final.finalised_on, back.final.sha256) == (row.finalised_on, row.sha256)


values = (
    st.none()
    | st.text(max_size=8)
    | st.integers(-9, 9)
    | st.booleans()
    | st.dates(date(2020, 1, 1), date(2022, 1, 1))
    | st.datetimes(datetime(2020, 1, 1), datetime(2022, 1, 1))
    | st.times()
    | st.decimals(0, 99, places=2)
)


@given(rows=st.lists(st.tuples(small, small, st.lists(values, max_size=4), st.integers(0, 1))))
def test_evidence_rows_come_back_with_their_days_times_and_points(rows):
    names = {number: f"单位{number}" for number in range(61)}
    rows = sorted(rows, key=lambda row: row[0])
    evidence = [EvidenceRow(s, names[s], r, tuple(c), n, "own") for s, r, c, n in rows]
    frozen = FrozenRows(dict(lines_of(evidence)), names)
    assert list(frozen) == evidence
    assert len(frozen) == len(evidence)
    assert [type(c) for row in frozen for c in row.cells] == [
        type(c) for row in evidence for c in row.cells
    ]
    for subject in names:
        assert frozen.of(subject) == tuple(row for row in evidence if row.subject_id == subject)


def test_the_same_scores_have_the_same_hash(desk):
    scoring = _one_scoring()
    with desk.database.reading() as session:
        one, other = freeze(session, scoring), freeze(session, scoring)
    assert one == other


def test_the_json_is_canonical_and_says_days_and_points_as_texts(desk):
    with desk.database.reading() as session:
        row = final_row(session, _one_scoring())
    head = verify_hash(row.content, row.sha256).split(b"\n")[0]
    read = json.loads(head)
    assert (
        head == json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )
    assert read["as_of"] == "2021-11-10"
    assert read["program_version"] == __version__
    assert read["indicators"][0]["points"] == "10.00"
    assert read["indicators"][0]["sentence"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"sha256": "0" * 64},
        {"content": "no base64 at all"},
        {"content": "AAAA"},
        {"content": ""},
        {"program_version": "9.9"},
        {"as_of": date(2021, 1, 1)},
    ],
)
def test_scores_that_are_not_what_was_frozen_are_refused_in_words(desk, spoilt):
    with desk.database.reading() as session:
        row = final_row(session, _one_scoring())
    with pytest.raises(DamagedLedger, match=r"damaged.*hash"):
        thawed(replace(row, **spoilt))


def test_other_rows_than_were_counted_are_not_frozen(desk):
    scoring = _one_scoring()
    (indicator,) = scoring.indicators
    measured = replace(indicator, measure="meeting_attendance")
    cell = replace(scoring.cell(1, 1), counted=Counted(1, 1))
    claimed = replace(scoring, indicators=(measured,), cells={(1, 1): cell})
    with desk.database.reading() as session, pytest.raises(ChangedElsewhere, match="again"):
        freeze(session, claimed)


@pytest.mark.parametrize(
    ("of_levels", "claimed"),
    [(False, Counted(1, 2)), (True, Counted(2, 2, {"national": 2})), (True, Counted(2, 2))],
)
def test_rows_that_count_otherwise_are_not_what_was_counted(of_levels, claimed):
    tally = _Tally()
    for _row in range(2):
        tally.add(EvidenceRow(1, "办公室", 1, (), 1, "own"))
    assert not tally.is_what_was(claimed, by_level=of_levels)
    assert tally.is_what_was(Counted(2, 2, {"own": 2}), by_level=True)
    assert tally.is_what_was(Counted(2, 2), by_level=False)


def test_a_record_that_is_gone_is_known_to_be_gone(desk):
    unit = desk.unit("办公室")
    assert desk.ask(record_exists, "unit", unit)
    assert not desk.ask(record_exists, "unit", unit + 1)


def _one_scoring():
    rule = parameters_from("by_hand", {})
    indicator = IndicatorRow(
        1, "ordinary", "一", "二", Decimal("10.00"), "", "", {}, "by_hand", rule
    )
    subject = Subject(1, "办公室", "department", 1, "办公室")
    cell = score_cell(indicator, None, Given(Decimal("9.50"), "迟报"))
    scheme = SchemeRow(1, 2021, "方案", "units")
    return added_up(scheme, DAY, (indicator,), (subject,), {(1, 1): cell}, {})


def test_times_of_the_day_are_tagged_too():
    row = EvidenceRow(1, "办公室", 2, (time(9, 30),), 1)
    assert dict(lines_of([row])) == {1: b'[[2,[{"time":"09:30:00"}],1,""]]'}
