"""Names in a box: taken by every system, never twice in a folder, short enough for Windows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.reports.evidence_box.names import TakenNames

_FORBIDDEN = re.compile(r'[\\/:*?"<>|#%\x00-\x1f]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_NASTY = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        ["CON", "nul.txt", "COM1", "..", ".", " ", "a/b", "a\\b", "...x", "x. .", "签到表"]
    ),
    st.text(alphabet='统一战线🎉 ./\\:*?"<>|#%\u202e\u200b\ud800e\u0301', max_size=90),
)


def assert_safe(path: str) -> None:
    for name in path.split("/"):
        assert name
        assert not _FORBIDDEN.search(name)
        assert name == name.strip(" .")
        assert name.partition(".")[0].casefold() not in _DEVICES
        assert not any(0xD800 <= ord(one) <= 0xDFFF or one in "\u202e\u200b" for one in name)
        name.encode()
    assert len(path.encode("utf-16-le")) // 2 < 180


@given(st.lists(_NASTY, max_size=12))
def test_names_of_any_titles_are_safe_and_never_the_same(titles: list[str]) -> None:
    names = TakenNames()
    folders = [names.folder(title) for title in titles]
    inside = [names.folder(title, folders[0]) for title in titles]
    files = [names.file(title, inside[-1]) for title in titles]
    for path in (*folders, *inside, *files):
        assert_safe(path)
    everything = [path.casefold() for path in (*folders, *inside, *files)]
    assert len(set(everything)) == len(everything)


@pytest.mark.parametrize(
    ("given_name", "made"),
    [
        ("签到表.pdf", "签到表.pdf"),
        ("关于“1/2”的通知: 附件?.docx", "关于“1／2”的通知： 附件？.docx"),
        (".gitignore", "gitignore"),
        ("CON", "_CON"),
        ("aux.xlsx", "_aux.xlsx"),
        ("  a \n b .txt", "a b.txt"),
        ("", "_"),
    ],
)
def test_a_name_stays_readable(given_name: str, made: str) -> None:
    assert TakenNames().file(given_name) == made


def test_the_ending_of_a_long_name_is_kept() -> None:
    made = TakenNames().file("统一战线工作" * 30 + ".pdf")
    assert made.endswith(".pdf")
    assert len(made) <= 60


def test_names_that_differ_only_in_case_are_the_same_to_windows() -> None:
    names = TakenNames()
    assert [names.file("Scan.PDF"), names.file("scan.pdf")] == ["Scan.PDF", "scan (2).pdf"]
