"""What the clock does about people who help."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.address_book import (
    ask_quiet_helpers,
    close_silent_helpers,
    forget_closed_helpers,
)


@app.periodic(cron="25 8 * * *")
@task
def keep_the_book_fresh(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Forgets old cards, closes those of the silent, asks those who were quiet. By day."""
    forget_closed_helpers()
    close_silent_helpers()
    ask_quiet_helpers()
