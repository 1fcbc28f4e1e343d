"""Public events: stable names under which other software is notified of events of the rooms.

A name never changes its meaning: only new members are added to a payload, and another meaning has
another name (docs/decisions/api-webhooks.md).

The subject of an event is loaded, and checked with the permissions of the subscription's owner,
when the event is matched and at each attempt: a payload has the data of that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from bocage.foundation.events import Event
from bocage.foundation.registry import Registry
from bocage.people.models import Person, Role, Scope
from bocage.people.policies import holds
from bocage.people.scopes.lineage import Lineage, lineage_of

VERSION = "1"
"""Version of the format of all payloads. Another one would be announced a year before."""

Facts = dict[str, Any]


class Payload(BaseModel):
    """Schema of what a webhook sends about an object. Members are added, never removed."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    def facts(self) -> Facts:
        """Returns the members as JSON values."""
        return self.model_dump(mode="json")


def itself(row: Any) -> Any:
    """Returns its argument, for objects that belong to a scope directly."""
    return row


def no_computed_facts(_row: Any) -> Facts:
    """Returns no computed members, for subjects whose payload is read from the row."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Kind of object that events are about: its rows, who may see them, and the payload.

    `holders` are the persons whom an object concerns; None if it is public. `roles` can see all of
    them on the scope of `hangs_on`. The payload has the members of `form`, read from the row, or
    from `computed` where the row has no such attribute: only identifiers and facts that everyone
    who `may_see` it can read on a page, never the name, the words or the address of a person.
    """

    kind: str
    rows: QuerySet[Any]
    may_see: Callable[[Person, Any], bool]
    holders: Callable[[Any], set[UUID]] | None
    roles: frozenset[Role]
    form: type[Payload]
    computed: Callable[[Any], Facts] = no_computed_facts
    hangs_on: Callable[[Any], Any] = itself

    def find(self, key: UUID) -> Any | None:
        """Returns the row of this key; None if there is none."""
        return self.rows.filter(pk=key).first()

    def facts_of(self, row: Any) -> Facts:
        """Returns the payload about a row, as JSON values."""
        computed = self.computed(row)
        values = {name: getattr(row, name) for name in self.form.model_fields.keys() - computed}
        return self.form.model_validate(values | computed).facts()

    def lineage_of(self, row: Any) -> Lineage:
        """Returns the place of an object in the tree of scopes."""
        return lineage_of(self.hangs_on(row))

    def concerns(self, person: Person, scope: Scope | None, row: Any) -> bool:
        """Checks whether an event about an object is sent to a person's subscription: the object is
        within the scope, over which they still have a role that sees it, or it is theirs; and
        they may see it now.
        """
        if scope is not None:
            if not scope.lineage.covers(self.lineage_of(row)) or not self.is_seen_over(
                person, scope
            ):
                return False
        elif self.holders is not None and person.pk not in self.holders(row):
            return False
        return person.is_active and self.may_see(person, row)

    def is_seen_over(self, person: Person, scope: Scope) -> bool:
        """Checks whether a person has a role over a scope that sees these objects."""
        return holds(person, self.roles | {Role.ADMIN}, scope)

    def event(
        self, name: str, label: str | Promise, event_type: type[Event], **fields: Any
    ) -> PublicEvent:
        """Returns the public event of this name about it; `more` are the other fields of it."""
        return PublicEvent(
            name=f"{self.kind}.{name}", label=label, event_type=event_type, subject=self, **fields
        )


class EmptyPayload(Payload):
    """Schema without members, for events that send nothing but their subject."""


def no_event_facts(_event: Any) -> Payload:
    """Returns an empty payload, for events that send nothing but their subject."""
    return EmptyPayload()


@dataclass(frozen=True, kw_only=True)
class PublicEvent:
    """Public event: its name, the event of a room, and its subject.

    The event has the key of the subject under the name of its kind (`booking_id`). `more`, with the
    schema `form`, gives facts of the event itself, stored until it is sent: identifiers, moments
    and codes that the page of the subject also shows.
    """

    name: str
    label: str | Promise
    event_type: type[Event]
    subject: Subject
    event_facts: Callable[[Any], Payload] = no_event_facts
    form: type[Payload] = EmptyPayload

    def key(self, happened: Any) -> UUID:
        """Returns the key of the subject of an event."""
        key: UUID = getattr(happened, f"{self.subject.kind}_id")
        return key

    def lane(self, key: UUID) -> str:
        """Returns the lane of an object, within which deliveries are sent in order."""
        return f"{self.subject.kind}:{key}"

    def is_offered_to(self, person: Person, scope: Scope | None) -> bool:
        """Checks whether a person may subscribe to it, on a scope or for what concerns them."""
        return scope is None or self.subject.is_seen_over(person, scope)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Public events as pages list them, the smallest rank first."""

    rank: int
    label: str | Promise
    events: tuple[PublicEvent, ...]


_events = Registry[PublicEvent]()
_themes = Registry[Theme](name=lambda theme: f"theme {theme.rank}", order=attrgetter("rank"))


def add_theme(rank: int, label: str | Promise, events: Iterable[PublicEvent]) -> None:
    """Registers the events of a theme.

    Raises:
        ValueError: a name is given twice.
    """
    theme = Theme(rank=rank, label=label, events=tuple(events))
    for event in theme.events:
        _events.add(event)
    _themes.add(theme)


def all_themes() -> tuple[Theme, ...]:
    """Returns all themes, in order."""
    return tuple(_themes)


def public_events() -> tuple[PublicEvent, ...]:
    """Returns all public events, in the order of the themes."""
    return tuple(event for theme in all_themes() for event in theme.events)


def public_event(name: str) -> PublicEvent | None:
    """Returns the event of this name; None if there is none, or no longer."""
    return _events.get(name)


def themes_offered(person: Person, scope: Scope | None) -> list[Theme]:
    """Returns the themes and events open to a person, on a scope or for what concerns them."""
    offered = (
        Theme(
            rank=theme.rank,
            label=theme.label,
            events=tuple(event for event in theme.events if event.is_offered_to(person, scope)),
        )
        for theme in all_themes()
    )
    return [theme for theme in offered if theme.events]


def subscribing_roles() -> frozenset[Role]:
    """Returns the roles that can see, on a scope, the subject of at least one event."""
    return frozenset(role for event in _events for role in event.subject.roles)
