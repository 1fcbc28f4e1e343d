"""Who came to Boitron: its code was scanned every day of the last month, by most."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from bocage.demo.cast import HOST
from bocage.demo.places import BOITRON
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.workspaces.availability import instant, local_day
from bocage.workspaces.models import AccessNote, Booking, Place, SharedAddress
from bocage.workspaces.operations import (
    add_access_note,
    check_in,
    complete_past_bookings,
    count_walk_in,
    make_address,
)

SHOWN_DOOR = "Salle des Tilleuls"
DAYS_OF_WALK_INS = 21
ABSENT_SHARE = 0.08
MOST_ORIGINS = 8


def note_presence(*, now: datetime) -> int:
    """Makes the addresses of Boitron, notes its arrivals, and ends what is over everywhere.

    Returns how many arrivals and walk-ins were noted.
    """
    place = Place.objects.select_related("scope").get(slug=BOITRON.slug)
    host = Person.objects.get(email=HOST.email)
    code = _addresses(place, host)
    add_access_note(
        by=host, place=place, kind=AccessNote.Kind.DOOR, text="Porte bleue, à gauche : code 61A50."
    )
    add_access_note(
        by=host, place=place, kind=AccessNote.Kind.NETWORK, text="Réseau Bocage, clé foin-vert-2026"
    )
    noted = _arrivals(place, code, now) + _walk_ins(code, now)
    complete_past_bookings(now=now)
    return noted


def door_address() -> SharedAddress | None:
    """The screen that the demo shows, once it is loaded."""
    return SharedAddress.objects.filter(
        kind=SharedAddress.Kind.DOOR, place__slug=BOITRON.slug, revoked_at=None
    ).first()


def _addresses(place: Place, host: Person) -> SharedAddress:
    room = place.resources.get(name=SHOWN_DOOR)
    make_address(by=host, kind=SharedAddress.Kind.DOOR, place=place, resource=room)
    make_address(by=host, kind=SharedAddress.Kind.CHECK_IN, place=place, resource=room)
    return make_address(by=host, kind=SharedAddress.Kind.CHECK_IN, place=place)


def _arrivals(place: Place, code: SharedAddress, now: datetime) -> int:
    """Everybody who had booked, but for a few who forgot to cancel."""
    random = Random(f"arrivals {local_day(now)}")
    begun = Booking.objects.filter(
        place=place, status=Booking.Status.CONFIRMED, period__startswith__lte=now
    ).select_related("place", "booked_for")
    noted = 0
    for booking in begun.order_by("period", "pk"):
        late = timedelta(minutes=random.randint(-10, 12))
        if random.random() >= ABSENT_SHARE:
            arrived_at = min(now, booking.period.lower + late)
            check_in(by=booking.holder, booking=booking, at=code, now=arrived_at)
            noted += 1
    return noted


def _walk_ins(code: SharedAddress, now: datetime) -> int:
    """One to four groups a day that had not booked, from communes around."""
    random = Random(f"walk-ins {local_day(now)}")
    origins = [*Commune.objects.current().order_by("code")[:MOST_ORIGINS], None, None]
    noted = 0
    for days in range(DAYS_OF_WALK_INS, -1, -1):
        day = local_day(now) - timedelta(days=days)
        for _group in range(random.randint(1, 4)):
            arrived_at = instant(day, random.randint(9 * 60, 17 * 60))
            people, origin = random.choice((1, 1, 1, 2, 3)), random.choice(origins)
            if arrived_at <= now:
                count_walk_in(by=None, at=code, people=people, origin=origin, now=arrived_at)
                noted += 1
    return noted
