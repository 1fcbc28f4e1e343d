"""Booking a place, and one's own bookings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, require_safe_or_post, signed_in, target_of
from bocage.foundation.http.flash import flash_with_undo
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.presentation import booking_price
from bocage.workspaces.booking_refusals.errors import Alternative, Taken
from bocage.workspaces.bookings.booking_requests import (
    RecentPages,
    book_wish,
    few_of_each_sort,
    losers_key,
)
from bocage.workspaces.bookings.errors import NotRestorable
from bocage.workspaces.bookings.exports import BOOKINGS
from bocage.workspaces.bookings.facts import calendar_of
from bocage.workspaces.bookings.forms.bookings import PREVIEW_BUTTON, BookingForm, WishForm
from bocage.workspaces.bookings.forms.guests import brings_guests, seats_others
from bocage.workspaces.bookings.forms.requests import MessageForm
from bocage.workspaces.bookings.history import history_of, may_read_notes
from bocage.workspaces.bookings.operations.cancellations import (
    UNDO_DELAY,
    cancel_booking,
    restore_booking,
)
from bocage.workspaces.bookings.operations.moves import MOVABLE
from bocage.workspaces.bookings.views.place_page import house_rules_to_accept, place_page
from bocage.workspaces.bookings.wishes import PlaceWish
from bocage.workspaces.opening_hours.availability import PARIS, local_day
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.access_notes import access_notes_for, next_visible_from
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking

BOOKINGS_PER_PAGE = 20
JUST_NOW = timedelta(minutes=10)

place_by_slug = PreparedLookup(Place, "slug")
recent_choices = RecentPages()


class SeeOther(HttpResponseRedirect):
    """Redirect (303) after a posted form to the page of its result."""

    status_code = 303


@signed_in
@require_safe_or_post
def place_book(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes the booking of the form. A GET, as after signing in, redirects to the choice; so does
    the button that, without scripts, requests the price of several spaces.
    """
    if request.method != "POST":
        return _back_to_the_choice(request.GET, slug)
    if PREVIEW_BUTTON in request.POST:
        return _back_to_the_choice(request.POST, slug)
    place = place_by_slug.get(slug)
    if place is None or (
        place.status == Place.Status.DRAFT
        and not request.user.has_perm("workspaces.see_place", place)
    ):
        raise Http404
    form = BookingForm(_submitted_data(request))
    if not form.is_valid():
        return _refused(request, place, form, list(_errors_of(form)), status=400)
    try:
        booking = book_wish(by=current_person(request), place=place, wish=form.requested_booking())
    except Taken as conflict:
        return _taken_page(request, place, form, conflict)
    except Refusal as refusal:
        return _refused(request, place, form, [str(refusal.sentence)], status=refusal.status)
    return SeeOther(reverse("booking_detail", args=[booking.pk]))


def _submitted_data(request: HttpRequest) -> QueryDict:
    """Returns the posted data; a ready-made choice has its place and time in the query string."""
    if not request.GET:
        return request.POST
    data = request.GET.copy()
    data.update(request.POST)
    return data


def _back_to_the_choice(data: QueryDict, slug: str) -> HttpResponse:
    params = {name: data.getlist(name) for name in WishForm.base_fields if data.get(name)}
    return HttpResponseRedirect(f"{_page_of(slug)}?{urlencode(params, doseq=True)}#reserver")


def _page_of(slug: str) -> str:
    return reverse("place_detail", args=[slug])


def _errors_of(form: BookingForm) -> Iterator[str]:
    for errors in form.errors.values():
        yield from (str(error) for error in errors)


def _refused(
    request: HttpRequest, place: Place, form: BookingForm, sentences: list[str], *, status: int
) -> HttpResponse:
    """Returns the page of the place again, with the errors and the posted values."""
    return place_page(
        request,
        place,
        form.wish(),
        sentences=sentences,
        entered=form.notes(),
        status=status,
    )


