"""Marks are read however people write them."""

from __future__ import annotations

import pytest

from deskapp.excel.form.marks import halves_of_marks, marks_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{单位}}", ("", "单位", "")),
        ("｛｛ 总 分 ｝｝", ("", "总分", "")),
        ("{{得分：参加会议}}", ("", "得分", "参加会议")),
        ("{{得分:1.2 会议}}", ("", "得分", "1.2 会议")),
        ("{{指标.得分}}", ("指标", "得分", "")),
        ("{{ 单位列表．得分：3 }}", ("单位列表", "得分", "3")),
        ("{{Indicators.Score}}", ("indicators", "score", "")),
    ],
)
def test_a_mark_is_read_with_its_list_and_its_argument(text, wanted):
    (mark,) = marks_in(text)
    assert (mark.list, mark.name, mark.argument) == wanted
    assert mark.text == text


def test_several_marks_stand_in_one_text():
    text = "被考核单位：{{单位}}（{{年度}}年度）"
    assert [mark.name for mark in marks_in(text)] == ["单位", "年度"]


def test_options_and_edges_are_read():
    merged, begin, end = marks_in("{{指标.一级指标｜合并}}{{#指标}}{{/指标}}")
    assert merged.is_merged
    assert (begin.edge, begin.list) == ("#", "指标")
    assert (end.edge, end.list) == ("/", "指标")


@pytest.mark.parametrize("text", ["", "{单位}", "{{}}", "{{单位}", "{{{{", "a {b} c"])
def test_what_is_no_mark_is_none(text):
    assert marks_in(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{总分}", ["{{总分}"]),
        ("{{单位}} 总分}}", ["总分}}"]),
        ("a {b} c", []),
        ("得分 {{总分 和 {{单位", ["{{总分 和", "{{单位"]),
        ("{{}}", ["{{}"]),
        ("{a} b}} c}}", ["b}}", "c}}"]),
    ],
)
def test_halves_of_marks_are_told(text, wanted):
    assert halves_of_marks(text) == wanted


@pytest.mark.parametrize("text", ["字" * 32_000, "字" * 32_000 + "}}", "{{" + "字" * 32_000])
def test_a_long_text_is_read_but_once(text):
    """Two hundred cells of it take a moment, where a single one took seconds."""
    for _cell in range(200):
        assert all(len(half) <= 60 for half in halves_of_marks(text))
