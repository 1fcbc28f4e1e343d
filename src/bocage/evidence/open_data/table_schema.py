"""The columns of the open data, in words and as a Table Schema, and the package that they make.

Table Schema and Data Package, version 2: https://datapackage.org/standard/. Words are French, as
the catalogue of the State wants them.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bocage.evidence.models import Span
from bocage.evidence.open_data.editions import Edition
from bocage.evidence.open_data.files import (
    LICENCE_ADDRESS,
    LICENCE_NAME,
    LICENCE_TITLE,
    TABLES,
    DataFile,
    whole_address,
)
from bocage.evidence.open_data.rows import public_indicators
from bocage.evidence.publication import PUBLIC_LEVELS
from bocage.evidence.registry import Indicator
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.instance import current_instance

PROFILES = "https://datapackage.org/profiles/2.0/"

COLUMNS_EXPLAINED: dict[str, tuple[str, str | Promise, str | Promise]] = {
    "indicator": (
        "string",
        _("Indicateur"),
        _("Le nom de l’indicateur, le même pour toujours. Sa définition est sur sa page."),
    ),
    "level": (
        "string",
        _("Échelle"),
        _(
            "Ce que couvre le chiffre : instance (tout le territoire), departement, epci "
            "(intercommunalité) ou commune."
        ),
    ),
    "code": (
        "string",
        _("Code"),
        _(
            "Le code INSEE du département ou de la commune, le numéro SIREN de "
            "l’intercommunalité ; rien pour tout le territoire."
        ),
    ),
    "name": ("string", _("Nom"), _("Le nom de ce que le code désigne, au jour de l’export.")),
    "span": ("string", _("Durée"), _("month (un mois) ou year (une année).")),
    "starts_on": (
        "date",
        _("Début"),
        _("Le premier jour de la période, à l’heure de Paris."),
    ),
    "value": (
        "number",
        _("Valeur"),
        _(
            "Le chiffre, dans l’unité de l’indicateur ; une part est en pour cent. Rien s’il est "
            "secret, ou s’il ne peut pas se calculer."
        ),
    ),
    "numerator": (
        "number",
        _("Numérateur"),
        _("Ce qui est compté ; pour une part, ceux qui en sont ; pour une médiane, la médiane."),
    ),
    "denominator": ("number", _("Dénominateur"), _("Pour une part : ceux dont elle est la part.")),
    "is_secret": (
        "boolean",
        _("Secret"),
        _(
            "true : le chiffre porte sur moins de cinq ménages ou de cinq personnes, ou "
            "permettrait d’en calculer un."
        ),
    ),
}
"""The type, the title and the description of each column, in their order."""


def table_schema() -> dict[str, Any]:
    """Returns the Table Schema of every table of the open data."""
    with override("fr"):
        return {
            "$schema": f"{PROFILES}tableschema.json",
            "name": "bocage-preuves",
            "title": str(_("Les preuves : chiffres d’un territoire")),
            "homepage": whole_address("open_data"),
            "fields": [_field(name, *explained) for name, explained in COLUMNS_EXPLAINED.items()],
            "missingValues": [""],
            "uniqueKeys": [["indicator", "level", "code", "span", "starts_on"]],
        }


def _field(name: str, kind: str, title: Any, description: Any) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": kind,
        "title": str(title),
        "description": str(description),
    }
    choices = {
        "level": [str(level) for level in PUBLIC_LEVELS],
        "span": [str(span) for span in Span],
    }
    if name in choices:
        field["constraints"] = {"required": True, "enum": choices[name]}
    elif name in {"indicator", "name", "starts_on", "is_secret"}:
        field["constraints"] = {"required": True}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def data_package(edition: Edition) -> dict[str, Any]:
    """Returns the Data Package of an edition: every table, with its schema, its version and its
    licence.
    """
    instance = current_instance()
    with override("fr"):
        whole_files = [DataFile(extension) for extension in TABLES]
        by_indicator = [
            DataFile(extension, indicator)
            for indicator in public_indicators()
            for extension in TABLES
        ]
        return {
            "$schema": f"{PROFILES}datapackage.json",
            "name": "bocage-preuves",
            "title": str(_("Les preuves %(of_name)s") % {"of_name": of_name(instance.name)}),
            "description": str(
                _("Chaque chiffre public du territoire : défini, compté chaque nuit, daté, ouvert.")
            ),
            "homepage": whole_address("open_data"),
            "version": str(edition.night.date),
            "created": edition.night.finished_at.isoformat(timespec="seconds"),
            "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_ADDRESS}],
            "contributors": [
                {"title": instance.name, "path": whole_address("home"), "roles": ["publisher"]}
            ],
            "resources": [
                _resource(data_file, edition) for data_file in (*whole_files, *by_indicator)
            ],
        }


def _resource(data_file: DataFile, edition: Edition) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": data_file.name.lower(),
        "type": "table",
        "title": _title(data_file.indicator),
        "path": data_file.address(edition),
        "format": data_file.extension,
        "schema": whole_address("open_data_schema"),
    }
    if data_file.indicator:
        resource["description"] = str(data_file.indicator.definition)
    if data_file.extension == "csv":
        csv = {"mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ";"}}
        return resource | csv
    return resource | {"mediatype": "application/vnd.apache.parquet"}


def _title(indicator: Indicator | None) -> str:
    return str(indicator.label if indicator else _("Tous les indicateurs"))
