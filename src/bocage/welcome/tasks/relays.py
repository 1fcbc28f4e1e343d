"""Relays by the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.relay_clock import follow_up_relays


@periodic("13 7-18 * * 1-5", says=_("Relance les mairies, et demande à la suivante"))
def follow_up_town_halls() -> None:
    """Reminds, and asks the next. By day, and not on Sundays."""
    follow_up_relays()
