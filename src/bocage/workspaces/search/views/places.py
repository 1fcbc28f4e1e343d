"""The list of places that fit a search."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.people.views.sign_in import network_address_of
from bocage.territory.travel_formatting import format_way
from bocage.workspaces.bookings.views.place_page import is_fragment, position_on_the_map
from bocage.workspaces.search.forms import PlaceSearchForm
from bocage.workspaces.search.operations import note_unmet_search
from bocage.workspaces.search.place_finding import FoundPlace, find_places, free_words
from bocage.workspaces.search.place_search import read_search

PLACES_PER_PAGE = 12


@public
@allow_stale_second
@require_safe
@vary_on_headers("HX-Request")
def place_list(request: HttpRequest) -> HttpResponse:
    """Lists the places that fit the search of the address; to htmx, only the results."""
    now = timezone.now()
    form = PlaceSearchForm(request.GET)
    search = read_search(form.criteria(), form.left_aside(), now=now)
    results = find_places(search, now=now)
    page = Paginator(results.places, PLACES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "search": search,
        "results": results,
        "page": page,
        "pins": [
            _pin(result, number)
            for number, result in enumerate(page, page.start_index())
            if result.place.is_located
        ],
        "map_background": settings.BOCAGE.map_style,
        "here": reverse("place_list"),
        "key": str(new_identifier()),
    }
    if is_fragment(request):
        return render(request, "workspaces/search/fragments/place_results.html", context)
    return render(request, "workspaces/search/place_list.html", context)


@public
@require_POST
def place_search_unmet(request: HttpRequest) -> HttpResponse:
    """Records that the search of the address has no results: the page requests it once displayed,
    which crawlers do not. The search is run again here, so that it cannot be forged.
    """
    now = timezone.now()
    form = PlaceSearchForm(request.GET)
    search = read_search(form.criteria(), form.left_aside(), now=now)
    if search.day is not None and not find_places(search, now=now).places:
        with suppress(Refusal):
            note_unmet_search(search=search, client_address=network_address_of(request))
    return HttpResponse(status=204)


def _pin(result: FoundPlace, number: int) -> dict[str, Any]:
    """Returns a place of the list as the map knows it, with the number that its card carries."""
    far = "" if result.distance_m is None else format_way(result.distance_m)
    words = [far, free_words(result) if result.opened.is_open else ""]
    return position_on_the_map(result.place) | {
        "number": number,
        "detail": " · ".join(filter(None, words)),
    }
