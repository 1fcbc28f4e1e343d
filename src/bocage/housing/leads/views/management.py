"""Views of leads for their managers: by commune, by territory, and each action."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.foundation.http.flash import flash_success
from bocage.foundation.http.list_exports import list_file
from bocage.housing.leads.forms import (
    CandidateForm,
    CloseForm,
    LeadFilterForm,
    LeadPhotoForm,
    ListedForm,
    OwnerForm,
)
from bocage.housing.leads.models.leads import Lead, LeadPhoto, LeadRelease
from bocage.housing.leads.operations.leads import (
    change_owner,
    close_lead,
    confirm_lead,
    record_not_yet_free,
    reopen_lead,
    share_lead,
    turn_into_listing,
)
from bocage.housing.leads.operations.owner_rows import Owner
from bocage.housing.leads.operations.owners import refuse_owner, release_owner, take_back_number
from bocage.housing.leads.operations.photos import add_lead_photo, remove_lead_photo
from bocage.housing.leads.policies import MANAGERS
from bocage.housing.leads.querysets import LeadQuerySet
from bocage.housing.leads.selectors import (
    TABLE_HEADER,
    counts,
    leads_with_requests,
    lines,
    narrowed,
    table_rows,
)
from bocage.housing.leads.views.leads import find_lead, lead_page
from bocage.housing.market.models.listings import Listing
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune

LEADS_PER_PAGE = 50


find_commune = finder(Commune.objects.select_related("departement", "epci"), code="pk")


@permitted("housing.manage_leads", on=find_commune)
@require_safe
def commune_leads(request: HttpRequest, code: str, extension: str = "") -> HttpResponseBase:
    """Shows the leads of a commune, for its town hall and for the welcome."""
    leads = Lead.objects.filter(commune=code)
    if extension:
        return _file(request, leads, extension)
    return _list(request, leads, {"commune": target_of(request, Commune)})


@permitted("housing.see_territory_leads")
@require_safe
def territory_leads(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists all the leads within the person's reach, with their freshness. With an extension,
    exports them as a file.
    """
    leads = _within_reach(current_person(request))
    if extension:
        return _file(request, leads, extension)
    return _list(request, leads, {"commune": None})


def _within_reach(person: Person) -> LeadQuerySet:
    return Lead.objects.managed_within(reach_of(person, MANAGERS))


def _file(request: HttpRequest, leads: LeadQuerySet, extension: str) -> HttpResponseBase:
    """Returns the leads as a spreadsheet, without owners; ended leads are included, with the
    reason.
    """
    form = LeadFilterForm(request.GET)
    rows = table_rows(narrowed(leads, form.understood()))
    return list_file(extension, name="pistes", title=_("Pistes"), header=TABLE_HEADER, rows=rows)


