"""Read a cell that names several units: 办公室、组织部(牵头);各直属单位."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from deskapp.rules.headings import split_units

Part = Literal["leads", "cooperates"]
Group = Literal["all", "departments", "institutions"]

_LEADS = "牵头|主办|负责"
_COOPERATES = "配合|协办|协助|参与"
_BEFORE = re.compile(
    rf"^(?:(?P<leads>{_LEADS})|(?P<cooperates>{_COOPERATES}))(?:部门|单位|处室)?[::](?P<rest>.*)$"
)
_HOW = "主要|具体|共同|分别"
_BEHIND = re.compile(
    rf"^(?P<rest>.+?)[(]?(?:{_HOW})?"
    rf"(?:(?P<leads>{_LEADS})|(?P<cooperates>{_COOPERATES}))(?:部门|单位)?[)]?$"
)
_ET_CETERA = re.compile("(?<=.)等(?:部门|单位|处室)?$")
# 办公室(组织部、宣传部配合): what stands in brackets names units and their part.
_ASIDE = re.compile("[(（]([^()（）]*)[)）]")
# Whose units a phrase means: the others, or those of the own body by whatever it is called.
_WHOSE = (
    "(?:(?:其他|其它|其余|本|全)?(?:会|局|委|厅|办|院|校|公司|集团|系统)?"
    "|全[国省市区县州旗][一-鿿]{0,8}?)(?:有关|相关)?"
)
_CONJUNCTION = re.compile("会同|以及|[和与及]")

_DEPARTMENTS = r"(?:机关)?(?:各|全体|所有)(?:机关)?(?:内设)?(?:部门|处室|部室|科室|机构)|机关各部室"
_INSTITUTIONS = (
    r"(?:各|全体|所有)(?:直属|下属|所属|事业|直属事业|所属事业|二级)单位|直属各(?:事业)?单位"
)
_ALL = r"(?:各|全体|所有)单位|(?:各|全体|所有)(?:党支部|支部)"
_GROUPS: tuple[tuple[Group, re.Pattern[str]], ...] = (
    ("institutions", re.compile(f"{_WHOSE}(?:{_INSTITUTIONS})")),
    ("departments", re.compile(f"{_WHOSE}(?:{_DEPARTMENTS})")),
    ("all", re.compile(f"{_WHOSE}(?:{_ALL})")),
    ("all", re.compile(f"{_WHOSE}(?:{_DEPARTMENTS})[和及与]?(?:{_ALL}|{_INSTITUTIONS})")),
)


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """One unit as a cell names it, or a group of them, and the part it is given there."""

    text: str
    part: Part | None = None
    group: Group | None = None


def read_unit_list(text: str, is_known: Callable[[str], bool]) -> list[UnitNamed]:
    """Return the units that a cell names, each once, in the order written.

    They stand apart by 、 ， , ; / | or a line break; by blanks, 和 and 会同 only where that
    gives names which `is_known` knows, for a name may hold these itself. A part said before or
    behind a name holds for it and, as a heading with a colon, for those that follow. Units in
    brackets with their part, as in 办公室（组织部配合）, leave the other part to those before.
    """
    units: list[UnitNamed] = []
    part: Part | None = None
    begin = 0
    for aside in _ASIDE.finditer(text):
        if (beside := _part_of_aside(aside[1])) is None:
            continue
        before, part = _listed(text[begin : aside.start()], part, is_known)
        inside, _last = _listed(aside[1], None, is_known)
        units += _with_part(before, "leads" if beside == "cooperates" else "cooperates")
        units += _with_part(inside, beside)
        begin = aside.end()
    units += _listed(text[begin:], part, is_known)[0]
    once: dict[str, UnitNamed] = {}
    for unit in units:
        once.setdefault(unit.text, unit)
    return _said_behind(list(once.values()))


def _part_of_aside(text: str) -> Part | None:
    """Return the part of the units that brackets name; None where they name none."""
    said = _narrow(text)
    found = _BEFORE.fullmatch(said) or _BEHIND.fullmatch(said)
    return (
        _part(found) if found and found["rest"] and not re.fullmatch(_HOW, found["rest"]) else None
    )


def _with_part(units: list[UnitNamed], part: Part) -> list[UnitNamed]:
    return [unit if unit.part else replace(unit, part=part) for unit in units]


def _listed(
    text: str, part: Part | None, is_known: Callable[[str], bool]
) -> tuple[list[UnitNamed], Part | None]:
    """Return the units that a text names, and the part that its last heading says."""
    units: list[UnitNamed] = []
    for piece in split_units(text):
        if heading := _BEFORE.fullmatch(_narrow(piece)):
            part = _part(heading)
            piece = heading["rest"]
        named = (_named(name, part, is_known) for name in _names(piece, is_known))
        units += [unit for unit in named if unit.text]
    return units, part


def group_of_units(text: str) -> Group | None:
    """Return which units a phrase such as 各部门、各单位 or 机关各部门 means; None for a name."""
    phrase = _narrow(text)
    return next((group for group, words in _GROUPS if words.fullmatch(phrase)), None)


def _named(name: str, part: Part | None, is_known: Callable[[str], bool]) -> UnitNamed:
    behind = None if is_known(name) else _BEHIND.fullmatch(_narrow(name))
    if behind:
        name, part = behind["rest"], _part(behind)
    if not is_known(name):
        name = _ET_CETERA.sub("", name)
    return UnitNamed(name.strip(), part, None if is_known(name) else group_of_units(name))


def _said_behind(units: list[UnitNamed]) -> list[UnitNamed]:
    """Give those before 人事部配合 the same part, as far back as nobody leads."""
    last: Part | None = None
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.part is None and last == "cooperates" and place > 0:
            units[place] = UnitNamed(unit.text, last, unit.group)
        last = unit.part or last
    return units


def _part(found: re.Match[str]) -> Part:
    return "leads" if found["leads"] else "cooperates"


def _names(piece: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """Return the names in a piece, cut where that gives names that are known."""
    if not piece.strip():
        return
    if is_known(piece) or group_of_units(piece):
        yield piece
        return
    by_blanks = piece.split()
    if len(by_blanks) > 1 and any(is_known(one) or group_of_units(one) for one in by_blanks):
        for one in by_blanks:
            yield from _names(one, is_known)
        return
    joined = [one for one in _CONJUNCTION.split(piece) if one]
    if len(joined) > 1 and all(is_known(one) or group_of_units(one) for one in joined):
        yield from joined
        return
    yield piece


def _narrow(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
