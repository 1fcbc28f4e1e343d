"""Erasure of proposed communes with their project."""

from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.models.projects import SettlementProject


@erased_with_a_project
def commune_proposals(project: SettlementProject) -> None:
    """Deletes the commune proposals of an erased project, since they show where its household
    thought of living.
    """
    project.commune_proposals.all().delete()
