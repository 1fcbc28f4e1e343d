"""What sponsorship does by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.sponsor_clock import (
    ask_whether_they_go_on,
    close_sponsors_without_mandate,
    pass_on_silences,
)


@periodic("17 * * * *", says=_("Demande au parrain suivant quand l’un ne répond pas"))
def ask_the_next_sponsor() -> None:
    """See `pass_on_silences`."""
    pass_on_silences()


@periodic("25 8 * * *", says=_("Demande si les longs parrainages continuent"))
def ask_about_long_sponsorships() -> None:
    """See `ask_whether_they_go_on`."""
    ask_whether_they_go_on()


@periodic("9 1 * * *", says=_("Termine les parrainages de qui n’a plus de mandat"))
def close_former_sponsors() -> None:
    """See `close_sponsors_without_mandate`: mandates that end on a known day."""
    close_sponsors_without_mandate()
