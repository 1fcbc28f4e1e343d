"""Places as other programs read them: tables, a map (GeoJSON), the national census, schema.org."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from bocage.foundation.files.spreadsheets import harmless
from bocage.foundation.files.vcards import OrganisationCard
from bocage.territory.models import Commune
from bocage.workspaces.bookings.place_schema import address_of_page
from bocage.workspaces.places.models import Place, PlaceKind
from bocage.workspaces.places.querysets import PlaceQuerySet
from bocage.workspaces.search.place_finding import FoundPlace

FRESH_S = 300
"""Validity of a map of places in seconds (the `ttl` of GBFS)."""
CENSUS_COLUMNS = (
    *("ID", "NOM_TL", "ADRESSE", "CP", "COMINIT", "INSEECOM", "NOMCOM"),
    *("WEB", "TYPO", "LAT", "LONG", "INSEEDEP"),
)
"""Columns of the national census of third places of 2019 that its readers need, and that we use."""
CENSUS_KINDS = {
    PlaceKind.COWORKING: "Tiers lieux à dominante coworking",
    PlaceKind.FABLAB: "Tiers lieux à dominante fablab",
}
UNKNOWN = "0"
"""Code of the census for an unknown value."""


def table_header() -> list[str]:
    """Returns the columns of the list of places."""
    return [
        *(_("Nom"), _("Nature"), _("Adresse"), _("Code postal"), _("Commune"), _("Code INSEE")),
        *(_("Latitude"), _("Longitude"), _("Distance (m)"), _("Courriel"), _("Téléphone")),
        *(_("Site web"), _("Fibre"), _("Débit (Mb/s)"), _("Équipement"), _("Accessibilité")),
        *(_("Jour"), _("Places libres ce jour"), _("Places en tout"), _("Page")),
    ]


def table_rows(results: Iterable[FoundPlace]) -> Iterator[Sequence[object]]:
    """Yields the places of a search, in its order, with their availability on its day."""
    words = {True: _("oui"), False: _("non"), None: ""}
    for result in results:
        place = result.place
        yield [
            *(place.name, str(place.get_kind_display()), place.address, place.postcode),
            *(place.commune.name, place.commune_id, place.latitude, place.longitude),
            *(None if result.distance_m is None else round(result.distance_m), place.contact_email),
            *(place.contact_phone, place.website, words[place.has_fibre], place.download_mbps),
            *(", ".join(place.equipment_labels), ", ".join(place.accessibility_labels)),
            *(result.day.isoformat(), result.free, result.total, address_of_page(place)),
        ]


def map_of_places() -> bytes:
    """Returns every published place that has a position (GeoJSON, RFC 7946), with when it last
    changed and for how long that is valid, as in GBFS files; two queries.
    """
    features = [_feature(place) for place in _located()]
    changed = [feature["properties"]["last_updated"] for feature in features]
    collection = {
        "type": "FeatureCollection",
        "last_updated": max(changed, default=None),
        "ttl": FRESH_S,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _located() -> PlaceQuerySet:
    """Returns the places with their communes, prefetched by code: a join would read all of the
    country.
    """
    communes = Prefetch("commune", queryset=Commune.objects.only("name", "departement"))
    located = Place.objects.published().filter(latitude__isnull=False)
    return located.prefetch_related(communes).order_by("pk")


def _feature(place: Place) -> dict[str, Any]:
    properties = {
        "name": place.name,
        "kind": place.kind,
        "address": place.address,
        "postcode": place.postcode,
        "commune": place.commune.name,
        "commune_code": place.commune_id,
        "has_fibre": place.has_fibre,
        "download_mbps": place.download_mbps,
        "equipment": place.equipment,
        "accessibility": place.accessibility,
        "position_source": place.position_source,
        "url": address_of_page(place),
        "last_updated": place.updated_at.isoformat(timespec="seconds"),
    }
    geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": str(place.pk), "geometry": geometry, "properties": properties}


def census_file() -> bytes:
    """Returns the published places in the columns of the national census, which `tiers_lieux_2019`
    reads back; two queries. A place that is not located has no place in it.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(CENSUS_COLUMNS)
    for place in _located():
        writer.writerow(harmless(cell) for cell in _census_row(place))
    return buffer.getvalue().encode()


def _census_row(place: Place) -> list[object]:
    commune = place.commune
    known_as = place.external_id if place.source and place.external_id else place.pk.hex[-20:]
    return [
        *(known_as, place.name, place.address, place.postcode or UNKNOWN, commune.name),
        *(commune.code, commune.name, place.website),
        CENSUS_KINDS.get(PlaceKind(place.kind), ""),
        *(f"{place.latitude:.6f}", f"{place.longitude:.6f}", commune.departement_id),
    ]


def card_of(place: Place) -> OrganisationCard:
    """Returns the public contact of a place, for an address book."""
    located = place.latitude is not None and place.longitude is not None
    return OrganisationCard(
        name=place.name,
        url=address_of_page(place),
        street=place.address,
        postcode=place.postcode,
        locality=place.commune.name,
        email=place.contact_email,
        phone=place.contact_phone,
        website=place.website,
        category=str(place.get_kind_display()),
        position=(place.latitude, place.longitude) if located else None,  # type: ignore[arg-type]
    )
