"""Find a person on the attendance list by typing pinyin initials, and say what a key means.

Q, X, D and C are marks, and they are also how 钱, 徐, 邓 and 陈 begin. So there are two ways of
working, and one can see which is on: down the list these letters mark; while the search is open
every letter is an initial, and the search stays open after a mark, ready for the next name. One
of the four still marks there when the found name is spelled out whole and no other name goes on
with that letter ("zs", then Q). Space and the digits mark in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

# What a key does, besides finding. The codes are those of the attendance states, and "late".
DIGIT_MARKS = {
    "1": "present",
    "2": "excused",
    "3": "absent",
    "4": "stood_in",
    "5": "late",
    "0": "expected",
}
LETTER_MARKS = {"q": "excused", "x": "absent", "d": "stood_in", "c": "late"}


@dataclass(frozen=True, slots=True)
class NameJump:
    """An open search: each row's initials as stored, what was typed, and where it began."""

    initials: Sequence[str]
    start: int
    typed: str = ""

    def found(self) -> list[int]:
        """Return the rows whose initials, in any spelling, begin with what was typed."""
        if not self.typed:
            return []
        return [
            row
            for row, spellings in enumerate(self.initials)
            if any(one.startswith(self.typed) for one in spellings.split())
        ]

    def is_whole_name(self, row: int) -> bool:
        """Return whether what was typed is all of a row's initials."""
        return self.typed in self.initials[row].split()

    def with_letter(self, letter: str) -> NameJump:
        """Return the search with one more letter."""
        return replace(self, typed=self.typed + letter)

    def without_last(self) -> NameJump:
        """Return the search with one letter less."""
        return replace(self, typed=self.typed[:-1])

    def cleared(self, start: int) -> NameJump:
        """Return the search ready for the next name."""
        return replace(self, typed="", start=start)


def mark_of_letter(letter: str, jump: NameJump | None, row: int) -> str:
    """Return the mark that a letter gives the current row, or nothing where it is an initial."""
    mark = LETTER_MARKS.get(letter, "")
    if jump is None or not mark:
        return mark
    spelled_out = bool(jump.typed) and row in jump.found() and jump.is_whole_name(row)
    return mark if spelled_out and not jump.with_letter(letter).found() else ""
