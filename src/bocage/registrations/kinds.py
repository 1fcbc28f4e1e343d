"""A kind of event: the tables that hold it, its words, and what else its room does.

class Gatherings(EventKind[Gathering, Attendee]):
    events = Gathering
    registrations = Attendee
    keep = "network.keep_gathering"
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
    moved: type[Refusal]
    """It is not when and where they read."""
    too_many: type[Refusal]
    """More come together than may."""


@dataclass(frozen=True, kw_only=True)
class EventMails:
    """What who registers to a kind of event is written."""

    confirm: type[RegistrationMail]
    registered: type[RegistrationMail]
    waits: type[RegistrationMail]
    seat_given: type[RegistrationMail]
    left: type[RegistrationMail]
    moved: type[RegistrationMail]
    called_off: type[RegistrationMail]
    tomorrow: type[RegistrationMail]


class EventKind[E: Event, R: Registration]:
    """What a room says of its events. The methods are called within the transaction of the
    operation, under the lock of the event.
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
        """What messages tell of an event."""
        return EventFacts.of(event)

    def opened(self, event: E, *, by: Person) -> None:
        """It was opened to registrations."""

    def moved(self, event: E, *, left: str) -> None:
        """One to which people may come is at another moment or place than `left`."""

    def calling_off(self, event: E, *, by: Person, now: datetime) -> None:
        """It is called off, and not written yet."""

    def called_off(self, event: E, *, by: Person) -> None:
        """It was called off, and those who came were told."""

    def held(self, event: E) -> None:
        """It took place."""

    def filled(self, event: E) -> None:
        """Its free seats were given to those who waited."""

    def owner_of(self, registration: R, *, now: datetime) -> R:  # noqa: ARG002 - overridden
        """The registration of whose mailbox answered: this one, or another of theirs that stands
        already, in which case this one is deleted."""
        return registration

    def registered(self, registration: R) -> None:
        """Somebody has a seat, or waits for one."""

    def seated(self, registration: R) -> None:
        """Somebody who waited has a seat."""

    def cancelled(self, registration: R) -> None:
        """Somebody who was expected or waited does not come."""
