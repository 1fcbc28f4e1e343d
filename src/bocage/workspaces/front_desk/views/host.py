"""Day of a place, and the list of the places that somebody runs."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Now
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bocage.foundation.formatting.times import format_date, format_day
from bocage.foundation.http.access import permitted, require_safe_or_post, signed_in
from bocage.people.signed_in import current_person
from bocage.workspaces.approvals.views.host_answers import Answer, answered, words_about
from bocage.workspaces.booking_refusals.periods import closed_sentence, format_opening
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.front_desk.arrivals import CORRECTED_WITHIN
from bocage.workspaces.front_desk.day_list import day_list
from bocage.workspaces.front_desk.forms.board import CancellationForm
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.policies import places_run_by
from bocage.workspaces.places.querysets import PlaceQuerySet
from bocage.workspaces.scheduling.models.bookings import Booking

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""The days that have a page (see `urls/host.py`)."""

ANY = UUID(int=0)
"""Placeholder of a booking in an address that is resolved once for all."""


class UrlAround(NamedTuple):
    """Address of a booking, without the booking itself."""

    before: str
    after: str


CANCELLATION = Answer(
    title=gettext_lazy("Annuler cette réservation ?"),
    explanation=gettext_lazy(
        "La personne reçoit un courriel avec votre explication, et l’espace redevient libre."
    ),
    submit=gettext_lazy("Annuler la réservation"),
    success=gettext_lazy("La réservation est annulée, et la personne est prévenue."),
    back_label=gettext_lazy("Revenir à la journée sans rien changer"),
)


@signed_in
@require_safe
def host_places(request: HttpRequest) -> HttpResponse:
    """Lists the places that the person runs: as a host, or as a coordinator of their area."""
    places = places_run_by(current_person(request))
    if places is None:
        raise Http404
    listed = _with_bookings_to_come(places.select_related("commune")).order_by("name", "pk")
    context = {"places": listed, "may_open": request.user.has_perm("workspaces.open_place")}
    return render(request, "workspaces/front_desk/host/places.html", context)


def _with_bookings_to_come(places: PlaceQuerySet) -> PlaceQuerySet:
    """Adds `bookings_to_come`, the number of bookings that are not over."""
    to_come = (
        Booking.objects.holding()
        .filter(place=OuterRef("pk"), period__endswith__gt=Now())
        .order_by()
        .values("place")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return places.annotate(bookings_to_come=Coalesce(Subquery(to_come), 0))


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_today(_request: HttpRequest, slug: str) -> HttpResponse:
    """Redirects to the day list of today, from an address that does not change with the day."""
    return redirect("host_day", slug, timezone.localdate())


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_day(request: HttpRequest, day: date, **_address: str) -> HttpResponse:
    """Lists the people expected on a day, by resource, with what to prepare."""
    place = target_place(request)
    today = timezone.localdate()
    visits = day_list(place, day)
    context = {
        "place": place,
        "day": day,
        "arrive_url": _url_around("host_arrive", slug=place.slug, booking_id=ANY),
        "payment_url": _url_around("host_payment", slug=place.slug, kind="reservation", due_id=ANY),
        "cancel_url": _url_around("host_cancel", slug=place.slug, booking_id=ANY),
        "is_today": day == today,
        "is_past": day < today,
        "may_note": today - CORRECTED_WITHIN <= day <= today,
        "title": format_day(day, today=today),
        "full_date": format_date(day, with_year=True),
        "hours": format_opening(visits.opened) if visits.opened.is_open else "",
        "closed": "" if visits.opened.is_open else closed_sentence(visits.opened),
        "list": visits,
        "previous": day - timedelta(days=1) if day > FIRST_DAY else None,
        "next": day + timedelta(days=1) if day < LAST_DAY else None,
    }
    return render(request, "workspaces/front_desk/host/day.html", context)


def _url_around(name: str, **arguments: object) -> UrlAround:
    """Resolves an address once for all the bookings of a day: one a line would cost too much."""
    before, after = reverse(name, kwargs=arguments).split(str(ANY))
    return UrlAround(before, after)


@permitted("workspaces.see_day", on=find_place)
@require_safe_or_post
def host_cancel(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Cancels a booking for the place, and says why to the person."""
    place = target_place(request)
    booking = get_object_or_404(
        Booking.objects.select_related("place__scope", "booked_for").with_resources(),
        pk=booking_id,
        place=place,
    )
    day = timezone.localtime(booking.period.lower).date()
    return answered(
        request,
        CANCELLATION,
        place=place,
        about=words_about(booking),
        form=CancellationForm(request.POST or None),
        act=lambda data: cancel_booking(
            by=current_person(request),
            booking=booking,
            because=Booking.CancelledBecause.HOST,
            note=data["note"],
        ),
        back=reverse("host_day", args=[slug, day]),
    )
