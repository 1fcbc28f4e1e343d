"""Words of the room: free seats and hours."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.spoken_time import spoken_hours
from bocage.foundation.formatting.written_dates import date_format
from bocage.workspaces.availability import OpenDay
from bocage.workspaces.models import ResourceKind
from bocage.workspaces.visitor_words import visitor_words

register = template.Library()
register.filter(visitor_words)


@register.filter
def free_words(found: Any) -> str:
    """« 5 postes libres », « 1 salle de réunion libre », « complet »."""
    if found.free == 0:
        return _("complet")
    if found.kind == ResourceKind.DESK:
        words = ngettext("%(count)d poste libre", "%(count)d postes libres", found.free)
    else:
        words = ngettext("%(count)d espace libre", "%(count)d espaces libres", found.free)
    return words % {"count": found.free}


@register.filter
def opening_words(opened: OpenDay) -> str:
    """« 9 h – 12 h 30 et 14 h – 18 h », or why it is closed."""
    if opened.is_open:
        return _(" et ").join(spoken_hours(*part) for part in opened.intervals)
    if opened.reason:
        return _("fermé (%(reason)s)") % {"reason": opened.reason}
    return _("fermé")


@register.filter
def short_weekday(day: date) -> str:
    """« jeu. », “Thu”."""
    return date_format(day, "D")


@register.filter
def clock_words(minutes: int | None) -> str:
    """Minutes of a day as a field for an hour writes them: « 09:30 »."""
    return "" if minutes is None else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
