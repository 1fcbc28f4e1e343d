"""Ceremonies by the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.ceremony_clock import ask_town_halls_if_held, remind_guests


@periodic("20 8 * * *", says=_("Rappelle les cérémonies aux invités"))
def remind_guests_of_ceremonies() -> None:
    """See `remind_guests`."""
    remind_guests()


@periodic("35 8 * * *", says=_("Demande si les cérémonies ont eu lieu"))
def ask_if_ceremonies_were_held() -> None:
    """See `ask_town_halls_if_held`."""
    ask_town_halls_if_held()
