"""The outlines of the communes and the names of the towns: the maps that need no network."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.versioned_answers import opened_to_scripts
from bocage.territory.models import Commune
from bocage.territory.served import departements_served

type Town = tuple[str, str, float, float]
"""Code, name, longitude and latitude."""

MAX_AGE_SECONDS = 24 * 3600
TOWNS_LIMIT = 12
TOWNS_LOOKED_AT = 60
LABEL_DEGREES = (0.2, 0.07)
"""Minimum distance of two names in longitude or in latitude on the map of a département, so that
they do not overlap.
"""
MAX_DEPARTEMENTS = 13
"""Maximum number of départements, that of the largest region: more would be too heavy for a page.
"""


def _departements(request: HttpRequest) -> list[str]:
    """Returns the départements of `?departement=61,72`, or else those of the configuration or
    instance.

    Raises:
        Http404: there is none, or there are too many for a page.
    """
    requested = request.GET.get("departement")
    if requested is None:
        requested = settings.BOCAGE.departements or ",".join(_codes_served())
    codes = sorted({code.strip().upper() for code in requested.split(",") if code.strip()})
    if codes == ["ALL"] or not 0 < len(codes) <= MAX_DEPARTEMENTS:
        raise Http404
    return codes


def _codes_served() -> Iterable[str]:
    return departements_served().values_list("pk", flat=True)


def _etag(request: HttpRequest) -> str:
    codes = _departements(request)
    state = Commune.objects.filter(departement__in=codes, is_current=True).aggregate(
        outlines=Count("outline"),
        latest=Max("outline__updated_at"),
        cells=Count("cell"),
        latest_cell=Max("cell__updated_at"),
        located=Sum("latitude"),
        people=Sum("population"),
    )
    text = f"{','.join(codes)} {sorted(state.items())}"
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'


def _without_overlap(towns: Iterable[Town]) -> list[Town]:
    """Filters towns whose names would overlap an earlier one."""
    labelled: list[Town] = []
    for town in towns:
        if all(
            abs(town[2] - placed[2]) > LABEL_DEGREES[0]
            or abs(town[3] - placed[3]) > LABEL_DEGREES[1]
            for placed in labelled
        ):
            labelled.append(town)
    return labelled[:TOWNS_LIMIT]


@public
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
@condition(etag_func=_etag)
def commune_map(request: HttpRequest) -> HttpResponse:
    """Returns the current communes as GeoJSON (RFC 7946), for maps on any site.

    Each has its simplified outline, or else its position, its identifiers and the address of its
    page.
    """
    communes = (
        Commune.objects.filter(departement__in=_departements(request), is_current=True)
        .select_related("epci")
        .order_by("pk")
    )
    shapes = communes.exclude(outline=None).values_list("pk", "outline__simplified")
    outlines = dict(shapes)
    features = [
        _feature(commune.code, commune.name, shape) | {"properties": _properties(commune)}
        for commune in communes.defer("search_text")
        if (shape := outlines.get(commune.code) or _point(commune)) is not None
    ]
    content = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return opened_to_scripts(HttpResponse(content, content_type="application/geo+json"))


def _point(commune: Commune) -> dict[str, Any] | None:
    if commune.latitude is None or commune.longitude is None:
        return None
    return {"type": "Point", "coordinates": [commune.longitude, commune.latitude]}


def _properties(commune: Commune) -> dict[str, Any]:
    return {
        "code": commune.code,
        "name": commune.name,
        "departement": commune.departement_id,
        "epci": commune.epci.name if commune.epci else None,
        "postcodes": commune.postcodes,
        "population": commune.population,
        "url": settings.BOCAGE.public_url + commune.get_absolute_url(),
    }


def _feature(
    code: str, name: str, geometry: dict[str, Any], **properties: object
) -> dict[str, Any]:
    named = {"code": code, "name": name, **properties}
    return {"type": "Feature", "properties": named, "geometry": geometry}


@public
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
@condition(etag_func=_etag)
def commune_outlines(request: HttpRequest) -> HttpResponse:
    """Returns the simplified outlines of the current communes as a GeoJSON FeatureCollection.

    Then the cells of communes without an outline, which are `approximate`, and a point for each of
    the main towns as landmarks, the largest first.
    """
    communes = Commune.objects.filter(departement__in=_departements(request), is_current=True)
    outlines = communes.exclude(outline=None).order_by("pk")
    cells = communes.exclude(cell=None).order_by("pk")
    located = communes.exclude(latitude=None).exclude(population=None)
    largest = located.order_by("-population", "pk")[:TOWNS_LOOKED_AT]
    features = [
        _feature(code, name, simplified)
        for code, name, simplified in outlines.values_list("pk", "name", "outline__simplified")
    ]
    features += [
        _feature(code, name, shape, approximate=True)
        for code, name, shape in cells.values_list("pk", "name", "cell__shape")
    ]
    features += [
        _feature(code, name, {"type": "Point", "coordinates": [longitude, latitude]})
        for code, name, longitude, latitude in _without_overlap(
            (town.code, town.name, town.longitude, town.latitude)
            for town in largest
            if town.longitude is not None and town.latitude is not None
        )
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return HttpResponse(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")),
        content_type="application/geo+json",
    )
