"""Creation and update of registrations to gatherings, with or without an account.

Each operation locks the gathering, then the registration. The database counts the seats and rejects
an extra one, which goes on the waiting list. Each operation is idempotent.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.network.gatherings.errors import NoSeatForMore
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.kind import registration_of
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import Person
from bocage.registrations.operations import registrations as operations
from bocage.registrations.operations.registrations import check_together, leave_event
from bocage.registrations.operations.seats import check_seen, fill, lock_open_event, seat

BY_ADDRESS = Limit(action="network.register.address", amount=5, window=timedelta(days=1))
BY_NETWORK = Limit(action="network.register.network", amount=30, window=timedelta(days=1))


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
    """Registers a person and their guests, or puts them on the waiting list if the gathering is
    full. If they are already registered, updates their number of people, guests and visibility.

    `seen_sequence` is the version of the gathering that they read.

    Raises:
        NotAllowed: the user is not signed in.
        RegistrationsClosed: it is not open, was called off, or is over.
        GatheringMoved: it changed since the version that they read.
        TooManyTogether: the number of people is not between one and six.
        NoSeatForMore: they have a seat, and there are not enough for more; it stays theirs.
    """
    by.require("network.register")
    check_together(gathering, people)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_open_event(gathering, now)
        existing = registration_of(locked, by)
        if existing is not None and existing.is_active:
            return _change(existing, people, guests, is_shown=is_shown, now=now)
        check_seen(locked, seen_sequence)
        registration = existing or Registration(event=locked, person=by, requested_at=now)
        registration.people, registration.guests = people, guests.strip()
        registration.is_shown = is_shown
        seat(registration, now)
    return registration


def request_registration(
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
    """Stores the registration of a person without an account, and sends a message to their address
    to confirm it.

    The response does not reveal who is registered: an address already registered gets another
    message, which shows its owner the current registration.

    Raises:
        RegistrationsClosed, GatheringMoved, TooManyTogether: as `register`.
        TooManyAttempts: too many requests today from this address or network.
    """
    check_together(gathering, people)
    now = now or timezone.now()
    count_attempt_from(BY_NETWORK, network_address, now=now)
    count_attempt(BY_ADDRESS, email, now=now)
    operations.ask_to_register(
        event=gathering,
        email=email,
        seen_sequence=seen_sequence,
        now=now,
        name=name.strip(),
        guests=guests.strip(),
        people=people,
        language=language,
    )


def leave_all_gatherings(*, person: Person, now: datetime | None = None) -> int:
    """Cancels all upcoming registrations of a person who left the club, and returns how many."""
    now = now or timezone.now()
    coming = Registration.objects.active().filter(
        person=person,
        event__status__in=Gathering.COMING,
        event__starts_at__gt=now,
    )
    registrations = list(coming.order_by("pk"))
    for registration in registrations:
        leave_event(by=None, registration=registration, now=now)
    return len(registrations)


def _change(
    registration: Registration, people: int, guests: str, *, is_shown: bool, now: datetime
) -> Registration:
    changed = registration.people != people
    registration.people, registration.guests = people, guests.strip()
    registration.is_shown = is_shown
    with refusing({"network_gathering_seats": NoSeatForMore}):
        registration.save(update_fields=["person", "email", "people", "guests", "is_shown"])
    if changed:
        fill(registration.event, now)
    return registration
