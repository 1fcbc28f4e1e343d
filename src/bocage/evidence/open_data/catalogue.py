"""Catalogue of the open data in DCAT-AP 3.

A dataset has every indicator; each theme has one, with the files of its indicators. It has the
properties that data.gouv.fr reads (https://doc.data.gouv.fr/moissonnage/dcat): title, description,
keywords, licence, frequency, period, place, contact. Addresses and identifiers stay the same from
night to night.
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
from bocage.evidence.open_data.editions import CACHE_S, Edition
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
"""Identifiers of the formats in the vocabularies of the European Union and IANA."""
FRANCE = f"{AUTHORITIES}country/FRA"
INSEE_DEPARTEMENTS = "http://id.insee.fr/geo/departement/"


class _CatalogueContext(NamedTuple):
    """Properties shared by all datasets."""

    edition: Edition
    instance: Instance
    first: str
    places: list[Link | Node]


def catalogue(edition: Edition) -> Node:
    """Returns the DCAT catalogue of an edition; four queries."""
    with override("fr"):
        context = _CatalogueContext(
            edition, current_instance(), _first_day(edition.night.date), _places()
        )
        selected = public_indicators()
        themes = {
            theme: [indicator for indicator in selected if indicator.theme == theme]
            for theme in Theme
        }
        datasets = [
            _whole_dataset(context),
            *(_theme_dataset(context, *pair) for pair in themes.items() if pair[1]),
        ]
        words = {"of_name": of_name(context.instance.name)}
        properties: list[Property] = [
            ("dct:title", Text(_("Données ouvertes %(of_name)s") % words, "fr")),
            ("dct:description", Text(_("Les chiffres du territoire, ouverts à tous."), "fr")),
            ("dct:publisher", _publisher(context.instance)),
            ("foaf:homepage", Link(whole_address("open_data"))),
            ("dct:language", Link(f"{AUTHORITIES}language/FRA")),
            ("dct:license", Link(LICENCE_ADDRESS)),
            ("dct:modified", _moment(edition)),
            ("dct:spatial", Link(FRANCE)),
            *(("dcat:dataset", dataset) for dataset in datasets),
        ]
        return Node("dcat:Catalog", whole_address("open_data") + "#catalogue", properties)


def _whole_dataset(context: _CatalogueContext) -> Node:
    title = _("Les preuves %(of_name)s : tous les indicateurs") % {
        "of_name": of_name(context.instance.name)
    }
    description = _(
        "Tous les chiffres publics du territoire en un fichier : installations, accueil, "
        "logement, lieux de travail, club, création d’entreprise. Chacun est défini une fois, "
        "compté chaque nuit et daté ; les petits nombres sont secrets."
    )
    files = [DataFile(extension) for extension in TABLES]
    return _dataset(context, "tout", title, description, files)


def _theme_dataset(
    context: _CatalogueContext, theme: Theme, theme_indicators: list[Indicator]
) -> Node:
    words = {"theme": theme.label, "of_name": of_name(context.instance.name)}
    definitions = "\n".join(
        f"- {indicator.label} : {indicator.definition}" for indicator in theme_indicators
    )
    description = _("%(theme)s : les chiffres publics, par commune, intercommunalité et mois.")
    files = [
        DataFile(extension, indicator) for indicator in theme_indicators for extension in EXTENSIONS
    ]
    return _dataset(
        context,
        theme,
        _("Les preuves %(of_name)s : %(theme)s") % words,
        f"{description % words}\n\n{definitions}",
        files,
    )


def _dataset(
    context: _CatalogueContext,
    identifier: str,
    title: str,
    description: str,
    files: Iterable[DataFile],
) -> Node:
    address = f"{whole_address('open_data')}#{identifier}"
    days: list[Property] = [
        ("dcat:startDate", Typed(context.first, "xsd:date")),
        ("dcat:endDate", Typed(str(context.edition.night.date), "xsd:date")),
    ]
    keywords = ("indicateurs", "télétravail", "accueil", "ruralité", "open data")
    properties: list[Property] = [
        ("dct:title", Text(title, "fr")),
        ("dct:description", Text(description, "fr")),
        ("dct:identifier", Text(address)),
        *(("dcat:keyword", Text(word, "fr")) for word in keywords),
        ("dcat:theme", Link(f"{AUTHORITIES}data-theme/SOCI")),
        ("dct:publisher", _publisher(context.instance)),
        ("dcat:contactPoint", _contact(context.instance)),
        ("dct:accrualPeriodicity", Link(f"{AUTHORITIES}frequency/DAILY")),
        ("dct:accessRights", Link(f"{AUTHORITIES}access-right/PUBLIC")),
        ("dct:language", Link(f"{AUTHORITIES}language/FRA")),
        ("dct:license", Link(LICENCE_ADDRESS)),
        ("dct:modified", _moment(context.edition)),
        ("dct:temporal", Node("dct:PeriodOfTime", "", days)),
        *(("dct:spatial", place) for place in context.places),
        ("dcat:landingPage", Link(whole_address("open_data"))),
        ("dct:conformsTo", _standard()),
        ("dcat:version", Text(str(context.edition.night.date))),
        *(("dcat:distribution", _distribution(context.edition, file)) for file in files),
    ]
    return Node("dcat:Dataset", address, properties)


def _distribution(edition: Edition, data_file: DataFile) -> Node:
    name, media_type = FORMATS[data_file.extension]
    label = data_file.indicator.label if data_file.indicator else _("Tous les indicateurs")
    address = data_file.address()
    properties: list[Property] = [
        ("dct:title", Text(f"{label} ({data_file.extension.upper()})", "fr")),
        *(
            (("dct:description", Text(str(data_file.indicator.definition), "fr")),)
            if data_file.indicator
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
        *((("dct:conformsTo", _standard()),) if data_file.extension in TABLES else ()),
    ]
    return Node("dcat:Distribution", f"{address}#fichier", properties)


def _publisher(instance: Instance) -> Node:
    properties: list[Property] = [
        ("foaf:name", Text(instance.name)),
        ("foaf:homepage", Link(whole_address("home"))),
    ]
    return Node("foaf:Agent", whole_address("home") + "#editeur", properties)


def _contact(instance: Instance) -> Node:
    contact_point: Property = (
        ("vcard:hasEmail", Link(f"mailto:{instance.contact_email}"))
        if instance.contact_email
        else ("vcard:hasURL", Link(whole_address("home")))
    )
    return Node("vcard:Organization", "", [("vcard:fn", Text(instance.name)), contact_point])


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
    """Returns France, the départements, and the bounding box of the communes."""
    with_communes = Exists(Commune.objects.filter(departement=OuterRef("pk")))
    codes = Departement.objects.filter(with_communes).values_list("code", flat=True)
    departements = [Link(INSEE_DEPARTEMENTS + code) for code in codes]
    box = cache.get_or_set("evidence.rectangle", _bounding_box, CACHE_S)
    if not box or box["west"] is None:
        return [Link(FRANCE), *departements]
    return [Link(FRANCE), *departements, _rectangle(**box)]


def _bounding_box() -> dict[str, float | None]:
    """Returns the bounding box of the communes, cached for a day: they change once a year."""
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
