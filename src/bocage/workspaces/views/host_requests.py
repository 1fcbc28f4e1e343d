"""What waits for the agreement of whoever runs a place, and who waits for a place there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bocage.foundation.access import permitted
from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.people.acting import acting
from bocage.workspaces.models import Booking, Place
from bocage.workspaces.operations import accept_request, ask_back, refuse_request
from bocage.workspaces.request_forms import MessageForm, ReasonForm
from bocage.workspaces.request_list import requests_to_settle, waits_for
from bocage.workspaces.views.host import find_place, target_place


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_requests(request: HttpRequest, **_address: str) -> HttpResponse:
    """The requests to settle, rivals side by side."""
    return _requests_page(request, target_place(request))


@permitted("workspaces.see_waitlist", on=find_place)
@require_POST
def host_accept(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Agrees to a request; its rivals are refused."""
    place = target_place(request)
    booking = _booking(place, booking_id)
    try:
        accept_request(by=acting(request), booking=booking)
    except Refusal as refusal:
        return _requests_page(request, place, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("La demande est acceptée, et la personne est prévenue."))
    return redirect("host_requests", slug)


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_refuse(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Refuses a request, and says why."""
    place = target_place(request)
    booking = _booking(place, booking_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_request(by=acting(request), booking=booking, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            add_refusal_to(form, refusal)
        else:
            messages.success(request, _("La demande est refusée, et la personne sait pourquoi."))
            return redirect("host_requests", slug)
    context = {"place": place, "booking": booking, "form": form}
    status = 422 if form.errors else 200
    return render(request, "workspaces/requests/refuse.html", context, status=status)


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_ask_back(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Puts a question to the person before deciding."""
    place = target_place(request)
    booking = _booking(place, booking_id)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_back(by=acting(request), booking=booking, text=form.cleaned_data["text"])
        except Refusal as refusal:
            add_refusal_to(form, refusal)
        else:
            messages.success(request, _("Votre question est partie."))
            return redirect("host_requests", slug)
    context = {"place": place, "booking": booking, "form": form}
    status = 422 if form.errors else 200
    return render(request, "workspaces/requests/ask_back.html", context, status=status)


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_waitlist(request: HttpRequest, **_address: str) -> HttpResponse:
    """Who waits for what, in order, and who is being offered a place."""
    place = target_place(request)
    context = {"place": place, "entries": waits_for(place, timezone.now())}
    return render(request, "workspaces/requests/host_waitlist.html", context)


def _requests_page(
    request: HttpRequest, place: Place, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "place": place,
        "groups": requests_to_settle(place, timezone.now()),
        "sentence": sentence,
    }
    return render(request, "workspaces/requests/host_requests.html", context, status=status)


def _booking(place: Place, booking_id: UUID) -> Booking:
    return get_object_or_404(
        Booking.objects.select_related("place__scope", "booked_for").with_resources(),
        pk=booking_id,
        place=place,
    )
