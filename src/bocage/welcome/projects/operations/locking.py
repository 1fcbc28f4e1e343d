"""Lock of one project, which serialises its changes."""

from bocage.foundation.db.row_locks import lock_row
from bocage.welcome.projects.errors.projects import ProjectErased
from bocage.welcome.projects.models.projects import SettlementProject


def lock_project(project: SettlementProject) -> SettlementProject:
    """Locks a project that is not erased until the end of the transaction, and returns its current
    state.

    Raises:
        ProjectErased: it is erased, except for its figures.
    """
    locked = lock_row(project, "departement", "epci", "commune", "coordinator")
    if locked.erased_at is not None:
        raise ProjectErased
    return locked


def locked_project(project: SettlementProject) -> SettlementProject:
    """Locks a project until the end of the transaction, and returns its current state, erased or
    not.
    """
    return lock_row(project, "commune")
