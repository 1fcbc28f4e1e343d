"""Places, people and bookings by the million, for a bench: always the same, and like life.

Places differ in size, resources in how much they are wanted, and days too: Tuesdays and
Thursdays more than Fridays, August less, and more each month. A resource never has two bookings
at once. Nothing here goes through operations: it is COPY, in an instance made to be measured.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import accumulate
from random import Random

from django.utils import timezone

from bench.harness.copying import NULL, as_text, bulk_loading, copy_lines
from bocage.people.models import Mandate, Person, Role, Scope, ScopeKind
from bocage.territory.models import Commune
from bocage.workspaces.models import (
    Booking,
    Hold,
    OpeningRule,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
)
from bocage.workspaces.opening_hours.availability import instant, local_day

SIZES = (6, 8, 10, 12, 14, 18, 32)
"""Resources of places, one after the other: 100 for seven places."""
BOOKINGS = (20, 40, 60, 80, 100, 100, 120, 140, 160, 180)
"""Bookings of resources, one after the other, where they have `USUAL_BOOKINGS` on average."""
USUAL_BOOKINGS, MAX_BOOKINGS = 100, 800
"""Bookings of a resource, on average. With the most, the busiest one is booked five half-days of
six in three years.
"""
PEOPLE_OF_A_PLACE = 40
PAST, AHEAD = timedelta(days=730), timedelta(days=90)
FREE_FROM, FREE_DAYS = 3, 10
"""The first room of each place keeps so many weekdays free, for the bench to book."""
WEEKDAYS = (1.0, 1.5, 1.1, 1.4, 0.6)
AUGUST = 0.4
HALVES = ((9 * 60, 12 * 60 + 30), (14 * 60, 18 * 60))
ROOM_MINUTES = 120
FIRST_SCOPE = 1_000_000

PERSON, PLACE, RESOURCE, BOOKING, MANDATE = range(1, 6)


def identifier(kind: int, number: int) -> str:
    """Returns the UUID of the row `number` of a kind: ordered, as those of the product are."""
    return f"0199{kind:04x}-0000-7000-8000-{number:012x}"


def beginning_of_today() -> datetime:
    """Returns the last midnight in Paris, so that draws from it are equal all day."""
    return instant(local_day(timezone.now()), 0)


def resources_before(place: int) -> int:
    """Returns how many resources come before the first one of a place, which is its number."""
    rounds, remainder = divmod(place, len(SIZES))
    return rounds * sum(SIZES) + sum(SIZES[:remainder])


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day that can be booked: its texts for COPY, of a desk and of a room."""

    desk: str
    room: str
    start: str
    is_past: bool
    weight: float


