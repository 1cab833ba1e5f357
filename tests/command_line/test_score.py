"""deskapp score tells the scores that stand, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from deskapp.database import open_ledger
from deskapp.queries.appraisal import Scoring, evidence_of, list_schemes, scoring_of
from deskapp.queries.appraisal.grade_line import grades_in_words, quota_states


@pytest.fixture
def scorings(ledger: Path) -> list[Scoring]:
    database = open_ledger(ledger)
    with database.reading() as session:
        found = [scoring_of(session, scheme) for scheme in list_schemes(session, 2021)]
    database.close()
    return found


def shown_width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def test_everybody_stands_with_place_and_total_in_aligned_columns(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    lines = call("score", "--ledger", ledger, "--scheme", "1").out.splitlines()

    scoring = scorings[0]
    assert lines[0] == scoring.scheme.title
    table = lines[2:]
    assert len(table) == 1 + len(scoring.subjects)
    best = min(scoring.subjects, key=lambda one: scoring.ranks[one.id])
    assert table[1].split()[:2] == ["1", best.name]
    grades = grades_in_words(scoring)
    for one in scoring.subjects:
        [line] = [line for line in table if f" {one.name} " in line]
        assert line.endswith(grades[one.id])
    totals = [f"{scoring.total(one.id):.2f}" for one in scoring.subjects]
    ends = {
        shown_width(line[: line.index(total) + len(total)])
        for line in table[1:]
        for total in totals
        if f" {total}" in line
    }
    assert len(ends) == 1


def test_the_first_scheme_is_told_where_none_is_chosen(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    answer = call("score", "--ledger", ledger)

    assert answer.out.splitlines()[0].startswith(scorings[0].scheme.title)
    assert scorings[1].scheme.title not in answer.out
    assert scorings[1].scheme.title in answer.err


def test_another_program_reads_the_scores_exactly(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    answer = call("score", "--ledger", ledger, "--year", 2021, "--scheme", "1", "--json")

    told = json.loads(answer.out, parse_float=Decimal)
    scoring = scorings[0]
    names = {one.name: one.id for one in scoring.subjects}
    assert isinstance(told, list)
    assert {one["unit"] for one in told} == names.keys()
    assert [one["rank"] for one in told] == sorted(one["rank"] for one in told)
    for one in told:
        subject = names[one["unit"]]
        assert one["total"] == scoring.total(subject)
        assert one["grade"] == scoring.grades.get(subject, "")
        assert one["quota"] == quota_states(scoring).get(subject)
        for indicator, found in zip(scoring.indicators, one["indicators"], strict=True):
            cell = scoring.cell(subject, indicator.id)
            assert found["points"] == (cell.scored.points if cell.is_assessed else None)
            assert found["denominator"] == (cell.counted.denominator if cell.counted else None)
            assert found["rule"]
            assert "evidence" not in found


def test_an_explanation_holds_every_row_of_evidence(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    scoring = scorings[0]
    subject = scoring.subjects[0]
    words = ("score", "--ledger", ledger, "--scheme", "1", "--unit", subject.name, "--explain")

    [told] = json.loads(call(*words, "--json").out)
    text = call(*words).out

    database = open_ledger(ledger)
    with database.reading() as session:
        for indicator, found in zip(scoring.indicators, told["indicators"], strict=True):
            rows = evidence_of(session, scoring, indicator, subject.id)
            assert [row["counts"] for row in found["evidence"]] == [bool(r.counts) for r in rows]
            assert found["rule"] in text
    database.close()
    assert all(one["level2"] in text for one in told["indicators"])


def test_a_unit_is_found_by_its_short_name_or_a_part_of_it(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    subject = next(one for one in scorings[0].subjects if one.short_name)
    for name in (subject.name, subject.short_name):
        answer = call("score", "--ledger", ledger, "--scheme", "1", "--unit", name, "--json")
        assert [one["unit"] for one in json.loads(answer.out)] == [subject.name]


def test_an_unknown_unit_is_refused_with_the_nearest_names(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    name = scorings[0].subjects[0].name
    answer = call("score", "--ledger", ledger, "--unit", f"{name}x")

    assert answer.status == 2
    assert f"“{name}x”" in answer.err
    assert name in answer.err.partition("perhaps")[2]


def test_a_part_of_several_names_is_refused_with_them(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    letters = Counter(letter for one in scorings[0].subjects for letter in set(one.name))
    (common, times) = letters.most_common(1)[0]
    assert times > 1
    answer = call("score", "--ledger", ledger, "--scheme", "1", "--unit", common)
    assert answer.status == 2
    assert "Several of the appraised" in answer.err


def test_a_unit_that_only_another_scheme_appraises_is_found_there(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    branch = scorings[1].subjects[0].name

    answer = call("score", "--ledger", ledger, "--unit", branch, "--json")

    assert [one["unit"] for one in json.loads(answer.out)] == [branch]


def test_an_unclear_scheme_is_refused_with_those_there_are(
    call: Any, ledger: Path, scorings: list[Scoring]
) -> None:
    answer = call("score", "--ledger", ledger, "--scheme", "99")

    assert answer.status == 2
    assert all(scoring.scheme.title in answer.err for scoring in scorings)


def test_a_year_without_a_scheme_is_refused_in_words(call: Any, ledger: Path) -> None:
    answer = call("score", "--ledger", ledger, "--year", 1990)

    assert answer.status == 1
    assert "1990" in answer.err


@pytest.mark.parametrize("report", ["appraisal", "scheme"])
def test_an_export_takes_the_first_of_several_schemes_and_names_the_others(
    call: Any, ledger: Path, tmp_path: Path, scorings: list[Scoring], report: str
) -> None:
    target = tmp_path / "x.xlsx"

    answer = call("export", report, "--ledger", ledger, "--year", 2021, "--to", target)

    assert answer.status == 0
    assert target.is_file()
    assert all(scoring.scheme.title in answer.err for scoring in scorings)
    assert "--scheme" in answer.err


def test_a_scheme_is_chosen_by_its_title(
    call: Any, ledger: Path, tmp_path: Path, scorings: list[Scoring]
) -> None:
    title = scorings[-1].scheme.title
    target = tmp_path / "x.xlsx"
    words = ("--ledger", ledger, "--scheme", title, "--to", target)

    assert call("export", "scheme", *words).status == 0
    assert target.is_file()


def test_a_report_without_a_scheme_takes_none(call: Any, ledger: Path, tmp_path: Path) -> None:
    words = ("--ledger", ledger, "--scheme", "1", "--to", tmp_path / "x.xlsx")

    answer = call("export", "meetings", *words)

    assert answer.status == 2
    assert "not about a scheme" in answer.err


def test_a_name_like_none_of_theirs_suggests_nobody(call: Any, ledger: Path) -> None:
    answer = call("score", "--ledger", ledger, "--unit", "zzzzzzzz")

    assert answer.status == 2
    assert "perhaps" not in answer.err
