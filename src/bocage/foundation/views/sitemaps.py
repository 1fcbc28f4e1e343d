"""Sitemaps of the public pages, for search engines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.sitemaps import sitemap_file, sitemap_index

_for_an_hour = cache_control(public=True, max_age=3600)
XML = "application/xml"


@public
@require_safe
@_for_an_hour
def index(_request: HttpRequest) -> HttpResponse:
    """Returns the index of the site map: the addresses of its files."""
    return HttpResponse(sitemap_index(), content_type=XML)


@public
@require_safe
@_for_an_hour
def file(_request: HttpRequest, section: str, number: int) -> HttpResponse:
    """Returns a file of the site map: some pages of one kind, in each language."""
    content = sitemap_file(section, number)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type=XML)
