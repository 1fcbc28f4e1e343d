"""Read receipts of the team for a household's messages."""

from datetime import datetime

from django.utils import timezone

from bocage.people.models import Person
from bocage.welcome.projects.models.projects import SettlementProject


def read_household_messages(
    *, by: Person, project: SettlementProject, now: datetime | None = None
) -> int:
    """Marks the messages of a household as read by the team. Returns how many were new. Any person
    who follows the project reads for the whole team: one statement, idempotent.
    """
    if not by.has_perm("welcome.follow_project", project):
        return 0
    unread = project.messages.filter(is_from_household=True, read_at=None)
    return unread.update(read_at=now or timezone.now())
