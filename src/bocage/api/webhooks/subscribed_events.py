"""Cache of the subscribed events: read at most once in ten seconds by each process.

An event without subscribers must not cost a task and a query. A new subscription receives events
from ten seconds later on, and those that this process publishes at once.
"""

import time

from bocage.api.webhooks.models import WebhookSubscription

FRESH_S = 10.0

_cached: tuple[float, frozenset[str]] | None = None


def is_subscribed(name: str) -> bool:
    """Checks whether an active subscription includes the event of this name."""
    return name in subscribed_events()


def subscribed_events() -> frozenset[str]:
    """Returns the names of subscribed events, as they were ten seconds ago at most."""
    now = time.monotonic()
    if _cached is not None and now < _cached[0]:
        return _cached[1]
    active = WebhookSubscription.objects.filter(state=WebhookSubscription.State.ACTIVE)
    names = frozenset(name for names in active.values_list("events", flat=True) for name in names)
    return cache_subscribed_events(names, until=now + FRESH_S)


def cache_subscribed_events(
    names: frozenset[str], *, until: float = float("inf")
) -> frozenset[str]:
    """Caches the names of subscribed events in this process, until a moment of its monotonic
    clock."""
    global _cached  # noqa: PLW0603 - one value for the process, replaced whole
    _cached = (until, names)
    return names


def clear_subscribed_events() -> None:
    """Clears this process's cache of subscribed events."""
    global _cached  # noqa: PLW0603 - as above
    _cached = None
