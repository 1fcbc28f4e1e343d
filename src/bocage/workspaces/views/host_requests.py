"""What waits for the agreement of whoever runs a place, and who waits for a place there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bocage.foundation.access import permitted
from bocage.foundation.errors import Refusal
from bocage.people.acting import acting
from bocage.workspaces.models import Booking, Place
from bocage.workspaces.operations.requests import accept_request, ask_back, refuse_request
from bocage.workspaces.request_forms import MessageForm, ReasonForm
from bocage.workspaces.request_list import requests_to_settle, waits_for
from bocage.workspaces.views.host import find_place, target_place
from bocage.workspaces.views.host_answers import Answer, answered, words_about

BACK_TO_REQUESTS = gettext_lazy("Revenir aux demandes sans rien changer")
REFUSAL = Answer(
    title=gettext_lazy("Refuser cette demande ?"),
    explanation=gettext_lazy(
        "La personne reçoit votre raison par courriel, avec ce qui est libre à la place."
    ),
    submit=gettext_lazy("Refuser la demande"),
    said=gettext_lazy("La demande est refusée, et la personne sait pourquoi."),
    back_label=BACK_TO_REQUESTS,
)
QUESTION = Answer(
    title=gettext_lazy("Poser une question"),
    explanation=gettext_lazy(
        "La personne répond depuis sa demande ; le délai de réponse continue de courir."
    ),
    submit=gettext_lazy("Envoyer la question"),
    said=gettext_lazy("Votre question est partie."),
    back_label=BACK_TO_REQUESTS,
)


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_requests(request: HttpRequest, **_address: str) -> HttpResponse:
    """The requests to settle, rivals side by side."""
    return requests_page(request, target_place(request))


@permitted("workspaces.see_waitlist", on=find_place)
@require_POST
def host_accept(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Agrees to a request; its rivals are refused."""
    place = target_place(request)
    booking = _booking(place, booking_id)
    try:
        accept_request(by=acting(request), booking=booking)
    except Refusal as refusal:
        return requests_page(request, place, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("La demande est acceptée, et la personne est prévenue."))
    return redirect("host_requests", slug)


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_refuse(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Refuses a request, and says why."""
    booking = _booking(target_place(request), booking_id)
    return answered(
        request,
        REFUSAL,
        place=target_place(request),
        about=words_about(booking),
        form=ReasonForm(request.POST or None),
        act=lambda sent: refuse_request(by=acting(request), booking=booking, reason=sent["reason"]),
        back=reverse("host_requests", args=[slug]),
    )


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_ask_back(request: HttpRequest, slug: str, booking_id: UUID) -> HttpResponse:
    """Puts a question to the person before deciding."""
    booking = _booking(target_place(request), booking_id)
    return answered(
        request,
        QUESTION,
        place=target_place(request),
        about=words_about(booking),
        form=MessageForm(request.POST or None),
        act=lambda sent: ask_back(by=acting(request), booking=booking, text=sent["text"]),
        back=reverse("host_requests", args=[slug]),
    )


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_waitlist(request: HttpRequest, **_address: str) -> HttpResponse:
    """Who waits for what, in order, and who is being offered a place."""
    place = target_place(request)
    context = {"place": place, "entries": waits_for(place, timezone.now())}
    return render(request, "workspaces/requests/host_waitlist.html", context)


def requests_page(
    request: HttpRequest, place: Place, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    """The requests of a place, with why the last answer was not taken."""
    context = {
        "place": place,
        "groups": requests_to_settle(place, timezone.now()),
        "sentence": sentence,
    }
    return render(request, "workspaces/requests/host_requests.html", context, status=status)


def _booking(place: Place, booking_id: UUID) -> Booking:
    """A booking of the place; the dates of a series are answered together."""
    return get_object_or_404(
        Booking.objects.select_related("place__scope", "booked_for").with_resources(),
        pk=booking_id,
        place=place,
        series=None,
    )
