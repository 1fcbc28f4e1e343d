"""Simulated attendance at Boitron: most people scan its code.

A running demo stays alive: people with a booking arrive at their time, others drop in, and a few do
not come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bocage.demo.cast import CAST, HOST
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.workspaces.front_desk.operations.endings import complete_past_bookings
from bocage.workspaces.front_desk.operations.presence import check_in, count_walk_in
from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.models import AccessNote, Booking, Place, SharedAddress, Visit
from bocage.workspaces.opening_hours.availability import instant, local_day
from bocage.workspaces.scheduling.operations.access_notes import add_access_note

SHOWN_DOOR = "Salle des Tilleuls"
DAYS_OF_WALK_INS = 21
ABSENT_SHARE = 0.08
CAST_LATE = timedelta(minutes=15)
"""Delay of the cast's arrivals, so that a visitor playing one of them can scan the code first."""
ORIGINS = ("61464", "61464", "61464", "61001", "61001", "61051", "61293", "61006", "", "")
"""Communes of walk-ins, the nearest most often; empty if they do not answer."""


def open_the_doors() -> None:
    """Makes the addresses of Boitron, its codes and its access notes."""
    place = _place()
    host = Person.objects.get(email=HOST.email)
    room = place.resources.get(name=SHOWN_DOOR)
    make_address(by=host, kind=SharedAddress.Kind.DOOR, place=place, resource=room)
    make_address(by=host, kind=SharedAddress.Kind.CHECK_IN, place=place, resource=room)
    make_address(by=host, kind=SharedAddress.Kind.CHECK_IN, place=place)
    add_access_note(
        by=host, place=place, kind=AccessNote.Kind.DOOR, text="Porte bleue, à gauche : code 61A50."
    )
    add_access_note(
        by=host, place=place, kind=AccessNote.Kind.NETWORK, text="Réseau Bocage, clé foin-vert-2026"
    )


def note_presence(*, now: datetime) -> int:
    """Records the attendance at Boitron up to now, and ends past bookings everywhere.

    Run again, it only records new arrivals; returns the number of arrivals and walk-ins. Records
    nobody if the code of Boitron was revoked.
    """
    code = SharedAddress.objects.filter(
        kind=SharedAddress.Kind.CHECK_IN, place__slug=BOITRON.slug, resource=None, revoked_at=None
    ).first()
    noted = _arrivals(code, now) + _walk_ins(code, now) if code is not None else 0
    complete_past_bookings(now=now)
    return noted


def door_address() -> SharedAddress | None:
    """Returns the code displayed at the door, once the demo is loaded."""
    return SharedAddress.objects.filter(
        kind=SharedAddress.Kind.DOOR, place__slug=BOITRON.slug, revoked_at=None
    ).first()


def _place() -> Place:
    return Place.objects.select_related("scope").get(slug=BOITRON.slug)


def _arrivals(code: SharedAddress, now: datetime) -> int:
    """Records the arrivals of the demo's people with a booking, except a few no-shows."""
    started_bookings = (
        Booking.objects.filter(
            place__slug=BOITRON.slug,
            status=Booking.Status.CONFIRMED,
            booked_for__email__in=[*_neighbours(), *_cast()],
            period__startswith__lte=now,
        )
        .select_related("place", "booked_for")
        .order_by("period", "pk")
    )
    noted = 0
    for booking in started_bookings:
        arrives_at = _arrives_at(booking)
        if arrives_at is not None and arrives_at <= now:
            check_in(by=booking.holder, booking=booking, at=code, now=arrives_at)
            noted += 1
    return noted


def _arrives_at(booking: Booking) -> datetime | None:
    """Returns when a person arrives for a booking, or None for a no-show; always the same
    result."""
    email = booking.holder.email
    random = Random(f"arrival {email} {booking.period.lower.isoformat()}")
    late, forgets = timedelta(minutes=random.randint(-10, 12)), random.random() < ABSENT_SHARE
    if email in _cast():
        return booking.period.lower + CAST_LATE
    return None if forgets else booking.period.lower + late


def _cast() -> frozenset[str]:
    return frozenset(member.email for member in CAST)


def _neighbours() -> frozenset[str]:
    return frozenset(neighbour.email for neighbour in NEIGHBOURS)


def _walk_ins(code: SharedAddress, now: datetime) -> int:
    """Records the walk-ins that are not recorded yet."""
    place = _place()
    recorded_keys = set(
        Visit.objects.filter(place=place, is_walk_in=True)
        .exclude(idempotency_key="")
        .values_list("idempotency_key", flat=True)
    )
    communes = Commune.objects.in_bulk([origin for origin in ORIGINS if origin])
    noted = 0
    for days in range(DAYS_OF_WALK_INS, -1, -1):
        for group in _groups(local_day(now) - timedelta(days=days)):
            if group.arrives_at <= now and group.key not in recorded_keys:
                count_walk_in(
                    by=None,
                    at=code,
                    people=group.people,
                    origin=communes.get(group.origin),
                    idempotency_key=group.key,
                    now=group.arrives_at,
                )
                noted += 1
    return noted


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Some who drop in together."""

    key: str
    arrives_at: datetime
    people: int
    origin: str


def _groups(day: date) -> Iterator[_Group]:
    """Yields one to four groups a day, always the same."""
    random = Random(f"walk-ins {day.isoformat()}")
    for rank in range(random.randint(1, 4)):
        yield _Group(
            key=f"demo {day.isoformat()} {rank}",
            arrives_at=instant(day, random.randint(9 * 60, 17 * 60)),
            people=random.choice((1, 1, 1, 2, 3)),
            origin=random.choice(ORIGINS),
        )
