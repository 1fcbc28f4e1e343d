"""Public events: the stable names under which other software hears of what the rooms publish.

A name, once given, keeps its meaning: what is added to a payload is new members alone, and what
would mean something else has a new name (docs/decisions/api-webhooks.md).

What an event is about is loaded, and looked at with the eyes of the owner of the subscription, when
the event is matched and again each time that it is sent: a payload is made of what is there then.
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
"""Of the form of all payloads. Another one would be announced a year before."""

Facts = dict[str, Any]


class Told(BaseModel):
    """What is told of something. Members are added, never taken away (see above)."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    def facts(self) -> Facts:
        """As JSON holds it."""
        return self.model_dump(mode="json")


def itself(found: Any) -> Any:
    """What hangs on a scope by itself."""
    return found


def nothing_else(_found: Any) -> Facts:
    """Add nothing: the attributes of the row are all that its subject tells."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What events are about: a row among `rows`, who may see it, what is told of it.

    `holders` are the persons whom it concerns; None where anybody may read of it. `roles` are
    those who see all of them on a scope, where `hangs_on` says that they are. What is told are
    the members of its `form`, read from the row, or from `computed` where the row has no such
    attribute: identifiers and facts that each of those who `may_see` it reads on a page, never the
    name of somebody, a word that they wrote or their address.
    """

    kind: str
    rows: QuerySet[Any]
    may_see: Callable[[Person, Any], bool]
    holders: Callable[[Any], set[UUID]] | None
    roles: frozenset[Role]
    form: type[Told]
    computed: Callable[[Any], Facts] = nothing_else
    hangs_on: Callable[[Any], Any] = itself

    def find(self, key: UUID) -> Any | None:
        """Returns the row of this key; None where there is none."""
        return self.rows.filter(pk=key).first()

    def facts_of(self, found: Any) -> Facts:
        """Returns what is told of a row, as JSON holds it."""
        computed = self.computed(found)
        read = {name: getattr(found, name) for name in self.form.model_fields.keys() - computed}
        return self.form.model_validate(read | computed).facts()

    def lineage_of(self, found: Any) -> Lineage:
        """Where it hangs in the tree of scopes."""
        return lineage_of(self.hangs_on(found))

    def concerns(self, person: Person, scope: Scope | None, found: Any) -> bool:
        """Whether a subscription of somebody hears of it: it is within the scope over which they
        hold a role, or theirs; and they may see it now."""
        if scope is not None:
            if not scope.lineage.covers(self.lineage_of(found)) or not self.is_seen_over(
                person, scope
            ):
                return False
        elif self.holders is not None and person.pk not in self.holders(found):
            return False
        return person.is_active and self.may_see(person, found)

    def is_seen_over(self, person: Person, scope: Scope) -> bool:
        """Whether somebody holds, over a scope, a role that sees them."""
        return holds(person, self.roles | {Role.ADMIN}, scope)

    def event(
        self, name: str, label: str | Promise, event_type: type[Event], **more: Any
    ) -> PublicEvent:
        """Returns the public event of this name about it; `more` are the other fields of it."""
        return PublicEvent(
            name=f"{self.kind}.{name}", label=label, event_type=event_type, subject=self, **more
        )


class Nothing(Told):
    """What most events say besides what they are about."""


def nothing_more(_event: Any) -> Told:
    """Of an event that says nothing else."""
    return Nothing()


@dataclass(frozen=True, kw_only=True)
class PublicEvent:
    """One name, the event of a room that it stands for, and what that is about: the event names
    its key by the kind of its subject (`booking_id`).

    `more`, in its `form`, are facts of the event itself, kept until it is sent: identifiers,
    moments and codes that the page of the subject shows too.
    """

    name: str
    label: str | Promise
    event_type: type[Event]
    subject: Subject
    more: Callable[[Any], Told] = nothing_more
    form: type[Told] = Nothing

    def key(self, happened: Any) -> UUID:
        """Returns the key of what an event is about."""
        key: UUID = getattr(happened, f"{self.subject.kind}_id")
        return key

    def lane(self, key: UUID) -> str:
        """What is told in order."""
        return f"{self.subject.kind}:{key}"

    def is_offered_to(self, person: Person, scope: Scope | None) -> bool:
        """Whether somebody may ask to be told of it, on a scope or of what concerns them."""
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
    """All of them, in their order."""
    return tuple(_themes)


def public_events() -> tuple[PublicEvent, ...]:
    """All of them, in the order of the themes."""
    return tuple(event for theme in all_themes() for event in theme.events)


def public_event(name: str) -> PublicEvent | None:
    """The one of this name; None where there is none, or none any more."""
    return _events.get(name)


def themes_offered(person: Person, scope: Scope | None) -> list[Theme]:
    """What somebody may ask for, on a scope or of what concerns them."""
    offered = (
        Theme(
            rank=theme.rank,
            label=theme.label,
            events=tuple(one for one in theme.events if one.is_offered_to(person, scope)),
        )
        for theme in all_themes()
    )
    return [theme for theme in offered if theme.events]


def roles_that_subscribe() -> frozenset[Role]:
    """Whoever sees, on a scope, something that events are about."""
    return frozenset(role for event in _events for role in event.subject.roles)
