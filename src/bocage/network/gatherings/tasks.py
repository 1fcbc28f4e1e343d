"""Scheduled jobs of gatherings. Each can safely run twice or concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.room_changes import book_rooms_in_time
from bocage.registrations.operations.clock import hold_past_events, remind_registered


@periodic("20 * * * *", description=_("Rappelle les rencontres et réserve leurs salles"))
def follow_gatherings() -> None:
    """Sends reminders of upcoming gatherings, marks past ones as held, and books rooms whose day
    opens."""
    remind_registered(Gathering)
    hold_past_events(Gathering)
    book_rooms_in_time()
