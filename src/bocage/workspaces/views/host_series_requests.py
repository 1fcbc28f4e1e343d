"""A series that waits for the agreement of a place: all its dates are answered at once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bocage.foundation.access import permitted
from bocage.foundation.errors import Refusal
from bocage.people.acting import acting
from bocage.workspaces.models import Booking, BookingSeries, Place
from bocage.workspaces.operations.series_requests import (
    accept_series,
    ask_about_series,
    refuse_series,
)
from bocage.workspaces.recurrence import Recurrence
from bocage.workspaces.request_forms import MessageForm, NoteForm, ReasonForm
from bocage.workspaces.request_notices import asked_by
from bocage.workspaces.series_errors import SeriesEmpty
from bocage.workspaces.series_words import spoken_clock, spoken_rhythm
from bocage.workspaces.views.host import find_place, target_place
from bocage.workspaces.views.host_answers import answered
from bocage.workspaces.views.host_requests import QUESTION, REFUSAL, requests_page


@permitted("workspaces.see_waitlist", on=find_place)
@require_POST
def host_accept_series(request: HttpRequest, slug: str, series_id: UUID) -> HttpResponse:
    """Agrees to the dates that are ticked; the others are refused, and so are all rivals."""
    place = target_place(request)
    series = _series(place, series_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return requests_page(request, place, sentence=str(form.errors["note"][0]), status=422)
    try:
        accept_series(
            by=acting(request),
            series=series,
            days=_days(request.POST.getlist("date")),
            note=form.cleaned_data["note"],
        )
    except Refusal as refusal:
        return requests_page(request, place, sentence=str(refusal.sentence), status=refusal.status)
    count = series.bookings.filter(status=Booking.Status.CONFIRMED).count()
    said = ngettext(
        "%(count)d date est acceptée, et la personne est prévenue.",
        "%(count)d dates sont acceptées, et la personne est prévenue.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("host_requests", slug)


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_refuse_series(request: HttpRequest, slug: str, series_id: UUID) -> HttpResponse:
    """Refuses all the dates of a series, and says why."""
    series = _series(target_place(request), series_id)
    return answered(
        request,
        REFUSAL,
        place=series.place,
        about=_words_about(series),
        form=ReasonForm(request.POST or None),
        act=lambda sent: refuse_series(by=acting(request), series=series, reason=sent["reason"]),
        back=reverse("host_requests", args=[slug]),
    )


@permitted("workspaces.see_waitlist", on=find_place)
@require_http_methods(["GET", "HEAD", "POST"])
def host_ask_about_series(request: HttpRequest, slug: str, series_id: UUID) -> HttpResponse:
    """Puts a question to the person before deciding."""
    series = _series(target_place(request), series_id)
    return answered(
        request,
        QUESTION,
        place=series.place,
        about=_words_about(series),
        form=MessageForm(request.POST or None),
        act=lambda sent: ask_about_series(by=acting(request), series=series, text=sent["text"]),
        back=reverse("host_requests", args=[slug]),
    )


def _series(place: Place, series_id: UUID) -> BookingSeries:
    return get_object_or_404(
        BookingSeries.objects.select_related("place__scope", "booked_for"),
        pk=series_id,
        place=place,
    )


def _days(sent: list[str]) -> list[date]:
    """The days that were ticked.

    Raises:
        SeriesEmpty: one is no day.
    """
    try:
        return [date.fromisoformat(day) for day in sent]
    except ValueError as error:
        raise SeriesEmpty(
            _("Cette date n’existe pas : cochez celles que vous acceptez.")
        ) from error


def _words_about(series: BookingSeries) -> str:
    rule = Recurrence.of(series)
    parts = [capfirst(spoken_rhythm(rule)), spoken_clock(rule)]
    return " · ".join(filter(None, [", ".join(parts), asked_by(series.booked_for)]))
