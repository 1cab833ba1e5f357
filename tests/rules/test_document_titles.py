"""Titles stand in marks in a sentence, once."""

from __future__ import annotations

import pytest

from deskapp.rules.document_titles import in_title_marks


@pytest.mark.parametrize("title", ["《条例》", "关于学习《条例》的通知"])
def test_a_title_with_marks_keeps_its_own(title: str) -> None:
    assert in_title_marks(title) == title


def test_a_title_without_marks_gets_them() -> None:
    assert in_title_marks("条例") in ("“条例”", "《条例》")
