"""Day list of a place, by resource, which the host reads in the morning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple, get_type_hints
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.money import format_euros
from bocage.foundation.formatting.times import format_hours
from bocage.workspaces.front_desk.arrivals import NO_SHOWS_COUNTED, REPEATED
from bocage.workspaces.opening_hours.availability import OpenDay, day_interval
from bocage.workspaces.place_plans.plans import Space, plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking

SHOWN_STATUSES = (*Booking.HOLDING, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)


class BookingRow(NamedTuple):
    """Booking of the day, as its query reads it: each column with the SQL that it comes from.

    A column is added here alone; a template shows it as `visit.row.…`.
    """

    id: Annotated[UUID, "booking.id"]
    period: Annotated[Any, "booking.period"]
    status: Annotated[str, "booking.status"]
    attendees: Annotated[int, "booking.attendees"]
    purpose: Annotated[str, "booking.purpose"]
    guests: Annotated[list[str], "booking.guests"]
    is_private: Annotated[bool, "booking.is_private"]
    """True if the person and the purpose are only for the team of the place."""
    shown_name: Annotated[str, "CASE WHEN person.shows_name_to_hosts THEN person.name ELSE '' END"]
    booked_for_id: Annotated[UUID | None, "booking.booked_for_id"]
    resource_ids: Annotated[
        list[UUID],
        """ARRAY(
            SELECT hold.resource_id FROM workspaces_hold hold
            WHERE hold.booking_id = booking.id AND NOT hold.is_implied
        )""",
    ]
    is_first: Annotated[
        bool,
        """booking.booked_for_id IS NOT NULL AND (
            SELECT true FROM workspaces_booking earlier
            WHERE earlier.booked_for_id = booking.booked_for_id
            AND lower(earlier.period) < %(start)s
            AND earlier.place_id IS NOT DISTINCT FROM booking.place_id
            AND earlier.status = ANY (%(shown)s)
            LIMIT 1
        ) IS NULL""",
    ]
    absences: Annotated[
        int,
        """(
            SELECT count(*) FROM workspaces_booking missed
            WHERE missed.booked_for_id = booking.booked_for_id
            AND lower(missed.period) > %(counted_from)s
            AND missed.place_id IS NOT DISTINCT FROM booking.place_id
            AND missed.status = 'no_show'
        )""",
    ]
    parking_spot: Annotated[str, "booking.parking_spot"]
    checked_in_at: Annotated[datetime | None, "booking.checked_in_at"]
    due_cents: Annotated[int | None, "charge.amount_cents"]


COLUMNS = (
    hint.__metadata__[0] for hint in get_type_hints(BookingRow, include_extras=True).values()
)
QUERY = f"""
    SELECT {", ".join(COLUMNS)}
    FROM workspaces_booking booking
    LEFT JOIN people_person person ON person.id = booking.booked_for_id
    LEFT JOIN workspaces_charge charge ON charge.booking_id = booking.id
        AND charge.status = 'due' AND charge.payer_id IS NULL
    WHERE booking.place_id = %(place)s
    AND booking.period && tstzrange(%(start)s, %(end)s)
    AND booking.status = ANY (%(shown)s)
    ORDER BY booking.period, booking.id
"""  # noqa: S608 - columns are constants of this module
"""Hand-written SQL: the page that a host leaves open is the most requested of the Espace.

The history of a person is read by the index of their bookings, `workspaces_booking_mine`, with or
without statistics. With a plain `place_id =`, PostgreSQL could choose the index of the place
instead and, without statistics, read every booking of the place for each line; and an `EXISTS` may
become one scan of all bookings.
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Booking as a line of the day's list, in the words that the host reads.

    The words are computed here because a day has many lines, and templates are slower.
    """

    row: BookingRow
    hours: str
    name: str
    with_others: str
    """Number of people, if more than one."""
    guests: str
    """Names of the guests."""
    to_prepare: str
    """Message of the person, and their other holds; empty if there is nothing to prepare."""
    is_holding: bool
    arrival: str
    """`expected`, `arrived` or `absent`; empty where an arrival is not for the host to note."""
    absences: int
    """Number of absences of the person here in the last six months, from two on."""
    due: str
    """Amount due on site, in words; empty if nothing is due."""


@dataclass(frozen=True, slots=True)
class SpaceVisits:
    """Visits of one resource, in the order of their hours."""

    space: Space
    visits: list[Visit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayList:
    """Day of a place. `people` counts everybody who is announced, `arrived` who was seen."""

    opened: OpenDay
    groups: list[SpaceVisits]
    bookings: int
    people: int
    first_visits: int
    arrived: int
    is_over: bool
    """True if the last booking has ended."""


def day_list(place: Place, day: date) -> DayList:
    """Reads a day in one query, whatever the number of bookings (the plan aside)."""
    plan = plan_of(place)
    rows = _read_rows(place, day)
    groups: dict[UUID, SpaceVisits] = {}
    for row in rows:
        own_spaces = [space for space in plan.spaces if space.pk in row.resource_ids]
        if own_spaces:
            groups.setdefault(own_spaces[0].pk, SpaceVisits(own_spaces[0])).visits.append(
                _visit(row, own_spaces[1:])
            )
    return DayList(
        opened=plan.open_day(day),
        groups=[groups[space.pk] for space in plan.spaces if space.pk in groups],
        bookings=len(rows),
        people=sum(row.attendees for row in rows),
        first_visits=len({row.booked_for_id for row in rows if row.is_first}),
        arrived=sum(row.attendees for row in rows if row.checked_in_at is not None),
        is_over=all(row.period.upper <= timezone.now() for row in rows),
    )


def _read_rows(place: Place, day: date) -> list[BookingRow]:
    interval = day_interval(day)
    params: dict[str, Any] = {
        "place": place.pk,
        "start": interval.start,
        "end": interval.end,
        "shown": list(SHOWN_STATUSES),
        "counted_from": interval.start - NO_SHOWS_COUNTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY, params)
        return [BookingRow(*row) for row in cursor.fetchall()]


def _visit(row: BookingRow, other_spaces: list[Space]) -> Visit:
    return Visit(
        row=row,
        hours=format_hours(row.period.lower, row.period.upper),
        name=_name(row),
        with_others=people_words(row.attendees) if row.attendees > 1 else "",
        guests=format_guests(row.guests),
        to_prepare=_to_prepare(row.purpose, other_spaces),
        is_holding=row.status in Booking.HOLDING,
        arrival=_arrival(row),
        absences=row.absences if row.absences >= REPEATED else 0,
        due=_due(row.due_cents) if row.due_cents else "",
    )


def _name(row: BookingRow) -> str:
    if row.booked_for_id is None:
        return _("Pris à la porte")
    return row.shown_name or _("Une personne")


def _arrival(row: BookingRow) -> str:
    if row.booked_for_id is None:
        return ""
    if row.status == Booking.Status.NO_SHOW:
        return "absent"
    return "come" if row.checked_in_at is not None else "expected"


def _due(cents: int) -> str:
    return _("%(amount)s à régler") % {"amount": format_euros(cents)}


def format_guests(names: Sequence[str]) -> str:
    """Returns the guests of a booking as a host reads them, such as « avec Ada Morel, Élie Petit »;
    empty without any.
    """
    return _("avec %(names)s") % {"names": ", ".join(names)} if names else ""


def _to_prepare(purpose: str, other_spaces: list[Space]) -> str:
    if not other_spaces:
        return purpose
    names = ", ".join(space.name for space in other_spaces)
    words = _("avec %(spaces)s") % {"spaces": names}
    return f"{purpose} ({words})" if purpose else words
