"""Read how somebody attended from the cells of a sign-in list: √, 请假(出差), 由李四代会."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from deskapp.rules.attendance_words import NameFinder, State, Word, reason_of, words_of

_TICKS = re.compile(r"[√✓✔☑○●vV1Y是有]|到|已到|准时|正常|签名|已签|已签到|亲自参加")
_CROSSES = re.compile(r"[×xX✗✘☒0N否未无]|空|未签|未签到")
_LEAVE = re.compile("假|出差|公出|外出|出国|培训|住院|生病|因公|因病|另有|借调|挂职")
_STANDS_IN = re.compile(
    r"^(?:由|委托|请|派)?\s*(?P<who>[^\s由代,、;。()]{1,20}?)(?:同志)?(?:代为|代替|代)(?:会|参加|参会|出席)?$"
)
_BARE = re.compile("^(?:代|代会|代替|他人代会)$")
NOBODY = NameFinder(())
_EDGES = " \t\r\n,、;:。()"


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a line of a sign-in list says: no state where the cells are empty.

    `stand_in` is the name of who came instead. `puzzle` is the text that was not understood.
    """

    state: State | None = None
    reason: str = ""
    stand_in: str = ""
    late: bool = False
    puzzle: str = ""


def read_attendance_cells(
    name: str,
    state: str,
    remark: str = "",
    stand_in: str = "",
    known: NameFinder = NOBODY,
) -> CellReading:
    """Return how the person of a line attended, by the state, the remark and the stand-in.

    A tick, or one's own name as a signature, says present. A remark alone counts where it says
    leave, absence or a stand-in. `known` finds the names that a text may hold.
    """
    signed = _narrow(state)
    if _narrow(stand_in):
        reason = _tidy(remark) or ("" if _is_sign(signed) else _reason_beside(signed, known))
        return CellReading("stood_in", reason, _stand_in_named(stand_in))
    if signed and (signed == _narrow(name) or _TICKS.fullmatch(signed)):
        return _with_remark(CellReading("present"), remark, known)
    if signed and _CROSSES.fullmatch(signed):
        return _with_remark(CellReading("absent"), remark, known)
    said = _said(state, known)
    if said.puzzle or not said.state:
        return _by_remark(said, remark, known)
    return _with_remark(said, remark, known)


def _is_sign(text: str) -> bool:
    return not text or bool(_TICKS.fullmatch(text) or _CROSSES.fullmatch(text))


def _by_remark(said: CellReading, remark: str, known: NameFinder) -> CellReading:
    """Let the remark speak where the state is empty; it does not explain what is a puzzle."""
    if said.puzzle:
        return said
    noted = _said(remark, known)
    return CellReading() if noted.puzzle else noted


def _with_remark(said: CellReading, remark: str, known: NameFinder) -> CellReading:
    """Add what the remark says: the reason, who stood in, that somebody was late."""
    if not _narrow(remark):
        return said
    noted = _said(remark, known)
    if noted.stand_in:
        return CellReading("stood_in", said.reason or noted.reason, noted.stand_in)
    if said.state == "stood_in" and not said.stand_in and not noted.state:
        return CellReading("stood_in", said.reason, _tidy(remark))
    if said.state == "present":
        if noted.state in ("excused", "absent"):
            return CellReading(puzzle=_tidy(remark))
        return CellReading("present", late=said.late or noted.late)
    if noted.state == "excused" and said.state == "absent":
        return noted
    return CellReading(said.state, said.reason or noted.reason or _tidy(remark))


def _said(text: str, known: NameFinder) -> CellReading:
    """Return what one text says by its words."""
    plain = _narrow(text)
    if not plain:
        return CellReading()
    if _BARE.fullmatch(plain):
        return CellReading("stood_in")
    if found := _STANDS_IN.fullmatch(plain):
        return CellReading("stood_in", stand_in=found["who"])
    words = [word for word in words_of(text, known) if word.kind != "end"]
    state = next((word for word in words if word.state), None)
    stand_in = _who_stands_in(words)
    if stand_in:
        return CellReading("stood_in", _reason(words), stand_in)
    if state is not None and state.state == "present":
        return CellReading("present", late=any(word.late for word in words))
    if state is not None:
        return CellReading(state.state, _reason(words) or _kind_of_leave(state.text))
    if _LEAVE.search(plain):
        return CellReading("excused", reason_of(plain[1:]) if plain[0] == "因" else plain)
    return CellReading(puzzle=_tidy(text))


def _who_stands_in(words: Sequence[Word]) -> str:
    for place, word in enumerate(words):
        if word.kind == "standin":
            return _first(word.inner)
        if word.kind == "instead":
            return _first(words[place + 1 :]) or _first(words[:place])
    return ""


def _first(words: Sequence[Word]) -> str:
    return next((word.text for word in words if word.kind in ("name", "text")), "")


def _reason(words: Sequence[Word]) -> str:
    """Return the reason that is said or stands in brackets behind the state."""
    for word in words:
        if word.kind == "reason":
            return word.text
        if word.kind == "note" and not any(inner.state for inner in word.inner):
            return _tidy(word.text)
    texts = [word.text for word in words if word.kind == "text"]
    return _tidy(" ".join(texts))


def _kind_of_leave(text: str) -> str:
    found = re.search("事假|病假|公假|年假|休假|产假", text)
    return found[0] if found else ""


def _reason_beside(text: str, known: NameFinder) -> str:
    return _said(text, known).reason


def _stand_in_named(text: str) -> str:
    plain = _narrow(text)
    found = _STANDS_IN.fullmatch(plain)
    return found["who"] if found else plain


def _narrow(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).strip(_EDGES)
