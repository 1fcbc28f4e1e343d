"""Organisers' views of evenings: list, planning, invitations, opening, cancellation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.campaigns.policies import departements_run_by
from bocage.outreach.campaigns.presentation import funnel_rows
from bocage.outreach.campaigns.results import campaign_results
from bocage.outreach.evenings.exports import EVENINGS
from bocage.outreach.evenings.forms import (
    CallOffEveningForm,
    ClubGuestsForm,
    EveningForm,
    ThanksForm,
)
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.neighbours import neighbours_of
from bocage.outreach.evenings.operations.evenings import change_evening, plan_evening, rent_of
from bocage.outreach.evenings.operations.invitations import (
    club_guests,
    invite_club_guests,
    invite_neighbours,
)
from bocage.outreach.evenings.presentation import invited_to
from bocage.outreach.evenings.views.public import find_evening
from bocage.people.signed_in import current_person
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.registrations.presentation import attendance_of
from bocage.registrations.words import when_words

PER_PAGE = 30
OF_EVENINGS = (Campaign.Channel.EVENING, Campaign.Channel.FAIR)


@permitted("outreach.run_campaigns")
@require_safe
def evening_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists upcoming and past evenings, with the number of people who came. With an extension,
    downloads them as a file.
    """
    evenings = CityEvening.objects.run_by(current_person(request)).with_attendance()
    now = timezone.now()
    to_come = evenings.filter(status__in=CityEvening.CHANGING, ends_at__gt=now).order_by(
        "starts_at", "pk"
    )
    over = evenings.exclude(pk__in=to_come.order_by().values("pk")).order_by("-starts_at", "pk")
    if extension:
        return EVENINGS.file(extension, [*to_come, *over])
    page = Paginator(over, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "to_come": [(evening, when_words(evening)) for evening in to_come],
        "over": [(evening, when_words(evening)) for evening in page.object_list],
        "page": page,
    }
    return render(request, "outreach/evenings/list.html", context)


@permitted("outreach.run_campaigns")
@require_safe_or_post
def evening_plan(request: HttpRequest) -> HttpResponse:
    """Prepares one."""
    person = current_person(request)
    departements = departements_run_by(current_person(request))
    campaigns = Campaign.objects.run_by(person).filter(channel__in=OF_EVENINGS)
    form = EveningForm(
        request.POST if request.method == "POST" else None,
        campaigns=campaigns.exclude(status=Campaign.Status.CLOSED).order_by("-starts_on", "pk"),
        departements=departements if len(departements) > 1 else None,
    )
    if request.method == "POST" and form.is_valid():
        campaign = form.cleaned_data["campaign"]
        chosen_departement = form.cleaned_data.get("departement")
        with refusals_on(form):
            evening = plan_evening(
                by=person,
                departement=chosen_departement
                or (campaign.departement if campaign else departements[0]),
                campaign=campaign,
                plan=form.plan(),
            )
            messages.success(
                request, _("La soirée est préparée. Personne n’en sait rien encore : relisez-la.")
            )
            return redirect("evening_manage", evening.pk)
    return render_form(request, "outreach/evenings/plan.html", form)


@permitted("outreach.manage_evening", on=find_evening)
@require_safe_or_post
def evening_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes the description, date or place of an evening."""
    evening = target_of(request, CityEvening)
    form = EveningForm(
        request.POST if request.method == "POST" else None,
        initial=EveningForm.initial_of(evening, rent_of(evening)),
        campaigns=None,
        departements=None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_evening(by=current_person(request), evening=evening, plan=form.plan())
            messages.success(request, _("C’est enregistré."))
            return redirect("evening_manage", pk)
    return render_form(request, "outreach/evenings/plan.html", form, {"evening": evening})


@permitted("outreach.manage_evening", on=find_evening)
@require_safe
def evening_manage(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Shows the page of an evening to its organisers: its invitations, its registrations and its
    results."""
    return evening_page(request, target_of(request, CityEvening))


@never_cache
def evening_page(
    request: HttpRequest,
    evening: CityEvening,
    *,
    thanks: ThanksForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders the page of an evening for the team, with a form that was refused if there is one."""
    now = timezone.now()
    registrations = list(evening.registrations.active().order_by("confirmed_at", "pk"))
    takes = evening.takes_registrations(now)
    [results] = campaign_results([evening.campaign])
    context: dict[str, Any] = {
        "evening": evening,
        "campaign": evening.campaign,
        "when": when_words(evening),
        "expected": [
            registration for registration in registrations if registration.state == "registered"
        ],
        "waiting": [
            registration for registration in registrations if registration.state == "waiting"
        ],
        "attendance": attendance_of(evening),
        "invited": invited_to(evening),
        "neighbours": neighbours_of(evening).count() if takes else 0,
        "guests": evening.invitations.filter(person__isnull=False).select_related("person"),
        "rows": funnel_rows(results),
        "takes": takes,
        "is_its_time": evening.is_its_time(now) and evening.is_public,
        "is_past": evening.ends_at <= now,
        "may_change": evening.status in CityEvening.CHANGING and evening.ends_at > now,
        "rent_cents": rent_of(evening),
        "thanks": thanks or ThanksForm(),
    }
    return render(request, "outreach/evenings/manage.html", context, status=status)


@permitted("outreach.manage_evening", on=find_evening)
@require_POST
def evening_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens the registrations."""
    open_event(by=current_person(request), event=target_of(request, CityEvening))
    messages.success(request, _("Les inscriptions sont ouvertes : vous pouvez inviter."))
    return redirect("evening_manage", pk)


@permitted("outreach.manage_evening", on=find_evening)
@require_safe_or_post
def evening_call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Calls off an evening, after a page that requests a reason."""
    evening = target_of(request, CityEvening)
    form = CallOffEveningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            call_off_event(
                by=current_person(request), event=evening, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("La soirée est annulée. Les inscrits l’apprennent."))
            return redirect("evening_manage", pk)
    context = {"evening": evening, "when": when_words(evening)}
    return render_form(request, "outreach/evenings/call_off.html", form, context)


@permitted("outreach.manage_evening", on=find_evening)
@require_POST
def evening_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invites those who live nearby and agreed to it."""
    with flash_outcome(request):
        queued = invite_neighbours(
            by=current_person(request), evening=target_of(request, CityEvening)
        )
        sentence = ngettext(
            "%(count)d invitation part, de jour.", "%(count)d invitations partent, de jour.", queued
        )
        messages.success(request, sentence % {"count": queued})
    return redirect("evening_manage", pk)


@permitted("outreach.manage_evening", on=find_evening)
@require_safe_or_post
def evening_club(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invites members of the club to an evening, to speak of life here."""
    evening = target_of(request, CityEvening)
    form = ClubGuestsForm(
        request.POST if request.method == "POST" else None, offered=club_guests(evening)
    )
    if request.method == "POST" and form.is_valid():
        people = [UUID(key) for key in form.cleaned_data["people"]]
        with refusals_on(form):
            queued = invite_club_guests(by=current_person(request), evening=evening, people=people)
            sentence = ngettext(
                "%(count)d personne est invitée.", "%(count)d personnes sont invitées.", queued
            )
            messages.success(request, sentence % {"count": queued})
            return redirect("evening_manage", pk)
    context = {"evening": evening, "when": when_words(evening)}
    return render_form(request, "outreach/evenings/club.html", form, context)
