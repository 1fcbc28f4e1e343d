"""How changes of one project wait for each other."""

from __future__ import annotations

from bocage.welcome.errors.projects import ProjectErased
from bocage.welcome.models import SettlementProject


def lock_project(project: SettlementProject) -> SettlementProject:
    """The project as it is now, kept from other changes until the end of the transaction.

    Raises:
        ProjectErased: it is gone, but for its figures.
    """
    locked = (
        SettlementProject.objects.select_for_update(no_key=True, of=("self",))
        .select_related("departement", "epci", "commune", "coordinator")
        .get(pk=project.pk)
    )
    if locked.erased_at is not None:
        raise ProjectErased
    return locked
