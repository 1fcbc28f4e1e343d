"""Scheduled tasks of commitments."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.charters.operations.scheduled import (
    mark_fulfilled_commitments,
    recall_commitments,
)


@periodic("5 7 * * *", description=_("Suit les engagements des chartes"))
def follow_commitments() -> None:
    """Marks as done the commitments that facts fulfil, then sends the reminders that are due."""
    mark_fulfilled_commitments()
    recall_commitments()