class Slots:
    """The half-days of the past two years and of the three months ahead, and how wanted each is."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        self._weights = list(accumulate(slot.weight for slot in slots))

    def choose(self, chance: Random, count: int) -> list[Slot]:
        """Draws different half-days."""
        slots: dict[int, None] = {}
        numbers = range(len(self._slots))
        while len(slots) < count:
            numbers_drawn = chance.choices(numbers, cum_weights=self._weights, k=count)
            slots.update(dict.fromkeys(numbers_drawn))
        return [self._slots[number] for number in list(slots)[:count]]


def free_days(now: datetime) -> list[date]:
    """Returns the weekdays that the first room of each place keeps free."""
    days = (local_day(now) + timedelta(days=FREE_FROM + number) for number in range(30))
    return [day for day in days if day.weekday() < len(WEEKDAYS)][:FREE_DAYS]


def _slots(now: datetime, past: timedelta, *, without: Sequence[date] = ()) -> Slots:
    today = local_day(now)
    first, last = today - past, today + AHEAD
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    return Slots(
        [
            _slot(day, half, now, age=(day - first) / (last - first))
            for day in days
            if day.weekday() < len(WEEKDAYS) and day not in without
            for half in HALVES
        ]
    )


def _slot(day: date, half: tuple[int, int], now: datetime, *, age: float) -> Slot:
    start, end = instant(day, half[0]), instant(day, half[1])
    room_end = start + timedelta(minutes=ROOM_MINUTES)
    return Slot(
        desk=f'["{start}","{end}")',
        room=f'["{start}","{room_end}")',
        start=str(start),
        is_past=end <= now,
        weight=WEEKDAYS[day.weekday()] * (AUGUST if day.month == 8 else 1) * (0.5 + age),
    )


class Nation:
    """The places from number `first` to `last` (without it), ready to be copied, with bookings
    since `past`, so many `bookings` of a resource on average."""

    def __init__(
        self,
        first: int,
        last: int,
        *,
        now: datetime,
        past: timedelta = PAST,
        bookings: int = USUAL_BOOKINGS,
    ) -> None:
        self._places = range(first, last)
        self._bookings_of = [
            bookings_of_size * bookings // USUAL_BOOKINGS for bookings_of_size in BOOKINGS
        ]
        self._now = now
        self._past = past
        self._everyday = _slots(now, past)
        self._kept = _slots(now, past, without=free_days(now))
        communes = Commune.objects.current().filter(latitude__isnull=False).order_by("code")
        self._communes = list(communes)
        Random(61).shuffle(self._communes)

    def load(self) -> dict[str, int]:
        """Copies everything, and returns how many places, resources, people and bookings."""
        copied = partial(copy_lines, now=self._now)
        counts = {"people": copied(Person, ["id", "email", "name"], self._people())}
        with bulk_loading(Scope, Place, Resource, OpeningRule, Mandate, Booking, Hold):
            copied(Scope, _SCOPE, self._scopes())
            counts["places"] = copied(Place, _PLACE, self._place_lines())
            copied(OpeningRule, ["place_id", "weekday", "opens", "closes"], self._rules())
            copied(Mandate, ["id", "person_id", "role", "scope_id", "starts_on"], self._hosts())
            counts["resources"] = copied(Resource, _RESOURCE, self._resources())
            counts["bookings"] = copied(Booking, _BOOKING, self._bookings())
            copied(Hold, _HOLD, self._holds())
        return counts

    def commune_of(self, place: int) -> Commune:
        return self._communes[place % len(self._communes)]

    def _people(self) -> Iterator[str]:
        for place in self._places:
            for number in range(place * PEOPLE_OF_A_PLACE, (place + 1) * PEOPLE_OF_A_PLACE):
                yield f"{identifier(PERSON, number)}\tp{number}@bocage.example\tCamille {number}"

    def _scopes(self) -> Iterator[str]:
        for place in self._places:
            commune = self.commune_of(place)
            epci = as_text(commune.epci_id)
            yield (
                f"{FIRST_SCOPE + place}\t{ScopeKind.PLACE.value}\t{commune.departement_id}\t{epci}"
                f"\t{commune.code}\tLieu {place}"
            )

    def _place_lines(self) -> Iterator[str]:
        kinds = PlaceKind.values
        for place in self._places:
            commune = self.commune_of(place)
            yield (
                f"{identifier(PLACE, place)}\tlieu-{place}\tLa Grange de {as_text(commune.name)}"
                f"\t{kinds[place % len(kinds)]}\t{Place.Status.PUBLISHED.value}\t{commune.code}"
                f"\t{FIRST_SCOPE + place}\t{commune.latitude}\t{commune.longitude}"
                f"\t{Place.PositionSource.COMMUNE.value}\tf"
            )

    def _rules(self) -> Iterator[str]:
        for place in self._places:
            for weekday in range(len(WEEKDAYS)):
                for opens, closes in HALVES:
                    yield f"{identifier(PLACE, place)}\t{weekday}\t{opens}\t{closes}"

    def _hosts(self) -> Iterator[str]:
        starts_on = local_day(self._now) - self._past
        for place in self._places:
            host = identifier(PERSON, place * PEOPLE_OF_A_PLACE)
            yield (
                f"{identifier(MANDATE, place)}\t{host}\t{Role.HOST.value}"
                f"\t{FIRST_SCOPE + place}\t{starts_on}"
            )

    def _resources(self) -> Iterator[str]:
        for place in self._places:
            first = resources_before(place)
            for number in range(SIZES[place % len(SIZES)]):
                is_room = number % 6 == 0
                kind = ResourceKind.MEETING_ROOM if is_room else ResourceKind.DESK
                name = f"Salle {number}" if is_room else f"Poste {number}"
                yield (
                    f"{identifier(RESOURCE, first + number)}\t{identifier(PLACE, place)}"
                    f"\t{kind.value}\t{name}\t{10 if is_room else 1}\t{number}"
                )

    def _bookings(self) -> Iterator[str]:
        for number, place, _resource, slot, chance, is_room in self._choices():
            share = chance.random()
            person = identifier(
                PERSON,
                place * PEOPLE_OF_A_PLACE + int(PEOPLE_OF_A_PLACE * chance.random() ** 2),
            )
            status, cancelled_at, because = _state(slot, share)
            period = slot.room if is_room else slot.desk
            yield (
                f"{identifier(BOOKING, number)}\t{identifier(PLACE, place)}\t{person}\t{person}"
                f"\t{status}\t{period}\t{1 + int(5 * share) if is_room else 1}"
                f"\t{cancelled_at}\t{because}"
            )

    def _holds(self) -> Iterator[str]:
        for number, _place, resource, slot, chance, is_room in self._choices():
            status = _state(slot, chance.random())[0]
            chance.random()
            holds = "t" if status in Booking.HOLDING else "f"
            period = slot.room if is_room else slot.desk
            resource_key = identifier(RESOURCE, resource)
            yield f"{identifier(BOOKING, number)}\t{resource_key}\t{period}\t{holds}"

    def _choices(self) -> Iterator[tuple[int, int, int, Slot, Random, bool]]:
        """Yields each booking with its place, its resource and its half-day; equal at each call."""
        for place in self._places:
            chance = Random(place)
            first = resources_before(place)
            for rank in range(SIZES[place % len(SIZES)]):
                resource = first + rank
                slots = self._kept if rank == 0 else self._everyday
                rounds, remainder = divmod(resource, len(self._bookings_of))
                number = rounds * sum(self._bookings_of) + sum(self._bookings_of[:remainder])
                for slot in slots.choose(chance, self._bookings_of[remainder]):
                    yield number, place, resource, slot, chance, rank % 6 == 0
                    number += 1


_SCOPE = ["id", "kind", "departement_id", "epci_id", "commune_id", "name"]
_PLACE = [
    "id", "slug", "name", "kind", "status", "commune_id", "scope_id", "latitude", "longitude",
    "position_source", "observes_public_holidays",
]  # fmt: skip
_RESOURCE = ["id", "place_id", "kind", "name", "capacity", "position"]
_BOOKING = [
    "id", "place_id", "booked_for_id", "created_by_id", "status", "period", "attendees",
    "cancelled_at", "cancelled_because",
]  # fmt: skip
_HOLD = ["booking_id", "resource_id", "period", "is_holding"]


def _state(slot: Slot, share: float) -> tuple[str, str, str]:
    """Returns the status of a booking, the time and the reason of a cancellation.

    `share` is its chance.
    """
    if share > 0.9:
        return Booking.Status.CANCELLED.value, slot.start, Booking.CancelledBecause.HOLDER.value
    if not slot.is_past:
        return Booking.Status.CONFIRMED.value, NULL, ""
    if share > 0.85:
        return Booking.Status.NO_SHOW.value, NULL, ""
    return Booking.Status.COMPLETED.value, NULL, ""
