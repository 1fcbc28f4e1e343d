"""Actions of a host on the board, from forms or from the timeline.

Both post the same data; the timeline requests JSON, and gets the sentence that the page would have
shown.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.mail import can_receive
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.people.signed_in import current_person
from bocage.workspaces.bookings.forms.guests import GuestsForm, brings_guests
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.front_desk.board import format_visitor
from bocage.workspaces.front_desk.day_list import format_guests
from bocage.workspaces.front_desk.forms.board import BlockForm, DeskForm, MoveForm, on_the_clock
from bocage.workspaces.front_desk.operations.desk import book_at_the_desk
from bocage.workspaces.hosting.affected_bookings import affected_bookings, parse_seen_ids
from bocage.workspaces.hosting.operations.closures import bookings_affected, close_place
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.forms import FIELDS_OF_REFUSALS
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.series.views.guests import change_as_written

PREFILLED = ("day", "starts", "ends")


def wants_json(request: HttpRequest) -> bool:
    """Checks whether an action of the timeline sends the request, rather than a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def _success(request: HttpRequest, place: Place, day: Any, sentence: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"sentence": sentence})
    messages.success(request, sentence)
    return redirect(reverse("host_board", args=[place.slug, day]))


def _problem(form: BaseForm, status: int) -> HttpResponse:
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"problem": " ".join(sentences)}, status=status)


def _answer(
    request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any], status: int
) -> HttpResponse:
    if status != 200 and wants_json(request):
        return _problem(form, status)
    return render(request, template, {**context, "form": form}, status=status)


@permitted("workspaces.see_day", on=find_place)
@require_safe_or_post
def host_move(request: HttpRequest, booking_id: UUID, **_address: str) -> HttpResponse:
    """Shows a booking to the host, and moves it on POST to other hours, another day or another
    space.
    """
    place = target_place(request)
    booking = booking_of_place(place, booking_id)
    form = _move_form(place, booking, request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form, FIELDS_OF_REFUSALS) as outcome:
            move_booking(
                by=current_person(request),
                booking=booking,
                period=data["period"],
                resources=data["resources"],
                expected_sequence=data["sequence"],
            )
            sentence = _with_notice(_("La réservation est déplacée."), booking.booked_for)
            return _success(request, place, data["day"], sentence)
        status = outcome.status
    return move_page(request, place, booking, form=form, status=status)


def booking_of_place(place: Place, booking_id: UUID) -> Booking:
    """Returns a booking of a place with its person and its resources, or raises a 404."""
    bookings = Booking.objects.select_related("place__scope", "booked_for", "series")
    return get_object_or_404(bookings.with_resources(), pk=booking_id, place=place)


def _move_form(place: Place, booking: Booking, data: QueryDict | None) -> MoveForm:
    held_ids = [hold.resource_id for hold in booking.requested_holds]
    day, starts = on_the_clock(booking.period.lower)
    initial = {
        "resources": [str(pk) for pk in held_ids],
        "day": day,
        "starts": starts,
        "ends": on_the_clock(booking.period.upper)[1],
        "sequence": booking.sequence,
    }
    return MoveForm(data, plan=plan_of(place), held_ids=held_ids, initial=initial)


