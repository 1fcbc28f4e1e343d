"""Places for other programs: the list as a table, the map, the national census, a card."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.files.vcards import CONTENT_TYPE as VCARD
from bocage.foundation.http.access import public
from bocage.foundation.http.list_exports import list_file
from bocage.foundation.http.versioned_answers import opened_to_scripts, public_cache, versioned
from bocage.workspaces.places.models import Place
from bocage.workspaces.search.forms import PlaceSearchForm
from bocage.workspaces.search.place_files import (
    FRESH_S,
    card_of,
    census_file,
    map_of_places,
    table_header,
    table_rows,
)
from bocage.workspaces.search.place_finding import find_places
from bocage.workspaces.search.place_search import read_search


@public
@require_safe
def place_list_file(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Returns the places that the search of the address finds, as the list of them shows."""
    now = timezone.now()
    form = PlaceSearchForm(request.GET)
    search = read_search(form.criteria(), form.left_aside(), now=now)
    results = find_places(search, now=now)
    return list_file(
        extension,
        name="lieux",
        title=_("Lieux"),
        header=table_header(),
        rows=table_rows([*results.places, *results.without_room]),
    )


@public
@require_safe
def place_map(request: HttpRequest) -> HttpResponseBase:
    """Returns the published places on a map (GeoJSON), for any site; 304 while none has changed."""
    response = versioned(
        request, map_of_places(), content_type="application/geo+json", cache=public_cache(FRESH_S)
    )
    return opened_to_scripts(response)


@public
@require_safe
def place_census(request: HttpRequest) -> HttpResponseBase:
    """Returns the published places in the columns of the national census of third places."""
    content_type = "text/csv; charset=utf-8"
    response = versioned(
        request, census_file(), content_type=content_type, cache=public_cache(FRESH_S)
    )
    response["Content-Disposition"] = 'attachment; filename="tiers-lieux.csv"'
    return opened_to_scripts(response)


@public
@require_safe
def place_card(_request: HttpRequest, slug: str) -> HttpResponse:
    """Returns the public contact of a place, for an address book."""
    places = Place.objects.published().select_related("commune")
    place = get_object_or_404(places, slug=slug)
    response = HttpResponse(card_of(place).written(), content_type=VCARD)
    response["Content-Disposition"] = f'attachment; filename="{place.slug}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response
