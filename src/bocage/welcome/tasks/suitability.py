"""Marks of communes by the clock: homes come and go, prices are imported, mandates end."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.suitability_rows import refresh_suitability


@app.periodic(cron="17 4,12 * * *")
@task
def refresh_marks_of_communes(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `refresh_suitability`."""
    refresh_suitability()
