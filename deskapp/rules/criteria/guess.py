"""Make one rule of what the clauses of a criteria sentence say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from deskapp.errors import LedgerError
from deskapp.rules.criteria.clauses import clauses_of
from deskapp.rules.criteria.guessed import Guess
from deskapp.rules.criteria.levels import names_level
from deskapp.rules.criteria.said import said_by
from deskapp.rules.criteria.several_levels import one_by_one
from deskapp.rules.criteria.statement import Kind, Said
from deskapp.rules.points import plain
from deskapp.rules.scoring import SECTION_RULES, parameters_from

_BAD = re.compile(
    "逾期|超期|缺席|迟到|早退|旷|违|通报批评|督办|差错|退回|瞒报|错|投诉|事故|发现|发生|出现"
)
_LACKING = re.compile("少|缺(?!席)|未|没|不|无(?!故)")
# So much for every step of a share: no rule says that.
_STEPS = re.compile(r"百分点|每[^,]{0,6}?\d+%")
_MAINS: Mapping[Kind, str] = MappingProxyType(
    {
        "off each time": "off",
        "off once": "off",
        "all lost": "off",
        "for each item": "on",
        "for something": "on",
        "level": "levels",
        "share": "share",
    }
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """All that a sentence says, by kind."""

    said: tuple[Said, ...]
    worth: Decimal | None

    def of(self, *kinds: Kind) -> list[Said]:
        return [one for one in self.said if one.kind in kinds]

    def has(self, *kinds: Kind) -> bool:
        return bool(self.of(*kinds))

    def gives_all(self, band: Said) -> bool:
        """Say whether a band says but that all done earns all points."""
        full = "" if self.worth is None else plain(self.worth)
        return band.share == "1" and band.points in ("", full)


def guess_rule(sentence: str, section: str = "ordinary", worth: Decimal | None = None) -> Guess:
    """Return the rule kind and parameters that a criteria sentence seems to mean.

    `section` is that of the indicator, and `worth` its points where they are known.
    """
    said = tuple(said_by(clause, section, worth) for clause in clauses_of(one_by_one(sentence)))
    guess = _guess(_Sentence(said, worth))
    if not guess.understood or _makes_a_rule(guess, section):
        return guess
    return _not_understood(_Sentence(said, worth))


def _makes_a_rule(guess: Guess, section: str) -> bool:
    if guess.rule not in SECTION_RULES.get(section, ()):
        return False
    if guess.missing:
        return Decimal(guess.parameters.get("each") or 1) > 0
    with suppress(LedgerError):
        parameters_from(guess.rule, guess.parameters)
        return True
    return False


def _guess(sentence: _Sentence) -> Guess:
    mains = {_MAINS[one.kind] for one in sentence.said if one.kind in _MAINS}
    if mains == {"off"} and all(sentence.gives_all(one) for one in sentence.of("band")):
        return _deduction(sentence)
    has_bands = any(one.points not in ("", "0") for one in sentence.of("band", "below"))
    if any(_STEPS.search(one.words) for one in sentence.of("unread")):
        return _not_understood(sentence)
    if has_bands and mains <= {"share"} and sentence.has("band"):
        return _bands(sentence)
    if mains == {"share"} or (not mains and sentence.has("band")):
        return _share(sentence)
    if has_bands or len(mains) > 1:
        return _not_understood(sentence)
    readers = {"off": _deduction, "on": _items, "levels": _levels}
    for main, reader in readers.items():
        if main in mains:
            return reader(sentence)
    return _without_main(sentence)


def _finished(
    sentence: _Sentence,
    rule: str,
    parameters: Mapping[str, Any],
    used: Sequence[Said],
    missing: Sequence[str] = (),
) -> Guess:
    """Return the guess; what bears on points and was not used is left."""
    harmless = [*used, *sentence.of("nothing of points", "worth")]
    left = [one.words for one in sentence.said if one not in harmless]
    return Guess(
        rule, dict(parameters), tuple(missing), True, tuple(left), tuple(one.words for one in used)
    )


def _not_understood(sentence: _Sentence) -> Guess:
    left = [one.words for one in sentence.said if one.kind not in ("nothing of points", "worth")]
    return Guess("by_hand", understood=False, left=tuple(left))


def _without_main(sentence: _Sentence) -> Guess:
    if by_hand := sentence.of("by hand"):
        used = [*by_hand, *_limits(sentence, "most", "most on", "most off")]
        return _finished(sentence, "by_hand", {}, [*used, *sentence.of("highest")])
    off, on = sentence.of("most off"), sentence.of("most on")
    if len(off) == 1 and not on:
        parameters = {"counts": "missing", "cap": off[0].points}
        return _finished(sentence, "deduct_per_missing", parameters, off, ["each"])
    if len(on) == 1 and not off:
        return _finished(sentence, "per_item", {"cap": on[0].points}, on, ["each"])
    return _not_understood(sentence)


def _deduction(sentence: _Sentence) -> Guess:
    main = next(
        one for kind in ("off each time", "off once", "all lost") for one in sentence.of(kind)
    )
    limits = _limits(sentence, "most off", "most")
    counts = _what_counts(sentence, main)
    parameters: dict[str, Any] = {"counts": counts or "missing"}
    missing = [] if counts else ["counts"]
    if main.kind == "all lost":
        worth = "" if sentence.worth is None else plain(sentence.worth)
        parameters |= {"each": worth, "cap": worth} if worth else {}
        missing += [] if worth else ["worth"]
    else:
        parameters["each"] = main.points
    if main.kind == "off once":
        parameters["cap"] = main.points
        missing += [] if counts == "missing" else ["how_often"]
    elif limits:
        parameters["cap"] = limits[0].points
    if main.kind != "off each time":
        limits = [one for one in limits if one.points == parameters.get("cap")]
    used = [main, *limits, *sentence.of("down to nothing", "full")]
    used += [one for one in sentence.of("band") if sentence.gives_all(one)]
    return _finished(sentence, "deduct_per_missing", parameters, used, missing)


def _what_counts(sentence: _Sentence, main: Said) -> str:
    """Say whether what the sentence names is there, such as 逾期, or lacking, such as 少.

    Empty where it does not say.
    """
    before = sentence.said[: sentence.said.index(main)]
    around = "".join(one.words for one in before if one.kind == "nothing of points")
    for words in (main.words, around):
        if _LACKING.search(words) and "缺席" not in words:
            return "missing"
        if _BAD.search(words):
            return "numerator"
    return ""


def _limits(sentence: _Sentence, *kinds: Kind) -> list[Said]:
    """Return the limit that the sentence sets; of two that differ, none."""
    found = sentence.of(*kinds)
    return found if len({one.points for one in found}) == 1 else []


def _items(sentence: _Sentence) -> Guess:
    mains = sentence.of("for each item", "for something")
    main = next((one for one in mains if one.kind == "for each item"), mains[0])
    limits = _limits(sentence, "most on", "most")
    parameters = {"each": main.points} | ({"cap": limits[0].points} if limits else {})
    missing = [] if main.kind == "for each item" else ["how_often"]
    used = [main, *limits, *sentence.of("cumulative")]
    guess = _finished(sentence, "per_item", parameters, used, missing)
    # Which items count is said beside the points: 获省级以上表彰的,每项加2分.
    limited = [one.words for one in sentence.of("nothing of points") if names_level(one.words)]
    return replace(guess, left=(*limited, *guess.left))


def _levels(sentence: _Sentence) -> Guess:
    mains = sentence.of("level")
    table: dict[str, str] = {}
    for one in mains:
        for code in one.levels[:1]:
            table.setdefault(code, one.points)
    for one in mains:
        for code in one.levels[1:]:
            table.setdefault(code, one.points)
    twice = [one for one in mains if one.levels and table[one.levels[0]] != one.points]
    used = [one for one in mains if one not in twice]
    limits = _limits(sentence, "most on", "most off", "most")
    if sentence.has("highest"):
        best = max(Decimal(points) for points in table.values())
        # A limit at or above the best level never cuts.
        used += [one for one in limits if Decimal(one.points) >= best]
        used += sentence.of("highest")
        return _finished(sentence, "highest_only", {"levels": table}, used)
    cap = {"cap": limits[0].points} if limits else {}
    is_each = sentence.has("cumulative") or all(re.search("每|/", one.words) for one in mains)
    used += [*limits, *sentence.of("cumulative")]
    missing = () if is_each else ("cumulative",)
    return _finished(sentence, "per_item", {"levels": table} | cap, used, missing)


def _share(sentence: _Sentence) -> Guess:
    said = sentence.of("share")
    full = [one for one in sentence.of("band") if not one.points and not one.upto]
    below = [one for one in sentence.of("below") if one.points == "0" and one.share]
    parameters: dict[str, Any] = {}
    if len(below) == 1:
        parameters["floor"] = below[0].share
    if len(full) == 1:
        parameters["full_at"] = full[0].share
    if not said and not full:
        return _not_understood(sentence)
    used = [*said, *full[:1], *below[:1], *sentence.of("full", "down to nothing")]
    missing = () if said else ("between",)
    return _finished(sentence, "share", parameters, used, missing)


def _bands(sentence: _Sentence) -> Guess:
    bands, below = sentence.of("band"), sentence.of("below")
    full = "" if sentence.worth is None else plain(sentence.worth)
    rows = [(Decimal(one.share), one.points or full, one.upto) for one in bands]
    rows.sort(reverse=True)
    missing = [] if all(points for _share, points, _upto in rows) else ["worth"]
    if not _adjoin(rows, below):
        missing.append("bands")
    if not below:
        missing.append("otherwise")
    parameters = {
        "bands": [{"at_least": f"{share:f}", "points": points} for share, points, _ in rows],
        "otherwise": below[0].points if below else "0",
    }
    best = rows[0][1]
    limits = [one for one in sentence.of("most", "most on") if one.points == best]
    used = [*sentence.of("share"), *bands, *below[:1], *limits]
    return _finished(sentence, "bands", parameters, used, missing)


def _adjoin(rows: Sequence[tuple[Decimal, str, str]], below: Sequence[Said]) -> bool:
    """Say whether every band ends where the next one begins, down to the last."""
    ends = [upto for _share, _points, upto in rows]
    starts = ["", *(f"{share:f}" for share, _points, _upto in rows)]
    fits = all(_meet(end, start) for end, start in zip(ends, starts, strict=False))
    last = below[0].share if below else ""
    return fits and (not last or Decimal(last) == rows[-1][0])


def _meet(end: str, start: str) -> bool:
    """Say whether a band ends where the next begins: at 90 %, or at 89 % when they are whole."""
    gap = Decimal(start or 1) - Decimal(end or start or 1)
    return gap in (0, Decimal("0.01"))
