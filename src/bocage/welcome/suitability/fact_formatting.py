"""Formatting of the facts of a ranking, for the words that criteria declare."""

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road
from bocage.welcome.suitability.commune_facts import Fact
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import FactWords
from bocage.welcome.suitability.words import CountWords, Words

CLOSE_KM = 1.0
"""Distance below which something is close by."""


def count_words(words: CountWords, source: Words | None = None) -> FactWords:
    """Returns the words of a count, with the name of the commune and the way if it is another
    one.
    """

    def text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
        count = round(fact["value"])
        quantity = words.of(count) % {"count": number_format(count)}
        if "in" not in fact:
            return quantity
        return _("%(what)s %(there)s, %(way)s") % {
            "what": quantity,
            "there": _in_commune(fact["in"]),
            "way": format_way(fact["km"]),
        }

    return FactWords(text, source)


def format_number(value: float) -> str:
    """Formats a number, with one decimal unless it is an integer."""
    decimals = 0 if float(value).is_integer() else 1
    return number_format(value, decimals)


def format_way(kilometres: float) -> str:
    """Returns « à 9 km, environ 15 min en voiture », or « tout près »."""
    metres = kilometres * 1_000
    return format_road(metres, road_minutes(metres))


def is_close(kilometres: float) -> bool:
    """Checks whether a distance is less than a kilometre."""
    return kilometres < CLOSE_KM


def _in_commune(commune: str) -> str:
    """Returns « au Mêle-sur-Sarthe »: French contracts the article of a name, other languages do
    not.
    """
    if (get_language() or "fr").startswith("fr"):
        return at_name(commune)
    return _("%(at_commune)s") % {"at_commune": at_name(commune)}
