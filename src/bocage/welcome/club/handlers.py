"""What presentations to the club do when a project ends, or its household agrees no longer; and
what goes with a project that is erased."""

from bocage.foundation.events import handles
from bocage.welcome.club.operations import withdraw_introductions
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ConsentChanged, ProjectMoved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees


@handles(ProjectMoved)
def present_nobody_of_closed_projects(event: ProjectMoved) -> None:
    """Nobody is asked to meet a household that comes no more."""
    project = SettlementProject.objects.filter(pk=event.project_id, erased_at=None).first()
    if project is not None and project.status == SettlementProject.Status.CLOSED:
        withdraw_introductions(project=project)


@handles(ConsentChanged)
def present_nobody_without_consent(event: ConsentChanged) -> None:
    """A household that agrees no longer is spoken of no more."""
    if event.use != ProjectConsent.Use.CLUB:
        return
    project = SettlementProject.objects.filter(pk=event.project_id, erased_at=None).first()
    if project is not None and not agrees(project, ProjectConsent.Use.CLUB):
        withdraw_introductions(project=project)


@erased_with_a_project
def forget_introductions(project: SettlementProject) -> None:
    """Who was presented to whom goes; the figures count none of it."""
    project.club_introductions.all().delete()
