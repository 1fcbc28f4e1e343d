"""Presentation of sources: their state in words, their mapping, their remarks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.housing.feeds.issues import row_sentence
from bocage.housing.feeds.models import RowIssue
from bocage.housing.feeds.parsing import tables
from bocage.housing.feeds.parsing.formats import columns_of_table, open_apart
from bocage.housing.feeds.parsing.listing_rows import ReadRow
from bocage.housing.market.models.listings import Listing
from bocage.housing.market.models.sources import FeedRun, Source

FIRST_ROWS = 5
SAMPLE_ROWS = 3
FIRST_REMARKS = 100

FIELD_LABELS: dict[str, str | Promise] = {
    "external_id": _("identifiant technique"),
    "reference": _("référence"),
    "agency_code": _("agence"),
    "status": _("état"),
    "offer": _("vente ou location"),
    "kind": _("type de bien"),
    "postcode": _("code postal"),
    "town": _("ville"),
    "district": _("quartier ou lieu-dit"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "precision": _("précision de la position"),
    "price": _("prix ou loyer"),
    "charges_included": _("charges comprises"),
    "charges": _("charges mensuelles"),
    "fees": _("honoraires"),
    "net_price": _("prix hors honoraires"),
    "surface": _("surface (m²)"),
    "land": _("terrain (m²)"),
    "rooms": _("pièces"),
    "bedrooms": _("chambres"),
    "title": _("titre"),
    "description": _("description"),
    "available_on": _("libre le"),
    "furnished": _("meublé"),
    "built_year": _("année de construction"),
    "heating": _("chauffage"),
    "works": _("travaux à prévoir"),
    "garage": _("garage"),
    "energy_class": _("classe énergie"),
    "energy_kwh": _("consommation (kWh/m²/an)"),
    "emissions_class": _("classe climat"),
    "emissions_kg": _("émissions (kg CO₂/m²/an)"),
    "diagnosed_on": _("date du diagnostic"),
    "virtual_tour": _("visite virtuelle"),
    "contact_name": _("interlocuteur"),
    "contact_phone": _("téléphone"),
    "contact_email": _("adresse électronique"),
    "photos": _("photos (adresses)"),
}
"""Labels of the fields that a column may hold."""


@dataclass(frozen=True)
class ColumnChoice:
    """Column of a table, the field to which it is mapped, and its first values."""

    number: int
    name: str
    selected: str
    samples: list[str]


OF_ALL: dict[str, list[tuple[str, str | Promise]]] = {
    "offer": [("", "–"), ("=vente", _("toutes à vendre")), ("=location", _("toutes à louer"))],
    "kind": [
        ("", "–"),
        ("=maison", _("toutes de maisons")),
        ("=appartement", _("toutes d’appartements")),
        ("=terrain", _("toutes de terrains")),
    ],
}
"""Values that may be set for all rows: small tables often omit them."""


@dataclass(frozen=True)
class ChoiceForAll:
    """Field that no column provides, and the values that may be set for every row instead."""

    name: str
    label: str | Promise
    choices: list[tuple[str, str | Promise]]
    selected: str


def listed_sources(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Returns the sources with how many listings they offer and how many deliveries wait: one
    query.
    """
    offered = (
        Listing.objects.on_the_market()
        .filter(source=OuterRef("pk"))
        .order_by()
        .values("source")
        .annotate(number=Count("pk"))
        .values("number")
    )
    held_runs = Count("runs", filter=Q(runs__status=FeedRun.Status.HELD, runs__decided_at=None))
    return (
        sources.annotate(
            offered=Subquery(offered, output_field=IntegerField()), held_number=held_runs
        )
        .select_related("departement")
        .order_by("-is_active", "name", "pk")
    )


def column_choices(path: Path, mapping: Mapping[str, str]) -> list[ColumnChoice]:
    """Lists the columns of a table, each with the field to which it is mapped and a sample.

    Raises:
        FeedRefused: it is not a table.
    """
    header, rows = columns_of_table(path, SAMPLE_ROWS)
    return [
        ColumnChoice(
            number, name, mapping.get(name, ""), [row[number] for row in rows if row[number]]
        )
        for number, name in enumerate(header)
    ]


def suggested(path: Path, remembered: Mapping[str, str]) -> dict[str, str]:
    """Returns the suggested mapping of columns to fields: as confirmed last time, else by the names
    of the columns.

    Raises:
        FeedRefused: it is not a table.
    """
    header, _rows = columns_of_table(path, 0)
    fields = {name: remembered[name] for name in header if name in remembered}
    if not fields:
        return tables.suggested_mapping(header)
    return {**tables.constants_of(remembered), **fields}


def first_rows(path: Path, *, form: str, mapping: Mapping[str, str]) -> list[ReadRow]:
    """Returns the first rows as they are read.

    Raises:
        FeedRefused: it cannot be read.
    """
    rows: list[ReadRow] = []
    with open_apart(path, form=form, mapping=mapping) as delivery:
        for row in delivery.rows:
            rows.append(row)
            if len(rows) == FIRST_ROWS:
                break
    return rows


def choices_for_all(mapping: Mapping[str, str]) -> list[ChoiceForAll]:
    """Lists the fields whose value can be set for all rows, where no column provides them."""
    in_columns = {name for column, name in mapping.items() if not column.startswith(tables.FOR_ALL)}
    for_all = {name: column for column, name in tables.constants_of(mapping).items()}
    return [
        ChoiceForAll(name, FIELD_LABELS[name], choices, for_all.get(name, ""))
        for name, choices in OF_ALL.items()
        if name not in in_columns
    ]


def mapping_choices() -> list[tuple[str, str | Promise]]:
    """Lists the fields to which a column may be mapped, in the order of the template."""
    return [("", _("ne pas lire")), *((name, FIELD_LABELS[name]) for name in tables.MAPPED)]


def remark_rows(issues: Iterable[RowIssue]) -> Iterator[tuple[object, ...]]:
    """Yields the remarks of a delivery as rows of a table."""
    for issue in issues:
        yield (
            issue.line,
            issue.column,
            issue.reference,
            issue.get_severity_display(),
            row_sentence(issue.code),
            issue.value,
        )
