"""Withdrawal of pending help requests when a household is erased, closed or withdraws its
consent.
"""

from bocage.foundation.events import handles
from bocage.welcome.helpers.operations.profiles import withdraw_requests_of
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.events import ConsentChanged, ProjectMoved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees

HELPERS = ProjectConsent.Use.HELPERS


@handles(ProjectMoved)
def withdraw_requests_of_closed_project(event: ProjectMoved) -> None:
    """Withdraws the help requests of a project that was closed."""
    if SettlementProject.objects.filter(
        pk=event.project_id, status=SettlementProject.Status.CLOSED
    ).exists():
        withdraw_requests_of(project_id=event.project_id)


@handles(ConsentChanged)
def withdraw_requests_without_consent(event: ConsentChanged) -> None:
    """Withdraws the help requests of a household that no longer consents to be mentioned to
    helpers.
    """
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if event.use == HELPERS and project is not None and not agrees(project, HELPERS):
        withdraw_requests_of(project_id=event.project_id)


@erased_with_a_project
def help_requests(project: SettlementProject) -> None:
    """Deletes the help requests of an erased project, and notifies the helpers who had not answered
    that they need not.
    """
    withdraw_requests_of(project_id=project.pk)
    project.help_requests.all().delete()
