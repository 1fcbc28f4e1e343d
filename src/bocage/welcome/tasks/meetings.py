"""Awareness meetings by the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.meetings import remind_town_halls


@periodic("50 8 * * *", says=_("Rappelle leurs rendez-vous aux mairies"))
def remind_town_halls_of_meetings() -> None:
    """See `remind_town_halls`."""
    remind_town_halls()
