"""Conditions that stages require by themselves."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.stage_conditions import ROOTED_AFTER_MONTHS, entry_condition


@entry_condition(Stage.QUALIFIED, missing=_("une première réponse au ménage"))
def has_been_answered(project: SettlementProject) -> bool:
    """Checks whether the welcome team has answered the household."""
    return project.answered_at is not None


@entry_condition(Stage.EXPLORING, missing=_("une personne de l’équipe qui l’accompagne"))
def is_accompanied_by_somebody(project: SettlementProject) -> bool:
    """Checks whether the project has a coordinator, whom the household can call."""
    return project.coordinator_id is not None


@entry_condition(Stage.MOVING, missing=_("la commune d’installation"))
def has_chosen_its_commune(project: SettlementProject) -> bool:
    """Checks whether the commune of settlement is known."""
    return project.commune_id is not None


@entry_condition(Stage.SETTLED, missing=_("le jour de l’emménagement"))
def has_moved_in(project: SettlementProject) -> bool:
    """Checks whether the moving day is known."""
    return project.moved_in_on is not None


@entry_condition(Stage.ROOTED, missing=_("douze mois sur place"))
def has_stayed_a_year(project: SettlementProject) -> bool:
    """Checks whether the household moved in twelve months ago or more, and still lives here."""
    return (
        project.moved_in_on is not None
        and project.left_on is None
        and project.moved_in_on <= timezone.localdate() - relativedelta(months=ROOTED_AFTER_MONTHS)
    )
