"""What happens next to listings that were written: their dwellings follow."""

from __future__ import annotations

from procrastinate.contrib.django import app

SETTLE = "bocage.housing.tasks.settle_listings"


def settle_soon() -> None:
    """Has the listings without `settled_at` settled once this transaction is committed.

    The task calls operations, so it is known here by its name alone.
    """
    app.configure_task(SETTLE).defer()
