"""Attendance recorded at the door on a telephone, and the thanks after the evening."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.outreach.evenings.errors import (
    AlreadyThanked,
    EveningNotBegun,
    EveningNotTakingPlace,
    EveningToCome,
    EveningWordsMissing,
    TooManyWalkIns,
)
from bocage.outreach.evenings.mails import EveningThanks
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningRegistration
from bocage.outreach.evenings.operations.meetings import (
    meet_at_the_door,
    meet_walk_in,
    unmeet_at_the_door,
)
from bocage.outreach.prospects.errors import NotAnAddress
from bocage.outreach.prospects.operations.prospects import one_line
from bocage.people.addresses import normalise_address
from bocage.people.models import Person
from bocage.registrations.notifications import notify_all
from bocage.registrations.operations.events import check_manages
from bocage.registrations.operations.registrations import check_together
from bocage.registrations.operations.seats import lock_event

MAX_WALK_INS = 300
State = EveningRegistration.State


def note_present(
    *,
    by: Person,
    evening: CityEvening,
    present: Collection[UUID],
    listed: Collection[UUID],
    now: datetime | None = None,
) -> CityEvening:
    """Records who is present among the registrations that were `shown` on the list. Sent again, it
    corrects: those not in `present` are unticked. Registrations made meanwhile, which were on no
    list, are unchanged. A prospect who is present counts as met.

    Raises:
        NotAllowed: `by` does not run it.
        EveningNotTakingPlace: it is called off, or was not opened.
        EveningToCome: it is not its time yet.
    """
    check_manages(by, evening)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _lock_at_its_time(evening, now)
        expected = locked.registrations.expected().filter(pk__in=listed)
        for registration in list(expected.order_by("pk")):
            registration.event = locked
            is_there = registration.pk in present
            if is_there == (registration.arrived_at is not None):
                continue
            if is_there:
                meet_at_the_door(registration, now=now)
            else:
                unmeet_at_the_door(registration)
            registration.arrived_at = now if is_there else None
            registration.save(update_fields=["arrived_at"])
    return locked


def note_walk_in(
    *,
    by: Person,
    evening: CityEvening,
    name: str,
    email: str = "",
    people: int = 1,
    purposes: tuple[str, ...] = (),
    language: str = "fr",
    now: datetime | None = None,
) -> EveningRegistration:
    """Records a person who came without registering: they are present, and take no seat. A
    registration under the same address is ticked instead. Oral agreements are stored, and a mail
    requests their confirmation.

    Raises:
        NotAllowed: `by` does not run it.
        EveningNotTakingPlace: it is called off, or was not opened.
        EveningToCome: it is not its time yet.
        TooManyWalkIns: the maximum number of walk-ins is reached.
        TooManyAtOnce: `people` is not between one and six.
        NotAnAddress: the email address is not valid.
        EveningWordsMissing: the name is empty.
    """
    check_manages(by, evening)
    now = now or timezone.now()
    check_together(evening, people)
    address = _address(email)
    name = one_line(name, "name")
    if not name:
        raise EveningWordsMissing
    with transaction.atomic():
        locked = _lock_at_its_time(evening, now)
        if locked.registrations.filter(is_walk_in=True).count() >= MAX_WALK_INS:
            raise TooManyWalkIns
        registrations = locked.registrations.not_cancelled()
        registration = registrations.filter(email=address).first() if address else None
        if registration is None:
            registration = EveningRegistration(
                email=address, name=name, people=people, language=language, is_walk_in=True
            )
            registration.requested_at = now
        elif registration.state != State.REGISTERED:
            registration.is_walk_in = True
        registration.event, registration.state = locked, State.REGISTERED
        registration.confirmed_at = registration.confirmed_at or now
        registration.arrived_at = registration.arrived_at or now
        registration.prospect = (
            meet_walk_in(registration, purposes=purposes, now=now) or registration.prospect
        )
        registration.purposes = []
        registration.save()
    return registration


def thank_attendees(
    *, by: Person, evening: CityEvening, message: str, now: datetime | None = None
) -> int:
    """Sends the thanks once to the attendees who left an address. Returns how many.

    Raises:
        NotAllowed: `by` does not run it.
        EveningNotTakingPlace: it is called off, or was not opened.
        EveningNotBegun: it has not begun.
        AlreadyThanked: the thanks left already.
        EveningWordsMissing: the message is empty.
    """
    check_manages(by, evening)
    now = now or timezone.now()
    message = message.replace("\0", "").strip()[:2000]
    if not message:
        raise EveningWordsMissing
    with transaction.atomic():
        locked = _lock_taking_place(evening)
        if locked.thanked_at is not None:
            raise AlreadyThanked
        if locked.starts_at > now:
            raise EveningNotBegun
        attendees = locked.registrations.filter(arrived_at__isnull=False).exclude(email="")
        count = notify_all(locked, attendees.order_by("pk"), EveningThanks, message=message)
        locked.thanked_at = now
        locked.save(update_fields=["thanked_at"])
    return count


def _lock_at_its_time(evening: CityEvening, now: datetime) -> CityEvening:
    """Raises: EveningNotTakingPlace, or EveningToCome: it is not its time yet."""
    locked = _lock_taking_place(evening)
    if not locked.is_its_time(now):
        raise EveningToCome
    return locked


def _lock_taking_place(evening: CityEvening) -> CityEvening:
    """Raises: EveningNotTakingPlace: it is called off, or was not opened."""
    locked = lock_event(evening)
    if not locked.takes_place:
        raise EveningNotTakingPlace
    return locked


def _address(text: str) -> str:
    try:
        return normalise_address(text) if text.strip() else ""
    except ValidationError:
        raise NotAnAddress from None
