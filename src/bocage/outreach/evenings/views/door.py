"""The door of an evening, on a telephone; who does not come after all; and the thanks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.db.identifiers import identifiers_among
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.outreach.evenings.forms import DoorForm, ThanksForm
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningRegistration
from bocage.outreach.evenings.operations.door import note_present, note_walk_in, thank_attendees
from bocage.outreach.evenings.views.public import find_evening
from bocage.outreach.evenings.views.team import evening_page
from bocage.people.signed_in import current_person
from bocage.registrations.operations.registrations import leave_event
from bocage.registrations.presentation import attendance_of
from bocage.registrations.words import when_words

find_registration = finder(
    EveningRegistration.objects.select_related("event__campaign__departement")
)


@permitted("outreach.manage_evening", on=find_evening)
@require_safe_or_post
def evening_door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows the attendance list and records who is present. The form carries the registrations that
    it shows, so that somebody who registers meanwhile is not marked absent.
    """
    evening = target_of(request, CityEvening)
    if request.method == "POST":
        with flash_outcome(request, _("C’est noté.")):
            note_present(
                by=current_person(request),
                evening=evening,
                present=identifiers_among(request.POST.getlist("present")),
                listed=identifiers_among(request.POST.getlist("shown")),
            )
        return redirect("evening_door", pk)
    return _door(request, evening, DoorForm(language=_language()))


@permitted("outreach.manage_evening", on=find_evening)
@require_POST
def evening_walk_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records a person who came without registering."""
    evening = target_of(request, CityEvening)
    form = DoorForm(request.POST, language=_language())
    if form.is_valid():
        values = {**form.cleaned_data, "purposes": tuple(form.cleaned_data["purposes"])}
        with refusals_on(form):
            note_walk_in(
                by=current_person(request), evening=evening, language=_language(), **values
            )
            messages.success(request, _("C’est noté : cette personne est là."))
            return redirect("evening_door", pk)
    return _door(request, evening, form)


@permitted("outreach.manage_evening", on=find_evening)
@require_POST
def evening_thank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sends the thanks to the attendees, once."""
    evening = target_of(request, CityEvening)
    form = ThanksForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            count = thank_attendees(
                by=current_person(request), evening=evening, message=form.cleaned_data["message"]
            )
            sentence = ngettext(
                "Votre merci part à %(count)d personne.",
                "Votre merci part à %(count)d personnes.",
                count,
            )
            messages.success(request, sentence % {"count": count})
            return redirect("evening_manage", pk)
    return evening_page(request, evening, thanks=form, status=422)


@permitted("outreach.manage_evening", on=find_registration)
@require_POST
def evening_take_off(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Unregisters a person, for example after their telephone call."""
    registration = target_of(request, EveningRegistration)
    with flash_outcome(request, _("C’est noté : la place est libre pour quelqu’un d’autre.")):
        leave_event(by=current_person(request), registration=registration)
    return redirect("evening_manage", registration.event_id)


@never_cache
def _door(request: HttpRequest, evening: CityEvening, form: DoorForm) -> HttpResponse:
    expected = evening.registrations.expected().order_by("name", "pk")
    context = {
        "evening": evening,
        "when": when_words(evening),
        "expected": expected,
        "attendance": attendance_of(evening),
        "is_its_time": evening.is_its_time(timezone.now()) and evening.is_public,
    }
    return render_form(request, "outreach/evenings/door.html", form, context)


def _language() -> str:
    return (get_language() or "fr")[:2]
