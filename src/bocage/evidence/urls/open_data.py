"""URLs of the open data, and of the changes in the figures."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from bocage.evidence.views import changes, open_data
from bocage.foundation.http.routes import route


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
    route(
        "preuves/indicateurs/<str:name>/donnees.<evidence_data_kind:extension>",
        open_data.indicator_data,
    ),
    route("preuves/donnees/", open_data.open_data),
    route("preuves/donnees/tout.<evidence_table_kind:extension>", open_data.open_data_all),
    route("preuves/donnees/schema.json", open_data.open_data_schema),
    route("preuves/donnees/datapackage.json", open_data.open_data_package),
    route("preuves/donnees/editions.json", open_data.open_data_versions),
    route(
        "preuves/donnees/catalogue.<evidence_catalogue_kind:extension>",
        open_data.open_data_catalogue,
    ),
    path("preuves/changements/", changes.changes, name="evidence_changes"),
    path("preuves/changements.atom", changes.changes_feed, name="evidence_changes_feed"),
]
