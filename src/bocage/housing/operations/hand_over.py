"""What happens next to listings that were written: their dwellings follow."""

from __future__ import annotations

from procrastinate.contrib.django import app

SETTLE = "bocage.housing.tasks.settle_listings"


def settle_soon() -> None:
    """Has the listings without `settled_at` settled once this transaction is committed.

    The task calls operations, so it is found here by its name. Settled by the clock as well,
    nothing is lost where it is not deferred.
    """
    settle = app.tasks.get(SETTLE)
    if settle is not None:
        settle.defer()
