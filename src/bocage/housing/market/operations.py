"""What happens next to what was written: dwellings follow their listings, searches meet facts.

The tasks call operations, so they are known here by their names alone.
"""

from procrastinate.contrib.django import app

SETTLE = "housing.settle_listings"
MATCH = "housing.match_facts"
TELL = "housing.tell_alerts"


def settle_soon() -> None:
    """Schedules the task that settles the listings without `settled_at`, once this transaction is
    committed.
    """
    app.configure_task(SETTLE).defer()


def match_soon() -> None:
    """Schedules the task that matches the facts without `matched_at`, once this transaction is
    committed.
    """
    app.configure_task(MATCH).defer()


def tell_soon() -> None:
    """Schedules the task that sends the due alerts, once this transaction is committed."""
    app.configure_task(TELL).defer()
