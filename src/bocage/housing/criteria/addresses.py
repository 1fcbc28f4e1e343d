"""Criteria from and to query strings, shared by the search page and saved searches.

Addresses follow « Où travailler ? »: French parameters, kilometres, and nothing for an absent
criterion. Reading never fails: an invalid value is reported in a sentence and ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.forms import KIND_WORDS, OFFER_WORDS, HomeSearchForm
from bocage.housing.criteria.kinds import HOMES, Offer, PropertyKind
from bocage.territory.models import Commune, resolve_commune

USUAL_RADIUS_M = 15_000
"""Radius used when the address states none."""

WORD_OF_OFFER = {offer: word for word, offer in OFFER_WORDS.items()}
WORD_OF_KIND = {kind: word for word, kind in KIND_WORDS.items()}
EVERY_HOME = tuple(kind.value for kind in HOMES)


@dataclass(frozen=True, slots=True)
class ReadCriteria:
    """Criteria of an address, and a sentence for each part of it that was not followed."""

    criteria: Criteria
    sentences: tuple[str, ...] = ()


def criteria_from(query: QueryDict) -> Criteria:
    """Returns the criteria of a query string; invalid values are ignored."""
    return read_criteria(query).criteria


def read_criteria(query: QueryDict) -> ReadCriteria:
    """Reads the criteria of an address, with a sentence for each part that was left aside. One
    query where a commune is named, else none.
    """
    form = HomeSearchForm(query)
    values = form.understood()
    sentences = form.left_aside()
    price = _ordered(values, "prix", sentences)
    surface = _ordered(values, "surface", sentences)
    rooms = _ordered(values, "pieces", sentences)
    kinds = {KIND_WORDS[word] for word in values.get("bien") or ()} or set(HOMES)
    criteria = Criteria(
        offer=OFFER_WORDS.get(values.get("offre") or "", Offer.SALE).value,
        kinds=tuple(kind.value for kind in PropertyKind if kind in kinds),
        price_from=price[0],
        price_to=price[1],
        surface_from=surface[0],
        surface_to=surface[1],
        rooms_from=rooms[0],
        rooms_to=rooms[1],
        land_from_m2=values.get("terrain_min") or None,
        energy_at_least=values.get("energie") or "",
        needs_fibre=bool(values.get("fibre")),
        needs_office_room=bool(values.get("bureau")),
        needs_garden=bool(values.get("jardin")),
        workspace_within_m=_in_metres(values.get("travail")),
        words=" ".join((values.get("mots") or "").split()),
        area=_area(values, sentences),
    )
    return ReadCriteria(criteria, tuple(dict.fromkeys(sentences)))


def address_of(criteria: Criteria, **changes: str) -> str:
    """Returns the criteria as a query string; `changes` adds or replaces parameters."""
    state: dict[str, Any] = {}
    if criteria.offer != Offer.SALE:
        state["offre"] = WORD_OF_OFFER[Offer(criteria.offer)]
    if criteria.kinds != EVERY_HOME:
        state["bien"] = [WORD_OF_KIND[PropertyKind(kind)] for kind in criteria.kinds]
    state |= {
        word: value
        for word, value in (
            ("prix-min", criteria.price_from),
            ("prix-max", criteria.price_to),
            ("surface-min", criteria.surface_from),
            ("surface-max", criteria.surface_to),
            ("pieces-min", criteria.rooms_from),
            ("pieces-max", criteria.rooms_to),
            ("terrain-min", criteria.land_from_m2),
            ("energie", criteria.energy_at_least or None),
            ("fibre", "oui" if criteria.needs_fibre else None),
            ("bureau", "oui" if criteria.needs_office_room else None),
            ("jardin", "oui" if criteria.needs_garden else None),
            ("travail", kilometres_of(criteria.workspace_within_m)),
            ("mots", criteria.words or None),
        )
        if value is not None
    }
    if criteria.area:
        state |= _words_of_area(criteria.area)
    return urlencode(state | changes, doseq=True)


def _words_of_area(area: Area) -> dict[str, Any]:
    words: dict[str, Any] = {"pres-de": area.label} if area.label else {}
    if area.commune:
        words["commune"] = area.commune
    else:
        words |= {"lat": area.latitude, "lon": area.longitude}
    if area.radius_m != USUAL_RADIUS_M:
        words["rayon"] = kilometres_of(area.radius_m)
    return words


def _ordered(
    values: Mapping[str, Any], name: str, sentences: list[str]
) -> tuple[int | None, int | None]:
    """Returns the bounds of a criterion, the smaller first; None for a bound that excludes
    nothing.
    """
    low, high = values.get(f"{name}_min") or None, values.get(f"{name}_max") or None
    if low is not None and high is not None and low > high:
        sentences.append(_("Un minimum dépassait son maximum : ils ont été échangés."))
        return high, low
    return low, high


def _area(values: Mapping[str, Any], sentences: list[str]) -> Area | None:
    """Returns the circle around a commune, else around a position, else none."""
    radius_m = _in_metres(values.get("rayon")) or USUAL_RADIUS_M
    text = values.get("pres_de") or ""
    latitude, longitude = values.get("lat"), values.get("lon")
    if latitude is not None and longitude is not None and not values.get("commune"):
        return Area(
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            radius_m=radius_m,
            label=text,
        )
    commune = _commune(values.get("commune") or "", text, sentences)
    if commune is None:
        return None
    area = Area.around(commune, radius_m)
    if area is None:
        sentences.append(
            _("La position %(of_commune)s n’est pas connue : voici tout le territoire.")
            % {"of_commune": of_name(commune.name)}
        )
    return area


def _commune(code: str, text: str, sentences: list[str]) -> Commune | None:
    """Returns the commune of the code, else the best match of the text."""
    if code:
        commune = resolve_commune(code)
        if commune is not None:
            return commune
        if not text:
            sentences.append(_("Cette commune est inconnue : elle est laissée de côté."))
    if not text:
        return None
    commune = next(iter(Commune.objects.search(text, limit=1)), None)
    if commune is None:
        sentences.append(
            _("Aucune commune ne s’appelle « %(text)s » : voici tout le territoire.")
            % {"text": text}
        )
    return commune


def _in_metres(kilometres: float | None) -> int | None:
    return round(kilometres * 1000) if kilometres else None


def kilometres_of(metres: int | None) -> str | None:
    """Kilometres as addresses write them: « 15 », « 2.5 »."""
    return f"{metres / 1000:.3f}".rstrip("0").rstrip(".") if metres else None
