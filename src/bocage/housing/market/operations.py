"""What happens next to what was written: dwellings follow their listings, searches meet facts.

The tasks call operations, so they are known here by their names alone.
"""

from procrastinate.contrib.django import app

DEDUPLICATE = "housing.deduplicate_listings"
MATCH = "housing.match_facts"
ALERT = "housing.send_alerts"


def enqueue_deduplication() -> None:
    """Schedules the task that deduplicates the listings without `deduplicated_at`, once this
    transaction is committed.
    """
    app.configure_task(DEDUPLICATE).defer()


def enqueue_matching() -> None:
    """Schedules the task that matches the facts without `matched_at`, once this transaction is
    committed.
    """
    app.configure_task(MATCH).defer()


def enqueue_alerts() -> None:
    """Schedules the task that sends the due alerts, once this transaction is committed."""
    app.configure_task(ALERT).defer()
