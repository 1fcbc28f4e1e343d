"""Views of leads for candidates, the page of one lead for those who may see it, and its photos."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.files.photo_sizes import photo_response
from bocage.foundation.http.access import finder, permitted, target_of
from bocage.housing.homes.sections import home_sections
from bocage.housing.leads.formatting import freshness_words, price_words, size_words, title_words
from bocage.housing.leads.forms import AskForm, LeadFilterForm, LeadPhotoForm, OwnerForm
from bocage.housing.leads.history import history_of, showings_of
from bocage.housing.leads.models.leads import Lead, LeadPhoto, LeadRelease
from bocage.housing.leads.operations.owner_rows import NO_OWNER, Owner, written_owner
from bocage.housing.leads.operations.owners import ask_for_owner, show_owner
from bocage.housing.leads.policies import MANAGERS, is_accompanied
from bocage.housing.leads.selectors import lines, narrowed, number_state, shown_leads, state_words
from bocage.people.models import Person, ScopeKind
from bocage.people.policies import mandates_of
from bocage.people.signed_in import current_person

LEADS_PER_PAGE = 24


find_lead = finder(
    Lead.objects.select_related("commune__epci", "reported_by", "listing"), lead_id="pk"
)


@permitted("housing.see_leads")
@never_cache
@require_safe
def lead_list(request: HttpRequest) -> HttpResponse:
    """Lists the leads that an accompanied candidate sees; redirects others to the leads that they
    keep.
    """
    person = current_person(request)
    if not is_accompanied(person):
        return _redirect_to_managed_leads(person)
    form = LeadFilterForm(request.GET)
    leads = narrowed(
        shown_leads().select_related("commune").prefetch_related("photos"),
        {**form.understood(), "status": ""},
    )
    page = Paginator(leads, LEADS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines(page.object_list, person),
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "housing/leads/list.html", context)


def _redirect_to_managed_leads(person: Person) -> HttpResponse:
    """Redirects to the one commune whose leads a person manages, or to all those within their
    reach.
    """
    scopes = [mandate.scope for mandate in mandates_of(person) if mandate.role in MANAGERS]
    codes = {scope.commune_id for scope in scopes}
    if len(codes) == 1 and all(scope.kind == ScopeKind.COMMUNE for scope in scopes):
        return redirect("commune_leads", codes.pop())
    return redirect("territory_leads")


@permitted("housing.see_lead", on=find_lead)
@require_safe
def lead(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a lead, with the data that the reader may see."""
    return lead_page(request, target_of(request, Lead))


@permitted("housing.ask_for_owner", on=find_lead)
@require_POST
def lead_ask(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Records a candidate's request for the owner's number."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return lead_page(request, target_of(request, Lead), ask_form=form, status=422)
    ask_for_owner(
        by=current_person(request), lead=target_of(request, Lead), words=form.cleaned_data["words"]
    )
    messages.success(
        request, _("Votre demande est partie à la mairie. Sa réponse viendra par courriel.")
    )
    return redirect("lead", lead_id)


@permitted("housing.see_owner", on=find_lead)
@require_POST
def lead_owner(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the owner's name and number. Each reading is recorded, so it is not a GET."""
    lead = target_of(request, Lead)
    try:
        owner = show_owner(by=current_person(request), lead=lead)
    except Refusal as refusal:
        return lead_page(request, lead, sentence=str(refusal.sentence), status=refusal.status)
    return lead_page(request, lead, owner=owner)


@permitted("housing.see_lead", on=find_lead)
@require_safe
def lead_photo(request: HttpRequest, lead_id: UUID, photo_id: UUID) -> HttpResponseBase:
    """Returns a photo, only to those who may see its lead."""
    photo = get_object_or_404(LeadPhoto, pk=photo_id, lead=lead_id)
    response = photo_response(request, photo.image.storage, str(photo.image.name))
    response["Cache-Control"] = "private, max-age=600"
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
def lead_page(
    request: HttpRequest,
    lead: Lead,
    *,
    owner: Owner | None = None,
    sentence: str = "",
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """Shows the page of a lead. Candidates never receive its address nor its owner."""
    person = current_person(request)
    is_manager = person.has_perm("housing.manage_lead", lead)
    is_reporter = person.pk == lead.reported_by_id
    may_release = person.has_perm("housing.release_owner", lead)
    knows_where = is_manager or is_reporter
    release = None if knows_where else _own_release(lead, person)
    context: dict[str, Any] = {
        "lead": lead,
        "commune": lead.commune,
        "title": title_words(lead),
        "price": price_words(lead),
        "size": size_words(lead),
        "freshness": freshness_words(lead.confirmed_at),
        "state": state_words(lead),
        "photos": list(lead.photos.all()),
        "about_where": lead.about_where if knows_where else "",
        "words": lead.words,
        "may_see_all": person.has_perm("housing.see_leads"),
        "is_manager": is_manager,
        "is_reporter": is_reporter,
        "may_change": is_manager or is_reporter,
        "may_release": may_release,
        "has_owner": lead.has_owner,
        "may_see_owner": lead.has_owner and person.has_perm("housing.see_owner", lead),
        "owner": owner,
        "number": number_state(release),
        "sentence": sentence,
        "ask_form": forms.get("ask_form") or AskForm(),
        "sections": home_sections(request, lead),
        **(_manager_context(lead, person, may_release, forms) if knows_where else {}),
    }
    return render(request, "housing/leads/lead.html", context, status=status)


def _manager_context(
    lead: Lead, person: Person, may_release: bool, forms: dict[str, Any]
) -> dict[str, Any]:
    """Returns the additional context for the managers and the reporter of a lead."""
    is_manager = person.has_perm("housing.manage_lead", lead)
    releases = (
        LeadRelease.objects.filter(lead=lead)
        .exclude(requested_at=None, released_at=None)
        .select_related("person", "released_by")
        .order_by("-requested_at", "pk")
    )
    return {
        "photo_form": forms.get("photo_form") or LeadPhotoForm(),
        "owner_form": forms.get("owner_form") or OwnerForm(initial=_owner_words(lead, person)),
        "may_change_owner": may_release or person.pk == lead.reported_by_id,
        "releases": list(releases) if may_release else [],
        "showings": showings_of(lead) if is_manager else [],
        "history": history_of(lead) if is_manager else [],
    }


def _owner_words(lead: Lead, person: Person) -> dict[str, str]:
    """Returns the initial values of the form: the name and number only for their author, because
    any other reading is recorded.
    """
    values = {"qui_appelle": lead.caller}
    if person.pk == lead.reported_by_id:
        owner = written_owner(lead) or NO_OWNER
        values |= {"proprietaire": owner.name, "telephone": owner.phone}
    return values


def _own_release(lead: Lead, person: Person) -> LeadRelease | None:
    return LeadRelease.objects.filter(lead=lead, person=person).first()
