"""Queries of presence: who is expected, who is there, who did not come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Upper

from bocage.people.models import Person
from bocage.workspaces.bookings.models import Visit
from bocage.workspaces.front_desk.errors import AddressRevoked
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.opening_hours.availability import day_interval, local_day
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking

EARLY = timedelta(minutes=30)
"""Earliest time before its start at which an arrival is recorded by scanning."""

CORRECTED_WITHIN = timedelta(days=7)
"""Time after its end for which a host may still record an arrival."""

NO_SHOWS_COUNTED = timedelta(days=182)
"""Period over which absences are counted for the host: about six months."""

REPEATED = 2
"""Number of absences from which they are shown beside a name."""


def find_address(kind: str, token: str) -> SharedAddress | None:
    """Returns the address of a token with its target, or None if it never existed.

    Raises:
        AddressRevoked: it was revoked.
    """
    address = (
        SharedAddress.objects.filter(kind=kind, token=token)
        .select_related("place__commune", "resource")
        .first()
    )
    if address is not None and address.revoked_at is not None:
        raise AddressRevoked
    return address


def expected_today(person: Person, now: datetime) -> list[Booking]:
    """Returns the bookings of a person on this local day, anywhere, in chronological order.

    Bookings with a recorded arrival, and released ones, are included.
    """
    return list(
        Booking.objects.filter(
            booked_for=person,
            period__overlap=DateTimeTZRange(*day_interval(local_day(now)), "[)"),
            status__in=(
                Booking.Status.CONFIRMED,
                Booking.Status.CHECKED_IN,
                Booking.Status.NO_SHOW,
                Booking.Status.COMPLETED,
            ),
        )
        .select_related("place__commune")
        .with_resources()
        .order_by("period", "pk")
    )


def held_now(place: Place, resource: Resource, now: datetime) -> Booking | None:
    """Returns the booking that holds a resource, or a part of it, at this moment."""
    plan = plan_of(place)
    space = plan.space(resource.pk)
    resource_ids = plan.held_with(space) if space is not None else {resource.pk}
    return (
        Booking.objects.holding()
        .filter(
            holds__resource__in=resource_ids,
            holds__is_holding=True,
            period__overlap=DateTimeTZRange(now, now, "[]"),
        )
        .order_by("period", "pk")
        .first()
    )


def visits_on(place: Place, day: date) -> list[Visit]:
    """Returns the visits that began on a local day, the first to arrive first; one query."""
    interval = day_interval(day)
    return list(
        Visit.objects.filter(
            place=place, arrived_at__gte=interval.start, arrived_at__lt=interval.end
        )
        .select_related("resource", "person", "origin", "booking")
        .order_by("arrived_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Absences:
    """Number of times that a person did not come to a place in the last six months, and the day of
    the last one.
    """

    person_id: UUID
    name: str
    count: int
    last_on: date


def absences_at(place: Place, now: datetime) -> list[Absences]:
    """Lists the people who did not come to a place in the last six months, the most often absent
    first; one query.

    A name is given only where the person shows it to hosts.
    """
    rows = (
        _absences(place, now)
        .values_list("booked_for", "booked_for__name", "booked_for__shows_name_to_hosts")
        .annotate(count=Count("pk"), last=Max(Upper("period")))
        .order_by("-count", "-last", "booked_for")
    )
    return [
        Absences(person_id, name if shows_name else "", count, local_day(last))
        for person_id, name, shows_name, count, last in rows
    ]


def _absences(place: Place, now: datetime) -> QuerySet[Booking]:
    return Booking.objects.filter(
        place=place,
        status=Booking.Status.NO_SHOW,
        booked_for__isnull=False,
        period__overlap=DateTimeTZRange(now - NO_SHOWS_COUNTED, now, "[)"),
    ).order_by()
