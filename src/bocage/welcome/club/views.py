"""Newcomers presented to the club: from their file, and from their own page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, signed_in, target_of
from bocage.foundation.http.actions import flash_outcome
from bocage.people.signed_in import current_person
from bocage.welcome.club.models import ClubIntroduction
from bocage.welcome.club.operations import (
    accept_introduction,
    decline_introduction,
    introduce_to_club,
)
from bocage.welcome.projects.lookups import find_project, own_project_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import give_consent

PART = "#club"


@permitted("welcome.follow_project", on=find_project)
@require_POST
def club_introduce(request: HttpRequest, person_id: UUID, **_address: UUID) -> HttpResponse:
    """Proposes three members of the club to an adult of the household."""
    project = target_of(request, SettlementProject)
    adult = get_object_or_404(project.adults.select_related("person"), person=person_id)
    with flash_outcome(
        request, _("C’est proposé : la personne le lit sur sa page et par courriel.")
    ):
        introduce_to_club(by=current_person(request), project=project, person=adult.person)
    return redirect(project.get_absolute_url() + PART)


@signed_in
@require_POST
def own_club_ask(request: HttpRequest) -> HttpResponse:
    """Introduces a member of the household to the club at their request, which also records the
    consent to it.
    """
    project, person = own_project_of(request), current_person(request)
    give_consent(by=person, project=project, use=ProjectConsent.Use.CLUB)
    with flash_outcome(request):
        introduce_to_club(by=person, project=project, person=person)
    return redirect(reverse("own_project") + PART)


@signed_in
@require_POST
def own_club_accept(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Accepts an introduction: the newcomer is a guest, and requests are sent to the members."""
    accept_introduction(
        by=current_person(request), introduction=_own_introduction(request, introduction_id)
    )
    messages.success(
        request, _("Vous êtes invité du club. Nous leur demandons, et vous prévenons.")
    )
    return redirect(reverse("own_project") + PART)


@signed_in
@require_POST
def own_club_decline(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Declines an introduction."""
    decline_introduction(
        by=current_person(request), introduction=_own_introduction(request, introduction_id)
    )
    messages.success(request, _("C’est noté : personne n’a été prévenu."))
    return redirect(reverse("own_project") + PART)


def _own_introduction(request: HttpRequest, introduction_id: UUID) -> ClubIntroduction:
    introductions = ClubIntroduction.objects.select_related("project", "person")
    return get_object_or_404(introductions, pk=introduction_id, person=current_person(request))