def move_page(
    request: HttpRequest,
    place: Place,
    booking: Booking,
    *,
    form: MoveForm | None = None,
    guests_form: GuestsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Shows the page of a booking on the board, with its two forms, the submitted one filled in."""
    now = timezone.now()
    if guests_form is None and brings_guests(booking, now):
        guests_form = GuestsForm(None, booking=booking, now=now)
    context = {
        "place": place,
        "booking": booking,
        "day": on_the_clock(booking.period.lower)[0],
        "person_name": _person_label(booking.booked_for),
        "people": people_words(booking.attendees) if booking.attendees > 1 else "",
        "guests": format_guests(booking.guests),
        "phone": format_phone(booking.booked_for.phone) if booking.booked_for else "",
        "can_move": booking.is_open and booking.period.upper > now,
        "guests_form": guests_form,
    }
    form = form or _move_form(place, booking, None)
    return _answer(request, "workspaces/front_desk/board/move.html", form, context, status)


def _person_label(person: Person | None) -> str:
    if person is None:
        return format_visitor(None, None)
    return format_visitor(person.pk, person.name if person.shows_name_to_hosts else "")


def _with_notice(sentence: str, person: Person | None) -> str:
    """Returns the message of success, with whether the person was notified."""
    if person is None:
        return sentence
    if can_receive(person.email):
        return _("%(done)s La personne est prévenue.") % {"done": sentence}
    return _("%(done)s La personne n’a pas donné de courriel : dites-le-lui.") % {"done": sentence}


@permitted("workspaces.book_for_somebody_else", on=find_place)
@require_safe_or_post
def host_book(request: HttpRequest, **_address: str) -> HttpResponse:
    """Books for a person at the desk or on the phone."""
    place = target_place(request)
    form = DeskForm(request.POST or None, plan=plan_of(place), initial=_initial(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, FIELDS_OF_REFUSALS) as outcome:
            booking = _book(request, place, form)
            sentence = _with_notice(_("C’est réservé."), booking.booked_for)
            return _success(request, place, form.cleaned_data["day"], sentence)
        status = outcome.status
    context = {"place": place, "hours_drawn": _hours_drawn(request)}
    return _answer(request, "workspaces/front_desk/board/book.html", form, context, status)


def _hours_drawn(request: HttpRequest) -> str:
    """Returns the hours of a space that were drawn on the timeline, as an address holds them: one
    may close them as well. Nothing where the form was opened otherwise."""
    names = (*PREFILLED, "resource")
    hours = {name: request.GET[name] for name in names if request.GET.get(name)}
    return urlencode(hours) if {"starts", "ends"} <= hours.keys() else ""


def _book(request: HttpRequest, place: Place, form: DeskForm) -> Booking:
    data = form.cleaned_data
    return book_at_the_desk(
        by=current_person(request),
        place=place,
        visitor=form.visitor,
        resources=data["resources"],
        period=data["period"],
        attendees=data["attendees"],
        purpose=data["purpose"],
        idempotency_key=data["key"],
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Returns the initial values from the address: an hour of a space, picked on the timeline."""
    initial: dict[str, Any] = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    initial.setdefault("day", timezone.localdate())
    if "resource" in request.GET:
        initial["resource"] = request.GET["resource"]
        initial["resources"] = [request.GET["resource"]]
    return initial


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_block(request: HttpRequest, **_address: str) -> HttpResponse:
    """Closes the place, or one space, for some hours: shows every booking that falls first."""
    place = target_place(request)
    form = BlockForm(request.POST or None, plan=plan_of(place), initial=_initial(request))
    status = 422 if form.errors else 200
    affected = affected_bookings([])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        resource = data["resource"] and place.resources.get(pk=data["resource"])
        seen_ids = parse_seen_ids(request.POST.get("seen", ""))
        affected = affected_bookings(
            bookings_affected(place=place, period=data["period"], resource=resource)
        )
        if affected.is_within(seen_ids):
            with refusals_on(form, FIELDS_OF_REFUSALS) as outcome:
                close_place(
                    by=current_person(request),
                    place=place,
                    period=data["period"],
                    resource=resource,
                    reason=data["reason"],
                    seen_ids=seen_ids,
                )
                return _success(request, place, data["day"], _closed_sentence(affected.people))
            status = outcome.status
    context = {"place": place, "affected": affected}
    return _answer(request, "workspaces/front_desk/board/block.html", form, context, status)


def _closed_sentence(count: int) -> str:
    if not count:
        return _("C’est fermé.")
    return ngettext(
        "C’est fermé, et %(count)d personne est prévenue.",
        "C’est fermé, et %(count)d personnes sont prévenues.",
        count,
    ) % {"count": count}


@permitted("workspaces.see_day", on=find_place)
@require_safe_or_post
def host_guests(request: HttpRequest, booking_id: UUID, **_address: str) -> HttpResponse:
    """Changes the guests of a booking from the form beside it on the board; if refused, the
    booking's page shows the reason.
    """
    place = target_place(request)
    booking = booking_of_place(place, booking_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("host_move", args=[place.slug, booking.pk]))
    form, refusal = change_as_written(request, booking)
    if form.errors:
        status = refusal.status if refusal else 422
        return move_page(request, place, booking, guests_form=form, status=status)
    return redirect("host_board", place.slug, on_the_clock(booking.period.lower)[0])
