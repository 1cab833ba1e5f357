"""Cut a line about attendance into its words: names, states, reasons, stand-ins, the rest.

Names that are known are found first, so that no name is cut apart by a word inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from deskapp.names import clean_name

State = Literal["present", "excused", "absent", "stood_in"]
Kind = Literal[
    "name", "note", "state", "header", "standin", "instead", "reason", "rest", "except", "outside",
    "with", "separator", "end", "text",
]  # fmt: skip

_EXCUSED = (
    r"请了?(?:事假|病假|公假|年假|假)|告假|事假|病假|公假|休假|产假|\bexcused\b|\bon\s+leave\b"
)
_ABSENT = (
    r"(?:无故)?缺席|缺会|旷会|未(?:能)?(?:到会|到|参会|参加会议|参加|出席)|没有?(?:到会|到|来|参加)"
    r"|\babsent\b"
)
_LATE = r"迟到|晚到|\blate\b"
_PRESENT = r"到会|参会|出席|到场|已到|到了|签到|到齐|参加(?:了)?会议|\bpresent\b|\battended\b"
_ATTEND = r"参加(?:了)?会议|参会|出席(?:会议)?|到会|与会|听会|开会|参加|会"
_STATES: tuple[tuple[State, bool, str], ...] = (
    ("excused", False, _EXCUSED),
    ("absent", False, _ABSENT),
    ("present", True, _LATE),
    ("present", False, _PRESENT),
)
_ANY_STATE = f"(?:{_EXCUSED}|{_ABSENT}|{_LATE}|{_PRESENT})"
_OTHERS = r"(?:其余|其他|其它|余下|剩余|the\s+rest|(?:the\s+)?others)"
_ALL = r"(?:全部|全体|全员|全都|均|都|皆|全|\ball\b)"
_COUNT = rf"(?:应到|实到|{_ANY_STATE})?(?:人数)?[:为共]?\d+[人名位]"
_STOP = r"、,;。()\n\s由"

# The first that fits wins. A name stands as one character of the private use area.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("name", r"[\ue000-\uf8ff]"),
    ("note", r"\([^()]*\)"),
    ("rest", rf"{_OTHERS}(?:的)?(?:人员|同志|各位|人)?(?:已|是|are|is|were|\s)*{_ALL}*\s*"
             rf"(?:{_ANY_STATE})?了?"),
    ("header", rf"{_ANY_STATE}(?:的?同志|人员|名单|的)?有?(?:\d+[人名位])?[:为]"
               rf"|{_ANY_STATE}(?:的?同志|人员|的)有"),
    ("except", r"除了?|except(?:\s+for)?"),
    ("outside", r"(?:以|之)外|外(?=[、,;。\s全其均都到余]|$)"),
    ("standin", rf"(?:由|委托|派|请(?![了事病公年假]))\s*(?P<who>[^{_STOP}代]{{1,20}}?)(?:同志)?"
                rf"(?:代为|代替|代|替|(?=(?:{_ATTEND})(?:[{_STOP}]|$)))(?:{_ATTEND})?"),
    ("reason", rf"(?:因为?|由于|原因[是为:]?)(?P<why>[^{_STOP}]+?)"
               rf"(?=未|没|请假|[{_STOP}]|$|{_ANY_STATE})"),
    ("state", rf"(?:{_ALL}|已|was|were|is|are| )*{_ANY_STATE}了?"),
    ("instead", rf"(?:代为|代替|代|替)(?:{_ATTEND})?[:]?"),
    ("with", r"以及|及|和|与|&|\band\b"),
    ("end", r"[;。\n]"),
    ("separator", r"[、,:]| +"),
)  # fmt: skip
_WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_STANDALONE_COUNT = re.compile(_COUNT)
_FILLERS = re.compile(
    r"其中|另外|今天|本次|会议|同志们?|人员|的|了|有|是|另|无|约?[\d半一两三]+(?:天|分钟?|小时)"
)
# A character on its own is no name: what follows the space belongs to it.
_SPLIT_NAME = re.compile(
    r"(?<![\u3400-\u9fff\ue000-\uf8ff])([\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line: its kind, its text as written, and what was read out of it.

    names: the entries of a known name. inner: the words of a note or of a stand-in.
    """

    kind: Kind
    text: str
    state: State | None = None
    late: bool = False
    names: tuple[int, ...] = ()
    inner: tuple[Word, ...] = ()


