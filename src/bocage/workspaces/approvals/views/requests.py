"""Answers of the asker of a request, and the choice of reminders of bookings."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, require_safe_or_post, signed_in, target_of
from bocage.foundation.http.actions import render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.bookings.forms.requests import MessageForm, ReminderForm
from bocage.workspaces.bookings.models import ReminderChoice
from bocage.workspaces.bookings.operations.reminders import choose_reminders
from bocage.workspaces.bookings.operations.requests import answer_back
from bocage.workspaces.bookings.views.bookings import booking_page
from bocage.workspaces.scheduling.lookups import find_booking
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.series.views.series import find_series, series_page


@permitted("workspaces.answer_question", on=find_booking)
@require_POST
def request_answer(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Answers the question of the host, or adds a word to one's request."""
    return _answered(request, target_of(request, Booking), booking_page, "booking_detail")


@permitted("workspaces.answer_question", on=find_series)
@require_POST
def series_answer(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Answers the question of the host about a series, or adds a word to the request."""
    return _answered(request, target_of(request, BookingSeries), series_page, "series_detail")


def _answered(
    request: HttpRequest,
    booking_request: Booking | BookingSeries,
    page: Callable[..., HttpResponse],
    name: str,
) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return page(request, booking_request, message_form=form, status=422)
    try:
        answer_back(
            by=current_person(request), request=booking_request, text=form.cleaned_data["text"]
        )
    except Refusal as refusal:
        return page(request, booking_request, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Votre réponse est partie."))
    return redirect(name, booking_request.pk)


@signed_in
@require_safe_or_post
def reminder_choice(request: HttpRequest) -> HttpResponse:
    """Shows the form of when to be reminded of bookings: the day before, an hour before, or never;
    stores it on POST.
    """
    person = current_person(request)
    choice = ReminderChoice.objects.filter(person=person).first() or ReminderChoice()
    form = ReminderForm(request.POST or None, initial={"when": choice.when})
    if request.method == "POST" and form.is_valid():
        choose_reminders(by=person, person=person, preference=form.cleaned_data["when"])
        messages.success(request, _("C’est noté."))
        return redirect("booking_list")
    return render_form(request, "workspaces/bookings/reminders.html", form)
