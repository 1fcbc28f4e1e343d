"""Kinds of events: their models, texts and hooks.

    class Gatherings(EventKind[Gathering, Attendee]):
        events = Gathering
        registrations = Attendee
        manage = "network.manage_gathering"
        …

    GATHERINGS = Gatherings()

The models then have it as an attribute (`gathering.kind`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from bocage.foundation.errors import Refusal
from bocage.people.models import Person
from bocage.registrations.mails import RegistrationMail
from bocage.registrations.models import Event, Registration
from bocage.registrations.words import EventFacts


@dataclass(frozen=True, kw_only=True)
class EventRefusals:
    """Errors of a kind of event, each with its own sentence."""

    past: type[Refusal]
    """The event would be in the past."""
    backwards: type[Refusal]
    """The event would end before it begins."""
    made_already: type[Refusal]
    """Its author has another event with the same title and start time."""
    over: type[Refusal]
    """The event was held or called off, and cannot change any more."""
    seats_taken: type[Refusal]
    """More people are registered than it would have seats."""
    closed: type[Refusal]
    """The event does not accept registrations, or no longer does."""
    outdated: type[Refusal]
    """The date or place is not the one that the person read."""
    too_many: type[Refusal]
    """The number of people of one registration exceeds the limit."""


@dataclass(frozen=True, kw_only=True)
class EventMails:
    """Mails to the people who register for a kind of event."""

    confirm: type[RegistrationMail]
    registered: type[RegistrationMail]
    waits: type[RegistrationMail]
    seat_given: type[RegistrationMail]
    cancelled: type[RegistrationMail]
    rescheduled: type[RegistrationMail]
    called_off: type[RegistrationMail]
    tomorrow: type[RegistrationMail]


class EventKind[E: Event, R: Registration]:
    """Kind of event, as its room defines it: models, permissions, mails and hooks. Its methods are
    called within the transaction of the operation, under the lock of the event.
    """

    events: type[E]
    registrations: type[R]
    read_with: tuple[str, ...]
    """Related fields loaded with an event, as arguments of `select_related`."""
    manage: str
    """Permission to run an event."""
    manage_registration: str
    """Permission to cancel a registration of another person."""
    refusals: EventRefusals
    mails: EventMails
    awake: range
    """Local hours during which mails may be sent."""
    names_retention: timedelta
    """Retention, after an event, of the names of people registered without an account."""
    no_names: Mapping[str, Any]
    """Identifying fields of a registration, with their values once it is anonymised."""

    def __init__(self) -> None:
        self.events.kind = self.registrations.kind = self

    def registration_rows(self) -> QuerySet[R]:
        """Registrations, as reloaded under the lock of their event."""
        return self.registrations._default_manager.all()

    def forgotten_rows(self) -> QuerySet[R]:
        """Registrations anonymised some time after the event."""
        return self.registrations._default_manager.all()

    def facts_of(self, event: E) -> EventFacts:
        """Returns the facts of an event that messages mention."""
        return EventFacts.of(event)

    def opened(self, event: E, *, by: Person) -> None:
        """Runs after the event was opened to registrations; does nothing by default."""

    def rescheduled(self, event: E, *, former_place: str) -> None:
        """Runs after an event open to registrations got another time or place than `former_place`;
        does nothing by default.
        """

    def calling_off(self, event: E, *, by: Person, now: datetime) -> None:
        """Runs while the event is being called off, before it is saved; does nothing by default."""

    def called_off(self, event: E, *, by: Person) -> None:
        """Runs after the event was called off and those registered were notified; does nothing by
        default.
        """

    def took_place(self, event: E) -> None:
        """Runs after the event took place; does nothing by default."""

    def filled(self, event: E) -> None:
        """Runs after free seats were given to the waiting list; does nothing by default."""

    def owner_of(self, registration: R, *, now: datetime) -> R:  # noqa: ARG002 - overridden
        """Returns the confirmed registration: this one, or another active one of the same person,
        in which case this one is deleted."""
        return registration

    def registered(self, registration: R) -> None:
        """Runs after a registration got a seat or joined the waiting list; does nothing by
        default."""

    def seated(self, registration: R) -> None:
        """Runs after a registration of the waiting list got a seat; does nothing by default."""

    def cancelled(self, registration: R) -> None:
        """Runs after a registration with a seat, or on the waiting list, was cancelled; does
        nothing by default.
        """
