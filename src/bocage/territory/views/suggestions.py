"""Suggestions of communes while typing."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.territory.models import Commune
from bocage.territory.naming import format_match, suggestion_label

MAX_AGE_SECONDS = 3600


@public
@allow_stale_second
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def commune_suggestions(request: HttpRequest) -> JsonResponse:
    """Returns the communes that match `?q=`, best first, as a list; empty without a letter."""
    communes = Commune.objects.select_related("departement").search(request.GET.get("q", ""))
    return JsonResponse([_suggestion(commune) for commune in communes], safe=False)


def _suggestion(commune: Commune) -> dict[str, object]:
    return {
        "code": commune.code,
        "name": commune.name,
        "label": suggestion_label(commune),
        "found_as": format_match(commune),
        "url": commune.get_absolute_url(),
        "postcodes": commune.postcodes,
        "population": commune.population,
    }
