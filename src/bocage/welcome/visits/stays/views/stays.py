"""Pages of stays for the welcome team: the list, one stay, and its decisions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.programme import (
    has_booked_desks,
    programme_of,
    steps_of_stay,
    warnings_of,
)
from bocage.welcome.visits.policies import stays_followed_by
from bocage.welcome.visits.stays.documents import file_name, stay_pdf
from bocage.welcome.visits.stays.exports import STAYS
from bocage.welcome.visits.stays.formatting import arrival_words
from bocage.welcome.visits.stays.forms import CallOffForm, StayForm
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.stays.operations.announcements import (
    has_unsent_changes,
    notify_programme,
)
from bocage.welcome.visits.stays.operations.stays import (
    call_off_stay,
    change_stay,
    confirm_stay,
    end_stay,
    plan_stay,
)
from bocage.welcome.visits.stays.suggestions import suggestions_for

STAYS_PER_PAGE = 30


find_stay = finder(
    Stay.objects.select_related("project__commune", "prepared_by", "arrival_commune"), stay_id="pk"
)


@permitted("welcome.see_stays")
@never_cache
@require_safe
def stay_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the stays of the territory: coming ones, the nearest first, or past ones."""
    shows_past = request.GET.get("passes") == "oui"
    stays = stays_followed_by(current_person(request)).select_related("project")
    if shows_past:
        stays = stays.exclude(status__in=Stay.OPEN).order_by("-period", "id")
    else:
        stays = stays.open().order_by("period", "id")
    if extension:
        return STAYS.file(extension, stays)
    page = Paginator(stays, STAYS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "stays": page.object_list, "shows_past": shows_past}
    return render(request, "welcome/visits/stays/list.html", context)


@permitted("welcome.follow_project", on=find_project)
@never_cache
@require_safe_or_post
@recorded
def stay_plan(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form of a new stay of a project."""
    project = target_of(request, SettlementProject)
    form = StayForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            stay = plan_stay(by=current_person(request), project=project, plan=form.plan())
            messages.success(request, _("Le séjour est créé. Ajoutez-y ses moments."))
            return redirect("stay", stay.pk)
    context = {"project": project, "stay": None}
    return render_form(request, "welcome/visits/stays/plan.html", form, context)


@permitted("welcome.manage_stay", on=find_stay)
@never_cache
@require_safe
@recorded
def stay(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the programme of a stay to the people who prepare it."""
    return render(request, "welcome/visits/stays/stay.html", context_of(target_of(request, Stay)))


@permitted("welcome.manage_stay", on=find_stay)
@never_cache
@require_safe_or_post
@recorded
def stay_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves the dates, the arrival and the words of a stay."""
    stay = target_of(request, Stay)
    form = StayForm(request.POST) if request.method == "POST" else StayForm.of(stay)
    if form.is_valid():
        with refusals_on(form):
            change_stay(by=current_person(request), stay=stay, plan=form.plan())
            messages.success(request, _("C’est noté."))
            return redirect("stay", stay.pk)
    context = {"project": stay.project, "stay": stay}
    return render_form(request, "welcome/visits/stays/plan.html", form, context)


@permitted("welcome.manage_stay", on=find_stay)
@require_POST
def stay_confirm(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Confirms a stay, which notifies everybody concerned."""
    stay = target_of(request, Stay)
    try:
        confirm_stay(by=current_person(request), stay=stay)
    except Refusal as refusal:
        return refused(request, stay, refusal)
    messages.success(request, _("Le séjour est confirmé."))
    return redirect("stay", stay.pk)


@permitted("welcome.manage_stay", on=find_stay)
@require_POST
def stay_notify(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Sends the pending changes at once, without waiting for the scheduled job."""
    stay = target_of(request, Stay)
    notify_programme(by=current_person(request), stay=stay)
    messages.success(request, _("Les changements sont dits à ceux qu’ils concernent."))
    return redirect("stay", stay.pk)


@permitted("welcome.manage_stay", on=find_stay)
@require_POST
def stay_end(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a stay as done."""
    stay = target_of(request, Stay)
    try:
        end_stay(by=current_person(request), stay=stay)
    except Refusal as refusal:
        return refused(request, stay, refusal)
    messages.success(request, _("Le séjour est noté comme passé : le ménage dira comment c’était."))
    return redirect("stay", stay.pk)


@permitted("welcome.manage_stay", on=find_stay)
@never_cache
@require_safe_or_post
@recorded
def stay_call_off(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a form for the reason, then calls off the stay."""
    stay = target_of(request, Stay)
    form = CallOffForm(request.POST or None) if request.method == "POST" else CallOffForm()
    if request.method == "POST" and form.is_valid():
        call_off_stay(by=current_person(request), stay=stay, words=form.cleaned_data["words"])
        messages.success(request, _("Le séjour est annulé."))
        return redirect("stay", stay.pk)
    context = {
        "form": form,
        "stay": stay,
        "is_household": False,
        "has_desks": has_booked_desks(stay),
    }
    return render(request, "welcome/visits/stays/call_off.html", context)


@permitted("welcome.manage_stay", on=find_stay)
@require_safe
@recorded
def stay_sheet_file(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the sheet as PDF, for the people who prepare the stay."""
    stay = target_of(request, Stay)
    return pdf_response(stay_pdf(stay), filename=file_name(stay, "pdf"))


def context_of(stay: Stay) -> dict[str, Any]:
    """Returns the template context of a stay's page, for the people who prepare it."""
    steps = steps_of_stay(stay)
    days = programme_of(stay, steps)
    return {
        "stay": stay,
        "project": stay.project,
        "sentence": "",
        "arrival": arrival_words(stay),
        "days": days,
        "warnings": warnings_of(days),
        "has_several_days": len(days) > 1,
        "has_unsent_changes": stay.is_confirmed and has_unsent_changes(stay),
        "has_begun": stay.starts_at <= timezone.now(),
        "suggestions": suggestions_for(stay, steps) if stay.is_open else [],
        "feedback": list(stay.feedback.select_related("person")),
    }


@never_cache
def refused(request: HttpRequest, stay: Stay, refusal: Refusal) -> HttpResponse:
    """Renders the page of the stay in its current state, with the message of a refusal."""
    context = {**context_of(stay), "sentence": str(refusal.sentence)}
    return render(request, "welcome/visits/stays/stay.html", context, status=refusal.status)
