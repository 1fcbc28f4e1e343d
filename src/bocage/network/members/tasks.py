"""Scheduled jobs of the club. Each can safely run twice or concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.network.members.operations.guests import end_guests
from bocage.network.members.operations.scheduled import lapse_members, remind_members


@periodic("10 7 * * *", description=_("Rappelle et termine les adhésions au club"))
def follow_memberships() -> None:
    """Sends reminders of the memberships that end soon, and ends those that are over, guests
    included.
    """
    remind_members()
    lapse_members()
    end_guests()
