"""The homes of a search for other programs: a table, and a feed."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.files.atom_feeds import CONTENT_TYPE
from bocage.foundation.http.access import public
from bocage.foundation.http.list_exports import list_file
from bocage.foundation.http.replica import allow_stale_second
from bocage.foundation.http.versioned_answers import public_cache, versioned
from bocage.housing.homes.files import feed_of_search, table_header, table_rows
from bocage.housing.homes.search import read_home_search

FEED_MAX_AGE_S = 900


@public
@allow_stale_second
@require_safe
def home_list_file(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Returns the homes that the search of the address finds, as many as its page counts."""
    return list_file(
        extension,
        name="logements",
        title=_("Logements"),
        header=table_header(),
        rows=table_rows(read_home_search(request.GET)),
    )


@public
@allow_stale_second
@require_safe
def home_feed(request: HttpRequest) -> HttpResponseBase:
    """Returns the homes of a search for feed readers, with no alert and no account; 304 while
    nothing has changed.
    """
    feed = feed_of_search(read_home_search(request.GET))
    response = versioned(
        request, feed, content_type=CONTENT_TYPE, cache=public_cache(FEED_MAX_AGE_S)
    )
    response["X-Robots-Tag"] = "noindex"
    return response
