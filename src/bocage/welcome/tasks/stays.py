"""What stays do by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.stay_clock import (
    end_past_stays,
    end_past_weekends,
    remind_of_tomorrow,
    remind_takers_of_tomorrow,
    tell_changed_programmes,
)


@app.periodic(cron="*/5 * * * *")
@task
def tell_changed_stays(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `tell_changed_programmes`."""
    tell_changed_programmes()


@app.periodic(cron="11,41 * * * *")
@task
def remind_of_stays(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `remind_of_tomorrow`: from nine o’clock the day before, and once."""
    remind_of_tomorrow()
    remind_takers_of_tomorrow()


@app.periodic(cron="23 * * * *")
@task
def end_stays(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `end_past_stays` and `end_past_weekends`."""
    end_past_stays()
    end_past_weekends()
