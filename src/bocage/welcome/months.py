"""Months of the calendar, as people count them: « dans trois mois », « un an après »."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS_OF_A_YEAR = 12


def add_months(day: date, number: int) -> date:
    """The same day some months later (or before), the last of the month where there is none.

    >>> add_months(date(2026, 8, 31), 6).isoformat()
    '2027-02-28'
    """
    months = day.year * MONTHS_OF_A_YEAR + day.month - 1 + number
    year, month = divmod(months, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
