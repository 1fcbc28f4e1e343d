"""Handlers of mandates granted or ended, and of projects closed or erased, for sponsors."""

from uuid import UUID

from django.utils import timezone

from bocage.foundation.events import handles
from bocage.people.events import MandateEnded, MandateGranted
from bocage.people.models import Mandate, Role
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ConsentChanged, ProjectMoved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.sponsors.models import Sponsorship
from bocage.welcome.sponsors.operations.profiles import profile_for_mandate
from bocage.welcome.sponsors.operations.scheduled import (
    close_sponsor_of,
    end_sponsorships_of,
    forget_sponsorships_of,
)


@handles(MandateGranted)
def create_sponsor_profile(event: MandateGranted) -> None:
    """Creates the profile of a person who was granted a sponsor's mandate, however it was granted,
    so that they can describe themselves.
    """
    mandate = _sponsor_mandate(event.mandate_id)
    if mandate is not None and mandate.holds_on(timezone.localdate()):
        profile_for_mandate(mandate=mandate)


@handles(MandateEnded)
def pass_on_requests_of_sponsor(event: MandateEnded) -> None:
    """Passes the pending requests of a sponsor whose mandate ended on to the next sponsor, and ends
    their sponsorships.
    """
    mandate = _sponsor_mandate(event.mandate_id)
    if mandate is not None:
        close_sponsor_of(mandate=mandate)


@handles(ProjectMoved)
def end_sponsorships_of_the_project(event: ProjectMoved) -> None:
    """Ends the sponsorships of a project that was closed; ignores one that was reopened
    meanwhile.
    """
    project = SettlementProject.objects.filter(pk=event.project_id, status="closed").first()
    if project is not None:
        end_sponsorships_of(project=project)


@handles(ConsentChanged)
def end_sponsorships_without_consent(event: ConsentChanged) -> None:
    """Ends the sponsorships of a household that no longer consents to be mentioned to helpers."""
    if event.use != ProjectConsent.Use.HELPERS:
        return
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None and not agrees(project, event.use):
        end_sponsorships_of(project=project, reason=Sponsorship.Reason.HOUSEHOLD)


@erased_with_a_project
def forget_words_of_sponsors(project: SettlementProject) -> None:
    """Erases sponsors' notes with the project of the household; the sponsorship itself is retained
    for the figures.
    """
    forget_sponsorships_of(project=project)


def _sponsor_mandate(mandate_id: UUID) -> Mandate | None:
    return (
        Mandate.objects.filter(pk=mandate_id, role=Role.SPONSOR)
        .select_related("person", "scope__commune", "granted_by")
        .first()
    )