@dataclass(frozen=True, slots=True)
class ReadyChoice:
    """Free alternative, with the address that books it."""

    alternative: Alternative
    action: str


def _taken_page(
    request: HttpRequest, place: Place, form: BookingForm, refusal: Taken
) -> HttpResponse:
    """Returns a light page of free alternatives: many may lose the same race at once."""
    wish = form.wish()
    context = {
        "sentence": refusal.sentence,
        "choices": _choices(place, wish, refusal),
        "people": wish.people,
        "entered": form.notes(),
        "key": new_identifier(),
        "wait_url": _wait_url(place, form, refusal),
        "page_url": _page_of(place.slug) + f"?jour={wish.day}#reserver",
    }
    return render(request, "workspaces/bookings/taken.html", context, status=refusal.status)


def _wait_url(place: Place, form: BookingForm, refusal: Taken) -> str:
    """Returns the address of the waiting list for the lost spaces."""
    params = {name: form.data[name] for name in WishForm.base_fields if form.data.get(name)}
    if refusal.unavailable:
        params["espace"] = str(refusal.unavailable[0])
    return f"{reverse('place_wait', args=[place.slug])}?{urlencode(params)}"


def _choices(place: Place, wish: PlaceWish, refusal: Taken) -> str:
    """Returns the free alternatives, rendered once for all who lose the same race."""
    key = losers_key(place, wish)
    html = recent_choices.get(key)
    if html is None:
        choices = [
            ReadyChoice(alternative, _booking_address(alternative))
            for alternative in few_of_each_sort(alternatives_to(refusal), place)
        ]
        context = {"choices": choices, "place": place}
        html = render_to_string("workspaces/bookings/fragments/ready_choices.html", context)
        recent_choices.add(key, html)
    return html


def _booking_address(alternative: Alternative) -> str:
    start = alternative.period.start.astimezone(PARIS)
    end = alternative.period.end.astimezone(PARIS)
    params = {
        "jour": start.date().isoformat(),
        "moment": "heures",
        "de": f"{start:%H:%M}",
        "a": "24:00" if end.date() > start.date() else f"{end:%H:%M}",
        "espace": [alternative.resource_id, *alternative.with_ids],
    }
    address = reverse("place_book", args=[alternative.place_slug])
    return f"{address}?{urlencode(params, doseq=True)}"


@permitted("workspaces.see_booking", on=find_booking)
@require_safe
def booking_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a booking to its holder and to the hosts: what, when, where and how to enter."""
    booking = target_of(request, Booking)
    return booking_page(request, booking)


def booking_page(
    request: HttpRequest, booking: Booking, *, sentence: str = "", status: int = 200, **extra: Any
) -> HttpResponse:
    now = timezone.now()
    person = current_person(request)
    is_holder = person.pk in {booking.booked_for_id, booking.created_by_id}
    is_request = booking.status == Booking.Status.REQUESTED
    is_offer = booking.status == Booking.Status.OFFERED
    offered = getattr(booking, "waitlist_entry", None) if is_offer else None
    context = {
        "booking": booking,
        "place": booking.place,
        "is_request": is_request,
        "offered": offered,
        "house_rules": house_rules_to_accept(request, plan_of(booking.place)) if offered else None,
        "conversation": list(booking.messages.select_related("author")) if is_request else [],
        "message_form": MessageForm(),
        "spaces": [hold.resource for hold in booking.requested_holds],
        "sentence": sentence,
        "is_new": booking.is_holding and is_holder and now - booking.created_at < JUST_NOW,
        "is_holder": is_holder,
        "may_note": may_read_notes(person, booking),
        "is_over": booking.period.upper <= now,
        "access_notes": access_notes_for(person, booking),
        "access_visible_from": next_visible_from(person, booking, now=now),
        "price": booking_price(booking),
        "may_cancel": booking.is_open
        and not is_offer
        and booking.period.upper > now
        and person.has_perm("workspaces.cancel_booking", booking),
        "may_move": booking.status in MOVABLE
        and booking.period.upper > now
        and person.has_perm("workspaces.move_booking", booking),
        "may_change_guests": brings_guests(booking, now)
        and seats_others(booking)
        and person.has_perm("workspaces.change_guests", booking),
        "may_restore": booking.cancelled_at is not None
        and booking.confirmed_at is not None
        and booking.cancelled_by_id == person.pk
        and now - booking.cancelled_at <= UNDO_DELAY
        and booking.period.upper > now,
        **extra,
    }
    return render(request, "workspaces/bookings/detail.html", context, status=status)


@permitted("workspaces.see_booking", on=find_booking)
@require_safe
@vary_on_headers("HX-Request")
def booking_history(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the history of a booking; to htmx, only the list."""
    booking = target_of(request, Booking)
    context = {"booking": booking, "moments": history_of(booking, reader=current_person(request))}
    is_part = getattr(request, "htmx", False)
    template = (
        "workspaces/bookings/fragments/history.html"
        if is_part
        else "workspaces/bookings/history.html"
    )
    return render(request, template, context)


