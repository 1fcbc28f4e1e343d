"""Waiting for a place that is taken, and answering when it is offered."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.workspaces.booking_refusals.bookers import booker_of
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.booking_requests import accept_shown_rules, requested_period
from bocage.workspaces.bookings.errors import HouseRulesNotAccepted
from bocage.workspaces.bookings.forms.bookings import BookingForm, WishForm
from bocage.workspaces.bookings.offers import Asker, Offer, offers_of
from bocage.workspaces.bookings.views.place_page import (
    NOTHING_WRITTEN,
    house_rules_to_accept,
    place_page,
)
from bocage.workspaces.bookings.wishes import PlaceWish, RequestedBooking
from bocage.workspaces.house_rules.errors import HouseRulesChanged
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, plan_of
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.formatting import on_the_clock
from bocage.workspaces.scheduling.moments import Moment
from bocage.workspaces.scheduling.queries import days_of
from bocage.workspaces.waitlist.errors import AnyDeskOrNamed
from bocage.workspaces.waitlist.forms import OfferForm
from bocage.workspaces.waitlist.models import WaitlistEntry
from bocage.workspaces.waitlist.operations.waitlist import (
    accept_offer,
    decline_offer,
    join_waitlist,
    leave_waitlist,
)
from bocage.workspaces.waitlist.selectors import past_waits_of, waits_of

MAX_SHOWN = 10


find_entry = finder(WaitlistEntry.objects.select_related("place__commune", "offer"), entry_id="pk")


@signed_in
@require_safe_or_post
def place_wait(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the taken spaces of a period, for the person to choose; puts them on the waiting list
    on POST.
    """
    place = get_object_or_404(Place.objects.select_related("commune", "scope"), slug=slug)
    if not request.user.has_perm("workspaces.see_place", place):
        raise Http404
    if request.method != "POST":
        return _choice(request, place, WishForm(request.GET).wish())
    form = BookingForm(request.POST)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return _choice(request, place, form.wish(), sentences=sentences, form=form, status=422)
    try:
        _join(request, place, form.requested_booking())
    except AnyDeskOrNamed as refusal:
        return _choice(
            request,
            place,
            form.wish(),
            sentences=[str(refusal.sentence)],
            form=form,
            status=refusal.status,
        )
    except Refusal as refusal:
        return place_page(
            request,
            place,
            form.wish(),
            sentences=[str(refusal.sentence)],
            entered=form.notes(),
            status=refusal.status,
        )
    messages.success(request, _("C’est noté : vous recevrez un courriel si une place se libère."))
    return redirect("waitlist")


def _join(request: HttpRequest, place: Place, wish: RequestedBooking) -> None:
    plan = plan_of(place)
    resource_ids = _resource_ids(plan, wish.spaces)
    if wish.house_rules_id:
        accept_shown_rules(current_person(request), place, wish.house_rules_id)
    join_waitlist(
        by=current_person(request),
        place=place,
        period=requested_period(plan, wish.day, wish),
        resources=resource_ids,
        kind="" if resource_ids else ResourceKind.DESK,
        attendees=wish.people,
        purpose=wish.purpose,
        guests=wish.guests,
        is_private=wish.is_private,
    )


def _resource_ids(plan: PlacePlan, values: Sequence[str]) -> list[UUID]:
    """Returns the ticked spaces; empty for any desk, which means all the desks.

    Raises:
        AnyDeskOrNamed: any desk is ticked, with a space that is not a desk.
    """
    if ANY_DESK not in values:
        return [UUID(value) for value in values]
    desks = {str(space.pk) for space in plan.bookable(ResourceKind.DESK)}
    if not {*values} - {ANY_DESK} <= desks:
        raise AnyDeskOrNamed
    return []


