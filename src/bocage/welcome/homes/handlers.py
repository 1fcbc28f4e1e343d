"""Handlers that synchronise the housing watch with a project."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.housing.alerts.events import HomesAlertSent
from bocage.welcome.homes.operations.saved_search_sync import (
    record_homes_notification,
    sync_saved_searches,
)
from bocage.welcome.projects.events import (
    CommuneChosen,
    ProjectFactHappened,
    ProjectFactTakenBack,
    ProjectMoved,
    ProjectOpened,
)
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject


@handles(ProjectOpened)
def look_for_its_home(event: ProjectOpened) -> None:
    """Starts the saved housing searches of a new project."""
    _sync_searches_of(event.project_id)


@handles(HomesAlertSent)
def record_homes_alert(event: HomesAlertSent) -> None:
    """Records the alert sent to a household in the timeline of its project, where it remains once
    the search is over.
    """
    record_homes_notification(
        project_id=event.project_id, homes=event.homes, notified_at=event.sent_at
    )


@handles(ProjectMoved)
def look_on_or_stop(event: ProjectMoved) -> None:
    """Updates the saved housing searches of a project that was paused, closed, resumed or moved to
    another stage.
    """
    _sync_searches_of(event.project_id)


@handles(CommuneChosen)
def look_around_the_commune(event: CommuneChosen) -> None:
    """Updates the household's saved housing searches when its communes change."""
    _sync_searches_of(event.project_id)


@handles(ProjectFactHappened)
def stop_where_a_home_is_chosen(event: ProjectFactHappened) -> None:
    """Stops the saved housing searches of a household that has found its home."""
    if event.fact == Fact.HOME_FOUND:
        _sync_searches_of(event.project_id)


@handles(ProjectFactTakenBack)
def look_for_another_home(event: ProjectFactTakenBack) -> None:
    """Restarts the saved housing searches of a household that no longer has the home that it
    chose.
    """
    if event.fact == Fact.HOME_FOUND:
        _sync_searches_of(event.project_id)


def _sync_searches_of(project_id: UUID) -> None:
    project = SettlementProject.objects.filter(pk=project_id).first()
    if project is not None:
        sync_saved_searches(project=project)
