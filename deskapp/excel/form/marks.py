"""Read the marks of a form: {{单位}}, {{得分:参加会议}}, {{指标.序号|合并}}."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[{｛]\s*[{｛]([^{}｛｝]+)[}｝]\s*[}｝]")
_PAIR = re.compile(r"[{｛]\s*[{｛]|[}｝]\s*[}｝]")
_BRACE = re.compile(r"[{}｛｝]")
_MOST_OF_A_HALF = 60
_MERGED = frozenset({"合并", "merge", "merged"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it was written, and its pieces without blanks: {{list.name:argument|option}}.

    `edge` is "#" or "/" where the mark begins or ends the rows of a list.
    """

    text: str
    name: str
    list: str = ""
    argument: str = ""
    options: frozenset[str] = frozenset()
    edge: str = ""

    @property
    def is_merged(self) -> bool:
        """Return whether equal neighbours below one another become one tall cell."""
        return bool(self.options & _MERGED)


def marks_in(text: str) -> list[Mark]:
    """Return the marks of a text in their order."""
    return [mark for mark, _start, _end in places_of_marks(text)]


def places_of_marks(text: str) -> Iterator[tuple[Mark, int, int]]:
    """Yield each mark with the places of its first character and of what follows it."""
    for found in _MARK.finditer(text):
        yield _mark(found[0], found[1]), found.start(), found.end()


def halves_of_marks(text: str) -> list[str]:
    """Return what looks like the beginning or the end of a mark without the rest of it.

    Of a long one only the characters next to its braces.
    """
    return list(_halves(_MARK.sub("", text)))


def _halves(text: str) -> Iterator[str]:
    """Walk from one pair of braces to the next, so that a long text is read but once."""
    at = 0
    while pair := _PAIR.search(text, at):
        begin, end = pair.span()
        if pair[0][0] in "{｛":
            at = end = _end_of_half(text, end)
            yield text[begin:end][:_MOST_OF_A_HALF].strip()
        else:
            begin = at + max(text[at:begin].rfind(brace) for brace in "{}｛｝") + 1
            at = end
            yield text[begin:end][-_MOST_OF_A_HALF:].strip()


def _end_of_half(text: str, start: int) -> int:
    """Return where a half mark that is opened ends: behind one closing brace, if there is one."""
    brace = _BRACE.search(text, start)
    if brace is None:
        return len(text)
    return brace.start() if brace[0] in "{｛" else brace.end()


def _mark(text: str, inside: str) -> Mark:
    plain = unicodedata.normalize("NFKC", inside).strip()
    edge = plain[0] if plain[:1] in ("#", "/") else ""
    plain, *options = plain[len(edge) :].split("|")
    head, _colon, argument = plain.partition(":")
    group, dot, name = head.rpartition(".")
    if edge:
        group, name = head, ""
    return Mark(
        text,
        _compact(name if dot else head) if not edge else "",
        _compact(group),
        argument.strip(),
        frozenset(_compact(option) for option in options),
        edge,
    )


def _compact(text: str) -> str:
    return "".join(text.split()).casefold()
