"""Texts on searches and homes: amounts, distances, criteria."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import join_alternatives, of_name
from bocage.foundation.formatting.typography import NARROW_NO_BREAK, NO_BREAK
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.kinds import Offer, PropertyKind

RELUCTANT_TO_NAME = 3
"""Kinds beyond this many are not named one by one."""


def euros(amount: int) -> str:
    """Returns a text such as « 120 000 € » (U+202F between thousands, U+00A0 before the sign);
    “€120,000”.
    """
    if (get_language() or "fr").startswith("fr"):
        return f"{amount:,}".replace(",", NARROW_NO_BREAK) + f"{NO_BREAK}€"
    return f"€{amount:,}"


def asking_price(amount: int, offer: str) -> str:
    """Returns a text such as « 120 000 € », and « 600 € par mois » for a rental."""
    if offer in {Offer.RENTAL, Offer.SEASONAL_RENTAL}:
        return _("%(price)s par mois") % {"price": euros(amount)}
    return euros(amount)


def kilometres(metres: float) -> str:
    """Returns a text such as « 12 km »; under one kilometre, « moins d’1 km »."""
    if metres < 1000:
        return _("moins d’1 km")
    return f"{round(metres / 1000)}{NO_BREAK}km"


def pieces(rooms: int) -> str:
    """Returns a text such as « 4 pièces »."""
    return ngettext("%(count)d pièce", "%(count)d pièces", rooms) % {"count": rooms}


def criteria_in_words(criteria: Criteria) -> str:
    """Returns a text such as « Maison à vendre · 15 km autour de Mortagne · jusqu’à 200 000 € · 4
    pièces ou plus ».
    """
    return " · ".join(_parts(criteria))


def short_name(criteria: Criteria) -> str:
    """Returns the default name of a search, until its person gives another: « Maison à vendre, 15
    km autour de Mortagne ».
    """
    parts = [_kinds_and_offer(criteria)]
    if criteria.area:
        parts.append(place_in_words(criteria.area))
    return ", ".join(parts)[:120]


def _parts(criteria: Criteria) -> Iterator[str]:
    yield _kinds_and_offer(criteria)
    if criteria.area:
        yield place_in_words(criteria.area)
    bounds = price_in_words(criteria), surface_in_words(criteria), rooms_in_words(criteria)
    yield from filter(None, bounds)
    yield from (words for words, _name in wishes_in_words(criteria))


def price_in_words(criteria: Criteria) -> str:
    """Returns a text such as « jusqu’à 200 000 € »; empty without a bound on the price."""
    low, high = criteria.price_from, criteria.price_to
    return _between(
        low and asking_price(low, criteria.offer), high and asking_price(high, criteria.offer)
    )


def surface_in_words(criteria: Criteria) -> str:
    """Returns a text such as « de 80 m² à 120 m² »; empty without a bound on the surface."""
    low, high = criteria.surface_from, criteria.surface_to
    return _between(low and f"{low}{NO_BREAK}m²", high and f"{high}{NO_BREAK}m²")


def rooms_in_words(criteria: Criteria) -> str:
    """Returns a text such as « au moins 4 pièces »; empty without a bound on the number."""
    low, high = criteria.rooms_from, criteria.rooms_to
    return _between(low and pieces(low), high and pieces(high))


def wishes_in_words(criteria: Criteria) -> Iterator[tuple[str, str]]:
    """Yields the remaining criteria of a search in words, each with its name."""
    if criteria.land_from_m2:
        yield _("terrain d’au moins %(m2)s m²") % {"m2": criteria.land_from_m2}, "land_from_m2"
    if criteria.energy_at_least:
        words = _("classe énergie %(class)s ou mieux") % {"class": criteria.energy_at_least}
        yield words, "energy_at_least"
    if criteria.needs_fibre:
        yield _("fibre"), "needs_fibre"
    if criteria.needs_office_room:
        yield _("place pour un bureau"), "needs_office_room"
    if criteria.needs_garden:
        yield _("jardin"), "needs_garden"
    if criteria.workspace_within_m:
        distance = kilometres(criteria.workspace_within_m)
        words = _("bureau partagé à moins de %(distance)s") % {"distance": distance}
        yield words, "workspace_within_m"
    if criteria.words:
        yield _("« %(words)s »") % {"words": criteria.words}, "words"


def _between(low: str | int | None, high: str | int | None) -> str:
    if low and high:
        return _("de %(low)s à %(high)s") % {"low": low, "high": high}
    if high:
        return _("jusqu’à %(high)s") % {"high": high}
    return _("au moins %(low)s") % {"low": low} if low else ""


def _kinds_and_offer(criteria: Criteria) -> str:
    words = {
        Offer.SALE: _("à vendre"),
        Offer.RENTAL: _("à louer"),
        Offer.LIFE_ANNUITY: _("en viager"),
        Offer.SEASONAL_RENTAL: _("en location de vacances"),
        Offer.BUSINESS_TRANSFER: _("à reprendre"),
    }
    return f"{capfirst(kinds_in_words(criteria.kinds))} {words[Offer(criteria.offer)]}"


def kinds_in_words(kinds: Sequence[str]) -> str:
    """Returns a text such as « maison ou terrain »; « bien » for more kinds than are named."""
    if not kinds or len(kinds) > RELUCTANT_TO_NAME:
        return _("bien")
    return join_alternatives(str(kind.label) for kind in PropertyKind if kind in kinds)


def place_in_words(area: Area) -> str:
    """Returns a text such as « 15 km autour de Mortagne »."""
    return _("%(distance)s autour %(of_place)s") % {
        "distance": kilometres(area.radius_m),
        "of_place": of_name(area.label or _("la position choisie")),
    }
