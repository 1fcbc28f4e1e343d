"""What sponsorship does by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from bocage.foundation.tasks import periodic
from bocage.welcome.operations.sponsor_clock import (
    ask_whether_they_go_on,
    close_sponsors_without_mandate,
    pass_on_silences,
)


@periodic("17 * * * *")
def ask_the_next_sponsor() -> None:
    """See `pass_on_silences`."""
    pass_on_silences()


@periodic("25 8 * * *")
def ask_about_long_sponsorships() -> None:
    """See `ask_whether_they_go_on`."""
    ask_whether_they_go_on()


@periodic("9 1 * * *")
def close_former_sponsors() -> None:
    """See `close_sponsors_without_mandate`: mandates that end on a known day."""
    close_sponsors_without_mandate()
