"""Rules of series, days and hours in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import format_date, format_hours
from bocage.workspaces.opening_hours.availability import instant
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import LAST, Recurrence

RANKED = {
    1: gettext_lazy("le premier %(weekday)s du mois"),
    2: gettext_lazy("le deuxième %(weekday)s du mois"),
    3: gettext_lazy("le troisième %(weekday)s du mois"),
    4: gettext_lazy("le quatrième %(weekday)s du mois"),
    LAST: gettext_lazy("le dernier %(weekday)s du mois"),
}


def format_rhythm(recurrence: Recurrence) -> str:
    """Returns a text such as « chaque mardi », « un mardi sur deux », « le deuxième mardi du mois
    ».
    """
    words = {"weekday": date_format(recurrence.first_on, "l")}
    if recurrence.rank is not None:
        return str(RANKED[recurrence.rank]) % words
    if recurrence.frequency == BookingSeries.Frequency.FORTNIGHTLY:
        return _("un %(weekday)s sur deux") % words
    return _("chaque %(weekday)s") % words


def format_clock(recurrence: Recurrence) -> str:
    """Returns a text such as « 9 h – 12 h »: the hours on the wall, the same on every day."""
    plain_day = date(2026, 1, 15)
    return format_hours(instant(plain_day, recurrence.starts), instant(plain_day, recurrence.ends))


def format_span(days: list[date]) -> str:
    """Returns a text such as « du mardi 1er décembre au mardi 23 février 2027 »."""
    first, last = days[0], days[-1]
    if first == last:
        return _("le %(day)s") % {"day": format_date(first, with_year=True)}
    return _("du %(first)s au %(last)s") % {
        "first": format_date(first, with_year=first.year != last.year),
        "last": format_date(last, with_year=True),
    }


def on_the_clock(minutes: int) -> str:
    """Minutes of a day as addresses and forms write them: « 09:30 », « 24:00 »."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
