"""Handlers of projects that end, or whose household withdraws its consent, for relays."""

from django.utils.translation import gettext as _

from bocage.foundation.events import handles
from bocage.welcome.projects.events import ConsentChanged, ProjectMoved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.relays.operations.relays import withdraw_relays_of


@handles(ProjectMoved)
def take_back_questions_of_closed_projects(event: ProjectMoved) -> None:
    """Withdraws the questions to town halls of a project that was closed."""
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None and project.status == SettlementProject.Status.CLOSED:
        withdraw_relays_of(project=project, because=_("Le projet est clos."))


@handles(ConsentChanged)
def take_back_questions_without_consent(event: ConsentChanged) -> None:
    """Withdraws the questions to town halls of a household that no longer consents to them."""
    if event.use != ProjectConsent.Use.TOWN_HALLS:
        return
    project = SettlementProject.objects.filter(pk=event.project_id).first()
    if project is not None and not agrees(project, ProjectConsent.Use.TOWN_HALLS):
        withdraw_relays_of(project=project, because=_("Le ménage a repris son accord."))
