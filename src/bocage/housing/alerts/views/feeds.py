"""The private feed of a search, for feed readers."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.housing.alerts.feeds import read_feed
from bocage.housing.searches.models import SavedSearch

FEED_STATUSES = (SavedSearch.Status.ACTIVE, SavedSearch.Status.PAUSED)


@public
@require_safe
def search_feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """Returns the feed of a secret address; 304 where the reader has this version."""
    search = (
        SavedSearch.objects.filter(feed_key=key, status__in=FEED_STATUSES)
        .select_related("person", "commune")
        .first()
    )
    if search is None or (search.person is not None and not search.person.is_active):
        raise Http404
    feed = read_feed(search)
    etag = quote_etag(feed.version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(feed.to_xml(), content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
