"""The catalogue of the open data, as catalogues of open data read it: DCAT-AP 3.

A dataset holds every indicator; each theme has one, with the files of its indicators. It says what
data.gouv.fr reads (https://doc.data.gouv.fr/moissonnage/dcat): title, description, keywords,
licence, frequency, period, place, contact. Addresses and identifiers stay the same from night to
night.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Exists, Max, Min, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.evidence.models import IndicatorCell, Level
from bocage.evidence.open_data.editions import KEPT_S, Edition
from bocage.evidence.open_data.files import (
    EXTENSIONS,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    TABLES,
    DataFile,
    whole_address,
)
from bocage.evidence.open_data.linked_data import Link, Node, Property, Text, Typed
from bocage.evidence.open_data.rows import public_indicators
from bocage.evidence.registry import Indicator, Theme
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.instance import Instance, current_instance
from bocage.territory.models import Commune, Departement

AUTHORITIES = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
}
"""How the authorities of the Union and IANA name each format."""
FRANCE = f"{AUTHORITIES}country/FRA"
INSEE_DEPARTEMENTS = "http://id.insee.fr/geo/departement/"


class _Known(NamedTuple):
    """What every dataset says alike."""

    edition: Edition
    instance: Instance
    first: str
    places: list[Link | Node]


def catalogue(edition: Edition) -> Node:
    """Returns the DCAT catalogue of an edition; four queries."""
    with override("fr"):
        known = _Known(edition, current_instance(), _first_day(edition.night.date), _places())
        chosen = public_indicators()
        themes = {theme: [one for one in chosen if one.theme == theme] for theme in Theme}
        datasets = [
            _everything(known),
            *(_theme(known, *pair) for pair in themes.items() if pair[1]),
        ]
        words = {"of_name": of_name(known.instance.name)}
        properties: list[Property] = [
            ("dct:title", Text(_("Données ouvertes %(of_name)s") % words, "fr")),
            ("dct:description", Text(_("Les chiffres du territoire, ouverts à tous."), "fr")),
            ("dct:publisher", _publisher(known.instance)),
            ("foaf:homepage", Link(whole_address("open_data"))),
            ("dct:language", Link(f"{AUTHORITIES}language/FRA")),
            ("dct:license", Link(LICENCE_ADDRESS)),
            ("dct:modified", _moment(edition)),
            ("dct:spatial", Link(FRANCE)),
            *(("dcat:dataset", dataset) for dataset in datasets),
        ]
        return Node("dcat:Catalog", whole_address("open_data") + "#catalogue", properties)


def _everything(known: _Known) -> Node:
    title = _("Les preuves %(of_name)s : tous les indicateurs") % {
        "of_name": of_name(known.instance.name)
    }
    description = _(
        "Tous les chiffres publics du territoire en un fichier : installations, accueil, "
        "logement, lieux de travail, club, création d’entreprise. Chacun est défini une fois, "
        "compté chaque nuit et daté ; les petits nombres sont secrets."
    )
    files = [DataFile(extension) for extension in TABLES]
    return _dataset(known, "tout", title, description, files)


def _theme(known: _Known, theme: Theme, found: list[Indicator]) -> Node:
    words = {"theme": theme.label, "of_name": of_name(known.instance.name)}
    definitions = "\n".join(f"- {one.label} : {one.definition}" for one in found)
    description = _("%(theme)s : les chiffres publics, par commune, intercommunalité et mois.")
    files = [DataFile(extension, one) for one in found for extension in EXTENSIONS]
    return _dataset(
        known,
        theme,
        _("Les preuves %(of_name)s : %(theme)s") % words,
        f"{description % words}\n\n{definitions}",
        files,
    )


def _dataset(
    known: _Known, identifier: str, title: str, description: str, files: Iterable[DataFile]
) -> Node:
    address = f"{whole_address('open_data')}#{identifier}"
    days: list[Property] = [
        ("dcat:startDate", Typed(known.first, "xsd:date")),
        ("dcat:endDate", Typed(str(known.edition.night.date), "xsd:date")),
    ]
    keywords = ("indicateurs", "télétravail", "accueil", "ruralité", "open data")
    properties: list[Property] = [
        ("dct:title", Text(title, "fr")),
        ("dct:description", Text(description, "fr")),
        ("dct:identifier", Text(address)),
        *(("dcat:keyword", Text(word, "fr")) for word in keywords),
        ("dcat:theme", Link(f"{AUTHORITIES}data-theme/SOCI")),
        ("dct:publisher", _publisher(known.instance)),
        ("dcat:contactPoint", _contact(known.instance)),
        ("dct:accrualPeriodicity", Link(f"{AUTHORITIES}frequency/DAILY")),
        ("dct:accessRights", Link(f"{AUTHORITIES}access-right/PUBLIC")),
        ("dct:language", Link(f"{AUTHORITIES}language/FRA")),
        ("dct:license", Link(LICENCE_ADDRESS)),
        ("dct:modified", _moment(known.edition)),
        ("dct:temporal", Node("dct:PeriodOfTime", "", days)),
        *(("dct:spatial", place) for place in known.places),
        ("dcat:landingPage", Link(whole_address("open_data"))),
        ("dct:conformsTo", _standard()),
        ("dcat:version", Text(str(known.edition.night.date))),
        *(("dcat:distribution", _distribution(known.edition, file)) for file in files),
    ]
    return Node("dcat:Dataset", address, properties)


def _distribution(edition: Edition, one: DataFile) -> Node:
    name, media_type = FORMATS[one.extension]
    label = one.indicator.label if one.indicator else _("Tous les indicateurs")
    address = one.address()
    properties: list[Property] = [
        ("dct:title", Text(f"{label} ({one.extension.upper()})", "fr")),
        *(
            (("dct:description", Text(str(one.indicator.definition), "fr")),)
            if one.indicator
            else ()
        ),
        ("dcat:accessURL", Link(address)),
        ("dcat:downloadURL", Link(address)),
        ("dct:license", Link(LICENCE_ADDRESS)),
        ("dct:rights", _rights()),
        ("dct:format", Link(f"{AUTHORITIES}file-type/{name}")),
        ("dcat:mediaType", Link(f"{IANA}{media_type}")),
        ("dct:modified", _moment(edition)),
        ("dcatap:availability", Link(f"{AUTHORITIES}planned-availability/STABLE")),
        *((("dct:conformsTo", _standard()),) if one.extension in TABLES else ()),
    ]
    return Node("dcat:Distribution", f"{address}#fichier", properties)


def _publisher(instance: Instance) -> Node:
    properties: list[Property] = [
        ("foaf:name", Text(instance.name)),
        ("foaf:homepage", Link(whole_address("home"))),
    ]
    return Node("foaf:Agent", whole_address("home") + "#editeur", properties)


def _contact(instance: Instance) -> Node:
    reached: Property = (
        ("vcard:hasEmail", Link(f"mailto:{instance.contact_email}"))
        if instance.contact_email
        else ("vcard:hasURL", Link(whole_address("home")))
    )
    return Node("vcard:Organization", "", [("vcard:fn", Text(instance.name)), reached])


def _standard() -> Node:
    title = ("dct:title", Text(_("Schéma des tableaux"), "fr"))
    return Node("dct:Standard", whole_address("open_data_schema"), [title])


def _rights() -> Node:
    return Node("dct:RightsStatement", "", [("rdfs:label", Text(LICENCE_TITLE))])


def _moment(edition: Edition) -> Typed:
    return Typed(edition.night.finished_at.isoformat(timespec="seconds"), "xsd:dateTime")


def _first_day(night: date) -> str:
    whole = IndicatorCell.objects.filter(level=Level.INSTANCE, known_until=None)
    return str(whole.aggregate(day=Min("starts_on"))["day"] or night)


def _places() -> list[Link | Node]:
    """France, the départements, and the rectangle that the communes lie in."""
    with_communes = Exists(Commune.objects.filter(departement=OuterRef("pk")))
    codes = Departement.objects.filter(with_communes).values_list("code", flat=True)
    departements = [Link(INSEE_DEPARTEMENTS + code) for code in codes]
    ends = cache.get_or_set("evidence.rectangle", _ends_of_the_communes, KEPT_S)
    if not ends or ends["west"] is None:
        return [Link(FRANCE), *departements]
    return [Link(FRANCE), *departements, _rectangle(**ends)]


def _ends_of_the_communes() -> dict[str, float | None]:
    """Kept a day: communes change once a year."""
    return Commune.objects.current().aggregate(
        west=Min("longitude"), east=Max("longitude"), south=Min("latitude"), north=Max("latitude")
    )


def _rectangle(west: float, east: float, south: float, north: float) -> Node:
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    well_known = ", ".join(f"{x} {y}" for x, y in corners)
    polygon = Typed(f"POLYGON(({well_known}))", "geo:wktLiteral")
    geo_json = json.dumps({"type": "Polygon", "coordinates": [corners]})
    geometry: list[Property] = [
        ("geo:asWKT", polygon),
        ("geo:asGeoJSON", Typed(geo_json, "geo:geoJSONLiteral")),
    ]
    properties: list[Property] = [
        ("dcat:bbox", polygon),
        ("locn:geometry", Node("locn:Geometry", "", geometry)),
    ]
    return Node("dct:Location", "", properties)
