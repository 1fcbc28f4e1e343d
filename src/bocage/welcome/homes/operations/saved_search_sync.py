"""Saved search of a project in the housing watch, from the household's latest answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.housing.models import SavedSearch
from bocage.housing.searches.operations import forget_searches_of_project, save_search_for_project
from bocage.people.models import Person
from bocage.welcome.homes.models import FollowedHome, HomesNotification
from bocage.welcome.homes.project_criteria import criteria_of
from bocage.welcome.projects.erasure import erased_with_a_project
from bocage.welcome.projects.fact_checks import holds_while
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.hooks import on_project_saved
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject


def sync_saved_searches(*, project: SettlementProject) -> list[SavedSearch]:
    """Synchronises the saved housing searches of a project with the current answers of its
    household. Idempotent.

    If it looks for nothing (it has or has chosen a home, is paused, closed or erased), its searches
    are deleted; they are created again when it looks again.
    """
    with transaction.atomic():
        now_is = lock_row(project, "commune")
        reader = _reader(now_is)
        wished = criteria_of(now_is) if reader is not None and _looks(now_is) else []
        forget_searches_of_project(
            project=now_is.pk, but_offers=[criteria.offer for criteria in wished]
        )
        return [
            save_search_for_project(project=now_is.pk, person=reader, criteria=criteria)
            for criteria in wished
            if reader is not None
        ]


def record_homes_notification(*, project_id: UUID, homes: int, notified_at: datetime) -> None:
    """Records that the household was notified of homes. A message is recorded once; nothing is
    recorded for an erased project.
    """
    with transaction.atomic():
        project = (
            lock_rows(SettlementProject.objects.all()).filter(pk=project_id, erased_at=None).first()
        )
        if project is not None:
            HomesNotification.objects.get_or_create(
                project=project, notified_at=notified_at, defaults={"homes": homes}
            )


def _looks(project: SettlementProject) -> bool:
    return (
        project.is_open
        and project.erased_at is None
        and not project.has_arrived
        and not has_chosen_a_home(project)
    )


@holds_while(Fact.HOME_FOUND)
def has_chosen_a_home(project: SettlementProject) -> bool:
    """Checks whether the household has chosen one of the homes that it follows."""
    return project.homes.filter(status=FollowedHome.Status.CHOSEN).exists()


def _reader(project: SettlementProject) -> Person | None:
    """Returns the adult to notify: the one who sent the project, or else the one who has shared it
    longest.
    """
    adult = (
        HouseholdAdult.objects.filter(project=project, person__is_active=True)
        .select_related("person")
        .first()
    )
    return adult.person if adult is not None else None


@on_project_saved
def update_saved_searches(project: SettlementProject) -> None:
    """Updates the saved housing searches of a project whose answers or status changed."""
    sync_saved_searches(project=project)


@erased_with_a_project
def delete_saved_searches(project: SettlementProject) -> None:
    """Deletes the saved housing searches of an erased project."""
    forget_searches_of_project(project=project.pk)
