"""What stays and weekends forget of a household that is erased."""

from bocage.welcome.operations.stay_erasure import forget_stays_of, forget_weekends_of
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.models.projects import SettlementProject


@erased_with_a_project
def seats_and_beds(project: SettlementProject) -> None:
    """Before its stays: nobody waits any more for who was to come."""
    forget_weekends_of(project)


@erased_with_a_project
def programmes(project: SettlementProject) -> None:
    """Whoever was to meet it learns it, and its words go."""
    forget_stays_of(project)
