"""Names in cells are matched with the records they mean."""

from __future__ import annotations

from typing import Any

import pytest

from deskapp.queries.names_known import KnownNames, known_branches, known_units
from deskapp.usecases.branches import BranchDraft, save_branch

KNOWN = KnownNames(
    [(1, "市科协办公室", "办公室"), (2, "科学技术普及部(科普部)", "科普部"), (3, "办公室", "")]
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("市科协办公室", [1]),
        (" 市科协 办公室 ", [1]),
        ("科学技术普及部（科普部）", [2]),
        ("科普部", [2]),
        ("办公室", [3]),
        ("", []),
        ("不知道", []),
    ],
)
def test_a_full_name_wins_over_a_short_one(text: str, ids: list[int]) -> None:
    assert KNOWN.find(text) == ids


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("科协办公室", "市科协办公室"),
        ("办公市", "办公室"),
        ("科学普及部", "科学技术普及部(科普部)"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(text: str, nearest: str) -> None:
    assert nearest in KNOWN.nearest(text)


def test_what_is_like_nothing_has_nothing_near() -> None:
    assert KNOWN.nearest("xyz") == []


def test_units_and_branches_of_a_ledger_are_known(desk: Any) -> None:
    unit = desk.unit("市科协办公室", short_name="办公室")
    branch = desk.do(save_branch, BranchDraft(name="第一党支部", unit_id=unit))

    assert desk.ask(known_units).find("办公室") == [unit]
    assert desk.ask(known_branches).find("第一 党支部") == [branch]