@permitted("workspaces.see_booking", on=find_booking)
@never_cache
@require_safe
def booking_calendar(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the booking as a file that any calendar reads."""
    booking = target_of(request, Booking)
    if booking.booked_for is None:
        raise Http404
    response = HttpResponse(calendar_of(booking), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bocage-{booking.pk}.ics"'
    return response


@permitted("workspaces.see_booking", on=find_booking)
@require_safe_or_post
def booking_cancel(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the confirmation page, and cancels the booking on POST, with a link to undo it."""
    booking = target_of(request, Booking)
    page = reverse("booking_detail", args=[booking.pk])
    if request.method != "POST":
        if not booking.is_open:
            return HttpResponseRedirect(page)
        return render(request, "workspaces/bookings/cancel.html", {"booking": booking})
    try:
        cancel_booking(by=current_person(request), booking=booking)
    except Refusal as refusal:
        return booking_page(request, booking, sentence=str(refusal.sentence), status=refusal.status)
    if booking.confirmed_at is None:
        messages.success(request, _("Votre demande est retirée."))
        return SeeOther(page)
    undo = reverse("booking_restore", args=[booking.pk])
    flash_with_undo(request, _("La réservation est annulée."), undo_url=undo)
    return SeeOther(page)


@permitted("workspaces.see_booking", on=find_booking)
@require_POST
def booking_restore(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Undoes a cancellation, if the resources are still free."""
    booking = target_of(request, Booking)
    try:
        restore_booking(by=current_person(request), booking=booking)
    except Refusal as refusal:
        is_lost = not isinstance(refusal, NotRestorable)
        return booking_page(
            request,
            booking,
            sentence=str(refusal.sentence),
            status=refusal.status,
            book_again=_again(booking) if is_lost else "",
        )
    return SeeOther(reverse("booking_detail", args=[booking.pk]))


def _again(booking: Booking) -> str:
    """Returns the page of the place on the day of a booking."""
    return f"{booking.place.get_absolute_url()}?jour={local_day(booking.period.lower)}#reserver"


@signed_in
@require_safe
def booking_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists one's bookings: those to come, the next first; or the past ones, the latest first. With
    an extension, exports them as a file.
    """
    now = timezone.now()
    past = request.GET.get("quand") == "passees"
    bookings = (
        Booking.objects.of(current_person(request))
        .select_related("place__commune")
        .with_resources()
    )
    if past:
        bookings = bookings.filter(period__endswith__lte=now).order_by("-period", "-pk")
    else:
        bookings = bookings.filter(period__endswith__gt=now).order_by("period", "pk")
    if extension:
        return BOOKINGS.file(extension, bookings)
    page = Paginator(bookings, BOOKINGS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspaces/bookings/list.html", {"page": page, "past": past})
