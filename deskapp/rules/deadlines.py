"""Read the deadlines of a division of work: a date, or a phrase such as 全年 or 每季度末.

The text is always kept as it was written; the reading stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from deskapp.dates import read_date, with_arabic_digits

Recurring = Literal["none", "quarterly", "monthly", "standing"]

_STANDING = re.compile("长期|常态|持续|经常|日常|每[天日周]|每星期|standing|ongoing", re.IGNORECASE)
_QUARTERLY = re.compile("每季|各季度|按季|逐季|季度末前?$|quarterly", re.IGNORECASE)
_MONTHLY = re.compile("每个?月|各月|按月|逐月|monthly", re.IGNORECASE)
_ALL_YEAR = re.compile("全年|allyear", re.IGNORECASE)
_PARTS = re.compile("[,;、]|并|同时")

_DASHES = {0x2013: "-", 0x2014: "-", 0x2212: "-", 0xFF5E: "~", 0x301C: "~"}
_STOPS = "。.,、;:"

_YEAR = re.compile(r"^(?:(\d{4}|\d{2})年|(今年|本年|当年)|(明年|次年))度?(?=.)")
_BEFORE = re.compile(r"^(?:截至|截止到?|不晚于|不迟于|原则上|力争|确保|于|在|到|至)")
_AFTER = re.compile(r"(?:(?:之|以)?前|内|止)?(?:全部|基本)?(?:完成|报送|上报|提交|落实|办结)?$")
_STRICTLY_BEFORE = re.compile(r"(\d{1,2})月(?:之|以)?前(?:完成)?$")

_QUARTER = re.compile(r"第?([1-4])季度[末底]?|q([1-4])|前([1-3])个?季度", re.IGNORECASE)
_MONTH_PART = re.compile(r"(\d{1,2})月(?:份)?([底末]|上旬|中旬|下旬|初)?")
_RANGE = re.compile(r"(?:\d{4}年)?\d{1,2}(?:月(?:\d{1,2}日)?|[./]\d{1,2})?[-—~至到]+(.+)")
_YEAR_PARTS = {
    "上半年": 6, "年中": 6, "下半年": 12, "年底": 12, "年末": 12, "年终": 12, "年": 12, "底": 12,
    "末": 12, "中": 6, "年度": 12, "本年度": 12, "本年": 12, "今年": 12, "度": 12, "每年": 12,
    "每年年底": 12, "每年底": 12, "每年度": 12, "每半年": 12, "半年一次": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, the last day it can mean, and how it comes back.

    due is None when the phrase names no day at all (长期坚持) or could not be read.
    """

    text: str
    due: date | None
    recurring: Recurring


def read_deadline(cell: object, year: int) -> Deadline:
    """Return the cell read as a deadline of the given year.

    A month or a quarter is due on its last day; a range on its last day; 全年 on 31 December
    and stays standing; 每季度末 and 每月底 are due for the last time on 31 December.
    """
    read = read_date(cell, year)
    if read.precision == "day":
        return Deadline(read.text, read.value, "none")
    phrase = _compact(read.text)
    recurring = _recurring(phrase)
    if recurring == "none":
        return Deadline(read.text, _last_day_of_parts(phrase, year), recurring)
    if recurring == "standing" and not _ALL_YEAR.search(phrase):
        return Deadline(read.text, _last_day_of_parts(phrase, year), recurring)
    year, _rest = _year_named(phrase, year)
    return Deadline(read.text, _month_end(year, 12), recurring)


def _last_day_of_parts(phrase: str, year: int) -> date | None:
    """Return the last day of a phrase, or of the parts of it that name one.

    3月启动,10月底前完成 is due in October, 11月底前完成,长期坚持 in November.
    """
    due = _last_day_meant(phrase, year)
    if due is not None:
        return due
    days = [_last_day_meant(part, year) for part in _PARTS.split(phrase) if part]
    return max((day for day in days if day is not None), default=None)


def _compact(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return with_arabic_digits("".join(narrow.split())).rstrip(_STOPS)


def _recurring(phrase: str) -> Recurring:
    if _QUARTERLY.search(phrase) and not _QUARTER.search(phrase):
        return "quarterly"
    if _MONTHLY.search(phrase):
        return "monthly"
    standing = _STANDING.search(phrase) or _ALL_YEAR.search(phrase)
    return "standing" if standing else "none"


def _last_day_meant(phrase: str, year: int) -> date | None:
    phrase = _BEFORE.sub("", phrase)
    year, phrase = _year_named(phrase, year)
    if strictly := _STRICTLY_BEFORE.fullmatch(phrase):
        month = int(strictly[1])
        return date(year - 1, 12, 31) if month == 1 else _month_end(year, month - 1)
    core = _AFTER.sub("", phrase)
    if (span := _RANGE.fullmatch(core)) and not read_date(core, year).value:
        return _last_day_meant(span[1], year)
    read = read_date(core, year)
    if read.value is not None and read.precision == "month" and not core.endswith("月"):
        return _month_end(read.value.year, read.value.month)
    return read.value if read.precision == "day" else _period_end(core, year)


def _year_named(phrase: str, year: int) -> tuple[int, str]:
    found = _YEAR.match(phrase)
    if not found:
        return year, phrase
    named = int(found[1]) if found[1] else year + bool(found[3])
    rest = phrase[found.end() :]
    return (named + 2000 if named < 100 else named), rest


def _period_end(core: str, year: int) -> date | None:
    if quarter := _QUARTER.fullmatch(core):
        return _month_end(year, 3 * int(quarter[1] or quarter[2] or quarter[3]))
    if month := _MONTH_PART.fullmatch(core):
        end = _month_end(year, int(month[1]))
        day = {"初": 10, "上旬": 10, "中旬": 20}.get(month[2] or "")
        return end.replace(day=day) if end and day else end
    whole_year = re.fullmatch(r"(\d{4})年?", core)
    if whole_year:
        return _month_end(int(whole_year[1]), 12)
    return _month_end(year, _YEAR_PARTS.get(core, 0))


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1900 <= year < 2200):
        return None
    return date(year, month, monthrange(year, month)[1])
