"""Which years of a text move into another year, and which stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.year_shift import with_years_moved, years_moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("制定2021年工作要点", "制定2022年工作要点"),
        ("总结2020年工作，部署2021年任务", "总结2021年工作，部署2022年任务"),
        ("2022年3月底前总结", "2023年3月底前总结"),
        ("Plan of 2021", "Plan of 2022"),
        ("2021-11-30", "2022-11-30"),
        ("2021年6月至2022年3月", "2022年6月至2023年3月"),
        ("（2021年）", "（2022年）"),
    ],
)
def test_the_years_of_the_plan_move(text: str, moved: str) -> None:
    assert with_years_moved(text, 2021, 2022) == moved


@pytest.mark.parametrize(
    "text",
    [
        "学习2015年颁布的条例",
        "统发〔2021〕3号",
        "统发[2021]3号",
        "“十四五”规划（2021-2025年）",
        "2021年—2025年规划",
        "2021至2023年度",
        "电话20211234",
        "",
    ],
)
def test_what_names_something_else_stays(text: str) -> None:
    assert with_years_moved(text, 2021, 2022) == text


def test_the_years_that_move_are_named_once_with_what_they_become() -> None:
    texts = ["总结2020年，部署2021年，2015年条例", "2021年3月底前", "全年"]
    assert years_moved(texts, 2021, 2022) == {2020: 2021, 2021: 2022}


@given(st.text(alphabet="2010年1-〔〕 月", max_size=30), st.integers(2000, 2030))
def test_moving_by_no_year_changes_nothing(text: str, year: int) -> None:
    assert with_years_moved(text, year, year) == text
