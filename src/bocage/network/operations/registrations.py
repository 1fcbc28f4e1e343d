"""Registrations to gatherings: with an account or without, one's own, changed and taken back.

Each locks the gathering, then the registration. The database counts the seats and refuses one too
many; whoever finds none waits. Done twice, each is harmless.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bocage.foundation.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.row_locks import lock_rows
from bocage.foundation.signed_actions import NoLongerPossible
from bocage.network import gathering_notices
from bocage.network.errors.gatherings import (
    GatheringMoved,
    NoSeatForMore,
    RegistrationsClosed,
    TooManyTogether,
)
from bocage.network.events.gatherings import RegistrationCancelled, RegistrationConfirmed
from bocage.network.models import Gathering, Registration
from bocage.network.models.registrations import MOST_TOGETHER
from bocage.network.operations.gatherings_in_hand import locked_gathering
from bocage.network.operations.waiting_lists import fill
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import Person

BY_ADDRESS = Limit(action="network.register.address", amount=5, window=timedelta(days=1))
BY_NETWORK = Limit(action="network.register.network", amount=30, window=timedelta(days=1))

State = Registration.State


def register(
    *,
    by: Person,
    gathering: Gathering,
    people: int = 1,
    guests: str = "",
    is_shown: bool = False,
    seen_sequence: int | None = None,
    now: datetime | None = None,
) -> Registration:
    """Registers somebody with those they bring, or has them wait where it is full. Registered
    already, they say anew how many they are, and whether they are shown.

    `seen_sequence` is the version of the gathering that they read.

    Raises:
        NotAllowed: nobody is signed in.
        RegistrationsClosed: it is not open, was called off, or is over.
        GatheringMoved: it is not when and where they read.
        TooManyTogether: nobody comes alone with six others.
        NoSeatForMore: they have a seat, and there are not enough for more; it stays theirs.
    """
    if not by.has_perm("network.register"):
        raise NotAllowed
    _check_people(people)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked_open(gathering, now)
        found = _standing_of(locked, by)
        if found is not None and found.is_standing:
            return _change(found, people, guests, is_shown=is_shown, now=now)
        _check_seen(locked, seen_sequence)
        registration = found or Registration(gathering=locked, person=by, asked_at=now)
        registration.people, registration.guests = people, guests.strip()
        registration.is_shown = is_shown
        _seat(registration, now)
    return registration


def ask_to_register(
    *,
    gathering: Gathering,
    name: str,
    email: str,
    people: int = 1,
    guests: str = "",
    language: str = "fr",
    network_address: str = "",
    seen_sequence: int | None = None,
    now: datetime | None = None,
) -> None:
    """Keeps what somebody without an account asks, and writes to their address to confirm it.

    What is answered says nothing of who is registered: an address that is there already is
    written to again, and its owner sees what stands.

    Raises:
        RegistrationsClosed, GatheringMoved, TooManyTogether: as `register`.
        TooManyAttempts: this address, or this network, asked too often today.
    """
    _check_people(people)
    now = now or timezone.now()
    count_attempt_from(BY_NETWORK, network_address, now=now)
    count_attempt(BY_ADDRESS, email, now=now)
    with transaction.atomic():
        locked = _locked_open(gathering, now)
        _check_seen(locked, seen_sequence)
        kept = locked.registrations.exclude(state=State.CANCELLED)
        registration = kept.select_related("person").filter(email=email).first()
        if registration is None:
            registration = Registration(email=email, state=State.UNCONFIRMED)
        registration.gathering = locked
        if registration.state == State.UNCONFIRMED:
            registration.name, registration.guests = name.strip(), guests.strip()
            registration.people, registration.language = people, language
            registration.asked_at = now
            registration.save()
            gathering_notices.ask_to_confirm(registration)
        else:
            gathering_notices.tell_registered(registration)


def confirm_registration(*, registration_id: UUID, now: datetime | None = None) -> Registration:
    """The address is theirs: they have a seat, or wait for one. Whoever has an account under this
    address has registered with it.

    Raises:
        NoLongerPossible: it was forgotten or taken back, or the gathering takes nobody any more.
    """
    now = now or timezone.now()
    with transaction.atomic():
        registration = locked_registration(registration_id)
        if registration.is_standing:
            return registration
        if registration.state == State.CANCELLED or not registration.gathering.takes_registrations(
            now
        ):
            raise NoLongerPossible
        owner = Person.objects.filter(email=registration.email, is_active=True).first()
        if owner is not None:
            found = _standing_of(registration.gathering, owner)
            if found is not None and found.pk != registration.pk:
                registration.delete()
                return found
            registration.person, registration.email = owner, ""
        _seat(registration, now)
    return registration


def leave_gathering(
    *, by: Person | None, registration: Registration, now: datetime | None = None
) -> Registration:
    """They do not come: their seat goes to the first who waits. `by` is None where they answer by
    the link of their mail, or where the clock takes them off.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not run the gathering.
        RegistrationsClosed: it is over.
    """
    if by is not None and not by.has_perm("network.keep_registration", registration):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_registration(registration.pk)
        if locked.state == State.CANCELLED:
            return locked
        if not locked.gathering.takes_registrations(now):
            raise RegistrationsClosed
        was_standing = locked.is_standing
        locked.state, locked.cancelled_at, locked.arrived_at = State.CANCELLED, now, None
        locked.sequence += 1
        locked.save(update_fields=["state", "cancelled_at", "arrived_at", "sequence"])
        if was_standing:
            gathering_notices.tell_cancelled(locked)
            publish(RegistrationCancelled(registration_id=locked.pk))
        fill(locked.gathering, now)
    return locked


def leave_all_gatherings(*, person: Person, now: datetime | None = None) -> int:
    """Takes somebody off all that is to come: they left the club. Answers with how many."""
    now = now or timezone.now()
    coming = Registration.objects.standing().filter(
        person=person,
        gathering__status__in=Gathering.COMING,
        gathering__starts_at__gt=now,
    )
    registrations = list(coming.order_by("pk"))
    for registration in registrations:
        leave_gathering(by=None, registration=registration, now=now)
    return len(registrations)


def locked_registration(registration_id: UUID) -> Registration:
    """A registration as it is now, under the lock of its gathering.

    Raises:
        NoLongerPossible: it was never confirmed, and is forgotten.
    """
    found = Registration.objects.filter(pk=registration_id).first()
    if found is None:
        raise NoLongerPossible
    gathering = locked_gathering(Gathering(pk=found.gathering_id))
    locked = (
        lock_rows(Registration.objects.all())
        .select_related("person")
        .filter(pk=registration_id)
        .first()
    )
    if locked is None:
        raise NoLongerPossible
    locked.gathering = gathering
    return locked


def _seat(registration: Registration, now: datetime) -> None:
    """A seat where there are enough and nobody waits who could have them; else they wait."""
    gathering = registration.gathering
    has_seat = registration.people <= gathering.seats_left
    registration.state = State.REGISTERED if has_seat else State.WAITING
    registration.confirmed_at = now
    registration.save()
    publish(RegistrationConfirmed(registration_id=registration.pk))
    fill(gathering, now)
    gathering_notices.tell_registered(registration)


def _change(
    registration: Registration, people: int, guests: str, *, is_shown: bool, now: datetime
) -> Registration:
    gathering = registration.gathering
    changed = registration.people != people
    registration.people, registration.guests = people, guests.strip()
    registration.is_shown = is_shown
    with refusing({"network_gathering_seats": NoSeatForMore}):
        registration.save(update_fields=["person", "email", "people", "guests", "is_shown"])
    if changed:
        fill(gathering, now)
    return registration


def _standing_of(gathering: Gathering, person: Person) -> Registration | None:
    """What somebody asked already, with their account or under its address before they had one:
    that one is theirs from now on."""
    theirs = Q(person=person) | Q(person=None, email=person.email)
    found = gathering.registrations.exclude(state=State.CANCELLED).filter(theirs)
    registration = found.order_by(F("person").asc(nulls_last=True)).first()
    if registration is not None:
        registration.gathering, registration.person, registration.email = gathering, person, ""
    return registration


def _locked_open(gathering: Gathering, now: datetime) -> Gathering:
    locked = locked_gathering(gathering)
    if not locked.takes_registrations(now):
        raise RegistrationsClosed
    return locked


def _check_seen(gathering: Gathering, seen_sequence: int | None) -> None:
    if seen_sequence is not None and seen_sequence != gathering.sequence:
        raise GatheringMoved


def _check_people(people: int) -> None:
    if not 1 <= people <= MOST_TOGETHER:
        raise TooManyTogether
