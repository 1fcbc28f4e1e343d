"""Conditions on stays before a project enters the stages of visit and of decision."""

from django.utils.translation import gettext_lazy as _

from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.stage_conditions import entry_condition
from bocage.welcome.visits.stays.models import Stay


@entry_condition(Stage.VISITING, missing=_("un séjour confirmé, avec ses dates"))
def has_a_confirmed_stay(project: SettlementProject) -> bool:
    """Checks whether a stay is confirmed, or has taken place."""
    return project.stays.filter(status__in=[Stay.Status.CONFIRMED, Stay.Status.DONE]).exists()


@entry_condition(Stage.DECIDING, missing=_("un séjour passé sur le territoire"))
def has_come_to_see(project: SettlementProject) -> bool:
    """Checks whether a stay has taken place. For a household that already knows the territory, a
    stay is recorded as done.
    """
    return project.stays.filter(status=Stay.Status.DONE).exists()
