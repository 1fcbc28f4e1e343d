"""Public views of editorial pages, and the files requested by search engines."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bocage.foundation.files.atom_feeds import CONTENT_TYPE
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import marks_own_writes
from bocage.foundation.http.social_pictures import stored_picture
from bocage.foundation.http.versioned_answers import public_cache, versioned
from bocage.outreach.editorial import first_pages
from bocage.outreach.editorial.contexts import home_context
from bocage.outreach.editorial.models.pages import EditorialPage
from bocage.outreach.editorial.news_feed import news_feed
from bocage.outreach.editorial.page_cache import render_cacheable
from bocage.outreach.editorial.routing import page_at, redirection
from bocage.outreach.editorial.social_pictures import social_picture

NEWS_CACHE_S = 900
IMMUTABLE_FOR_A_YEAR = "public, max-age=31536000, immutable"


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Shows the home page, with the search box first: the one written by editors, or the default
    one.
    """

    def as_it_comes() -> HttpResponse:
        return render(request, "outreach/editorial/home.html", home_context(None))

    return render_cacheable(request, lambda: _editorial_response(request, "") or as_it_comes())


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Shows the accessibility statement: what is checked, known defects, and how to report one."""
    return _legal(request, "accessibility")


@public
@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Shows the privacy notice: data stored about people, purposes, retention and rights."""
    return _legal(request, "personal_data")


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Shows what the product is, and the sources of its data."""
    return _legal(request, "about")


@public
@require_safe
def editorial_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serves an editorial page, at any address that no room uses, or the redirection of a page that
    has moved.

    Raises:
        Http404: there is neither.
    """

    def draw() -> HttpResponseBase:
        page = _editorial_response(request, path)
        moved_to = None if page else redirection(request)
        if page is None and moved_to is None:
            raise Http404
        return page or moved_to  # type: ignore[return-value] # one of the two is set

    return render_cacheable(request, draw)


@public
@require_safe
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """Serves a picture of a page at a display size, to be cached for a year: its name changes with
    it.
    """
    try:
        file = default_storage.open(f"images/{name}")
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    response = FileResponse(file)
    response["Cache-Control"] = IMMUTABLE_FOR_A_YEAR
    return response


@public
@require_safe
def social_picture_of(_request: HttpRequest, page_id: int, digest: str) -> FileResponse:
    """Serves the sharing picture of a page, drawn on the first request. Its address changes with
    its content.

    Raises:
        Http404: the page does not exist, or the picture is outdated.
    """
    shared = Page.objects.live().filter(pk=page_id).specific().first()
    if not isinstance(shared, EditorialPage):
        raise Http404
    with override(shared.locale.language_code):
        picture = social_picture(shared)
    if picture.digest != digest:
        raise Http404
    response = FileResponse(default_storage.open(stored_picture(picture)), content_type="image/png")
    response["Cache-Control"] = IMMUTABLE_FOR_A_YEAR
    return response


@public
@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """Serves the news feed; 304 if it has not changed."""
    return versioned(
        request, news_feed(), content_type=CONTENT_TYPE, cache=public_cache(NEWS_CACHE_S)
    )


@public
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Serves `robots.txt`, with the paths closed to search engines and the address of the
    sitemap."""
    lines = ["User-agent: *", "Disallow: /espace/", "Disallow: /redaction/", "Disallow: /reponse/"]
    lines.append(f"Sitemap: {settings.BOCAGE.public_url}{reverse('sitemap')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


def _legal(request: HttpRequest, name: str) -> HttpResponse:
    """Shows a legal page linked from every footer, with the instance's text or the default one."""

    def as_it_comes() -> HttpResponse:
        context = {
            "title": first_pages.legal_title(name),
            "introduction": first_pages.legal_introduction(name),
            "template": f"outreach/editorial/legal/{name}.html",
            "marks_own_writes": marks_own_writes(),
        }
        return render(request, "outreach/editorial/legal.html", context)

    slug = {of: part for _subject, part, of in first_pages.LEGAL}[name]
    return render_cacheable(
        request, lambda: _editorial_response(request, f"{slug}/") or as_it_comes()
    )


def _editorial_response(request: HttpRequest, path: str) -> HttpResponse | None:
    """Returns the rendered editorial page of this address; None if there is none."""
    page = page_at(request, path)
    if page is None:
        return None
    response: HttpResponse = page.serve(request)
    if hasattr(response, "render"):
        response.render()
    return response
