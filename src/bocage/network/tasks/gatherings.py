"""What gatherings do by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.network.operations.gathering_clock import (
    hold_past_gatherings,
    remind_registered,
)
from bocage.network.operations.gathering_rooms import book_rooms_in_time


@periodic("20 * * * *", says=_("Rappelle les rencontres et réserve leurs salles"))
def follow_gatherings() -> None:
    """Reminds of what begins soon, holds what is over, and books the rooms whose day is near."""
    remind_registered()
    hold_past_gatherings()
    book_rooms_in_time()
