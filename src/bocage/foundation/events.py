"""Events: how a lower room tells an upper one that something happened, without importing it.

A room publishes a frozen dataclass from its operation; rooms above subscribe in `handlers.py`.
Each subscription becomes a task deferred in the same transaction: it runs after the commit,
never for a rolled-back operation, and again after a failure. The operation stands whatever a
handler does. Tasks start in the order of publication, but two workers may overtake each other:
a handler loads the present state rather than trusting the order. Handlers are safe to run twice.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from pydantic import TypeAdapter

from bocage.foundation.tasks import task

Handler = Callable[[Any], None]

FIELD_TYPES = (str, int, float, bool, UUID, datetime, date, type(None))

_handlers: dict[type, dict[str, Handler]] = defaultdict(dict)
_event_types: dict[str, type] = {}
_adapters: dict[type, TypeAdapter[Any]] = {}

logger = structlog.get_logger("bocage.events")


def handles[Subscriber: Handler](event_type: type) -> Callable[[Subscriber], Subscriber]:
    """Subscribes a handler to one type of event.

    Raises:
        TypeError: the event is not a frozen dataclass.
    """
    parameters = getattr(event_type, "__dataclass_params__", None)  # Unknown to type checkers.
    if parameters is None or not parameters.frozen:
        raise TypeError(f"{event_type.__name__} must be a frozen dataclass")

    def subscribe(handler: Subscriber) -> Subscriber:
        _handlers[event_type][_name_of(handler)] = handler
        _event_types[_name_of(event_type)] = event_type
        return handler

    return subscribe


def publish(event: Any) -> None:
    """Tells every subscriber about an event once the current transaction is committed.

    It costs one statement, and none where nobody subscribes.

    Raises:
        TypeError: a field holds something else than identifiers, texts, numbers and dates.
    """
    for field in fields(event):
        value = getattr(event, field.name)
        if not isinstance(value, FIELD_TYPES):
            raise TypeError(f"{field.name} of {type(event).__name__} cannot travel in an event")
    handlers = _handlers.get(type(event))
    if not handlers:
        return
    event_name = _name_of(type(event))
    payload = _adapter(type(event)).dump_python(event, mode="json")
    handle_event.batch_defer(
        *(
            {"event_name": event_name, "handler_name": handler_name, "payload": payload}
            for handler_name in handlers
        )
    )


@task
def handle_event(*, event_name: str, handler_name: str, payload: dict[str, Any]) -> None:
    """Gives one event to one handler; one that exists no more is told in the logs and let go.

    Raises:
        pydantic.ValidationError: the event was published by another version of the product.
    """
    event_type = _event_types.get(event_name)
    handler = _handlers[event_type].get(handler_name) if event_type else None
    if event_type is None or handler is None:
        logger.error("event without handler", event_name=event_name, handler=handler_name)
        return
    handler(_adapter(event_type).validate_python(payload))


def _adapter(event_type: type) -> TypeAdapter[Any]:
    """Building one takes a millisecond, so each is built once."""
    if event_type not in _adapters:
        _adapters[event_type] = TypeAdapter(event_type)
    return _adapters[event_type]


def _name_of(named: Any) -> str:
    return f"{named.__module__}.{named.__qualname__}"
