"""Frame of the availability of a place for any site: choices there lead to a booking here."""

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import FRESH_S, framed_anywhere
from bocage.workspaces.bookings.forms.bookings import WishForm
from bocage.workspaces.bookings.panel import Panel, booking_panel
from bocage.workspaces.bookings.place_presentation import open_now
from bocage.workspaces.place_plans.plans import PlacePlan, plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.moments import Moment


@public
@framed_anywhere
@require_safe
def place_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the next days of a place, their moments and the availability for the public."""
    place = get_object_or_404(Place.objects.select_related("commune"), slug=slug)
    if place.status == Place.Status.CLOSED:
        return render(
            request, "workspaces/search/embeds/place_closed.html", {"place": place}, status=410
        )
    if place.status != Place.Status.PUBLISHED:
        raise Http404
    now = timezone.now()
    plan = plan_of(place)
    panel = _panel(request, place, plan, now)
    query = panel.url().partition("?")[2]
    context = {
        "place": place,
        "panel": panel,
        "moments": [moment for moment in panel.moments if moment.moment != Moment.HOURS],
        "open_now": open_now(plan, now),
        "booking_url": f"{place.get_absolute_url()}{'?' if query else ''}{query}#reserver",
        "now": now,
    }
    response = render(request, "workspaces/search/embeds/place.html", context)
    response["Cache-Control"] = f"public, max-age={FRESH_S // 2}"
    return response


def _panel(request: HttpRequest, place: Place, plan: PlacePlan, now: datetime) -> Panel:
    """Returns the panel of the page of the place for an anonymous reader."""
    wish = replace(WishForm(request.GET).wish(), ticks_several=False)
    if wish.moment == Moment.HOURS:
        wish = replace(wish, moment="")
    path = reverse("place_embed", args=[place.slug])
    return booking_panel(place, plan, wish, path=path, now=now)
