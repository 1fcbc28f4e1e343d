"""Pages of the steps of a stay, for the welcome team."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.notifications.messages import adults_of
from bocage.welcome.visits.itinerary.programme import steps_of_stay
from bocage.welcome.visits.stays.forms import (
    DeskForm,
    DuplicateDayForm,
    StepForm,
    days_of_stay,
    initial_of_step,
    next_free_hours,
    requested_day,
)
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.stays.operations.desks import book_desk_for_stay
from bocage.welcome.visits.stays.operations.steps import (
    add_step,
    change_step,
    confirm_step,
    duplicate_day,
    move_step_earlier,
    remove_step,
)
from bocage.welcome.visits.stays.suggestions import Suggestion, desks_near, find_suggestion
from bocage.welcome.visits.stays.views.stays import find_stay, refused
from bocage.workspaces.models import Resource


def find_step_stay(stay_id: UUID, step_id: UUID, **_address: object) -> Stay:
    """Returns the stay of a URL that names one of its active steps.

    Raises:
        Http404: there is no such stay, or it has no such step.
    """
    stay = find_stay(stay_id)
    if not stay.steps.filter(pk=step_id).exclude(status="called_off").exists():
        raise Http404
    return stay


@permitted("welcome.manage_stay", on=find_stay)
@require_safe_or_post
@recorded
def step_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form of a new step, from a suggestion or empty."""
    stay = target_of(request, Stay)
    days = days_of_stay(stay)
    suggestion = find_suggestion(request.GET.get("de", ""), stay)
    if request.method == "POST":
        form = StepForm(request.POST, days=days)
        if form.is_valid():
            about = suggestion.about() if suggestion is not None else {}
            with refusals_on(form):
                add_step(by=current_person(request), stay=stay, wish=form.wish(**about))
                return _back(request, stay, form)
    else:
        day = requested_day(request.GET.get("jour", ""), days)
        form = StepForm(initial=_initial(stay, day, suggestion), days=days)
    return _form_page(request, stay, form, title=_("Ajouter un moment"))


