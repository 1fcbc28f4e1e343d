"""The page of a place, with the panel that books it."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.http.access import public
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.presentation import (
    pass_sentence,
    price_lines,
    product_words,
    products_of,
)
from bocage.workspaces.booking_refusals.bookers import Booker, booker_of, must_accept_house_rules
from bocage.workspaces.booking_rules.models import HouseRules
from bocage.workspaces.bookings.forms.bookings import WishForm
from bocage.workspaces.bookings.panel import Panel, booking_panel
from bocage.workspaces.bookings.place_presentation import (
    coming_changes,
    hosts_of,
    open_now,
    town_near,
    week_of,
)
from bocage.workspaces.bookings.place_schema import schema_of
from bocage.workspaces.bookings.wishes import BookingNotes, PlaceWish
from bocage.workspaces.place_plans.plans import PlacePlan, plan_of
from bocage.workspaces.places.models import Place

PUBLISHED = Place.Status.PUBLISHED
NOTHING_WRITTEN = BookingNotes()


def is_fragment(request: HttpRequest) -> bool:
    """Checks whether htmx requests only the part of the page that changes."""
    return bool(getattr(request, "htmx", False))


@public
@require_safe
@vary_on_headers("HX-Request")
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows a place, and the panel that books it; to htmx, only the panel."""
    place = get_object_or_404(Place.objects.select_related("commune"), slug=slug)
    if place.status == Place.Status.CLOSED:
        return render(
            request, "workspaces/bookings/place_closed.html", {"place": place}, status=410
        )
    if not request.user.has_perm("workspaces.see_place", place):
        raise Http404
    return place_page(request, place, WishForm(request.GET).wish())


def place_page(
    request: HttpRequest,
    place: Place,
    wish: PlaceWish,
    *,
    sentences: Iterable[str] = (),
    entered: BookingNotes = NOTHING_WRITTEN,
    status: int = 200,
) -> HttpResponse:
    """Shows the page of a place with the panel for a wish, and the messages about it."""
    now = timezone.now()
    plan = plan_of(place)
    panel = booking_panel(
        place,
        plan,
        wish,
        path=place.get_absolute_url(),
        now=now,
        booker_on=partial(_booker, request, place, plan),
    )
    context: dict[str, Any] = {
        "place": place,
        "panel": panel,
        "refusals": list(sentences),
        "entered": entered,
        "house_rules": house_rules_to_accept(request, plan),
        "key": str(new_identifier()),
        "pass_sentence": _pass_sentence(request, place, panel),
    }
    if is_fragment(request):
        template = "workspaces/bookings/fragments/booking_panel.html"
        return render(request, template, context, status=status)
    products = products_of(place, plan)
    context |= {
        "open_now": open_now(plan, now),
        "week": week_of(plan, timezone.localdate(now)),
        "changes": coming_changes(plan, now),
        "hosts": hosts_of(place),
        "tells_how_to_enter": bool(place.access_instructions),
        "is_reachable": bool(place.contact_email or place.contact_phone or place.website),
        "price_lines": price_lines(plan, products) if plan.has_prices else [],
        "pass_products": [(product.name, product_words(product)) for product in products],
        "town": town_near(place),
        "photos": list(place.photos.all()),
        "pins": [position_on_the_map(place)],
        "structured_data": schema_of(place, plan) if place.status == PUBLISHED else None,
        "map_background": settings.BOCAGE.map_style,
    }
    return render(request, "workspaces/bookings/place_detail.html", context, status=status)


def _booker(request: HttpRequest, place: Place, plan: PlacePlan, day: date) -> Booker | None:
    """Returns what the rules require of the signed-in person; None if not signed in, or if they run
    the place.
    """
    if not request.user.is_authenticated:
        return None
    spaces = plan.bookable()
    person = current_person(request)
    depends_on_person = any(space.rules.restricts_people for space in spaces)
    if depends_on_person and person.has_perm("workspaces.book_for_somebody_else", place):
        return None
    return booker_of(person, place, spaces, day)


def house_rules_to_accept(request: HttpRequest, plan: PlacePlan) -> HouseRules | None:
    """Returns the house rules that the person signed in has not accepted in this version."""
    if plan.house_rules_id is None or not request.user.is_authenticated:
        return None
    if not must_accept_house_rules(current_person(request), plan):
        return None
    return HouseRules.objects.get(pk=plan.house_rules_id)


def _pass_sentence(request: HttpRequest, place: Place, panel: Panel) -> str:
    """Returns what the reader's passes pay in the period shown; no query in a free place."""
    if panel.period is None or not panel.has_prices or not isinstance(request.user, Person):
        return ""
    return pass_sentence(request.user, place, plan_of(place), panel.period)


def position_on_the_map(place: Place) -> dict[str, Any]:
    """Returns the point of a place on the map."""
    return {
        "id": str(place.pk),
        "name": place.name,
        "url": place.get_absolute_url(),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
