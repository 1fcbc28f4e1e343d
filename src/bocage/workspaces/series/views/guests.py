"""Views that change the guests of a booking."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.people.signed_in import current_person
from bocage.workspaces.bookings.errors import ChangedMeanwhile
from bocage.workspaces.bookings.forms.guests import (
    ALL,
    FOLLOWING,
    THIS_ONE,
    GuestsForm,
    brings_guests,
    read_again,
)
from bocage.workspaces.bookings.operations.guests import change_guests
from bocage.workspaces.bookings.views.bookings import SeeOther
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.series.operations.guests import change_series_guests


@permitted("workspaces.change_guests", on=find_booking)
@require_safe_or_post
def booking_guests(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the form of the guests of a booking, with the choice of dates where it has several, and
    stores them on POST.
    """
    booking = target_of(request, Booking)
    page = reverse("booking_detail", args=[booking.pk])
    form, status = None, 200
    if request.method == "POST":
        form, refusal = change_as_written(request, booking)
        if not form.errors:
            return SeeOther(page)
        status = refusal.status if refusal else 422
    elif not brings_guests(booking, timezone.now()):
        return HttpResponseRedirect(page)
    requested = request.GET.get("dates")
    form = form or GuestsForm(
        None, booking=booking, now=timezone.now(), dates=ALL if requested == ALL else THIS_ONE
    )
    context = {"booking": booking, "place": booking.place, "form": form}
    return render(request, "workspaces/bookings/guests.html", context, status=status)


def change_as_written(request: HttpRequest, booking: Booking) -> tuple[GuestsForm, Refusal | None]:
    """Changes the guests from the submitted form; returns the form and, if there is one, the
    refusal that it shows. A success is announced in a message.

    If another person changed them meanwhile, the form shows the posted values beside the new state
    of the booking, to be sent again or not.
    """
    form = GuestsForm(request.POST, booking=booking, now=timezone.now())
    if not form.is_valid():
        return form, None
    try:
        sentence = _change(request, booking, form)
    except Refusal as refusal:
        if isinstance(refusal, ChangedMeanwhile):
            booking.refresh_from_db()
            again = read_again(request.POST, booking)
            form = GuestsForm(again, booking=booking, now=timezone.now())
            form.now_is = booking
        add_refusal_to(form, refusal)
        return form, refusal
    messages.success(request, sentence)
    return form, None


def _change(request: HttpRequest, booking: Booking, form: GuestsForm) -> str:
    """Changes the chosen dates, and returns the message of the new state."""
    by = current_person(request)
    if booking.series is None or form.dates_to_change == THIS_ONE:
        changed = change_guests(
            by=by,
            booking=booking,
            guests=form.guests,
            attendees=form.attendees,
            expected_sequence=form.cleaned_data["version"],
        )
        sentence = ngettext(
            "C’est noté : %(count)d personne.",
            "C’est noté : %(count)d personnes.",
            changed.attendees,
        )
        return sentence % {"count": changed.attendees}
    dates = change_series_guests(
        by=by,
        series=booking.series,
        guests=form.guests,
        attendees=form.attendees,
        from_day=booking.occurs_on if form.dates_to_change == FOLLOWING else None,
        expected_version=form.cleaned_data["version_of_dates"],
    )
    return ngettext(
        "C’est noté, pour %(count)d date.", "C’est noté, pour %(count)d dates.", dates
    ) % {"count": dates}
