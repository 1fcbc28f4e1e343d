"""The time of a road as people say it."""

from __future__ import annotations

from django.utils.translation import gettext as _

HOUR = 60
SHORTEST = 5


def spoken_drive(minutes: int) -> str:
    """« environ 15 min en voiture », « environ 1 h 05 en voiture »: an estimate says that it is."""
    hours, rest = divmod(max(minutes, SHORTEST), HOUR)
    if not hours:
        return _("environ %(minutes)d min en voiture") % {"minutes": rest}
    if not rest:
        return _("environ %(hours)d h en voiture") % {"hours": hours}
    return _("environ %(hours)d h %(minutes)02d en voiture") % {"hours": hours, "minutes": rest}
