"""How the pages say what the territory knows."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def distance(metres: float) -> str:
    """A distance as the crow flies: 800 m, 4,2 km, 27 km."""
    if metres < 950:
        return _("%(metres)s m") % {"metres": number_format(max(50, round(metres / 50) * 50))}
    decimals = 1 if metres < 9_950 else 0
    return _("%(kilometres)s km") % {
        "kilometres": number_format(round(metres / 1000, decimals), decimals)
    }
