"""Data of the booking bench in an empty instance: signed-in people, and rooms.

All is created by the operations of the rooms, except the sessions, which are written as a sign-in
leaves them. It runs beside the measured instance (`python -m bench stage booking`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from bocage.foundation.errors import Refusal
from bocage.people.models import Person, Role
from bocage.people.operations.mandates import appoint_administrator, grant_mandate
from bocage.people.operations.persons import create_person
from bocage.people.sign_in.session_store import SessionStore
from bocage.territory.models import Commune, Departement
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.hosting.operations.opening_hours import set_weekly_hours
from bocage.workspaces.hosting.operations.places import add_resource, open_place, publish_place
from bocage.workspaces.models import Place, PlaceKind, Resource, ResourceKind
from bocage.workspaces.opening_hours.availability import instant, local_day

PEOPLE = 50
SPREAD_ROOMS = 10
DAY_BOOKINGS = 60
EARLIER_WEEKS = 156
"""The place of the host's day has three years of weeks with such a day."""
FIRST_HOUR, LAST_HOUR = 8, 18
HOURS_A_DAY = LAST_HOUR - FIRST_HOUR
SEATS = 12
BACKEND = "bocage.people.sign_in.backends.PersonBackend"


class InstanceInUse(Refusal):
    """Refusal to set the stage in an instance that is not empty."""

    default_sentence = "This instance has accounts: the bench would leave its own among them."


@dataclass(frozen=True)
class Room:
    """A room to book: the slug of its place, and its identifier."""

    slug: str
    resource_id: str


@dataclass(frozen=True)
class Stage:
    """Data for the client."""

    sessions: list[str]
    """The session keys of as many people."""
    contended: Room
    spread: list[Room]
    day_slug: str
    """The place of the host's day page, and its day, on which sixty bookings are made."""
    day: str
    host_session: str
    first_free_day: str
    """First day on which every room is free in all its hours (8:00 to 18:00)."""


def stage_of(document: Mapping[str, Any]) -> Stage:
    """Reads the stage that `python -m bench stage booking` printed as JSON."""
    rooms = {
        "contended": Room(**document["contended"]),
        "spread": [Room(**room) for room in document["spread"]],
    }
    return Stage(**dict(document) | rooms)


EARLIER_BOOKINGS = """
    WITH earlier AS (
        SELECT gen_random_uuid() AS id, booking.id AS booking_id,
            'earlier ' || booking.id || ' ' || number AS idempotency_key,
            tstzrange(
                lower(booking.period) - number * interval '1 week',
                upper(booking.period) - number * interval '1 week'
            ) AS period
        FROM workspaces_booking booking, generate_series(1, %(weeks)s) number
        WHERE booking.place_id = %(place)s
    ), bookings AS (
        INSERT INTO workspaces_booking
        SELECT (jsonb_populate_record(booking, jsonb_build_object(
            'id', earlier.id, 'idempotency_key', earlier.idempotency_key,
            'period', earlier.period, 'status', 'completed', 'created_at', lower(earlier.period)
        ))).*
        FROM earlier JOIN workspaces_booking booking ON booking.id = earlier.booking_id
    )
    INSERT INTO workspaces_hold (booking_id, resource_id, period, is_holding, is_implied, taken_at)
    SELECT earlier.id, hold.resource_id, earlier.period, false, false, lower(earlier.period)
    FROM earlier JOIN workspaces_hold hold ON hold.booking_id = earlier.booking_id
"""


@transaction.atomic
def set_stage(*, now: datetime, earlier_weeks: int = EARLIER_WEEKS) -> Stage:
    """Creates the people, the places, the rooms and the bookings of the host's day.

    Also the same bookings in each of the `earlier_weeks`.

    Raises:
        InstanceInUse: it has accounts.
    """
    if Person.objects.exists():
        raise InstanceInUse
    day = local_day(now) + timedelta(days=2)
    admin = appoint_administrator(email="bench@bocage.example").person
    people = [
        create_person(email=f"racer{number}@bocage.example", name=f"Camille Course {number}")
        for number in range(PEOPLE)
    ]
    commune = _commune()
    contended = _rooms(admin, commune, "Salle disputée", count=1)
    spread = _rooms(admin, commune, "Salles libres", count=SPREAD_ROOMS)
    busy = _rooms(admin, commune, "Plateau du jour", count=DAY_BOOKINGS // HOURS_A_DAY)
    _fill(day, busy, people, now)
    _repeat_before(busy[0].place, earlier_weeks)
    host = create_person(email="host@bocage.example", name="Maud Accueil")
    grant_mandate(by=admin, person=host, role=Role.HOST, scope=busy[0].place.scope)
    return Stage(
        sessions=[sign_in(person) for person in people],
        contended=_room(contended[0]),
        spread=[_room(resource) for resource in spread],
        day_slug=busy[0].place.slug,
        day=day.isoformat(),
        host_session=sign_in(host),
        first_free_day=(day + timedelta(days=1)).isoformat(),
    )


def _commune() -> Commune:
    departement, _is_new = Departement.objects.get_or_create(
        code="61", defaults={"name": "Orne", "slug": "orne"}
    )
    commune, _is_new = Commune.objects.get_or_create(
        code="61051",
        defaults={"name": "Boitron", "slug": "boitron", "departement": departement},
    )
    return commune


def _rooms(admin: Person, commune: Commune, name: str, *, count: int) -> list[Resource]:
    """Creates the rooms of a new place, which is open every day from 8:00 to 18:00."""
    place = open_place(
        by=admin,
        commune=commune,
        name=name,
        kind=PlaceKind.TELEWORK_CENTRE,
        observes_public_holidays=False,
    )
    hours = {weekday: [(FIRST_HOUR * 60, LAST_HOUR * 60)] for weekday in range(7)}
    set_weekly_hours(by=admin, place=place, hours=hours)
    rooms = [
        add_resource(
            by=admin,
            place=place,
            kind=ResourceKind.MEETING_ROOM,
            name=f"Salle {number}",
            capacity=SEATS,
            position=number,
        )
        for number in range(1, count + 1)
    ]
    publish_place(by=admin, place=place)
    return rooms


def _fill(day: date, rooms: list[Resource], people: list[Person], now: datetime) -> None:
    """Books each hour of a day in each room, as different people."""
    for number in range(DAY_BOOKINGS):
        hour = FIRST_HOUR + number % HOURS_A_DAY
        book_resource(
            by=people[number % PEOPLE],
            resource=rooms[number // HOURS_A_DAY],
            period=(instant(day, hour * 60), instant(day, (hour + 1) * 60)),
            now=now,
        )


def _repeat_before(place: Place, weeks: int) -> None:
    """Writes each booking of a place again in the weeks before, ended and without its history."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(EARLIER_BOOKINGS, {"place": place.pk, "weeks": weeks})
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def sign_in(person: Person) -> str:
    """Returns the key of a session as a sign-in creates it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.set_expiry(settings.SESSION_COOKIE_AGE)
    session.create()
    return str(session.session_key)


def _room(resource: Resource) -> Room:
    return Room(resource.place.slug, str(resource.pk))
