"""Words of the room: free seats and hours."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import format_hours
from bocage.workspaces.front_desk.formatting import visitor_words
from bocage.workspaces.opening_hours.availability import OpenDay
from bocage.workspaces.search.place_finding import free_words

register = template.Library()
register.filter(free_words)
register.filter(visitor_words)


@register.filter
def opening_words(opened: OpenDay) -> str:
    """Returns a text such as « 9 h – 12 h 30 et 14 h – 18 h », or why it is closed."""
    if opened.is_open:
        return _(" et ").join(format_hours(*part) for part in opened.intervals)
    if opened.reason:
        return _("fermé (%(reason)s)") % {"reason": opened.reason}
    return _("fermé")


@register.filter
def short_weekday(day: date) -> str:
    """Returns a text such as « jeu. », “Thu”."""
    return date_format(day, "D")


@register.filter
def clock_words(minutes: int | None) -> str:
    """Minutes of a day as a field for an hour writes them: « 09:30 »."""
    return "" if minutes is None else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
