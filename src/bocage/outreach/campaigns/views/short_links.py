"""The short address of a campaign: `/l/<code>`, on a poster, in a letter, behind a QR code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.attribution import read_code, with_code
from bocage.outreach.campaigns.models import TrackedLink
from bocage.outreach.campaigns.operations.links import count_visit
from bocage.outreach.shared.bots import is_bot


@public
@never_cache
@require_safe
def follow_link(request: HttpRequest, code: str) -> HttpResponse:
    """Counts a visit and redirects to the destination of the link, with the code in the address;
    sets no cookie and stores no visitor.

    HEAD requests and programs are redirected and not counted. For a closed campaign, shows that it
    is over, with the way on; for an unknown code, shows what the site offers, with status 404.
    """
    links = TrackedLink.objects.select_related("campaign")
    link = links.filter(code=read_code(code)).first()
    if link is None:
        return _noindex(render(request, "outreach/campaigns/unknown_link.html", status=404))
    if request.method == "GET" and not is_bot(request):
        count_visit(link=link)
    if link.campaign.is_closed:
        context = {
            "destination": with_code(link.destination, link.code),
            "project_address": with_code(reverse("new_project"), link.code),
        }
        return _noindex(render(request, "outreach/campaigns/over.html", context))
    return _noindex(redirect(with_code(link.destination, link.code)))


def _noindex(response: HttpResponse) -> HttpResponse:
    """Excludes the short addresses from search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