class NameFinder:
    """Find known names in a text, spaces inside them or not; the longest one wins."""

    def __init__(self, names: Iterable[str]) -> None:
        self._entries: dict[str, list[int]] = {}
        for entry, name in enumerate(names):
            self._entries.setdefault(_key(name), []).append(entry)
        self._entries.pop("", None)
        self._longest = max(map(len, self._entries), default=0)

    def masked(self, text: str) -> tuple[str, dict[str, tuple[str, tuple[int, ...]]]]:
        """Return the text with a stand-in character for each name, and what each stands for."""
        found: dict[str, tuple[str, tuple[int, ...]]] = {}
        pieces: list[str] = []
        place = 0
        while place < len(text):
            end, key = self._name_at(text, place)
            if end == place or len(found) >= 6000:
                pieces.append(text[place])
                place += 1
                continue
            mark = chr(0xE000 + len(found))
            found[mark] = (text[place:end], tuple(self._entries[key]))
            pieces.append(mark)
            place = end
        return "".join(pieces), found

    def _name_at(self, text: str, start: int) -> tuple[int, str]:
        """Return where the longest name that begins here ends, and its key."""
        best, found, key = start, "", ""
        for place in range(start, len(text)):
            if text[place].isspace():
                if place == start or text[place] == "\n":
                    break
                continue
            key += text[place].casefold()
            if len(key) > self._longest:
                break
            if key in self._entries and _whole_word(text, start, place + 1):
                best, found = place + 1, key
        return best, found


def words_of(line: str, finder: NameFinder) -> list[Word]:
    """Return the words of the line, ended by an "end" word."""
    text = unicodedata.normalize("NFKC", line).replace("\r", "\n")
    text = re.sub(r"[^\S\n]+", " ", text)
    text = "".join(c for c in text if not "\ue000" <= c <= "\uf8ff")
    masked, names = finder.masked(text)

    def written(part: str) -> str:
        return "".join(names[c][0] if c in names else c for c in part)

    masked = _SPLIT_NAME.sub(r"\1", masked)
    masked = _STANDALONE_COUNT.sub(lambda found: _without_count(found[0]), masked)
    return [*_cut(masked, names, written), Word("end", "")]


def _without_count(text: str) -> str:
    """Return "请假" for 请假2人, which heads a list, and nothing for 应到120人."""
    state = re.match(f"{_EXCUSED}|{_ABSENT}|{_LATE}", text)
    return f"{state[0]}:" if state else ""


def _cut(
    masked: str,
    names: dict[str, tuple[str, tuple[int, ...]]],
    written: Callable[[str], str],
) -> list[Word]:
    words: list[Word] = []
    rest = ""
    place = 0
    while place < len(masked):
        kind, found = _word_at(masked, place)
        if found is None or (kind == "with" and not _joins(masked, place, found.end())):
            rest += masked[place]
            place += 1
            continue
        words += _text_words(rest, written)
        rest = ""
        words.append(_word(kind, found, names, written))
        place = found.end()
    return words + _text_words(rest, written)


def _word_at(masked: str, place: int) -> tuple[Kind, re.Match[str] | None]:
    for kind, pattern in _WORDS:
        found = pattern.match(masked, place)
        if found:
            return kind, found
    return "text", None


def _joins(masked: str, start: int, end: int) -> bool:
    """Say whether 和 stands between two names, and not inside an unknown one such as 孙和平."""
    left = re.split(rf"[{_STOP}]", masked[:start].rstrip())[-1]
    right = re.split(rf"[{_STOP}]", masked[end:].lstrip())[0]
    known = left[-1:] + right[:1]
    return any("\ue000" <= c <= "\uf8ff" for c in known) or min(len(left), len(right)) >= 2


def _word(
    kind: Kind,
    found: re.Match[str],
    names: dict[str, tuple[str, tuple[int, ...]]],
    written: Callable[[str], str],
) -> Word:
    text = found[0]
    if kind == "name":
        return Word(kind, names[text][0], names=names[text][1])
    if kind == "note":
        return Word(kind, written(text[1:-1]), inner=tuple(_cut(text[1:-1], names, written)))
    if kind == "standin":
        return Word(kind, written(text), inner=tuple(_cut(found["who"], names, written)))
    if kind == "reason":
        return Word(kind, reason_of(written(found["why"])))
    state, late = _state_in(text)
    return Word(kind, written(text), state, late)


def reason_of(why: str) -> str:
    """Return the reason as a list shows it: 出差, but 因病 and 因公出差 with their 因."""
    return f"因{why}" if why[:1] in "病事公" else why


def _state_in(text: str) -> tuple[State | None, bool]:
    for state, late, pattern in _STATES:
        if re.search(pattern, text, re.IGNORECASE):
            return state, late
    return None, False


def _text_words(rest: str, written: Callable[[str], str]) -> list[Word]:
    text = written(rest).strip()
    return [] if not text or _FILLERS.fullmatch(text) else [Word("text", text)]


def _key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", clean_name(name)).casefold().split())


def _whole_word(text: str, start: int, end: int) -> bool:
    """Say no to a Latin name inside a longer Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inside_left = text[start].isascii() and before.isascii() and before.isalpha()
    inside_right = text[end - 1].isascii() and after.isascii() and after.isalpha()
    return not (inside_left or inside_right)
