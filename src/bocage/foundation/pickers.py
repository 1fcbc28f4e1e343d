"""What the day and half-day pickers show: facts that a room computes, drawn by components.

<c-days :days="days" legend="Jour" />              links, when each day has its `url`
<c-days :days="days" legend="Jour" name="day" />   radio buttons inside a form
"""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class DayChoice:
    """One day: `words` says what it offers (« libre », « 1 poste », « fermé »)."""

    date: datetime.date
    words: str | Promise
    chosen: bool = False
    shut: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class HalfChoice:
    """One part of a day: `words` says its hours, or why it cannot be chosen."""

    value: str
    label: str | Promise
    words: str | Promise
    chosen: bool = False
    shut: bool = False
    url: str = ""
