"""Who is within a grade's quota, at its line, and beyond it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from deskapp.i18n import language
from deskapp.queries.appraisal import list_schemes, score_subjects
from deskapp.queries.appraisal.grade_line import (
    GradeLine,
    grade_lines,
    grades_in_words,
    quota_states,
)
from deskapp.records.score import GradeGiven
from deskapp.rules.grades import Grade
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, save_scheme

DAY = date(2021, 11, 10)
NAMES = "甲乙丙丁戊"


class Graded:
    """Five units, each given points by hand under one indicator."""

    def __init__(self, desk: Any, totals: str, quota: str | None) -> None:
        self.desk = desk
        self.units = {name: desk.unit(name) for name in NAMES}
        best = Grade("优秀", Decimal(90), None if quota is None else Decimal(quota))
        indicator = IndicatorDraft(level1="一级", level2="二级", points=Decimal(100))
        self.scheme = desk.do(
            save_scheme,
            SchemeDraft(
                year=2021,
                title="方案",
                grades=(best, Grade("合格", Decimal(60))),
                indicators=[indicator],
            ),
        )
        for name, total in zip(NAMES, totals.split(), strict=False):
            self.give(name, Decimal(total))

    def give(self, name: str, points: Decimal) -> None:
        indicator = self.desk.ask(self._scored).indicators[0].id
        self.desk.do(give_points, indicator, self.units[name], points, "评定")

    def decide(self, name: str, grade: str) -> None:
        def decide(session: Any) -> None:
            session.add(
                GradeGiven(
                    scheme_id=self.scheme, unit_id=self.units[name], grade=grade, reason="决定"
                )
            )

        self.desk.do(decide)

    def lines(self) -> list[GradeLine]:
        return self.desk.ask(lambda session: grade_lines(self._scored(session)))

    def quotas(self) -> str:
        return self.desk.ask(lambda session: self._by_name(quota_states(self._scored(session))))

    def words(self) -> str:
        return self.desk.ask(lambda session: self._by_name(grades_in_words(self._scored(session))))

    def _by_name(self, found: dict[int, str]) -> str:
        return ", ".join(found.get(unit, "-") for unit in self.units.values())

    def _scored(self, session: Any) -> Any:
        return score_subjects(session, list_schemes(session, 2021)[0], DAY)


def names(line: GradeLine) -> tuple[str, str, str]:
    parts = (line.within, line.at_line, line.over)
    return tuple("".join(subject.name for subject in part) for part in parts)  # type: ignore[return-value]


def test_places_for_all_who_reach_a_grade_make_no_line(desk) -> None:
    [line] = Graded(desk, "95 91 80 70 50", "40").lines()
    assert (line.places, line.reached, names(line)) == (2, 2, ("甲乙", "", ""))
    assert not line.is_exceeded
    assert not line.is_tied


def test_more_than_the_places_are_cut_at_the_line(desk) -> None:
    [line] = Graded(desk, "95 91 99 92 50", "40").lines()
    assert (line.places, line.reached, names(line)) == (2, 4, ("丙", "甲", "丁乙"))
    assert line.is_exceeded
    assert not line.is_tied


def test_a_tie_at_the_last_place_names_all_of_them(desk) -> None:
    [line] = Graded(desk, "95 95 99 95 91", "40").lines()
    assert names(line) == ("丙", "甲乙丁", "戊")
    assert line.is_tied


def test_a_quota_of_less_than_one_has_no_place(desk) -> None:
    [line] = Graded(desk, "95 95 99 95 91", "10").lines()
    assert (line.places, names(line)) == (0, ("", "", "丙甲乙丁戊"))


def test_a_grade_without_a_quota_has_no_line(desk) -> None:
    assert Graded(desk, "95 95 99 95 91", None).lines() == []


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ({"丙": "合格"}, ("", "甲乙丁", "戊")),
        ({"戊": "优秀"}, ("戊", "丙", "甲乙丁")),
        ({"甲": "优秀", "乙": "优秀"}, ("甲乙", "", "丙丁戊")),
    ],
)
def test_a_grade_that_was_decided_on_takes_its_place_or_leaves_it(
    desk, decided: dict[str, str], expected: tuple[str, str, str]
) -> None:
    graded = Graded(desk, "95 95 99 95 91", "20" if "丙" in decided else "40")
    for name, grade in decided.items():
        graded.decide(name, grade)
    [line] = graded.lines()
    assert names(line) == expected


def test_a_place_that_is_not_certain_is_told_beside_the_grade(desk) -> None:
    graded = Graded(desk, "95 91 99 92 70", "40")
    assert graded.quotas() == "at_line, over, within, over, -"
    with language("en"):
        assert graded.words() == (
            "优秀 (at the line of the quota), 优秀 (beyond the quota, to be decided), 优秀,"
            " 优秀 (beyond the quota, to be decided), 合格"
        )


def test_nothing_is_said_beside_grades_within_their_places_or_decided_on(desk) -> None:
    graded = Graded(desk, "95 91 99 70 70", "40")
    graded.decide("甲", "优秀")
    graded.decide("乙", "合格")
    assert graded.quotas() == "within, -, within, -, -"
    assert graded.words() == "优秀, 合格, 优秀, 合格, 合格"


def test_nobody_has_a_grade_while_points_are_missing_unless_one_was_decided_on(desk) -> None:
    graded = Graded(desk, "95 91 99 70", None)
    graded.units["己"] = desk.unit("己")
    assert graded.words() == "优秀, 优秀, 优秀, 合格, , "
    graded.decide("己", "合格")
    assert graded.words() == "优秀, 优秀, 优秀, 合格, , 合格"