@never_cache
def _list(request: HttpRequest, leads: LeadQuerySet, context: dict[str, Any]) -> HttpResponse:
    form = LeadFilterForm(request.GET)
    criteria = form.understood()
    selected = narrowed(leads_with_requests(leads), criteria)
    if not criteria.get("status"):
        selected = selected.open()
    selected = selected.select_related("commune").prefetch_related("photos")
    page = Paginator(selected, LEADS_PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context |= {
        "form": form,
        "page": page,
        "lines": lines(page.object_list),
        "counts": counts(leads, now),
        "is_narrowed": any(criteria.values()),
    }
    return render(request, "housing/leads/managed.html", context)


def _run_action(
    request: HttpRequest, act: Callable[..., object], words: str, *, undo: str = "", **options: Any
) -> HttpResponse:
    """Applies an operation to the lead of the address, and shows its success or its refusal."""
    lead = target_of(request, Lead)
    try:
        act(by=current_person(request), lead=lead, **options)
    except Refusal as refusal:
        return lead_page(request, lead, sentence=str(refusal.sentence), status=refusal.status)
    flash_success(request, words, undo_url=reverse(undo, args=[lead.pk]) if undo else "")
    return redirect("lead", lead.pk)


@permitted("housing.manage_lead", on=find_lead)
@require_POST
def lead_share(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a reported lead to accompanied candidates, once reviewed."""
    return _run_action(request, share_lead, _("La piste est montrée aux candidats accompagnés."))


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_confirm(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Confirms that the home of a lead is still free."""
    return _run_action(request, confirm_lead, _("Merci : la piste est à jour."))


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_not_yet(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records that the home of a lead is not free yet."""
    return _run_action(request, record_not_yet_free, _("Merci : la piste dit « bientôt »."))


@permitted("housing.confirm_lead", on=find_lead)
@require_safe_or_post
def lead_close(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends a lead, with the reason."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _run_action(
            request,
            close_lead,
            _("La piste est close."),
            undo="lead_reopen",
            reason=form.cleaned_data["reason"],
        )
    lead = target_of(request, Lead)
    context = {"lead": lead, "line": lines([lead])[0]}
    return render_form(request, "housing/leads/close.html", form, context)


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_reopen(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Reopens a lead that was ended."""
    return _run_action(request, reopen_lead, _("La piste est rouverte."))


@permitted("housing.manage_lead", on=find_lead)
@require_safe_or_post
def lead_listed(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the choice of the listing that a lead has become, and ends the lead on POST."""
    lead = target_of(request, Lead)
    listings = Listing.objects.on_the_market().filter(commune=lead.commune).order_by("title", "pk")
    submitted = request.POST if request.method == "POST" else None
    form = ListedForm(submitted, listings=listings)
    if request.method == "POST" and form.is_valid():
        return _run_action(
            request,
            turn_into_listing,
            _("La piste est devenue une annonce."),
            undo="lead_reopen",
            listing=form.cleaned_data["listing"],
        )
    context = {"lead": lead, "line": lines([lead])[0]}
    return render_form(request, "housing/leads/listed.html", form, context)


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_change_owner(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Writes the owner of the home, and who may call."""
    form = OwnerForm(request.POST)
    if not form.is_valid():
        return lead_page(request, target_of(request, Lead), owner_form=form, status=422)
    values = form.cleaned_data
    return _run_action(
        request,
        change_owner,
        _("C’est noté."),
        owner=Owner(name=values["proprietaire"], phone=values["telephone"]),
        caller=values["qui_appelle"] or Lead.Caller.TOWN_HALL,
    )


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_photo_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a photo to a lead."""
    form = LeadPhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return lead_page(request, target_of(request, Lead), photo_form=form, status=422)
    return _run_action(
        request, add_lead_photo, _("La photo est ajoutée."), image=form.cleaned_data["photo"]
    )


@permitted("housing.confirm_lead", on=find_lead)
@require_POST
def lead_photo_remove(request: HttpRequest, lead_id: UUID, photo_id: UUID) -> HttpResponse:
    """Takes a photo away."""
    photo = get_object_or_404(
        LeadPhoto.objects.select_related("lead__commune"), pk=photo_id, lead=lead_id
    )
    remove_lead_photo(by=current_person(request), photo=photo)
    messages.success(request, _("La photo est retirée."))
    return redirect("lead", lead_id)


@permitted("housing.release_owner", on=find_lead)
@require_POST
def lead_release(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Releases the owner's number to a candidate who requested it."""
    return _answer(request, release_owner, _("Le numéro est donné."), undo="lead_take_back")


@permitted("housing.release_owner", on=find_lead)
@require_POST
def lead_refuse(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Does not give it."""
    return _answer(request, refuse_owner, _("Le numéro n’est pas donné."))


@permitted("housing.release_owner", on=find_lead)
@require_POST
def lead_take_back(request: HttpRequest, lead_id: UUID, person_id: UUID) -> HttpResponse:
    """Withdraws a released number that was not read yet."""
    person = get_object_or_404(Person, pk=person_id, lead_releases__lead=lead_id)
    return _run_action(request, take_back_number, _("Le numéro est repris."), person=person)


def _answer(
    request: HttpRequest, act: Callable[..., object], words: str, *, undo: str = ""
) -> HttpResponse:
    """Answers the candidate of the form, who must have requested the number."""
    lead = target_of(request, Lead)
    candidates = Person.objects.filter(lead_releases__in=LeadRelease.objects.filter(lead=lead))
    form = CandidateForm(request.POST, people=candidates)
    if not form.is_valid():
        raise Http404
    person = form.cleaned_data["person"]
    try:
        act(by=current_person(request), lead=lead, person=person)
    except Refusal as refusal:
        return lead_page(request, lead, sentence=str(refusal.sentence), status=refusal.status)
    undo_url = reverse(undo, args=[lead.pk, person.pk]) if undo else ""
    flash_success(request, words, undo_url=undo_url)
    return redirect("lead", lead.pk)
