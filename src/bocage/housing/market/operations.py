"""Scheduling of the next steps after a write: deduplication of listings, matching of searches.

Tasks are referenced by name, because they import operations.
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
