"""Reports of homes known only locally: from the Espace, or by the signed link."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.photos import PhotoUnreadable
from bocage.foundation.http.access import public, require_safe_or_post, secret_address, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.flash import flash_with_undo
from bocage.housing.leads.demand import households_looking_for
from bocage.housing.leads.formatting import line_words
from bocage.housing.leads.forms import LeadReportForm
from bocage.housing.leads.links import lead_report_link
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.operations.leads import UNDO_DELAY, report_lead, undo_report
from bocage.housing.leads.policies import MANAGERS
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune, resolve_commune

LEAD_REPORTS = Limit(action="housing.report_lead", amount=40, window=timedelta(hours=1))
"""Limit per signed link: no town hall knows forty homes in an hour, a script does."""

FEW_COMMUNES = 60


@signed_in
@require_safe_or_post
def lead_report(request: HttpRequest, code: str) -> HttpResponse:
    """Shows the form that reports a home in a commune, for a person who is signed in, and stores it
    on POST.
    """
    commune = get_object_or_404(
        Commune.objects.current().select_related("departement", "epci"), pk=code
    )
    person = current_person(request)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        lead = _report(person, commune, form)
        if lead is not None:
            flash_with_undo(
                request, noted_words(lead), undo_url=reverse("lead_undo", args=[lead.pk])
            )
            return redirect("lead", lead.pk)
    return _render_page(request, person, commune, form)


@signed_in
@require_safe
def lead_report_commune(request: HttpRequest) -> HttpResponse:
    """Shows the choice of the commune of the home; redirects to the form once it is chosen, or at
    once for a person who manages the leads of a single one.
    """
    code = request.GET.get("commune", "").strip()[:5]
    commune = resolve_commune(code.upper()) if code else None
    if commune is not None and commune.is_current:
        return redirect("lead_report", commune.pk)
    communes = list(_own_communes(current_person(request))[: FEW_COMMUNES + 1])
    if len(communes) == 1:
        return redirect("lead_report", communes[0].pk)
    query = request.GET.get("q", "").strip()[:80]
    context = {
        "communes": communes[:FEW_COMMUNES] if len(communes) <= FEW_COMMUNES else [],
        "query": query,
        "found": Commune.objects.search(query) if query else [],
    }
    return render(request, "housing/leads/where.html", context)


@signed_in
@require_POST
def lead_undo(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Withdraws the report that was just made."""
    lead = get_object_or_404(
        Lead.objects.select_related("commune"), pk=lead_id, reported_by=current_person(request)
    )
    undo_report(by=current_person(request), lead=lead)
    messages.success(request, _("La piste est retirée : personne ne la voit plus."))
    return redirect("lead", lead.pk)


@public
@secret_address
@require_safe_or_post
def lead_report_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the form that reports a home, opened by the signed link of the weekly mail without an
    account, and stores it on POST.

    A GET changes nothing, so that opening the link reports nothing.
    """
    person, commune = lead_report_link.open(token)
    form = _form(request)
    if request.method == "POST":
        count_attempt(LEAD_REPORTS, token)
        if form.is_valid():
            lead = _report(person, commune, form)
            if lead is not None:
                return redirect("lead_reported_signed", token, lead.pk)
    return _render_page(request, person, commune, form, is_signed=True)


@public
@secret_address
@require_safe
def lead_reported_signed(request: HttpRequest, token: str, lead_id: UUID) -> HttpResponse:
    """Shows « C’est noté », with links to undo the report and to make another, without data of the
    owner.
    """
    person, commune = lead_report_link.open(token)
    lead = _reported_lead(person, commune, lead_id)
    context = {
        "token": token,
        "lead": lead,
        "commune": commune,
        "home": line_words(lead),
        "noted": noted_words(lead),
        "may_undo": lead.is_open and timezone.now() - lead.reported_at <= UNDO_DELAY,
    }
    return render(request, "housing/leads/noted.html", context)


@public
@secret_address
@require_POST
def lead_undo_signed(_request: HttpRequest, token: str, lead_id: UUID) -> HttpResponse:
    """Withdraws the report that was just made by the signed link."""
    person, commune = lead_report_link.open(token)
    undo_report(by=person, lead=_reported_lead(person, commune, lead_id))
    return redirect("lead_reported_signed", token, lead_id)


def noted_words(lead: Lead) -> str:
    """Returns a text such as « C’est noté. 4 familles accompagnées cherchent cela. »"""
    if lead.status == Lead.Status.CLOSED:
        return _("La piste est retirée : personne ne la voit plus.")
    if lead.status == Lead.Status.REPORTED:
        return _("C’est noté. La mairie la relira avant de la montrer.")
    households = households_looking_for(lead)
    if not households:
        return _("C’est noté. Les candidats accompagnés la voient déjà.")
    words = ngettext(
        "C’est noté. %(count)d famille accompagnée cherche cela.",
        "C’est noté. %(count)d familles accompagnées cherchent cela.",
        households,
    )
    return words % {"count": households}


def _form(request: HttpRequest) -> LeadReportForm:
    if request.method == "POST":
        return LeadReportForm(request.POST, request.FILES)
    return LeadReportForm(
        initial={"idempotency_key": new_identifier().hex, "qui_appelle": "town_hall"}
    )


def _report(person: Person, commune: Commune, form: LeadReportForm) -> Lead | None:
    """Returns the lead, or None where it was refused: the form then shows the reason, with all
    values.
    """
    with refusals_on(form, {PhotoUnreadable: "photo"}):
        return report_lead(
            by=person,
            commune=commune,
            report=form.report(),
            photo=form.cleaned_data["photo"],
            idempotency_key=form.cleaned_data["idempotency_key"],
        )
    return None


def _render_page(
    request: HttpRequest,
    person: Person,
    commune: Commune,
    form: LeadReportForm,
    *,
    is_signed: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "commune": commune,
        "reporter": str(person),
        "is_manager": person.has_perm("housing.manage_leads", commune),
        "layout": "foundation/layouts/bare.html" if is_signed else "foundation/layouts/espace.html",
    }
    return render_form(request, "housing/leads/tell.html", form, context)


def _reported_lead(person: Person, commune: Commune, lead_id: UUID) -> Lead:
    return get_object_or_404(
        Lead.objects.select_related("commune"),
        pk=lead_id,
        reported_by=person,
        commune=commune,
    )


def _own_communes(person: Person) -> QuerySet[Commune]:
    """Returns the communes whose leads a person manages; none for those who manage none."""
    in_reach = reach_of(person, MANAGERS).communes_within()
    return Commune.objects.current().filter(in_reach).order_by("name")
