"""Events, by which a lower room notifies upper ones without importing them.

A room publishes an `Event` from its operation; rooms above subscribe in `handlers.py`.
Each subscription becomes a task deferred in the same transaction: it runs after the commit,
never for a rolled-back operation, and is retried after a failure. A failing handler does not undo
the operation. Tasks start in the order of publication, but two workers may overtake each other:
a handler loads the current state rather than trusting the order, or subscribes with
`in_order_of`. Handlers are safe to run twice: `publication` identifies the event.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, dataclass_transform
from uuid import UUID

import structlog
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.jobs import JobDeferrer
from pydantic import TypeAdapter

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.jobs.stored_names import refuse_second, stored_name
from bocage.foundation.jobs.tasks import defer_together, task

Handler = Callable[[Any], None]

FIELD_TYPES = (str, int, float, bool, UUID, datetime, date, type(None))


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of published events.

    A subclass is a frozen dataclass of identifiers, texts, numbers and dates, with keyword
    arguments, without a decorator.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True, kw_only=True)(cls)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Publication of an event: when it was published, and the identifier that stays the same
    however often it is delivered.
    """

    id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """A handler, the lock that it takes for an event, and whether it wants any now."""

    handler: Handler
    lock_of: Callable[[Any], str] | None
    is_wanted: Callable[[], bool] | None


_subscribers: dict[type[Event], dict[str, Subscriber]] = defaultdict(dict)
_event_types: dict[str, type[Event]] = {}
_adapters: dict[type[Event], TypeAdapter[Any]] = {}

_gathered: ContextVar[list[JobDeferrer] | None] = ContextVar("gathered", default=None)
"""Tasks that `events_together` will defer."""

_publication: ContextVar[Publication | None] = ContextVar("publication", default=None)

logger = structlog.get_logger("bocage.events")


def handles[Subscribing: Handler](
    event_type: type[Event],
    *,
    in_order_of: Callable[[Any], str] | None = None,
    while_wanted: Callable[[], bool] | None = None,
) -> Callable[[Subscribing], Subscribing]:
    """Subscribes a handler to one type of event.

    `in_order_of(event)` returns a key: events with the same key are handled one after the other, in
    the order of publication, whatever the types, the handlers and the failures. While
    `while_wanted()` is false no task is deferred, neither then nor later: it is called at each
    publication, and must not query the database.

    Raises:
        ValueError: another module of the room has a handler, or an event, of this name.
    """

    def subscribe(handler: Subscribing) -> Subscribing:
        name = stored_name(handler)
        subscriber = _subscribers[event_type].get(name)
        refuse_second(name, handler, subscriber and subscriber.handler)
        _subscribers[event_type][name] = Subscriber(
            handler=handler, lock_of=in_order_of, is_wanted=while_wanted
        )
        event_name = stored_name(event_type)
        refuse_second(event_name, event_type, _event_types.get(event_name))
        _event_types[event_name] = event_type
        return handler

    return subscribe


def publication() -> Publication:
    """Returns the publication that the current handler is handling.

    Raises:
        LookupError: no handler runs.
    """
    publication = _publication.get()
    if publication is None:
        raise LookupError("no event is being handled")
    return publication


@contextmanager
def events_together() -> Iterator[None]:
    """Defers the events published inside the block, which must be in a transaction, to its end, in
    one statement and in their order. For hundreds of operations at once; if the block raises, no
    event is delivered.
    """
    deferrers: list[JobDeferrer] = []
    token = _gathered.set(deferrers)
    try:
        yield
    finally:
        _gathered.reset(token)
    defer_together(deferrers)


def publish(event: Event) -> None:
    """Delivers an event to every subscriber once the current transaction is committed.

    It costs one statement, and none without subscribers.

    Raises:
        TypeError: a field holds something else than identifiers, texts, numbers and dates.
    """
    for field in fields(event):
        value = getattr(event, field.name)
        if not isinstance(value, FIELD_TYPES):
            raise TypeError(f"{field.name} of {type(event).__name__} cannot travel in an event")
    wanting = {
        name: subscriber
        for name, subscriber in _subscribers.get(type(event), {}).items()
        if subscriber.is_wanted is None or subscriber.is_wanted()
    }
    if not wanting:
        return
    arguments = {
        "event_name": stored_name(type(event)),
        "payload": _adapter(type(event)).dump_python(event, mode="json"),
        "published": {"id": str(new_identifier()), "at": timezone.now().isoformat()},
    }
    configured = [
        handle_event.configure(
            lock=subscriber.lock_of(event) if subscriber.lock_of else None,
            task_kwargs={**arguments, "handler_name": name},
        )
        for name, subscriber in wanting.items()
    ]
    gathered = _gathered.get()
    if gathered is None:
        defer_together(configured)
    else:
        gathered += configured


@task(description=_("Donne suite à ce qui vient de se passer"))
def handle_event(
    *,
    event_name: str,
    handler_name: str,
    payload: dict[str, Any],
    published: dict[str, str] | None = None,
) -> None:
    """Delivers one event to one handler; if either no longer exists, logs it and drops the event.

    Raises:
        pydantic.ValidationError: the event was published by another version of the product.
    """
    event_type = _event_types.get(event_name)
    subscriber = _subscribers[event_type].get(handler_name) if event_type else None
    if event_type is None or subscriber is None:
        logger.error("event without handler", event_name=event_name, handler=handler_name)
        return
    token = _publication.set(_read_publication(published))
    try:
        subscriber.handler(_adapter(event_type).validate_python(payload))
    finally:
        _publication.reset(token)


def _read_publication(published: dict[str, str] | None) -> Publication:
    """Returns the publication of an event; now, for tasks of a version that did not store it."""
    if published is None:
        return Publication(id=new_identifier(), at=timezone.now())
    return Publication(id=UUID(published["id"]), at=datetime.fromisoformat(published["at"]))


def _adapter(event_type: type[Event]) -> TypeAdapter[Any]:
    """Returns the cached adapter of a type: building one takes a millisecond."""
    if event_type not in _adapters:
        _adapters[event_type] = TypeAdapter(event_type)
    return _adapters[event_type]
