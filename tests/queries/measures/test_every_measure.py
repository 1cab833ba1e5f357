"""What holds for every measure: units and branches, counts and rows, words for a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.database import Database
from deskapp.i18n import language
from deskapp.queries.measures import MEASURES, words_of
from deskapp.records.branch import Branch
from deskapp.rules.points import Counted
from deskapp.rules.rule_kinds import RULES
from deskapp.rules.scoring import parameters_from, rule_sentence
from deskapp.usecases.sample import make_sample

DAY = date(2021, 11, 10)
CODES = sorted(MEASURES)

# What the sample has no branch for, such as meetings of a whole unit; then they cannot add up.
LATE = {"late": True}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    database: Database = make_sample(tmp_path_factory.mktemp("every") / "office.ledger")
    with database.reading() as session:
        yield session
    database.close()


def summed(counts: list[Counted]) -> tuple[int, int, Counter[str]]:
    levels: Counter[str] = Counter()
    for one in counts:
        levels.update(one.levels)
    return sum(int(one.numerator) for one in counts), sum(one.denominator for one in counts), levels


@pytest.mark.parametrize("code", CODES)
def test_the_branches_of_a_unit_add_up_to_the_unit(session: Session, code: str) -> None:
    measure = MEASURES[code]
    unit_of = dict(session.execute(select(Branch.id, Branch.unit_id)).all())
    by_unit: dict[int, list[Counted]] = {}
    for branch_id, counted in measure.counted(session, 2021, DAY, {}, "branches").items():
        by_unit.setdefault(unit_of[branch_id], []).append(counted)
    # Only what no branch did is left over, such as a meeting that a unit hosted itself.
    statement = measure.rows(select(measure.unit_id, func.count()), 2021, DAY, {})
    without = dict(
        session.execute(
            statement.where(measure.branch_id.is_(None)).group_by(measure.unit_id)
        ).all()
    )
    of_units = measure.counted(session, 2021, DAY, {})
    assert of_units
    for unit_id, counted in of_units.items():
        numerator, denominator, levels = summed(by_unit.get(unit_id, []))
        assert denominator + without.get(unit_id, 0) == counted.denominator
        if unit_id not in without:
            assert numerator == counted.numerator
            assert levels == Counter(counted.levels)


@pytest.mark.parametrize("appraised", ["units", "branches"])
@pytest.mark.parametrize("code", CODES)
def test_the_rows_behind_a_count_are_as_many_as_it_says(
    session: Session, code: str, appraised: str
) -> None:
    measure = MEASURES[code]
    expected, counting = Counter[int](), Counter[int]()
    for row in measure.evidence(session, 2021, DAY, {}, appraised):
        if row.subject_id is not None:
            expected[row.subject_id] += 1
            counting[row.subject_id] += row.counts
    counted = measure.counted(session, 2021, DAY, {}, appraised)
    assert {key: one.denominator for key, one in counted.items()} == expected
    assert {key: one.numerator for key, one in counted.items()} == {
        key: counting[key] for key in expected
    }


@pytest.mark.parametrize("code", [code for code in CODES if MEASURES[code].remedy])
@pytest.mark.parametrize("appraised", ["units", "branches"])
def test_what_can_be_mended_is_among_what_does_not_count(
    session: Session, code: str, appraised: str
) -> None:
    measure = MEASURES[code]
    known = {parameter.name for parameter in measure.parameters}
    parameters = LATE if "late" in known else {}
    for subject, counted in measure.counted(session, 2021, DAY, parameters, appraised).items():
        found = measure.mendable(session, 2021, DAY, parameters, appraised, subject)
        assert len(found) <= counted.denominator - counted.numerator


@pytest.mark.parametrize("speaking", ["en", "zh_CN"])
@pytest.mark.parametrize("code", CODES)
def test_every_rule_makes_a_sentence_of_its_words(code: str, speaking: str) -> None:
    mappings = {
        "share": {},
        "deduct_per_missing": {"each": 1},
        "bands": {"bands": [{"at_least": "0.9", "points": 10}]},
        "per_item": {"each": 1},
        "highest_only": {"levels": {"national": 3}},
        "by_hand": {},
    }
    with language(speaking):
        for kind in RULES:
            rule = parameters_from(kind, mappings[kind])
            sentence = rule_sentence(kind, rule, Decimal(10), "ordinary", words_of(code))
            assert sentence
            assert "{" not in sentence


@pytest.mark.parametrize("code", CODES)
def test_a_choice_of_a_scheme_narrows_the_words(code: str) -> None:
    for parameter in MEASURES[code].parameters:
        if parameter.choices:
            chosen = list(parameter.choices)[:2]
            words = words_of(code, {parameter.name: chosen})
            assert words is not None
            assert words.only == tuple(parameter.choices[one] for one in chosen)


def test_a_measure_that_is_not_known_has_no_words() -> None:
    assert words_of("votes") is None


def test_one_colour_of_slip_is_called_by_its_name() -> None:
    words = words_of("supervision_slips", {"colours": ["red"]})
    assert words is not None
    with language("en"):
        assert words.counted_in_words() == "supervision slip (Red slip)"


@pytest.mark.parametrize(
    ("code", "parameters", "share"),
    [
        (
            "liaison_in_post",
            {"vacant_days": 30},
            "share of branches with a liaison (Days vacant in the year at most: 30)",
        ),
        (
            "meeting_attendance",
            {"stand_ins": False},
            "attendance rate (A stand-in counts as having come: no)",
        ),
        ("meeting_attendance", {"stand_ins": True}, "attendance rate"),
        (
            "top_leader_coverage",
            {"late": True},
            "share of documents studied by top leaders "
            "(What was studied after the due day counts too)",
        ),
    ],
)
def test_what_a_scheme_says_other_than_usual_is_told(
    code: str, parameters: dict[str, object], share: str
) -> None:
    with language("en"):
        words = words_of(code, parameters)
        assert words is not None
        assert words.share_in_words() == share
