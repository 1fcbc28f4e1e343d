"""The outlines of the communes, as the background of the maps that need no network."""

import json
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from bocage.foundation.access import public
from bocage.territory.models import CommuneOutline

KEPT_SECONDS = 24 * 3600
MOST_DEPARTEMENTS = 13
"""As many as the largest region has: more would be too heavy for a page."""


def _departements(request: HttpRequest) -> list[str]:
    """The départements that `?departement=61,72` asks for, or those that the instance serves."""
    asked = request.GET.get("departement", settings.BOCAGE.departements)
    codes = sorted({code.strip().upper() for code in asked.split(",") if code.strip()})
    if codes == ["ALL"] or not 0 < len(codes) <= MOST_DEPARTEMENTS:
        raise Http404
    return codes


def _etag(request: HttpRequest) -> str:
    codes = _departements(request)
    state = CommuneOutline.objects.filter(commune__departement__in=codes).aggregate(
        count=Count("pk"), latest=Max("updated_at")
    )
    text = f"{','.join(codes)} {state['count']} {state['latest']}"
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'


@public
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
@condition(etag_func=_etag)
def commune_outlines(request: HttpRequest) -> HttpResponse:
    """The simplified outlines of the current communes, as a GeoJSON FeatureCollection."""
    rows = (
        CommuneOutline.objects.filter(
            commune__departement__in=_departements(request), commune__is_current=True
        )
        .order_by("commune")
        .values_list("commune", "commune__name", "simplified")
    )
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": simplified,
        }
        for code, name, simplified in rows
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return HttpResponse(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")),
        content_type="application/geo+json",
    )
