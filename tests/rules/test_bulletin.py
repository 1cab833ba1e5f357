"""The bulletin says only what was counted, and every number names its figure."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.i18n import language
from deskapp.rules.bulletin import Told, UnitFigure, bulletin_lines
from deskapp.rules.shares import percent_of

NAMES = (
    "key_tasks", "expected", "done", "open", "overdue", "done_now", "due_now", "on_time_now",
    "late_now", "overdue_now", "not_reported_now", "slips", "slips_blue", "slips_yellow",
    "slips_red", "slips_replied", "slips_overdue", "slips_closed",
)  # fmt: skip


def told(numbers: dict[str, int], **more: object) -> Told:
    units = [UnitFigure(3, "办公室", 2, "overdue:3")]
    values: dict[str, object] = {
        "year": 2021,
        "quarter": 3,
        "as_of": date(2021, 11, 10),
        "is_over": True,
        "office": "示例市科协",
        "numbers": dict.fromkeys(NAMES, 0) | numbers,
        "units_behind": units,
        "units_silent": [],
    }
    return Told(**{**values, **more})  # type: ignore[arg-type]


def text_of(one: Told) -> str:
    with language("en"):
        return "\n".join(line.text() for line in bulletin_lines(one))


def test_nothing_counted_has_sentences_of_its_own() -> None:
    text = text_of(told({}))

    for sentence in (
        "none is broken down",
        "No task was done in the third quarter.",
        "No task is overdue.",
        "No task was due in the third quarter.",
        "All tasks that had to be reported in the third quarter were reported.",
        "No supervision slip was issued in the third quarter.",
    ):
        assert sentence in text
    assert "%" not in text


def test_shares_have_one_decimal_rounded_half_up() -> None:
    assert "1 are done, 12.5% of all; 7 are open, 87.5%" in text_of(
        told({"expected": 8, "done": 1, "open": 7})
    )
    assert str(percent_of(1, 16)) == "6.3"
    assert percent_of(0, 0) is None


def test_units_behind_are_named_with_their_numbers() -> None:
    with language("en"):
        lines = bulletin_lines(told({"overdue": 2}))
    figures = {part.figure: part.text for line in lines for part in line.parts if part.figure}

    assert (figures["overdue"], figures["overdue:3"]) == ("2", "2")
    assert "办公室 2" in "\n".join(line.text() for line in lines)


@pytest.mark.parametrize(("is_over", "words"), [(True, "third quarter: 4"), (False, "so far: 4")])
def test_a_quarter_that_runs_says_so_far(is_over: bool, words: str) -> None:
    assert words in text_of(told({"not_reported_now": 4}, is_over=is_over))


@given(st.fixed_dictionaries({name: st.integers(0, 5) for name in NAMES}))
def test_every_number_names_the_figure_it_is(numbers: dict[str, int]) -> None:
    numbers["expected"] = max(numbers["expected"], numbers["done"], numbers["open"])
    with language("en"):
        lines = bulletin_lines(told(numbers, office=""))
    for line in lines[1:-1]:
        for part in line.parts:
            if part.figure in numbers and not part.text.endswith("%"):
                assert part.text == str(numbers[part.figure])
            elif not part.figure and line.style == "body":
                stray = re.sub("2021|10 November 2021", "", part.text)
                assert not re.search(r"\d", stray), part
