"""Sponsorship as the welcome sees it: the list of sponsors, and the sponsor of a project."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.sponsors.exports import SPONSORS
from bocage.welcome.sponsors.forms import EndForm
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.operations.profiles import confirm_sponsor, refuse_sponsor
from bocage.welcome.sponsors.operations.sponsorships import (
    end_sponsorship,
    propose_next_sponsor,
    propose_sponsor,
)
from bocage.welcome.sponsors.selectors import answering_to, coordinated_sponsors
from bocage.welcome.sponsors.views.sponsor import find_profile

SPONSORS_PER_PAGE = 40


@permitted("welcome.see_sponsors")
@require_safe
def sponsor_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the sponsors whom a person coordinates, unconfirmed ones first, as a page or as a
    file.
    """
    query = request.GET.get("q", "").strip()[:80]
    profiles = coordinated_sponsors(current_person(request))
    if query:
        profiles = answering_to(profiles, query)
    profiles = profiles.order_by("commune__name", "person__name", "pk")
    if extension:
        return SPONSORS.file(extension, profiles)
    active = profiles.filter(status=SponsorProfile.Status.ACTIVE)
    context = {
        "to_confirm": list(profiles.filter(status=SponsorProfile.Status.REQUESTED)),
        "offered": list(profiles.filter(status=SponsorProfile.Status.OFFERED)),
        "page": Paginator(active, SPONSORS_PER_PAGE).get_page(request.GET.get("page")),
        "query": query,
    }
    return render(request, "welcome/sponsors/list.html", context)


@permitted("welcome.approve_sponsor", on=find_profile)
@require_POST
def sponsor_confirm(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Confirms a volunteer as a sponsor."""
    profile = confirm_sponsor(
        by=current_person(request), profile=target_of(request, SponsorProfile)
    )
    messages.success(
        request, _("%(name)s est parrain ou marraine.") % {"name": str(profile.person)}
    )
    return redirect("sponsor_list")


@permitted("welcome.approve_sponsor", on=find_profile)
@require_POST
def sponsor_refuse(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Refuses a volunteer as a sponsor."""
    refuse_sponsor(by=current_person(request), profile=target_of(request, SponsorProfile))
    messages.success(request, _("C’est noté : la personne l’apprend avec douceur."))
    return redirect("sponsor_list")


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_propose_sponsor(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Proposes the household to the sponsor chosen by the welcome team, or to the best one."""
    project = target_of(request, SettlementProject)
    profile_id = identifier_or_none(request.POST.get("parrain", ""))
    profile = SponsorProfile.objects.filter(pk=profile_id).first() if profile_id else None
    with flash_outcome(request):
        if profile is None:
            sponsorship = propose_next_sponsor(project=project)
        else:
            sponsorship = propose_sponsor(
                by=current_person(request), project=project, sponsor=profile
            )
        if sponsorship is None:
            messages.error(request, _("Personne ne peut être sollicité pour ce ménage."))
        else:
            words = {"name": str(sponsorship.sponsor.person)}
            messages.success(request, _("%(name)s vient d’être sollicité(e) par courriel.") % words)
    return _to_file(project)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_end_sponsorship(
    request: HttpRequest, sponsorship_id: UUID, **_address: UUID
) -> HttpResponse:
    """Withdraws a request to a sponsor, or ends a sponsorship, for the welcome team."""
    project = target_of(request, SettlementProject)
    sponsorship = get_object_or_404(
        Sponsorship.objects.select_related("project", "sponsor"),
        pk=sponsorship_id,
        project=project,
    )
    form = EndForm(request.POST, reasons=EndForm.BY_TEAM)
    reason = form.cleaned_data["reason"] if form.is_valid() else Sponsorship.Reason.TEAM
    words = form.cleaned_data.get("words", "")
    end_sponsorship(by=current_person(request), sponsorship=sponsorship, reason=reason, words=words)
    messages.success(request, _("C’est noté."))
    return _to_file(project)


def _to_file(project: SettlementProject) -> HttpResponse:
    return redirect(f"{project.get_absolute_url()}#parrain")
