"""Awareness meetings by the clock."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.meetings import remind_town_halls


@periodic("50 8 * * *")
def remind_town_halls_of_meetings() -> None:
    """See `remind_town_halls`."""
    remind_town_halls()
