"""The page that a code on the wall opens: « je suis arrivé », or « je passe »."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.formatting.times import format_hours, format_time
from bocage.foundation.http.access import public, secret_address, signed_in
from bocage.people.limits import Limit, count_attempt_from
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.people.views.sign_in import network_address_of
from bocage.workspaces.front_desk.arrivals import EARLY, expected_today, find_address, held_now
from bocage.workspaces.front_desk.forms.presence import WalkInForm
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.presence import check_in, check_out, count_walk_in
from bocage.workspaces.scheduling.access_notes import access_notes_for
from bocage.workspaces.scheduling.models.access_notes import AccessNote
from bocage.workspaces.scheduling.models.bookings import Booking

WALK_INS = Limit(action="workspaces.walk_in", amount=30, window=timedelta(hours=1))
"""Limit per network and code: a class that arrives together passes, a script does not."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Booking of today of the person who scans, with the possible actions here."""

    booking: Booking
    state: Literal["arrive", "present", "early"]
    spaces: str
    hours: str
    sentence: str
    notes: list[AccessNote]


@public
@require_safe
def here(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the possible actions of a person at the place; a GET changes nothing."""
    return _render_page(request, _code(token))


@signed_in
@require_POST
def here_arrive(request: HttpRequest, token: str, booking_id: UUID) -> HttpResponse:
    """Records the arrival of the person who scans."""
    code = _code(token)
    booking = _own_booking(request, booking_id)
    try:
        check_in(by=current_person(request), booking=booking, at=code)
    except Refusal as refusal:
        return _render_page(request, code, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Bienvenue ! Votre arrivée est notée."))
    return redirect("here", token)


@signed_in
@require_POST
def here_leave(request: HttpRequest, token: str, booking_id: UUID) -> HttpResponse:
    """Notes that they leave, which frees the rest of their time."""
    code = _code(token)
    try:
        check_out(by=current_person(request), booking=_own_booking(request, booking_id))
    except Refusal as refusal:
        return _render_page(request, code, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Bonne route ! Votre place est libre pour les autres."))
    return redirect("here", token)


@public
@require_POST
def here_count(request: HttpRequest, token: str) -> HttpResponse:
    """Counts a walk-in."""
    code = _code(token)
    count_attempt_from(WALK_INS, network_address_of(request), within=str(code.pk))
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _render_page(request, code, form=form, status=422)
    try:
        count_walk_in(by=_person(request), at=code, **form.walk_in())
    except Refusal as refusal:
        return _render_page(
            request, code, form=form, sentence=str(refusal.sentence), status=refusal.status
        )
    return redirect("here_thanks", token)


@public
@require_safe
def here_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Shows that the visit was counted."""
    code = _code(token)
    return render(
        request, "workspaces/front_desk/here/thanks.html", {"place": code.place, "code": code}
    )


def _code(token: str) -> SharedAddress:
    address = find_address(SharedAddress.Kind.CHECK_IN, token)
    if address is None:
        raise Http404
    return address


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _own_booking(request: HttpRequest, booking_id: UUID) -> Booking:
    person = current_person(request)
    return get_object_or_404(
        Booking.objects.select_related("place"),
        Q(booked_for=person) | Q(created_by=person),
        pk=booking_id,
    )


@secret_address
def _render_page(
    request: HttpRequest,
    code: SharedAddress,
    *,
    form: WalkInForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    now, person = timezone.now(), _person(request)
    bookings = expected_today(person, now) if person else []
    own_bookings = [_expected(booking, code, person, now) for booking in bookings if person]
    context: dict[str, Any] = {
        "code": code,
        "place": code.place,
        "space": code.resource,
        "sentence": sentence,
        "expected": [expected for expected in own_bookings if expected is not None],
        "elsewhere": _booked_elsewhere(bookings, code, now),
        "held": _held_sentence(code, person, now),
        "form": form or WalkInForm(),
    }
    return render(request, "workspaces/front_desk/here/page.html", context, status=status)


def _expected(
    booking: Booking, code: SharedAddress, person: Person, now: datetime
) -> Expected | None:
    """Returns the state of a booking of today in this place; None once it is over."""
    if booking.place_id != code.place_id or booking.period.upper <= now:
        return None
    if booking.status == Booking.Status.COMPLETED:
        return None
    opens = booking.period.lower - EARLY
    spaces = [hold.resource for hold in booking.requested_holds]
    sentences = []
    if code.resource is not None and code.resource not in spaces:
        sentences.append(
            _("Ce code est celui %(of_here)s ; vous avez réservé %(there)s.")
            % {"of_here": of_name(code.resource.name), "there": _names(booking)}
        )
    if booking.status == Booking.Status.NO_SHOW:
        sentences.append(
            _(
                "Elle avait été libérée faute d’arrivée ; "
                "elle est à vous de nouveau si personne ne l’a prise."
            )
        )
    if now < opens:
        sentences.append(
            _("Votre arrivée se note à partir de %(time)s.") % {"time": format_time(opens)}
        )
    state: Literal["arrive", "present", "early"] = "early" if now < opens else "arrive"
    if booking.status == Booking.Status.CHECKED_IN:
        state = "present"
    return Expected(
        booking=booking,
        state=state,
        spaces=_names(booking),
        hours=format_hours(booking.period.lower, booking.period.upper),
        sentence=" ".join(sentences),
        notes=access_notes_for(person, booking) if state == "present" else [],
    )


def _booked_elsewhere(bookings: list[Booking], code: SharedAddress, now: datetime) -> str:
    """Returns where one has booked at this moment, when it is not here."""
    for booking in bookings:
        is_now = booking.period.lower - EARLY <= now < booking.period.upper
        if is_now and booking.is_holding and booking.place_id != code.place_id:
            return _("Ce code est celui d’un autre lieu : vous avez réservé %(at_place)s.") % {
                "at_place": at_name(booking.place.name)
            }
    return ""


def _held_sentence(code: SharedAddress, person: Person | None, now: datetime) -> str:
    """Returns until when somebody else has the room of this code, if they do."""
    if code.resource is None or code.place is None:
        return ""
    holding = held_now(code.place, code.resource, now)
    if holding is None or (person is not None and holding.booked_for_id == person.pk):
        return ""
    return _("%(space)s est réservé par quelqu’un d’autre jusqu’à %(time)s.") % {
        "space": code.resource.name,
        "time": format_time(holding.period.upper),
    }


def _names(booking: Booking) -> str:
    return ", ".join(hold.resource.name for hold in booking.requested_holds)
