"""Formatting of dates and times."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date, format_time


def when_words(moment: datetime) -> str:
    """Returns a date and time in words, as « samedi 16 janvier 2027 à 11 h »."""
    return _("%(day)s à %(time)s") % {
        "day": format_date(timezone.localtime(moment).date(), with_year=True),
        "time": format_time(moment),
    }
