"""Two schemes beside each other: what is new, gone, changed, and the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from deskapp.errors import ChangedElsewhere
from deskapp.queries.appraisal.comparison import compare_schemes
from deskapp.usecases.schemes import (
    IndicatorDraft,
    SchemeDraft,
    copy_scheme,
    open_scheme,
    save_scheme,
)


def indicator(level1: str, level2: str, points: int, criteria: str = "") -> IndicatorDraft:
    return IndicatorDraft(None, "ordinary", level1, level2, Decimal(points), criteria)


@pytest.fixture
def schemes(desk) -> tuple[int, int]:
    """Return a scheme of 2021 and its copy of 2022, not touched yet."""
    indicators = [
        indicator("学习", "参加会议情况", 30, "2021年全年按时参加会议,每缺1次扣0.2分"),
        indicator("学习", "理论学习覆盖", 30, "各支部学习条例"),
        indicator("任务", "按时完成任务", 40),
    ]
    old = desk.do(save_scheme, SchemeDraft(year=2021, title="2021年方案", indicators=indicators))
    return old, desk.do(copy_scheme, old, 2022)


def compare(desk: Any, schemes: tuple[int, int]) -> Any:
    return desk.ask(compare_schemes, *schemes)


def change(desk: Any, schemes: tuple[int, int]) -> SchemeDraft:
    return desk.ask(open_scheme, schemes[1])


def test_a_copy_is_the_same_though_its_years_moved(desk, schemes) -> None:
    found = compare(desk, schemes)
    assert [row.kind for row in found.rows] == ["same"] * 3
    assert [(t.level1, t.one, t.other) for t in found.totals] == [
        ("学习", 60, 60),
        ("任务", 40, 40),
    ]


def test_each_difference_is_named(desk, schemes) -> None:
    draft = change(desk, schemes)
    first, second, third = draft.indicators
    first.points = Decimal(20)
    second.criteria = "各支部学习条例和要点"
    third.measure, third.rule = "tasks_on_time", "share"
    desk.do(save_scheme, draft)
    found = compare(desk, schemes)
    assert [row.changes for row in found.rows] == [("points",), ("criteria",), ("measure", "rule")]
    assert found.number("changed") == 3
    assert (found.totals[0].one, found.totals[0].other) == (60, 50)


def test_a_new_one_and_a_gone_one_stand_where_they_belong(desk, schemes) -> None:
    draft = change(desk, schemes)
    draft.indicators[1] = indicator("创新", "特色做法", 30)
    desk.do(save_scheme, draft)
    rows = compare(desk, schemes).rows
    assert [(row.kind, row.indicator.level2) for row in rows] == [
        ("same", "参加会议情况"),
        ("gone", "理论学习覆盖"),
        ("new", "特色做法"),
        ("same", "按时完成任务"),
    ]


def test_a_renamed_one_is_known_by_its_likeness(desk, schemes) -> None:
    draft = change(desk, schemes)
    draft.indicators[1].level2 = "理论学习的覆盖面"
    desk.do(save_scheme, draft)
    rows = compare(desk, schemes).rows
    assert (rows[1].kind, rows[1].changes) == ("changed", ("name",))
    assert rows[1].one.level2 == "理论学习覆盖"


def test_a_scheme_that_is_gone_is_said(desk, schemes) -> None:
    with pytest.raises(ChangedElsewhere):
        desk.ask(compare_schemes, schemes[0], 999)
