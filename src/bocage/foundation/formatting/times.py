"""Days and hours in words: « demain 9 h – 12 h », “tomorrow 9:00–12:00”.

The words follow the active language; the clock is that of the current time zone
(Europe/Paris unless a page activates another). French hours have no-break spaces inside, as the
Imprimerie nationale sets them.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, wraps

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.typography import NO_BREAK


def cached_by_language[**P](formatter: Callable[P, str]) -> Callable[P, str]:
    """Caches the last 4,096 texts that a function made, by language, time zone and arguments: lists
    show the same days again and again.
    """

    @lru_cache(maxsize=4096)
    def remembered(_locale_key: object, *args: P.args, **kwargs: P.kwargs) -> str:
        return formatter(*args, **kwargs)

    @wraps(formatter)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> str:
        locale_key = (get_language(), timezone.get_current_timezone())
        return remembered(locale_key, *args, **kwargs)  # type: ignore[arg-type]  # all are hashable

    return wrapper


def _in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def format_time(moment: datetime | time) -> str:
    """Formats a time of day: « 9 h », « 12 h 30 »; “9:00”, “12:30”."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).time()
    if not _in_french():
        return f"{moment.hour}:{moment.minute:02}"
    minutes = f"{NO_BREAK}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NO_BREAK}h{minutes}"


@cached_by_language
def format_hours(start: datetime, end: datetime) -> str:
    """Formats a period within a day: « 9 h – 12 h 30 »; “9:00–12:30”. The midnight that ends a day
    is 24 h.
    """
    last = format_time(end)
    if timezone.localtime(end).time() == time(0) and end > start:
        last = f"24{NO_BREAK}h" if _in_french() else "24:00"
    dash = f"{NO_BREAK}– " if _in_french() else "–"
    return f"{format_time(start)}{dash}{last}"


@cached_by_language
def format_date(day: date, *, with_year: bool = False, with_weekday: bool = True) -> str:
    """Formats a date without its year: « mardi 1er décembre »; “Tuesday 1 December”."""
    number = "1er" if day.day == 1 and _in_french() else str(day.day)
    words = [number, date_format(day, "F")]
    if with_weekday:
        words.insert(0, date_format(day, "l"))
    if with_year:
        words.append(str(day.year))
    return " ".join(words)


def format_day(day: date, *, today: date | None = None) -> str:
    """Formats a day: « aujourd’hui », « demain », « hier », else the date; with its year if it is
    another.
    """
    today = today or timezone.localdate()
    match (day - today).days:
        case -1:
            return _("hier")
        case 0:
            return _("aujourd’hui")
        case 1:
            return _("demain")
        case _distant:
            return format_date(day, with_year=day.year != today.year)


def format_period(start: datetime, end: datetime, *, today: date | None = None) -> str:
    """Formats a period: « demain 9 h – 12 h », « mardi 1er décembre 9 h – 12 h »; with two days if
    it spans them.
    """
    first, last = _days(start, end)
    if first == last:
        return f"{format_day(first, today=today)} {format_hours(start, end)}"
    return _("%(start)s jusqu’à %(end)s") % {
        "start": f"{format_day(first, today=today)} {format_time(start)}",
        "end": f"{format_day(last, today=today)} {format_time(end)}",
    }


def format_moment(moment: datetime, *, today: date | None = None) -> str:
    """Formats a deadline: « demain 17 h ». Midnight ends a day: « demain à minuit »."""
    local = timezone.localtime(moment)
    if local.time() == time():
        before = local.date() - timedelta(days=1)
        return _("%(day)s à minuit") % {"day": format_day(before, today=today)}
    return f"{format_day(local.date(), today=today)} {format_time(moment)}"


def full_moment(moment: datetime) -> str:
    """Formats a moment in full: « le 1er décembre 2026 à 5 h 37 », “1 December 2026 at 5:37”.

    For documents that are stored, where no day is relative to the reader's own.
    """
    return _("le %(day)s à %(time)s") % {
        "day": full_date(timezone.localtime(moment).date()),
        "time": format_time(moment),
    }


def full_date(day: date) -> str:
    """Formats a date in full: « 1er décembre 2026 », “1 December 2026”."""
    return format_date(day, with_year=True, with_weekday=False)


def announced_period(start: datetime, end: datetime, *, today: date | None = None) -> str:
    """Formats a period for a mail: « demain mercredi 25 novembre, 9 h – 12 h 30 »; a near day has
    both its name and its date.
    """
    first, last = _days(start, end)
    if first != last:
        return full_period(start, end)
    near, dated = format_day(first, today=today), format_date(first)
    day = dated if near.startswith(dated) else f"{near} {dated}"
    return f"{day}, {format_hours(start, end)}"


@cached_by_language
def full_period(start: datetime, end: datetime) -> str:
    """Formats a period in full, for screen readers, titles and mails: « mardi 24 novembre 2026, de
    9 h à 12 h ».
    """
    first, last = _days(start, end)
    if first == last:
        return _("%(day)s, de %(start)s à %(end)s") % {
            "day": format_date(first, with_year=True),
            "start": format_time(start),
            "end": format_time(end),
        }
    return _("du %(start_day)s à %(start)s au %(end_day)s à %(end)s") % {
        "start_day": format_date(first, with_year=True),
        "start": format_time(start),
        "end_day": format_date(last, with_year=True),
        "end": format_time(end),
    }


def _days(start: datetime, end: datetime) -> tuple[date, date]:
    """Returns the local days of the first and of the last moment (the end itself is outside)."""
    last = timezone.localtime(end) - timedelta(microseconds=1)
    return timezone.localtime(start).date(), last.date()
