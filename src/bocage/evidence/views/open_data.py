"""Open data: its page, its files, and its machine-readable descriptions."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bocage.evidence.open_data.catalogue import catalogue
from bocage.evidence.open_data.editions import Edition, UnknownEdition, edition_of
from bocage.evidence.open_data.file_cache import cached_path, caching
from bocage.evidence.open_data.files import DataFile
from bocage.evidence.open_data.formats import MEDIA_TYPES, as_csv, as_json
from bocage.evidence.open_data.linked_data import as_json_ld, as_rdf_xml
from bocage.evidence.open_data.page import open_data_page, versions
from bocage.evidence.open_data.parquet import as_parquet
from bocage.evidence.open_data.rows import public_indicators, rows_of
from bocage.evidence.open_data.table_schema import data_package, table_schema
from bocage.evidence.views.public import public_indicator
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second

HOUR = 3600
CATALOGUE_TYPES = {"jsonld": "application/ld+json", "rdf": "application/rdf+xml"}


@public
@allow_stale_second
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Shows the files, their columns, their editions, their licence, and how to read them."""
    return render(request, "evidence/open_data.html", open_data_page())


@public
@require_safe
def indicator_data(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """Streams all the public figures of an indicator."""
    indicator = public_indicator(name)
    edition = _edition(request)
    return _file_response(request, DataFile(extension, indicator), edition)


@public
@require_safe
def open_data_all(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Streams every public figure in one table."""
    return _file_response(request, DataFile(extension), _edition(request))


@public
@require_safe
def open_data_schema(request: HttpRequest) -> HttpResponse:
    """Serves the Table Schema of the tables."""
    del request
    return _open(_json(table_schema()))


@public
@require_safe
def open_data_package(request: HttpRequest) -> HttpResponse:
    """Serves the Data Package of an edition."""
    return _open(_json(data_package(_edition(request))))


@public
@allow_stale_second
@require_safe
def open_data_versions(request: HttpRequest) -> HttpResponse:
    """Lists every night that has an edition, the last one first, as JSON."""
    del request
    return _open(_json({"nights": [str(day) for day in versions()]}))


@public
@allow_stale_second
@require_safe
def open_data_catalogue(request: HttpRequest, extension: str) -> HttpResponse:
    """Serves the catalogue of the current edition, for harvesting."""
    del request
    root = catalogue(_present_edition())
    content = as_rdf_xml(root) if extension == "rdf" else as_json_ld(root)
    return _open(HttpResponse(content, content_type=CATALOGUE_TYPES[extension]))


def _edition(request: HttpRequest) -> Edition:
    query = request.GET
    try:
        return edition_of(query.get("nuit", ""), query.get("lecture", ""))
    except UnknownEdition as error:
        raise Http404 from error


def _present_edition() -> Edition:
    try:
        return edition_of("", "")
    except UnknownEdition as error:
        raise Http404 from error


def _file_response(request: HttpRequest, data_file: DataFile, edition: Edition) -> HttpResponseBase:
    """Returns the file, or 304 if the reader has it already."""
    etag = quote_etag(f"{data_file.name}.{edition.version}.{get_language()}")
    changed_at = int(edition.night.finished_at.timestamp())
    response: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, last_modified=changed_at
    )
    if response is None:
        response = _file(data_file, edition)
        response["Content-Disposition"] = f'attachment; filename="{data_file.name}"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    return _open(response)


def _file(data_file: DataFile, edition: Edition) -> HttpResponseBase:
    """Returns a cached file, or streams a new one and caches it."""
    media_type = MEDIA_TYPES[data_file.extension]
    if not edition.is_last:
        return StreamingHttpResponse(_content(data_file, edition), content_type=media_type)
    path = cached_path(data_file, edition)
    try:
        return FileResponse(path.open("rb"), content_type=media_type)
    except FileNotFoundError:
        parts = caching(_content(data_file, edition), path)
        return StreamingHttpResponse(parts, content_type=media_type)


def _content(data_file: DataFile, edition: Edition) -> Iterable[Any]:
    selected = [data_file.indicator] if data_file.indicator else public_indicators()
    rows = rows_of(selected, edition)
    match data_file.extension:
        case "csv":
            return as_csv(rows)
        case "parquet":
            return as_parquet(rows)
        case _:
            return as_json(selected[0], rows)


def _json(content: dict[str, Any]) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json")


def _open[Response: HttpResponseBase](response: Response) -> Response:
    """Allows scripts of any site to read a response (CORS)."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Last-Modified"
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response
