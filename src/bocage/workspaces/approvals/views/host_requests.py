"""Views of the requests that a host must answer, and of the waiting list."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.people.signed_in import current_person
from bocage.workspaces.approvals.forms import ReasonForm
from bocage.workspaces.approvals.request_list import requests_to_decide
from bocage.workspaces.approvals.views.host_answers import Answer, answered, words_about
from bocage.workspaces.bookings.forms.requests import MessageForm, NoteForm
from bocage.workspaces.bookings.operations.requests import accept_request, ask_back, refuse_request
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.series.errors import SeriesEmpty
from bocage.workspaces.series.operations.requests import accept_series
from bocage.workspaces.waitlist.selectors import waits_for

BACK_TO_REQUESTS = gettext_lazy("Revenir aux demandes sans rien changer")
REFUSAL = Answer(
    title=gettext_lazy("Refuser cette demande ?"),
    explanation=gettext_lazy(
        "La personne reçoit votre raison par courriel, avec ce qui est libre à la place."
    ),
    submit=gettext_lazy("Refuser la demande"),
    success=gettext_lazy("La demande est refusée, et la personne sait pourquoi."),
    back_label=BACK_TO_REQUESTS,
)
QUESTION = Answer(
    title=gettext_lazy("Poser une question"),
    explanation=gettext_lazy(
        "La personne répond depuis sa demande ; le délai de réponse continue de courir."
    ),
    submit=gettext_lazy("Envoyer la question"),
    success=gettext_lazy("Votre question est partie."),
    back_label=BACK_TO_REQUESTS,
)


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_requests(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the requests to settle, rivals side by side."""
    return requests_page(request, target_place(request))


@permitted("workspaces.see_waitlist", on=find_place)
@require_POST
def host_accept(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    """Accepts a booking, or the ticked dates of a series: the other dates and all rivals are
    refused.
    """
    place = target_place(request)
    booking_request = _find_request(place, request_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return requests_page(request, place, sentence=str(form.errors["note"][0]), status=422)
    try:
        success = _accept(request, booking_request, note=form.cleaned_data["note"])
    except Refusal as refusal:
        return requests_page(request, place, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, success)
    return redirect("host_requests", slug)


def _accept(request: HttpRequest, booking_request: Booking | BookingSeries, *, note: str) -> str:
    """Accepts the ticked dates, and returns the message to show."""
    if isinstance(booking_request, Booking):
        accept_request(by=current_person(request), booking=booking_request, note=note)
        return _("La demande est acceptée, et la personne est prévenue.")
    accept_series(
        by=current_person(request),
        series=booking_request,
        days=_days(request.POST.getlist("date")),
        note=note,
    )
    count = booking_request.bookings.filter(status=Booking.Status.CONFIRMED).count()
    return ngettext(
        "%(count)d date est acceptée, et la personne est prévenue.",
        "%(count)d dates sont acceptées, et la personne est prévenue.",
        count,
    ) % {"count": count}


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe_or_post
def host_refuse(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    """Refuses a request, with all its dates and a reason."""
    booking_request = _find_request(target_place(request), request_id)
    return answered(
        request,
        REFUSAL,
        place=target_place(request),
        about=words_about(booking_request),
        form=ReasonForm(request.POST or None),
        act=lambda data: refuse_request(
            by=current_person(request), request=booking_request, reason=data["reason"]
        ),
        back=reverse("host_requests", args=[slug]),
    )


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe_or_post
def host_ask_back(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    """Puts a question to the person before deciding."""
    booking_request = _find_request(target_place(request), request_id)
    return answered(
        request,
        QUESTION,
        place=target_place(request),
        about=words_about(booking_request),
        form=MessageForm(request.POST or None),
        act=lambda data: ask_back(
            by=current_person(request), request=booking_request, text=data["text"]
        ),
        back=reverse("host_requests", args=[slug]),
    )


@permitted("workspaces.see_waitlist", on=find_place)
@require_safe
def host_waitlist(request: HttpRequest, **_address: str) -> HttpResponse:
    """Lists the waiting people of a place by moment, in order, with current offers."""
    place = target_place(request)
    context = {"place": place, "entries": waits_for(place, timezone.now())}
    return render(request, "workspaces/approvals/host_waitlist.html", context)


def requests_page(
    request: HttpRequest, place: Place, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    """Shows the requests of a place, with why the last answer was not taken."""
    context = {
        "place": place,
        "groups": requests_to_decide(place, timezone.now()),
        "sentence": sentence,
    }
    return render(request, "workspaces/approvals/host_requests.html", context, status=status)


def _find_request(place: Place, request_id: UUID) -> Booking | BookingSeries:
    """Returns a request of the place: a booking, or a series, whose dates are answered together.

    Raises:
        Http404: there is none.
    """
    bookings = Booking.objects.select_related("place__scope", "booked_for").with_resources()
    booking = bookings.filter(pk=request_id, place=place, series=None).first()
    all_series = BookingSeries.objects.select_related("place__scope", "booked_for")
    return booking or get_object_or_404(all_series, pk=request_id, place=place)


def _days(values: list[str]) -> list[date]:
    """Returns the days that were ticked.

    Raises:
        SeriesEmpty: a value is not a day.
    """
    try:
        return [date.fromisoformat(day) for day in values]
    except ValueError as error:
        raise SeriesEmpty(
            _("Cette date n’existe pas : cochez celles que vous acceptez.")
        ) from error
