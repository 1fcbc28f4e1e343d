"""Public holidays of France, by département (Code du travail L3133-1 and L3134-13; overseas, the
commemorations of the abolition of slavery).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from jours_feries_france import JoursFeries

ZONES = {
    **dict.fromkeys(("57", "67", "68"), "Alsace-Moselle"),
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
}
"""Zones with holidays of their own, by code of département, as the library names them."""
FIRST_YEAR = 1886
"""Year of the law that made Easter and Pentecost Mondays holidays; the library fails before it."""


def public_holiday(day: date, departement: str = "") -> str:
    """Returns the French name of the public holiday of a day in a département (by code; the common
    ones without it), or an empty text; days before `FIRST_YEAR` have none.
    """
    if day.year < FIRST_YEAR:
        return ""
    return _holidays_of(day.year, ZONES.get(departement, "Métropole")).get(day, "")


@cache
def _holidays_of(year: int, zone: str) -> Mapping[date, str]:
    holidays = JoursFeries.for_year(year, zone)
    return {
        day: name.replace("'", "’").replace("2ème", "Deuxième") for name, day in holidays.items()
    }
