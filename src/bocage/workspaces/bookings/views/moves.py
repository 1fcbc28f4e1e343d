"""Moving a booking to another day, other hours or another space."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.booking_refusals.errors import Alternative, Taken
from bocage.workspaces.bookings.forms.bookings import MoveForm
from bocage.workspaces.bookings.operations.moves import MOVABLE, move_booking
from bocage.workspaces.bookings.views.bookings import SeeOther
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking


@permitted("workspaces.see_booking", on=find_booking)
@require_safe_or_post
def booking_move(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the form that moves a booking, and moves it on POST; if the spaces are taken, offers
    free alternatives.
    """
    booking = target_of(request, Booking)
    page = reverse("booking_detail", args=[booking.pk])
    may_move = current_person(request).has_perm("workspaces.move_booking", booking)
    if not may_move or booking.status not in MOVABLE:
        return HttpResponseRedirect(page)
    form = MoveForm(
        request.POST or None, plan=plan_of(booking.place), initial=MoveForm.initial_of(booking)
    )
    choices: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form) as outcome:
            _move(request, booking, form)
            messages.success(request, _("La réservation est déplacée."))
            return SeeOther(page)
        if outcome.refusal is not None:
            choices = _choices(outcome.refusal, booking)
    context = {"booking": booking, "place": booking.place, "choices": choices}
    return render_form(request, "workspaces/bookings/move.html", form, context)


def _move(request: HttpRequest, booking: Booking, form: MoveForm) -> None:
    move = form.move()
    move_booking(
        by=current_person(request),
        booking=booking,
        period=move.period,
        resources=_resources(booking, move.resource_id),
        expected_sequence=move.sequence,
    )


def _resources(booking: Booking, choice: UUID) -> list[UUID] | None:
    """Returns the space chosen; None, which leaves them all, where it is the first of several
    held."""
    held_ids = [hold.resource_id for hold in booking.requested_holds]
    return None if len(held_ids) > 1 and choice == held_ids[0] else [choice]


def _choices(refusal: Refusal, booking: Booking) -> list[dict[str, object]]:
    """Returns the free alternatives in the same place, ready to be chosen: other than the current
    spaces, and as many.
    """
    if not isinstance(refusal, Taken):
        return []
    held_ids = {hold.resource_id for hold in booking.requested_holds}
    is_now = (Interval(booking.period.lower, booking.period.upper), held_ids)
    return [
        {"alternative": alternative, "fields": MoveForm.data_of(alternative, booking)}
        for alternative in alternatives_to(refusal)
        if alternative.place_id == booking.place_id
        and (alternative.period, _all_of(alternative)) != is_now
        and (len(held_ids) == 1 or _all_of(alternative) == held_ids)
    ]


def _all_of(alternative: Alternative) -> set[UUID]:
    return {alternative.resource_id, *alternative.with_ids}
