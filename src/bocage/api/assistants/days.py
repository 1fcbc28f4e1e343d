"""Parsing of days in words: « jeudi », « demain », 2026-12-03."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bocage.foundation.formatting.plain_words import plain_words

DAYS = {
    "aujourd hui": 0,
    "today": 0,
    "ce jour": 0,
    "demain": 1,
    "tomorrow": 1,
    "apres demain": 2,
    "day after tomorrow": 2,
}
WEEKDAYS = [
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
]
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LONGEST_DAY = 40


class DayUnread(ValueError):
    """Error: the text is not a day."""


def read_day(text: str, *, today: date) -> date:
    """Returns the day named on `today`, in French or in English: a date (2026-12-03), « demain »,
    or a day of the week, which is the next one, today included; « jeudi prochain » is never
    today.

    Raises:
        DayUnread: it is none of these.
    """
    words = plain_words(text)
    if ISO_DATE.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise _unread() from None
    if words in DAYS:
        return today + timedelta(days=DAYS[words])
    weekday_name = words.removesuffix(" prochain").removeprefix("next ")
    for weekday, names in enumerate(WEEKDAYS):
        if weekday_name in names:
            days = (weekday - today.weekday()) % 7
            return today + timedelta(days=days or (7 if weekday_name != words else 0))
    raise _unread()


def _unread() -> DayUnread:
    return DayUnread(
        _("Ce jour ne se lit pas : dites 2026-12-03, « demain », ou un jour de la semaine.")
    )
