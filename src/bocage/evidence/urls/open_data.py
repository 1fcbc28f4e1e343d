"""The addresses of the open data, and of what changed in the figures."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from bocage.evidence.views import changes, open_data


class DataKind(StringConverter):
    """A file of one indicator."""

    regex = "csv|json|parquet"


class TableKind(StringConverter):
    """A file with every indicator."""

    regex = "csv|parquet"


class CatalogueKind(StringConverter):
    """A writing of the catalogue."""

    regex = "rdf|jsonld"


register_converter(DataKind, "evidence_data_kind")
register_converter(TableKind, "evidence_table_kind")
register_converter(CatalogueKind, "evidence_catalogue_kind")

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "preuves/indicateurs/<str:name>/donnees.<evidence_data_kind:extension>",
        open_data.indicator_data,
        name="indicator_data",
    ),
    path("preuves/donnees/", open_data.open_data, name="open_data"),
    path(
        "preuves/donnees/tout.<evidence_table_kind:extension>",
        open_data.open_data_all,
        name="open_data_all",
    ),
    path("preuves/donnees/schema.json", open_data.open_data_schema, name="open_data_schema"),
    path("preuves/donnees/datapackage.json", open_data.open_data_package, name="open_data_package"),
    path("preuves/donnees/editions.json", open_data.open_data_versions, name="open_data_versions"),
    path(
        "preuves/donnees/catalogue.<evidence_catalogue_kind:extension>",
        open_data.open_data_catalogue,
        name="open_data_catalogue",
    ),
    path("preuves/changements/", changes.changes, name="evidence_changes"),
    path("preuves/changements.atom", changes.changes_feed, name="evidence_changes_feed"),
]
