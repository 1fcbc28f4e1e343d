"""Pages of a stay for its household: page, calendar, sheet, and feedback."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import (
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.http.row_security import read_by_secret_address
from bocage.people.signed_in import current_person
from bocage.welcome.visits.itinerary.programme import has_booked_desks, programme_of, steps_of_stay
from bocage.welcome.visits.recipients import face_of
from bocage.welcome.visits.stays.documents import file_name, stay_pdf
from bocage.welcome.visits.stays.formatting import arrival_words, facts_of_step, facts_of_team
from bocage.welcome.visits.stays.forms import CallOffForm, FeedbackForm
from bocage.welcome.visits.stays.ical import StayCalendar, calendar_to_import
from bocage.welcome.visits.stays.links import stay_feedback_link
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.stays.operations.stays import call_off_stay, give_feedback
from bocage.welcome.visits.stays.views.stays import find_stay
from bocage.welcome.visits.weekends.formatting import places_of_stay


@public
@secret_address
@require_safe
def stay_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the programme to the holder of its secret address."""
    stay = _of_token(token)
    return render(request, "welcome/visits/stays/sheet.html", sheet_context(stay))


@public
@secret_address
@require_safe
def stay_calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """Returns the programme as a calendar, to download or to subscribe to."""
    stay = _of_token(token)
    steps = steps_of_stay(stay) if stay.is_open else []
    calendar = StayCalendar(
        name=stay.name,
        steps=[facts_of_step(step) for step in steps],
        sequence=stay.sequence,
        written_at=stay.changed_at,
    )
    content = calendar_to_import(calendar)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name(stay, "ics")}"'
    return response


@public
@secret_address
@require_safe
def stay_sheet_pdf(_request: HttpRequest, token: str) -> HttpResponse:
    """Returns the programme as PDF."""
    stay = _of_token(token)
    return pdf_response(stay_pdf(stay), filename=file_name(stay, "pdf"))


@permitted("welcome.see_own_stay", on=find_stay)
@never_cache
@require_safe
def own_stay(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the programme to the household, which is signed in and may also call the stay off."""
    stay = _check_visible(target_of(request, Stay))
    context = {**sheet_context(stay), "is_own": True}
    return render(request, "welcome/visits/stays/sheet.html", context)


@permitted("welcome.see_own_stay", on=find_stay)
@secret_address
@require_safe
def own_stay_paper(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the programme as PDF; 404 if it was called off."""
    stay = _check_visible(target_of(request, Stay))
    if stay.status == Stay.Status.CALLED_OFF:
        raise Http404
    return pdf_response(stay_pdf(stay), filename=file_name(stay, "pdf"))


@permitted("welcome.see_own_stay", on=find_stay)
@never_cache
@require_safe_or_post
def own_stay_call_off(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a form and calls off the stay, at the household's request."""
    stay = _check_visible(target_of(request, Stay))
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        call_off_stay(by=current_person(request), stay=stay, words=form.cleaned_data["words"])
        messages.success(request, _("Votre séjour est annulé."))
        return redirect("own_stay", stay.pk)
    context = {
        "form": form,
        "stay": stay,
        "is_household": True,
        "has_desks": has_booked_desks(stay),
    }
    return render(request, "welcome/visits/stays/call_off.html", context)


@public
@secret_address
@require_safe_or_post
def stay_feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the feedback form of a stay, by the link of a mail."""
    person, stay = stay_feedback_link.open(token)
    feedback = stay.feedback.filter(person=person).first()
    is_sent = False
    if request.method == "POST":
        form = FeedbackForm(request.POST)
        if form.is_valid():
            with refusals_on(form):
                give_feedback(by=person, stay=stay, feedback=form.feedback())
                is_sent = True
    else:
        names = ("was_useful", "sees_self_here", "liked", "lacked")
        form = FeedbackForm(
            initial={name: getattr(feedback, name) for name in names} if feedback else {}
        )
    context = {"form": form, "stay": stay, "is_sent": is_sent, "is_again": feedback is not None}
    status = 422 if form.is_bound and not is_sent else 200
    return render(request, "welcome/visits/stays/feedback.html", context, status=status)


def sheet_context(stay: Stay) -> dict[str, Any]:
    """Returns the template context of a stay's sheet, for its household."""
    return {
        "stay": stay,
        "days": programme_of(stay),
        "arrival": arrival_words(stay),
        "places": places_of_stay(stay),
        "team": facts_of_team(face_of(stay)),
        "is_own": False,
        "today": timezone.localdate(),
    }


def _of_token(token: str) -> Stay:
    """Returns the stay of a secret address, while it is shown.

    Raises:
        Http404: there is none, it was not sent yet, or it ended too long ago.
    """
    with as_the_instance():
        stay = (
            Stay.objects.select_related("project__coordinator", "prepared_by", "arrival_commune")
            .filter(token=token)
            .first()
        )
    if stay is None or not stay.has_sheet:
        raise Http404
    read_by_secret_address()
    return stay


def _check_visible(stay: Stay) -> Stay:
    """Returns a stay that was sent to its household, since drafts are hidden, even called off.

    Raises:
        Http404: it was never confirmed.
    """
    if stay.confirmed_at is None:
        raise Http404
    return stay
