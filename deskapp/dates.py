"""Read dates and times as offices write them, and write them as offices read them.

Nothing here raises: what is no date is read as no date, with the text kept as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from deskapp.i18n import current_language

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_YEARS = range(1900, 2200)

# Excel counts days from here once the leap day of 1900, which never was, is behind it.
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(18264, 73051)  # 1950-01-01 to 2100-01-01: a smaller number is no date

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "两": "2"}
_TENS = re.compile("([一二三四五])?十([一二三四五六七八九])?(?=[年月日号时点分季])")
_CHINESE_DIGIT = re.compile(f"[{''.join(_DIGITS)}](?=[{''.join(_DIGITS)}]*[年月日号时点分季])")

_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_CLOCK = r"(?:[T,]?(?:上午|下午|中午|晚上|早上)?\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?)?"
_SEP = r"[-./、]"

# One shape a line; the names of the groups say what was written.
_SHAPES = tuple(
    re.compile(shape + _CLOCK, re.IGNORECASE)
    for shape in (
        rf"(?P<y>\d{{4}}|\d{{2}}){_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}})\.?",
        r"(?P<y>\d{4}|\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        rf"(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}})",
        r"(?P<d>\d{1,2})(?P<name>[a-z]{3,9}),?(?P<y>\d{4})",
        r"(?P<name>[a-z]{3,9})(?P<d>\d{1,2}),?(?P<y>\d{4})",
        r"(?P<y>\d{4}|\d{2})年(?P<m>\d{1,2})月份?",
        rf"(?P<y>\d{{4}}){_SEP}(?P<m>\d{{1,2}})",
        r"(?P<y>\d{4})(?P<m>\d{2})",
        r"(?P<m>\d{1,2})月份?",
    )
)

_HALF_OF_DAY = (
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|早)?"
    r"(?P<h>\d{1,2})(?::(?P<m>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"|[点时](?:(?P<m2>\d{1,2})分?|(?P<part>半|一刻|三刻|整|钟)?))"
    r"(?P<english>am|pm)?"
)
_TIME = re.compile(_HALF_OF_DAY, re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?P<h>\d{2})(?P<m>\d{2})")
_PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
_AFTERNOON = {"下午", "傍晚", "晚上", "晚间", "晚", "pm"}
_MORNING = {"凌晨", "am"}


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A cell read as a date: the value, the text as written, and how precise it was.

    With precision "month" the value is the first day of the month; with "none" it is None.
    """

    value: date | None
    text: str
    precision: Literal["day", "month", "none"]


def read_date(cell: object, year: int | None = None) -> ReadDate:
    """Return the cell read as a date; `year` completes one written without its year.

    Reads real dates, Excel's serial numbers, 2021-4-20 with any separator, 20210420,
    2021年4月20日, 二〇二一年四月二十日, 4月20日, 4-20, 2021年4月, 20 April 2021; a weekday
    or a time behind the date is passed over. A number such as 4.2 is no date: nobody can
    tell April 2 from April 20 in it.
    """
    if isinstance(cell, datetime):
        return ReadDate(cell.date(), shown_date(cell.date()), "day")
    if isinstance(cell, date):
        return ReadDate(cell, shown_date(cell), "day")
    text = "" if cell is None else str(cell)
    if isinstance(cell, bool) or (isinstance(cell, float) and not 1e4 < cell < 1e9):
        return ReadDate(None, text, "none")
    compact = _compact(str(int(cell)) if isinstance(cell, float) else text)
    return _from_serial(compact, text) or _from_shape(compact, text, year)


def shown_date(day: date | None) -> str:
    """Return the date as tables show it, 2021-04-20; no date is an empty text."""
    return "" if day is None else f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def long_date(day: date | None) -> str:
    """Return the date as running text has it: 2021年4月20日, in English 20 April 2021."""
    if day is None:
        return ""
    if current_language().startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def read_time(cell: object) -> time | None:
    """Return the cell read as a time of day, or None when it is none.

    Reads real times, Excel's fraction of a day, 9, 9:00, 930, 0930, 9点半, 14时30分, 下午2:30
    and 2:30 pm.
    """
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60) % (24 * 60)
        return time(minutes // 60, minutes % 60)
    return _time_from_text(_with_minutes(_compact(cell))) if isinstance(cell, str) else None


def _with_minutes(text: str) -> str:
    """Return 11 as 11:00 and 930 as 0930; everything else stays."""
    if re.fullmatch(r"[0-9]{1,2}", text):
        return f"{text}:00"
    return f"0{text}" if re.fullmatch(r"[0-9]{3}", text) else text


def shown_time(moment: time | None) -> str:
    """Return the time as 09:30; no time is an empty text."""
    return "" if moment is None else f"{moment.hour:02d}:{moment.minute:02d}"


def with_arabic_digits(text: str) -> str:
    """Return the text with the Chinese numbers of dates and times as digits: 二十日 is 20日."""

    def tens(found: re.Match[str]) -> str:
        before, after = found.groups()
        return f"{_DIGITS[before] if before else 1}{_DIGITS[after] if after else 0}"

    return _CHINESE_DIGIT.sub(lambda digit: _DIGITS[digit[0]], _TENS.sub(tens, text))


def _compact(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).translate({0x2013: "-", 0x2014: "-", 0x2212: "-"})
    return with_arabic_digits(_WEEKDAY.sub("", "".join(narrow.split())))


def _from_serial(compact: str, text: str) -> ReadDate | None:
    if not re.fullmatch(r"[0-9]{5}", compact) or int(compact) not in _SERIALS:
        return None
    return ReadDate(_SERIAL_ORIGIN + timedelta(days=int(compact)), text, "day")


def _from_shape(compact: str, text: str, year: int | None) -> ReadDate:
    for shape in _SHAPES:
        found = shape.fullmatch(compact)
        value = _date_of(found.groupdict(), year) if found else None
        if found and value:
            return ReadDate(value, text, "day" if "d" in found.groupdict() else "month")
    return ReadDate(None, text, "none")


def _date_of(parts: dict[str, str | None], year_in_context: int | None) -> date | None:
    written = parts.get("y")
    year = int(written) if written else year_in_context
    if year is None:
        return None
    month = _month_named(parts["name"] or "") if "name" in parts else int(parts["m"] or 0)
    try:
        day = date(year + 2000 if year < 100 else year, month, int(parts.get("d") or 1))
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _month_named(name: str) -> int:
    """Return 1 to 12 for an English month or the beginning of one, else 0."""
    months = enumerate(_ENGLISH_MONTHS, start=1)
    return next((n for n, month in months if month.casefold().startswith(name.casefold())), 0)


def _time_from_text(compact: str) -> time | None:
    found = _TIME.fullmatch(compact) or _FOUR_DIGITS.fullmatch(compact)
    if not found:
        return None
    parts = found.groupdict()
    hour = _hour(int(parts["h"]), parts.get("half") or (parts.get("english") or "").lower())
    minute = int(parts["m"] or parts.get("m2") or _PARTS_OF_HOUR.get(parts.get("part") or "", 0))
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hour(hour: int, half: str) -> int:
    if half in _AFTERNOON and hour < 12:
        return hour + 12
    if half == "中午" and hour < 6:
        return hour + 12
    return 0 if half in _MORNING and hour == 12 else hour
