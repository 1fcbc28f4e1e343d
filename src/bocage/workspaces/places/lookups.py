"""The place that the address of a page names."""

from django.http import Http404, HttpRequest

from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.http.access import target_of
from bocage.workspaces.places.models import Place

_place_by_slug = PreparedLookup(Place, "slug", joined=["commune", "scope"])


def find_place(slug: str, **_arguments: object) -> Place:
    """Returns the place of an address, for those who run it."""
    place = _place_by_slug.get(slug)
    if place is None:
        raise Http404
    return place


def target_place(request: HttpRequest) -> Place:
    """Returns the place that `permitted` found."""
    return target_of(request, Place)
