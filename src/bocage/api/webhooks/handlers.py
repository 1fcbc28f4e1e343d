"""Handlers that map events of rooms to public events.

Events about one object are handled in order, whatever their types; while no subscription requests
an event, its publication costs nothing.
"""

from functools import partial
from typing import Any

from bocage.api.webhooks.operations.delivering import create_deliveries
from bocage.api.webhooks.registry import PublicEvent, public_events
from bocage.api.webhooks.subscribed_events import is_subscribed
from bocage.foundation.events import Handler, handles, publication
from bocage.foundation.subjects import import_all

import_all("bocage.api.webhooks.subjects")


def _handler_of(event: PublicEvent) -> Handler:
    def queue_deliveries(happened: Any) -> None:
        create_deliveries(event=event, happened=happened, publication=publication())

    # Tasks that wait name their handler: by the name that never changes.
    queue_deliveries.__qualname__ = f"tell:{event.name}"
    return queue_deliveries


def _lock_of(event: PublicEvent, happened: Any) -> str:
    return f"webhooks:{event.lane(event.key(happened))}"


for _event in public_events():
    handles(
        _event.event_type,
        in_order_of=partial(_lock_of, _event),
        while_wanted=partial(is_subscribed, _event.name),
    )(_handler_of(_event))
