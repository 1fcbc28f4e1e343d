"""Commitments by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.commitment_clock import keep_what_is_done, recall_commitments


@app.periodic(cron="5 7 * * *")
@task
def follow_commitments(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Closes what facts have kept, then recalls what is due."""
    keep_what_is_done()
    recall_commitments()
