"""The quarters of a year: which one a day lies in, and its first and last day."""

from __future__ import annotations

from datetime import date, timedelta


def quarter_of(day: date) -> int:
    """Return the quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def first_day(year: int, quarter: int) -> date:
    """Return the day on which a quarter begins."""
    return date(year, quarter * 3 - 2, 1)


def last_day(year: int, quarter: int) -> date:
    """Return the day on which a quarter ends."""
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)
