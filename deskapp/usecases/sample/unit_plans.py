"""Say which units the sample has, with how many branches and people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from deskapp.usecases.sample.sizes import Size
from deskapp.usecases.sample.texts import read_texts

_DIGITS: tuple[str, ...] = ("", *"一二三四五六七八九")


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be made: its names, its head's post, and how large it is.

    `branches` does not count the general branch above them, where there is one.
    """

    name: str
    kind: str
    head: str
    people: int
    officers: int
    short: str = ""
    branches: int = 1
    general: bool = False
    deputies: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """Return the short name, or the name where there is none."""
        return self.short or self.name


# Two departments and two institutions, small enough for a test: 8 branches, 30 people.
_SMALL: dict[str, dict[str, Any]] = {
    "办公室": {"people": 10, "officers": 2},
    "科学技术普及部": {"people": 5, "officers": 2},
    "示例市科技馆": {"people": 9, "officers": 2, "branches": 3},
    "示例市青少年科技中心": {"people": 6, "officers": 2, "branches": 2, "general": False},
}


def unit_plans(size: Size) -> list[UnitPlan]:
    """Return the units of a sample in office order."""
    office = [
        UnitPlan(**{**unit, "deputies": tuple(unit.get("deputies", ()))})
        for unit in read_texts("organisation")["units"]
    ]
    if size.only_small:
        return [replace(plan, **_SMALL[plan.name]) for plan in office if plan.name in _SMALL]
    return _for_measuring(office, size) if size.is_for_measuring else office


def _for_measuring(office: list[UnitPlan], size: Size) -> list[UnitPlan]:
    more = [_service_station(place) for place in range(size.units - len(office))]
    return [
        replace(
            plan,
            people=_share(size.people, size.units, place),
            branches=_share(size.branches, size.units, place),
            officers=size.officers,
            general=False,
        )
        for place, plan in enumerate([*office, *more])
    ]


def _service_station(place: int) -> UnitPlan:
    number = chinese_number(place + 1)
    return UnitPlan(f"示例市第{number}科普服务站", "institution", "站长", 0, 0, f"第{number}服务站")


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as it is written in names: 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + _DIGITS[ones]


def _share(total: int, parts: int, place: int) -> int:
    """Return the part of a total that falls to a place, as even as whole numbers allow."""
    return total // parts + (place < total % parts)
