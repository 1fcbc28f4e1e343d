"""A kind of event: the tables that hold it, its words, and what else its room does.

class Gatherings(EventKind[Gathering, Attendee]):
    events = Gathering
    registrations = Attendee
    keep = "network.manage_gathering"
    …

GATHERINGS = Gatherings()

The models know it from then on (`gathering.kind`).
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
    """The refusals of a kind of event, each in its own sentence."""

    past: type[Refusal]
    """It would be at a moment that is over."""
    backwards: type[Refusal]
    """It would end before it begins."""
    made_already: type[Refusal]
    """Who prepares it has another of the same title at the same moment."""
    over: type[Refusal]
    """It was held or called off, and changes no more."""
    seats_taken: type[Refusal]
    """More people are registered than it would have seats."""
    closed: type[Refusal]
    """It takes no registrations, or no more."""
    outdated: type[Refusal]
    """It is not when and where they read."""
    too_many: type[Refusal]
    """More come together than may."""


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
    """What is read with an event, as `select_related` names it."""
    keep: str
    """The right to run an event."""
    keep_registration: str
    """The right to take somebody off."""
    refusals: EventRefusals
    mails: EventMails
    awake: range
    """The hours of the clock on the wall at which people are written to."""
    names_kept_for: timedelta
    """After an event, of who registered without an account."""
    no_names: Mapping[str, Any]
    """The fields of a registration that tell whose it is, as they are once it is forgotten."""

    def __init__(self) -> None:
        self.events.kind = self.registrations.kind = self

    def registration_rows(self) -> QuerySet[R]:
        """Registrations, as one is read again under the lock of its event."""
        return self.registrations._default_manager.all()

    def forgotten_rows(self) -> QuerySet[R]:
        """Registrations whose names are forgotten some time after the event."""
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
        """The registration of whose mailbox answered: this one, or another of theirs that stands
        already, in which case this one is deleted."""
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
