"""Handlers of closed projects, withdrawn consents and erasure, for introductions to the club."""

from bocage.foundation.events import handles
from bocage.welcome.club.operations import withdraw_introductions
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ConsentChanged, ProjectMoved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees


@handles(ProjectMoved)
def present_nobody_of_closed_projects(event: ProjectMoved) -> None:
    """Withdraws the introductions of a project that was closed, so that no member is requested to
    meet its household.
    """
    project = SettlementProject.objects.filter(pk=event.project_id, erased_at=None).first()
    if project is not None and project.status == SettlementProject.Status.CLOSED:
        withdraw_introductions(project=project)


@handles(ConsentChanged)
def present_nobody_without_consent(event: ConsentChanged) -> None:
    """Withdraws the introductions of a household that no longer consents to be introduced to the
    club.
    """
    if event.use != ProjectConsent.Use.CLUB:
        return
    project = SettlementProject.objects.filter(pk=event.project_id, erased_at=None).first()
    if project is not None and not agrees(project, ProjectConsent.Use.CLUB):
        withdraw_introductions(project=project)


@erased_with_a_project
def forget_introductions(project: SettlementProject) -> None:
    """Deletes the introductions of an erased project; no figure counts them."""
    project.club_introductions.all().delete()
