"""How changes of one project wait for each other."""

from bocage.foundation.db.row_locks import lock_row
from bocage.welcome.projects.errors.projects import ProjectErased
from bocage.welcome.projects.models.projects import SettlementProject


def lock_project(project: SettlementProject) -> SettlementProject:
    """The project as it is now, kept from other changes until the end of the transaction.

    Raises:
        ProjectErased: it is gone, but for its figures.
    """
    locked = lock_row(project, "departement", "epci", "commune", "coordinator")
    if locked.erased_at is not None:
        raise ProjectErased
    return locked


def locked_project(project: SettlementProject) -> SettlementProject:
    """The project as it is now, kept from other changes until the end of the transaction."""
    return lock_row(project, "commune")
