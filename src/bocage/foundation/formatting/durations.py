"""Lengths of time in the words of people: « 45 minutes », « 1 h 30 », « 1 semaine »."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY, WEEK = 1, 60, 24 * 60, 7 * 24 * 60
"""Minutes of each unit of duration."""

DAYS_FROM = 2 * DAY
"""Duration from which whole days are written in days."""
WEEKS_UNTIL = 4 * WEEK
"""Duration up to which whole weeks are written in weeks."""


def format_minutes(minutes: int) -> str:
    """Formats a number of minutes in words, one at least."""
    if minutes <= WEEKS_UNTIL and minutes % WEEK == 0:
        weeks = minutes // WEEK
        return ngettext("%(count)d semaine", "%(count)d semaines", weeks) % {"count": weeks}
    if minutes >= DAYS_FROM and minutes % DAY == 0:
        days = minutes // DAY
        return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}
    hours, remainder = divmod(minutes, HOUR)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", remainder) % {"count": remainder}
    if not remainder:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": remainder}


def format_days(days: int) -> str:
    """Formats a number of days in words: in whole years or months if it is a multiple of them.

    A year is 365 or 366 days and a month 30 or 31: data retained « 3 ans » may stay a day longer.
    """
    years, remainder = divmod(days, 365)
    if years and remainder <= years:
        return ngettext("%(count)d an", "%(count)d ans", years) % {"count": years}
    months, remainder = divmod(days, 30)
    if months >= 2 and remainder <= months:
        return ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}
