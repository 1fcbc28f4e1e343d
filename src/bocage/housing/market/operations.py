"""What happens next to what was written: dwellings follow their listings, searches meet facts.

The tasks call operations, so they are known here by their names alone.
"""

from procrastinate.contrib.django import app

SETTLE = "housing.settle_listings"
MATCH = "housing.match_facts"
TELL = "housing.tell_alerts"


def settle_soon() -> None:
    """Has the listings without `settled_at` settled once this transaction is committed."""
    app.configure_task(SETTLE).defer()


def match_soon() -> None:
    """Has the facts without `matched_at` matched once this transaction is committed."""
    app.configure_task(MATCH).defer()


def tell_soon() -> None:
    """Has the alerts that are due told once this transaction is committed."""
    app.configure_task(TELL).defer()
