"""Simulated bookings of two months, similar to those of real places.

Pure functions: a day and a seed always give the same plan, without a database. Opening hours are
read by the product's own functions, so that it accepts every planned booking.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from bocage.demo.places.census import (
    BOITRON,
    BOOTH,
    DESK,
    LENT_ROOM,
    MEETING,
    OFFICE,
    TRAINING,
    DemoPlace,
    DemoResource,
)
from bocage.workspaces.opening_hours.availability import (
    DayRange,
    Interval,
    OpenDay,
    OpeningHours,
    halves,
    open_day,
    starts_within,
)

DAYS_BACK = DAYS_AHEAD = 30
BOOKINGS_PER_POPULARITY = 0.25
"""Bookings that a place expects on a plain day for each point of its popularity."""
WEEKDAY_WEIGHTS = (0.9, 1.25, 0.8, 1.25, 0.75, 0.4, 0.2)
KIND_WEIGHTS = {DESK: 70, OFFICE: 9, MEETING: 12, TRAINING: 3, BOOTH: 6}
CANCELLED_SHARE = 0.07
STAYS_HOME_SHARE = 0.8
"""Share of visits to a person's main place, rather than to their second one."""
LONGEST_LEAD_DAYS = 12
RESERVED_RESOURCES = frozenset(
    {(BOITRON.slug, "Poste 5"), (BOITRON.slug, "Poste 6"), (BOITRON.slug, LENT_ROOM)}
)
"""Desks that the plan leaves free for visitors of the demo, and a room booked on request."""
PURPOSES = (
    "Réunion d’équipe à distance",
    "Entretien en visioconférence",
    "Atelier avec la mairie",
    "Permanence de l’association",
    "Prévoir le vidéoprojecteur",
    "Tables en cercle, s’il vous plaît",
)


@dataclass(frozen=True)
class PlannedBooking:
    """A booking to make, in the words of the demo's facts."""

    place: DemoPlace
    resource: DemoResource
    person: str
    """Address of the person."""
    period: Interval
    booked_days_before: int
    attendees: int
    purpose: str
    is_cancelled: bool = False
    sends_mail: bool = False
    """Whether the confirmation is sent: for the cast only, whose mails a visitor can read."""


@dataclass
class _Occupation:
    """Occupation of resources by the plan so far."""

    resources: dict[tuple[str, str], list[Interval]]
    people: dict[str, list[Interval]]

    def is_free(self, place: DemoPlace, resource: DemoResource, period: Interval) -> bool:
        names = held_with(place, resource)
        return not any(
            period.meets(busy) for name in names for busy in self.resources[(place.slug, name)]
        )

    def person_is_free(self, person: str, period: Interval) -> bool:
        return not any(period.meets(busy) for busy in self.people[person])

    def take(self, booking: PlannedBooking) -> None:
        self.resources[(booking.place.slug, booking.resource.name)].append(booking.period)
        self.people[booking.person].append(booking.period)


def plan_bookings(
    today: date,
    *,
    places: Sequence[DemoPlace],
    people: Sequence[str],
    fixed: Sequence[PlannedBooking] = (),
    occurrences: Iterable[PlannedBooking] = (),
    since: date | None = None,
) -> list[PlannedBooking]:
    """Returns the bookings of the days around a day, in order of start.

    The `fixed` ones are planned first, then the others around them and around `taken` periods,
    which are booked elsewhere. `since` is the first planned day: by default a month ago.
    """
    random = Random(f"bocage {today.isoformat()}")
    occupation = _Occupation(defaultdict(list), defaultdict(list))
    for booking in (*fixed, *occurrences):
        occupation.take(booking)
    regulars = _choose_regulars(random, places, people)
    planned = list(fixed)
    first = today - timedelta(days=DAYS_BACK)
    if since is not None:
        first = max(first, since)
    for offset in range((first - today).days, DAYS_AHEAD + 1):
        day = today + timedelta(days=offset)
        for place in places:
            opened = open_day(opening_hours(place), day)
            for _ in range(_wishes(random, place, opened, offset)):
                wish = _try_to_book(random, place, opened, regulars[place.slug], occupation)
                if wish:
                    occupation.take(wish)
                    planned.append(wish)
    return sorted(
        planned,
        key=lambda planned_booking: (
            planned_booking.period,
            planned_booking.place.slug,
            planned_booking.resource.name,
        ),
    )


