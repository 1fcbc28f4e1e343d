"""Page on which a host writes to somebody about a booking or a request, for every answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.text import capfirst

from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.workspaces.bookings.requested_dates import shown_name
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.formatting import format_clock, format_rhythm
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Texts of a page that asks for an answer, and of the message shown once it is sent."""

    title: str | Promise
    explanation: str | Promise
    submit: str | Promise
    success: str | Promise
    back_label: str | Promise


def answered(
    request: HttpRequest,
    answer: Answer,
    *,
    place: Place,
    about: str,
    form: forms.Form,
    act: Callable[[Mapping[str, Any]], object],
    back: str,
) -> HttpResponse:
    """Renders the page of a host's answer; on a valid POST, performs it and redirects to `back`.

    `act` receives the cleaned data of `form`, and may raise a refusal: the page then shows the
    reason and the posted values.
    """
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data)
            messages.success(request, str(answer.success))
            return redirect(back)
    context = {"place": place, "answer": answer, "about": about, "back": back}
    return render_form(request, "workspaces/approvals/answer.html", form, context)


def words_about(booking_request: Booking | BookingSeries) -> str:
    """Returns a description of a request: when, which spaces and, if the host may know it, the
    requester. A booking must be loaded with its resources; a series is described by its rule.
    """
    if isinstance(booking_request, BookingSeries):
        rule = Recurrence.of(booking_request)
        parts = [f"{format_rhythm(rule)}, {format_clock(rule)}"]
    else:
        parts = [
            full_period(booking_request.period.lower, booking_request.period.upper),
            ", ".join(hold.resource.name for hold in booking_request.requested_holds),
        ]
    name = shown_name(booking_request.booked_for) if booking_request.booked_for is not None else ""
    return capfirst(" · ".join(filter(None, [*parts, name])))
