"""The quarters of a year: which one a day lies in, and its first and last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any


def quarter_of(day: date) -> int:
    """Return the quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def first_day(year: int, quarter: int) -> date:
    """Return the day on which a quarter begins."""
    return date(year, quarter * 3 - 2, 1)


def last_day(year: int, quarter: int) -> date:
    """Return the day on which a quarter ends."""
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)


def last_month(year: Any, quarter: Any) -> Any:
    """Return the number of a quarter's last month, counted on from year to year.

    Numbers and columns of a statement are taken alike; the month is 12 times its year and its
    own number.
    """
    return year * 12 + quarter * 3