@permitted("welcome.manage_stay", on=find_step_stay)
@require_safe_or_post
@recorded
def step_change(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Shows and saves the changes of a step."""
    stay = target_of(request, Stay)
    step = _step(stay, step_id)
    days = days_of_stay(stay)
    if request.method == "POST":
        form = StepForm(request.POST, days=days, step=step)
        if form.is_valid():
            with refusals_on(form):
                change_step(
                    by=current_person(request), step=step, wish=form.wish(**_about(step, form))
                )
                return _back(request, stay, form)
    else:
        form = StepForm(initial=initial_of_step(step), days=days, step=step)
    return _form_page(request, stay, form, title=_("Changer ce moment"), step=step)


@permitted("welcome.manage_stay", on=find_step_stay)
@require_POST
def step_remove(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Removes a step from the programme."""
    return _redirect_after(request, step_id, remove_step, _("Ce moment n’est plus au programme."))


@permitted("welcome.manage_stay", on=find_step_stay)
@require_POST
def step_forward(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Moves a step before the one that precedes it."""
    return _redirect_after(
        request, step_id, move_step_earlier, _("Les deux moments ont changé de place.")
    )


@permitted("welcome.manage_stay", on=find_step_stay)
@require_POST
def step_confirm(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Records that the person met agreed, by other means than the mail."""
    return _redirect_after(request, step_id, confirm_step, _("Ce moment est confirmé."))


@permitted("welcome.manage_stay", on=find_stay)
@never_cache
@require_safe_or_post
@recorded
def desk_book(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the form that books a desk for an adult of the household, in a place nearby, and books
    it.
    """
    stay = target_of(request, Stay)
    adults, days = adults_of(stay.project), days_of_stay(stay)
    options: dict[str, Any] = {"adults": adults, "resources": desks_near(stay), "days": days}
    if request.method == "POST":
        form = DeskForm(request.POST, **options)
        if form.is_valid() and _booked(request, stay, form):
            messages.success(request, _("Le bureau est au programme."))
            return redirect("stay", stay.pk)
    else:
        day = requested_day(request.GET.get("jour", ""), days)
        form = DeskForm(
            initial={"day": day.isoformat(), "starts": "09:00", "ends": "12:00"}, **options
        )
    context = {"stay": stay, "has_desks": bool(options["resources"])}
    return render_form(request, "welcome/visits/stays/desk.html", form, context)


@permitted("welcome.manage_stay", on=find_stay)
@never_cache
@require_safe_or_post
@recorded
def day_duplicate(request: HttpRequest, day: date, **_address: UUID) -> HttpResponse:
    """Copies the steps of a day to another."""
    stay = target_of(request, Stay)
    other_days = [other_day for other_day in days_of_stay(stay) if other_day != day]
    form = DuplicateDayForm(request.POST if request.method == "POST" else None, days=other_days)
    if form.is_valid():
        with refusals_on(form):
            duplicate_day(
                by=current_person(request), stay=stay, day=day, to=form.cleaned_data["to"]
            )
            messages.success(request, _("La journée est recopiée. Les bureaux ne le sont pas."))
            return redirect("stay", stay.pk)
    context = {"stay": stay, "day": day, "others": other_days}
    return render_form(request, "welcome/visits/stays/duplicate.html", form, context)


def _step(stay: Stay, step_id: UUID) -> StayStep:
    step = StayStep.objects.select_related("commune", "lead", "dwelling").get(pk=step_id)
    step.stay = stay
    return step


def _initial(stay: Stay, day: date, suggestion: Suggestion | None) -> dict[str, Any]:
    minutes = suggestion.minutes if suggestion is not None else 60
    starts, ends = next_free_hours(steps_of_stay(stay), day, stay.starts_at, minutes)
    about = suggestion.initial() if suggestion is not None else {}
    return {"day": day.isoformat(), "starts": starts, "ends": ends, **about}


def _about(step: StayStep, form: StepForm) -> dict[str, Any]:
    """Returns the values not in the form: the home, and the position if the place is unchanged."""
    data = form.cleaned_data
    is_same_place = (data["commune"], data["address"]) == (step.commune, step.address)
    position = (step.latitude, step.longitude) if is_same_place else (None, None)
    return {
        "lead": step.lead,
        "dwelling": step.dwelling,
        "latitude": position[0],
        "longitude": position[1],
    }


def _booked(request: HttpRequest, stay: Stay, form: DeskForm) -> bool:
    data = form.cleaned_data
    starts_at, ends_at = form.hours()
    resource = Resource.objects.select_related("place__commune").get(pk=data["resource"])
    adult = next(person for person in adults_of(stay.project) if person.pk == data["adult"])
    with refusals_on(form):
        book_desk_for_stay(
            by=current_person(request),
            stay=stay,
            resource=resource,
            starts_at=starts_at,
            ends_at=ends_at,
            adult=adult,
        )
        return True
    return False


def _redirect_after(
    request: HttpRequest, step_id: UUID, operation: Callable[..., StayStep], words: str
) -> HttpResponse:
    stay = target_of(request, Stay)
    try:
        operation(by=current_person(request), step=_step(stay, step_id))
    except Refusal as refusal:
        return refused(request, stay, refusal)
    messages.success(request, words)
    return redirect("stay", stay.pk)


def _back(request: HttpRequest, stay: Stay, form: StepForm) -> HttpResponse:
    """Redirects to the day of the step."""
    messages.success(request, _("Le programme est à jour."))
    response = redirect("stay", stay.pk)
    response["Location"] += f"#jour-{form.cleaned_data['day'].isoformat()}"
    return response


@never_cache
def _form_page(
    request: HttpRequest, stay: Stay, form: StepForm, *, title: str, step: StayStep | None = None
) -> HttpResponse:
    context = {"stay": stay, "title": title, "step": step}
    return render_form(request, "welcome/visits/stays/step.html", form, context)
