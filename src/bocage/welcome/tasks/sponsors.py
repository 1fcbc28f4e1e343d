"""What sponsorship does by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.sponsor_clock import (
    close_sponsors_without_mandate,
    pass_on_silences,
)


@app.periodic(cron="17 * * * *")
@task
def ask_the_next_sponsor(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `pass_on_silences`."""
    pass_on_silences()


@app.periodic(cron="9 1 * * *")
@task
def close_former_sponsors(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `close_sponsors_without_mandate`: mandates that end on a known day."""
    close_sponsors_without_mandate()