def _choice(
    request: HttpRequest,
    place: Place,
    wish: PlaceWish,
    *,
    sentences: list[str] | None = None,
    form: BookingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Returns the page of the taken spaces of a period; that of the place if none is taken."""
    if wish.day is None:
        return redirect(place)
    day, wish = wish.day, replace(wish, moment=wish.moment or Moment.DAY)
    try:
        period = requested_period(plan_of(place), day, wish)
    except BookingRefused as refusal:
        return place_page(
            request, place, wish, sentences=[str(refusal.sentence)], status=refusal.status
        )
    taken_offers = _taken_offers(current_person(request), place, period, wish)
    if not taken_offers:
        return redirect(f"{place.get_absolute_url()}?jour={day}#reserver")
    context = {
        "place": place,
        "wish": wish,
        "period": period,
        "taken": taken_offers,
        "chosen": _ticked(taken_offers, wish.spaces),
        "sentences": sentences or [],
        "entered": form.notes() if form else NOTHING_WRITTEN,
        "hours": {
            name: on_the_clock(minutes)
            for name, minutes in (("de", wish.starts), ("a", wish.ends))
            if minutes is not None
        },
        "house_rules": house_rules_to_accept(request, plan_of(place)),
        "page_url": f"{reverse('place_detail', args=[place.slug])}?jour={day}#reserver",
    }
    return render(request, "workspaces/waitlist/wait.html", context, status=status)


def _ticked(taken_offers: Sequence[Offer], values: Collection[str]) -> set[str]:
    """Returns the posted values that are still taken; without any other, the only taken one."""
    ticked = {offer.value for offer in taken_offers if offer.value in values}
    return ticked or ({taken_offers[0].value} if len(taken_offers) == 1 else set())


def _taken_offers(person: Person, place: Place, period: Interval, wish: PlaceWish) -> list[Offer]:
    """Returns the spaces that this person can wait for: any desk if too few are left, and each
    taken space that they are eligible for.
    """
    now, people = timezone.now(), wish.people
    day = local_day(period.start)
    [day_availability] = days_of(place, day, 1, now=now)
    booker = booker_of(person, place, [space.space for space in day_availability.spaces], day)
    offers = offers_of(day_availability, period=period, asker=Asker(people, booker), now=now)
    desks = sum(offer.is_desk and not offer.is_refused for offer in offers)
    return [
        offer
        for offer in offers
        if not (offer.is_free and offer.fits)
        and (people <= desks if offer.value == ANY_DESK else offer.fits and not offer.is_refused)
    ]


@signed_in
@require_safe
def waitlist(request: HttpRequest) -> HttpResponse:
    """Shows the waits of the signed-in person, and the spaces offered to them."""
    person = current_person(request)
    context = {"open": waits_of(person), "closed": past_waits_of(person)[:MAX_SHOWN]}
    return render(request, "workspaces/waitlist/waitlist.html", context)


@permitted("workspaces.answer_offer", on=find_entry)
@require_POST
def waitlist_leave(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Leaves the waiting list."""
    leave_waitlist(by=current_person(request), entry=target_of(request, WaitlistEntry))
    messages.success(request, _("Vous n’êtes plus sur cette liste d’attente."))
    return redirect("waitlist")


@permitted("workspaces.answer_offer", on=find_entry)
@require_POST
def offer_take(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes the place that is offered; where the house rules have changed, its page shows them."""
    entry, form = target_of(request, WaitlistEntry), OfferForm(request.POST)
    try:
        if form.is_valid() and form.house_rules_id:
            accept_shown_rules(current_person(request), entry.place, form.house_rules_id)
        booking = accept_offer(by=current_person(request), entry=entry)
    except (HouseRulesChanged, HouseRulesNotAccepted) as refusal:
        messages.warning(request, str(refusal.sentence))
        if entry.offer_id is None:
            return redirect("waitlist")
        return redirect("booking_detail", entry.offer_id)
    return redirect("booking_detail", booking.pk)


@permitted("workspaces.answer_offer", on=find_entry)
@require_POST
def offer_decline(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Leaves it to the next."""
    decline_offer(by=current_person(request), entry=target_of(request, WaitlistEntry))
    messages.success(request, _("C’est noté : la place va à la personne suivante."))
    return redirect("waitlist")
