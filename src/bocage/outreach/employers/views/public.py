"""« Ils laissent leurs équipes télétravailler d’ici »: partner employers for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.attribution import with_code
from bocage.foundation.http.replica import allow_stale_second
from bocage.outreach.editorial.presence import present_subjects
from bocage.outreach.employers.models import PartnerEmployer
from bocage.outreach.employers.results import employer_results, publishable_numbers


@public
@allow_stale_second
@require_safe
def employer_directory(request: HttpRequest) -> HttpResponse:
    """Lists the public partner employers, by name."""
    employers = PartnerEmployer.objects.shown_on(timezone.localdate()).defer("logo")
    context = {"employers": employers.order_by("name", "pk")}
    return render(request, "outreach/employers/directory.html", context)


@public
@allow_stale_second
@require_safe
def employer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows what the territory offers to the employees of one employer; every link on it carries
    the employer's code. Until it is published, only those who follow the employer see it.
    """
    employer = _visible_employer(request, slug)
    code = employer.link.code
    is_shown = employer.is_shown_on(timezone.localdate())
    context: dict[str, Any] = {
        "employer": employer,
        "code": code,
        "is_shown": is_shown,
        "subjects": present_subjects(),
        "numbers": publishable_numbers(employer_results([employer])[employer.link_id]),
        "ways": {
            name: with_code(reverse(name), code)
            for name in ("place_list", "home_list", "new_project", "commune_list")
        },
    }
    response = render(request, "outreach/employers/page.html", context)
    if not is_shown:
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
    return response


@public
@require_safe
def employer_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Serves the logo of an employer, to be cached for a year: its address contains its digest.

    Raises:
        Http404: the employer has no logo, or is not shown to this person.
    """
    employer = _visible_employer(request, slug)
    if not employer.logo:
        raise Http404
    response = HttpResponse(bytes(employer.logo), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _visible_employer(request: HttpRequest, slug: str) -> PartnerEmployer:
    """Raises: Http404: there is none that this person sees."""
    employers = PartnerEmployer.objects.select_related("link", "departement")
    employer = get_object_or_404(employers, slug=slug)
    is_shown = employer.is_shown_on(timezone.localdate())
    if not is_shown and not request.user.has_perm("outreach.manage_employer", employer):
        raise Http404
    return employer
