"""What gatherings do by the clock. Each is safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.room_changes import book_rooms_in_time
from bocage.registrations.operations.clock import hold_past_events, remind_registered


@periodic("20 * * * *", description=_("Rappelle les rencontres et réserve leurs salles"))
def follow_gatherings() -> None:
    """Reminds of what begins soon, holds what is over, and books the rooms whose day is near."""
    remind_registered(Gathering)
    hold_past_events(Gathering)
    book_rooms_in_time()
