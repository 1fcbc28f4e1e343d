"""Events: how a lower room tells an upper one that something happened, without importing it.

A room publishes a frozen dataclass from its operation; rooms above subscribe in `handlers.py`.
Each subscription becomes a task deferred in the same transaction: it runs after the commit,
never for a rolled-back operation, and again after a failure. Handlers are safe to run twice.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from bocage.foundation.tasks import task

Handler = Callable[[Any], None]

_handlers: dict[type, dict[str, Handler]] = defaultdict(dict)
_event_types: dict[str, type] = {}

FIELD_TYPES = (str, int, float, bool, UUID, datetime, date, type(None))


def handles(event_type: type) -> Callable[[Handler], Handler]:
    """Subscribes a handler to one type of event.

    Raises:
        TypeError: the event is not a dataclass.
    """
    if not is_dataclass(event_type):
        raise TypeError(f"{event_type.__name__} must be a frozen dataclass")

    def subscribe(handler: Handler) -> Handler:
        name = f"{handler.__module__}.{handler.__qualname__}"
        _handlers[event_type][name] = handler
        _event_types[_name_of(event_type)] = event_type
        return handler

    return subscribe


def publish(event: Any) -> None:
    """Tells every subscriber about an event once the current transaction is committed.

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
    payload = TypeAdapter(type(event)).dump_python(event, mode="json")
    for handler_name in handlers:
        handle_event.defer(
            event_name=_name_of(type(event)), handler_name=handler_name, payload=payload
        )


@task
def handle_event(*, event_name: str, handler_name: str, payload: dict[str, Any]) -> None:
    """Gives one event to one handler."""
    event_type = _event_types[event_name]
    event: Any = TypeAdapter(event_type).validate_python(payload)
    _handlers[event_type][handler_name](event)


def _name_of(event_type: type) -> str:
    return f"{event_type.__module__}.{event_type.__qualname__}"
