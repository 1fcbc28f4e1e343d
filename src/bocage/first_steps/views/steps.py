"""Views of the setup, one screen per step: each saves its form, and can be resumed later."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.first_steps.first_month import first_times, with_actions
from bocage.first_steps.forms import CoordinatorForm, LookForm, SenderForm, TerritoryForm
from bocage.first_steps.models import MailTrial, TerritoryArrival
from bocage.first_steps.operations.arrivals import ask_for_departement, ask_for_positions
from bocage.first_steps.operations.trials import try_sender
from bocage.first_steps.proof import open_to_owner_link
from bocage.first_steps.steps import mail_came_back, next_address, step_context, steps_of
from bocage.first_steps.trial_findings import finding_of
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.mail import sender_address
from bocage.foundation.models import InstanceSettings
from bocage.foundation.monitoring.health import worker_was_heard
from bocage.people.models import Mandate, Role
from bocage.people.operations.mandates import entrust_by_address
from bocage.people.operations.scopes import scope_of
from bocage.people.signed_in import current_person
from bocage.people.views.instance import save_settings
from bocage.territory.placing import placings

ARRIVALS_SHOWN = 5


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Shows the progress of the first steps, the next one, and the achievements of the first
    month."""
    person = current_person(request)
    steps = steps_of(person)
    waiting = [step for step in steps if step.waits]
    context = {
        "steps": steps,
        "next": waiting[0] if waiting else None,
        "done": len(steps) - len(waiting),
        "firsts": with_actions(first_times(), person) if steps[0].is_done else None,
    }
    return render(request, "first_steps/overview.html", context)


@permitted("people.update_instance_settings")
@open_to_owner_link
@never_cache
@require_safe_or_post
def territory(request: HttpRequest) -> HttpResponse:
    """Starts the import of a département, and shows its progress; other steps can continue
    meanwhile.
    """
    form = TerritoryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form, field="departement"):
            ask_for_departement(by=current_person(request), code=form.cleaned_data["departement"])
            return redirect("first_steps_territory")
    arrivals = list(TerritoryArrival.objects.all()[:ARRIVALS_SHOWN])
    is_under_way = any(arrival.is_under_way for arrival in arrivals)
    placed = placings()
    under_way = sum(placing.is_under_way for placing in placed)
    context = {
        "form": form,
        "arrivals": arrivals,
        "is_under_way": is_under_way,
        "worker_is_away": (is_under_way or under_way > 0) and not worker_was_heard(),
        "placings": placed,
        "requests_under_way": under_way,
        "requests_ended": len(placed) - under_way,
        "api_is_asked": bool(settings.BOCAGE.geo_api),
        **step_context(current_person(request), "territory"),
    }
    return _render_page(request, "territory", context, is_wrong=bool(form.errors))


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_POST
def positions(request: HttpRequest) -> HttpResponse:
    """Asks the official API where the communes are; the page of the territory shows how it goes."""
    ask_for_positions(by=current_person(request))
    return redirect(reverse("first_steps_territory") + "#positions")


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_safe_or_post
def look(request: HttpRequest) -> HttpResponse:
    """Shows and saves the name, logo and colours."""
    bound = request.method == "POST"
    form = LookForm(
        request.POST if bound else None, request.FILES if bound else None, instance=_settings()
    )
    if save_settings(request, form):
        return _on(request, "look", _("L’instance porte son nom."))
    context = {"form": form, **step_context(current_person(request), "look")}
    return _render_page(request, "look", context, is_wrong=bool(form.errors))


@permitted("people.update_instance_settings")
@open_to_owner_link
@never_cache
@require_safe_or_post
def mail(request: HttpRequest) -> HttpResponse:
    """Shows and saves the sender address, and the trial mail with what to check until it comes
    back."""
    person = current_person(request)
    form = SenderForm(request.POST if request.method == "POST" else None, instance=_settings())
    if form.is_valid():
        with refusals_on(form):
            try:
                try_sender(by=person, sender_email=form.cleaned_data["sender_email"])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("first_steps_mail")
    trial = MailTrial.objects.first()
    came_back = mail_came_back()
    context = {
        "form": form,
        "sender": sender_address(),
        "trial": trial,
        "came_back": came_back,
        "finding": finding_of(trial) if trial and not trial.came_back_at else None,
        "answers_are_read": bool(settings.BOCAGE.incoming_address),
        **step_context(person, "mail"),
    }
    return _render_page(request, "mail", context, is_wrong=bool(form.errors))


@permitted("people.update_instance_settings")
@open_to_owner_link
@never_cache
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Shows the step of the second factor, added on the page of security keys, which links back
    here."""
    return render(request, "first_steps/key.html", step_context(current_person(request), "key"))


@permitted("people.update_instance_settings")
@open_to_owner_link
@require_safe_or_post
def coordinator(request: HttpRequest) -> HttpResponse:
    """Appoints the first coordinator, who is notified by mail."""
    person = current_person(request)
    form = CoordinatorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form, field="email"):
            entrust_by_address(
                by=person,
                email=form.cleaned_data["email"],
                role=Role.COORDINATOR,
                scope=scope_of(form.node),
            )
            return _on(request, "coordinator", _("Le mandat est confié : un courriel le lui dit."))
    mandates = Mandate.objects.not_over().filter(role=Role.COORDINATOR)
    context = {
        "form": form,
        "held": mandates.select_related("person", "scope__departement", "scope__epci")[:20],
        **step_context(person, "coordinator"),
    }
    return _render_page(request, "coordinator", context, is_wrong=bool(form.errors))


def _settings() -> InstanceSettings:
    """Returns the settings as saved, or unsaved defaults."""
    return InstanceSettings.objects.defer("logo").filter(pk=1).first() or InstanceSettings()


def _render_page(
    request: HttpRequest, name: str, context: dict[str, object], *, is_wrong: bool
) -> HttpResponse:
    status = 422 if is_wrong else 200
    return render(request, f"first_steps/{name}.html", context, status=status)


def _on(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    """Flashes a confirmation, and redirects to the next pending step."""
    messages.success(request, sentence)
    return redirect(next_address(current_person(request), name))
