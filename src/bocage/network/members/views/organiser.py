"""Organiser's views of the club: members, requests, settings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.network.members.exports import MEMBERS
from bocage.network.members.forms import REFUSE_BUTTON, ClubForm, RefusalForm
from bocage.network.members.models.clubs import Club
from bocage.network.members.models.members import Member
from bocage.network.members.operations.clubs import update_club_settings
from bocage.network.members.operations.members import accept_member, refuse_member
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

MEMBERS_PER_PAGE = 50
Status = Member.Status


find_member = finder(
    Member.objects.select_related(
        "person", "commune__departement", "commune__epci"
    ).prefetch_related("skills")
)


def find_club(code: str) -> Club:
    """Returns the club of a département, or an unsaved one with the defaults.

    Raises:
        Http404: the département does not exist.
    """
    departement = get_object_or_404(Departement, code=code)
    club = Club.objects.filter(departement=departement).first()
    return club or Club(departement=departement)


@permitted("network.run_a_club")
@require_safe
def club_members(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the members of the clubs that the person runs, latest to join first, with counts by
    state; or returns them as a file if the address has an extension.
    """
    run_members = Member.objects.run_by(current_person(request))
    state = request.GET.get("etat", "")
    listed = run_members.filter(status=state if state in Status.values else Status.ACTIVE)
    ordered = listed.select_related("person", "commune", "organisation").order_by(
        "-joined_at", "pk"
    )
    if extension:
        return MEMBERS.file(extension, ordered)
    counts = run_members.aggregate(
        **{status.value: Count("pk", filter=Q(status=status)) for status in Status}
    )
    context: dict[str, Any] = {
        "page": Paginator(ordered, MEMBERS_PER_PAGE).get_page(request.GET.get("page")),
        "states": [(status.value, status.label, counts[status.value]) for status in Status],
        "state": state if state in Status.values else Status.ACTIVE.value,
        "departements": Departement.objects.filter(
            pk__in=run_members.order_by().values("commune__departement")
        ).order_by("name", "pk"),
    }
    return render(request, "network/members/club_members.html", context)


@permitted("network.run_a_club")
@require_safe
def club_requests(request: HttpRequest) -> HttpResponse:
    """Lists the requests to join, oldest first."""
    waiting = (
        Member.objects.run_by(current_person(request))
        .filter(status=Status.REQUESTED)
        .select_related("person", "commune")
        .prefetch_related("skills")
        .order_by("requested_at", "pk")
    )
    page = Paginator(waiting, MEMBERS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/members/club_requests.html", {"page": page})


@permitted("network.answer_member", on=find_member)
@require_safe_or_post
def club_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a request to join, and accepts it or refuses it with a reason."""
    member = target_of(request, Member)
    refuses = request.method == "POST" and REFUSE_BUTTON in request.POST
    form = RefusalForm(request.POST if refuses else None)
    with refusals_on(form) if refuses else flash_outcome(request):
        if request.method == "POST" and not refuses:
            accept_member(by=current_person(request), member=member)
            messages.success(request, _("Cette personne est membre du club."))
            return redirect("club_requests")
        if refuses and form.is_valid():
            refuse_member(
                by=current_person(request), member=member, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("La personne est prévenue, avec votre raison."))
            return redirect("club_requests")
    status = 422 if request.method == "POST" else 200
    context = {"member": member, "form": form, "pk": pk}
    return render(request, "network/members/club_answer.html", context, status=status)


@permitted("network.update_club", on=find_club)
@require_safe_or_post
def club_settings(request: HttpRequest, code: str) -> HttpResponse:
    """Shows and saves the settings of a club."""
    club = target_of(request, Club)
    form = ClubForm(request.POST or None, instance=club)
    if request.method == "POST" and form.is_valid():
        update_club_settings(
            by=current_person(request), departement=club.departement, **form.cleaned_data
        )
        messages.success(request, _("Les choix du club sont enregistrés."))
        return redirect("club_members")
    return render_form(
        request, "network/members/club_settings.html", form, {"club": club, "code": code}
    )
