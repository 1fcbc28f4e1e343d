"""Asking town halls from the file of a project, and taking a question back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.relays.forms import RelayAskForm, WithdrawForm
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.operations.relays import ask_town_halls, withdraw_relay
from bocage.welcome.relays.sheet import words_to_begin_with
from bocage.welcome.relays.times import duration_words, response_times
from bocage.welcome.relays.views.relays import find_relay

find_project = finder(
    SettlementProject.objects.select_related("departement", "epci", "commune")
    .prefetch_related("adults__person")
    .filter(erased_at=None),
    project_id="pk",
)


@permitted("welcome.follow_project", on=find_project)
@require_safe_or_post
@recorded
def relay_ask(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form that selects the town halls, and the words that they read."""
    project = target_of(request, SettlementProject)
    suited = _suited(project)
    form = RelayAskForm(
        request.POST if request.method == "POST" else None,
        suited=suited,
        initial={
            "words": words_to_begin_with(project),
            "communes": request.GET.getlist("commune"),
        },
    )
    if request.method == "POST" and form.is_valid():
        response = _ask(request, project, form)
        if response is not None:
            return response
    context = {
        "project": project,
        "agrees": agrees(project, ProjectConsent.Use.TOWN_HALLS),
        "times": _times(suited),
        "file_url": f"{project.get_absolute_url()}#relays",
    }
    return render_form(request, "welcome/relays/ask.html", form, context)


@permitted("welcome.withdraw_relay", on=find_relay)
@require_POST
def relay_withdraw(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Withdraws a question, for the welcome team or for the household."""
    relay, person = target_of(request, Relay), current_person(request)
    form = WithdrawForm(request.POST)
    because = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw_relay(by=person, relay=relay, because=because)
    messages.success(
        request,
        _("La question posée %(at_commune)s est retirée.")
        % {"at_commune": at_name(relay.commune.name)},
    )
    if person.has_perm("welcome.follow_project", relay.project):
        return redirect(f"{relay.project.get_absolute_url()}#relays")
    return redirect(reverse("own_project"))


def _ask(
    request: HttpRequest, project: SettlementProject, form: RelayAskForm
) -> HttpResponse | None:
    with refusals_on(form):
        relays = ask_town_halls(
            by=current_person(request),
            project=project,
            communes=form.cleaned_data["chosen"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, _sent_words(relays))
        return redirect(f"{project.get_absolute_url()}#relays")
    return None


def _sent_words(relays: list[Relay]) -> str:
    """Returns « La question est partie à 2 mairies. », and the communes that the team has to
    call.
    """
    to_town_halls = [relay for relay in relays if relay.recipient == Relay.Recipient.TOWN_HALL]
    to_epci = [relay for relay in relays if relay.recipient == Relay.Recipient.EPCI]
    to_us = [relay for relay in relays if relay.recipient == Relay.Recipient.COORDINATOR]
    words = []
    if to_town_halls:
        words.append(
            ngettext(
                "La question est partie à la mairie %(of_names)s.",
                "La question est partie aux mairies %(of_names)s.",
                len(to_town_halls),
            )
            % {"of_names": of_name(_names(to_town_halls))}
        )
    if to_epci:
        words.append(
            _(
                "Personne n’est connu à la mairie %(of_names)s : les élus de l’intercommunalité "
                "ont la question."
            )
            % {"of_names": of_name(_names(to_epci))}
        )
    if to_us:
        words.append(
            _(
                "Personne n’est connu pour %(names)s, ni à la mairie ni à l’intercommunalité : "
                "c’est à vous d’appeler, et de noter la réponse."
            )
            % {"names": _names(to_us)}
        )
    return " ".join(words)


def _names(relays: list[Relay]) -> str:
    return ", ".join(relay.commune.name for relay in relays)


def _suited(project: SettlementProject) -> list[Commune]:
    """Returns the communes that the household wishes for, the chosen one first."""
    communes = list(project.communes.current().order_by("name"))
    project_commune = project.commune
    if project_commune is not None and project_commune not in communes:
        communes.insert(0, project_commune)
    return communes


def _times(communes: list[Commune]) -> list[dict[str, Any]]:
    times = response_times([commune.pk for commune in communes])
    return [
        {"commune": commune, "words": duration_words(times[commune.pk].median)}
        for commune in communes
        if commune.pk in times
    ]
