"""Dates as French writes them: « 1er novembre 2026 », then « 2 novembre ».

Django's formats have no letter for it. The house therefore writes its dates here, in Python by
`date_format` and in templates by the `date` filter (`foundation.templatetags.face`), which takes
the place of Django's.
"""

import re
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import get_language

_DAY_BEFORE_MONTH = re.compile(r"(?<!\\)j(?= ?[FENMb])")


def date_format(value: date | datetime, form: str = "DATE_FORMAT") -> str:
    """Formats a date in the active language, by one of Django's formats."""
    return formats.date_format(value, with_ordinal(value, form))


def long_date(moment: datetime) -> str:
    """Writes the day of a moment in the current time zone: « 1er décembre 2026 »."""
    return date_format(timezone.localtime(moment))


def with_ordinal(value: date | datetime | str | None, form: str) -> str:
    """Returns the format to use for this very date: in French, the first of a month is its « 1er
    ».
    """
    if not isinstance(value, date) or value.day != 1:
        return form
    if not (get_language() or "").startswith("fr"):
        return form
    return _DAY_BEFORE_MONTH.sub(r"j\\e\\r", formats.get_format(form))
