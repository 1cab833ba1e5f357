"""Words of a search, pairs of characters, and the line that shows what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.searching import (
    excerpt,
    index_entry,
    index_expression,
    places_of,
    search_words,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("学习 条例", ("学习", "条例")),
        ("　学习　学习 ", ("学习",)),
        ("〔2021〕18号", ("2021", "18号")),
        ("[2021] 18 号", ("2021", "18", "号")),
        ("《条例》", ("条例",)),
        ("ＺＳ", ("zs",)),
        ("〔〕", ()),
    ],
)
def test_words_are_parted_by_blanks_and_brackets(typed: str, words: tuple[str, ...]) -> None:
    assert search_words(typed) == words


def test_a_text_is_kept_as_its_overlapping_pairs() -> None:
    assert index_entry(["学习条例"]) == "学习 习条 条例 例"
    assert index_entry(["学习", "条例"]) == "学习 习 条例 例"
    assert index_entry(["学习\n条例"]) == "学习 习 条例 例"
    assert index_entry(["", " "]) == ""


def test_syllables_of_a_reading_stand_together() -> None:
    assert index_entry([], ["li si"]) == index_entry(["lisi"])


@given(st.text(max_size=20))
def test_no_text_breaks_the_index(text: str) -> None:
    allowed = {code for code in range(128) if chr(code).isalnum()} | {ord(" ")}
    found = {ord(sign) for sign in index_entry([text], [text], [text]) if ord(sign) < 128}
    assert found <= allowed
    words = search_words(text)
    if words:
        assert index_expression(words).count('"') % 2 == 0


def test_the_line_shows_the_first_word_that_was_found() -> None:
    text = "前" * 60 + "学习条例" + "后" * 60
    line = excerpt(["条例"], text)
    assert "条例" in line
    assert line.startswith("…")
    assert line.endswith("…")
    assert excerpt(["条例"], "学习条例") == "学习条例"
    assert excerpt(["zs"], "张三\n主任") == "张三 主任"


def test_places_do_not_overlap_and_longer_words_come_first() -> None:
    assert places_of(["学", "学习"], "学习Zs学") == [(0, 2), (4, 5)]
    assert places_of(["zs"], "学习Zs学") == [(2, 4)]
    assert places_of([], "学习") == []
    assert places_of(["."], "学.习") == [(1, 2)]