@cache
def opening_hours(place: DemoPlace) -> OpeningHours:
    """Returns the hours of a place, as the product reads them."""
    return OpeningHours(
        weekly={
            weekday: tuple(
                DayRange(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
                for opens, closes in stretches
            )
            for weekday, stretches in place.weekly_hours.items()
        },
        observes_public_holidays=place.observes_public_holidays,
        departement="61",
    )


def held_with(place: DemoPlace, resource: DemoResource) -> set[str]:
    """Names of what cannot be taken together with a resource: itself, its parts, its whole."""
    parts = {part.name for part in place.resources if part.part_of == resource.name}
    return {resource.name, resource.part_of, *parts} - {""}


def _choose_regulars(
    random: Random, places: Sequence[DemoPlace], people: Sequence[str]
) -> dict[str, list[str]]:
    """Returns the regulars of each place: everybody has a main place, and a second one."""
    regulars: dict[str, list[str]] = {place.slug: [] for place in places}
    weights = [place.popularity for place in places]
    for person in people:
        first, second = random.choices(places, weights, k=2)
        regulars[first.slug] += [person] * round(10 * STAYS_HOME_SHARE)
        regulars[second.slug] += [person] * round(10 * (1 - STAYS_HOME_SHARE))
    for place in places:
        regulars[place.slug] += random.sample(list(people), 2)
    return regulars


def _wishes(random: Random, place: DemoPlace, opened: OpenDay, offset: int) -> int:
    """Returns how many people want to come on a day; fewer for a day far ahead."""
    if not opened.is_open:
        return 0
    decided = 1 - 0.7 * max(0, offset) / DAYS_AHEAD
    weight = WEEKDAY_WEIGHTS[opened.day.weekday()]
    expected = place.popularity * BOOKINGS_PER_POPULARITY * weight * decided
    return round(random.triangular(0, 2 * expected))


def _try_to_book(
    random: Random,
    place: DemoPlace,
    opened: OpenDay,
    people: Sequence[str],
    occupation: _Occupation,
) -> PlannedBooking | None:
    resource = _choose_resource(random, place)
    period = _choose_period(random, opened, resource)
    person = random.choice(people)
    if not period or not occupation.person_is_free(person, period):
        return None
    candidates = [
        candidate
        for candidate in place.resources
        if candidate.kind == resource.kind
        and (place.slug, candidate.name) not in RESERVED_RESOURCES
        and occupation.is_free(place, candidate, period)
    ]
    if not candidates:
        return None
    selected = candidates[0] if resource.kind == DESK else random.choice(candidates)
    return PlannedBooking(
        place=place,
        resource=selected,
        person=person,
        period=period,
        booked_days_before=random.randint(0, LONGEST_LEAD_DAYS),
        attendees=1 if selected.capacity == 1 else random.randint(2, selected.capacity),
        purpose=random.choice(PURPOSES) if selected.kind in {MEETING, TRAINING} else "",
        is_cancelled=random.random() < CANCELLED_SHARE,
    )


def _choose_resource(random: Random, place: DemoPlace) -> DemoResource:
    kinds = sorted({resource.kind for resource in place.resources})
    kind = random.choices(kinds, [KIND_WEIGHTS[kind] for kind in kinds])[0]
    return random.choice([resource for resource in place.resources if resource.kind == kind])


def _choose_period(random: Random, opened: OpenDay, resource: DemoResource) -> Interval | None:
    """Returns a day or a half-day for a desk or an office; one to three hours for the rest."""
    if resource.kind in {DESK, OFFICE}:
        parts = halves(opened)
        choices = [(parts.day, 5), (parts.morning, 3), (parts.afternoon, 2)]
        offered = [(part, weight) for part, weight in choices if part]
        return random.choices(*zip(*offered, strict=True))[0]
    minutes = 30 if resource.kind == BOOTH else random.choice((60, 90, 120, 180))
    starts = list(_starts(opened, timedelta(minutes=minutes)))
    if not starts:
        return None
    start = random.choice(starts)
    return Interval(start, start + timedelta(minutes=minutes))


def _starts(opened: OpenDay, length: timedelta) -> Iterator[datetime]:
    for stretch in opened.intervals:
        yield from starts_within(stretch, length, timedelta(minutes=30))
