"""Formatting of distances in words, for all rooms.

« Tout près » is used for equal positions, as of homes and places that are known by their commune
alone: « à 0 km » or « à 50 m » would be a false precision.
"""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.territory.travel import SAME_PLACE_M

HOUR = 60
SHORTEST = 5
IN_METRES_M = 950
"""Distance below which metres are used."""
ROUGH_M = 6_000
"""Distance below which a way between two people is not given in figures, in metres."""
WITH_DECIMAL_M = 2_950
"""Distance below which tenths of a kilometre are used."""


def format_distance(metres: float) -> str:
    """Formats a distance as the crow flies: « 800 m », « 1,4 km », « 27 km »."""
    if metres < IN_METRES_M:
        return _("%(metres)s m") % {"metres": number_format(max(50, round(metres / 50) * 50))}
    decimals = 1 if metres < WITH_DECIMAL_M else 0
    return _("%(kilometres)s km") % {
        "kilometres": number_format(round(metres / 1000, decimals), decimals)
    }


def format_way(metres: float) -> str:
    """Formats « à 9 km », or « tout près »."""
    if is_close(metres):
        return _("tout près")
    return _("à %(distance)s") % {"distance": format_distance(metres)}


def format_way_from(metres: float, name: str) -> str:
    """Formats « à 9 km du Mêle-sur-Sarthe », or « tout près de Sées »."""
    words = {"of_name": of_name(name)}
    if is_close(metres):
        return _("tout près %(of_name)s") % words
    return _("à %(distance)s %(of_name)s") % (words | {"distance": format_distance(metres)})


def format_road(metres: float, minutes: int) -> str:
    """Formats « à 9 km, environ 15 min en voiture », or « tout près »."""
    if is_close(metres):
        return format_way(metres)
    return _("%(way)s, %(drive)s") % {"way": format_way(metres), "drive": format_drive(minutes)}


def format_rough_way(metres: float) -> str:
    """Formats a distance between people: « à environ 9 km », « à quelques kilomètres ».

    Shorter distances and minutes would tell where one of them lives, so they are not given.
    """
    if metres < ROUGH_M:
        return _("à quelques kilomètres")
    return _("à environ %(kilometres)s km") % {"kilometres": round(metres / 1000)}


def is_close(metres: float) -> bool:
    """Checks whether a distance in metres is too short to be displayed."""
    return metres < SAME_PLACE_M


def format_drive(minutes: int) -> str:
    """Formats an estimated drive: « environ 15 min en voiture », « environ 1 h 05 en voiture »."""
    hours, rest = divmod(max(minutes, SHORTEST), HOUR)
    if not hours:
        return _("environ %(minutes)d min en voiture") % {"minutes": rest}
    if not rest:
        return _("environ %(hours)d h en voiture") % {"hours": hours}
    return _("environ %(hours)d h %(minutes)02d en voiture") % {"hours": hours, "minutes": rest}
