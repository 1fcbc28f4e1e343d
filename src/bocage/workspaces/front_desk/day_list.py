"""Who comes to a place on a day, by resource: what the host reads in the morning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.money import format_euros
from bocage.foundation.formatting.times import format_hours
from bocage.workspaces.front_desk.arrivals import NO_SHOWS_COUNTED, REPEATED
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.availability import OpenDay, day_interval
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.plans import Space, plan_of

SHOWN = (*Booking.HOLDING, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Visit:
    """Booking as a line of the day's list, in the words that the host reads.

    The words are computed here because a day has many lines, and templates are slower.
    """

    booking_id: UUID
    hours: str
    who: str
    with_others: str
    """How many come, where it is more than one person."""
    guests: str
    """Whom they bring, by name."""
    is_private: bool
    """Whether who comes and why are for the team of the place alone."""
    to_prepare: str
    """What they wrote, and what else they hold; empty where there is nothing to prepare."""
    is_first: bool
    is_holding: bool
    arrival: str
    """`expected`, `come` or `absent`; empty where an arrival is not for the host to note."""
    absences: int
    """How often the person did not come here in the last six months, from twice on."""
    due: str
    """What they have still to pay on site, in words; empty where they owe nothing."""


@dataclass(frozen=True, slots=True)
class SpaceVisits:
    """The visits of one resource, in the order of their hours."""

    space: Space
    visits: list[Visit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayList:
    """A day of a place. `people` counts everybody who is announced, `come` who was seen."""

    opened: OpenDay
    groups: list[SpaceVisits]
    bookings: int
    people: int
    first_visits: int
    come: int
    is_over: bool
    """Whether nobody is expected any more: the last booking has ended."""


LINES = """
    SELECT
        booking.id, booking.period, booking.status, booking.attendees, booking.purpose,
        booking.guests, booking.is_private,
        CASE WHEN person.shows_name_to_hosts THEN person.name ELSE '' END,
        booking.booked_for_id,
        ARRAY(
            SELECT hold.resource_id FROM workspaces_hold hold
            WHERE hold.booking_id = booking.id AND NOT hold.is_implied
        ),
        booking.booked_for_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM workspaces_booking earlier
            WHERE earlier.booked_for_id = booking.booked_for_id
            AND earlier.place_id = booking.place_id
            AND earlier.period && tstzrange(NULL, %(start)s)
            AND earlier.status = ANY (%(shown)s)
        ),
        (
            SELECT count(*) FROM workspaces_booking missed
            WHERE missed.booked_for_id = booking.booked_for_id
            AND missed.place_id = booking.place_id
            AND missed.status = 'no_show' AND lower(missed.period) > %(counted_from)s
        ),
        booking.checked_in_at,
        charge.amount_cents
    FROM workspaces_booking booking
    LEFT JOIN people_person person ON person.id = booking.booked_for_id
    LEFT JOIN workspaces_charge charge ON charge.booking_id = booking.id
        AND charge.status = 'due' AND charge.payer_id IS NULL
    WHERE booking.place_id = %(place)s
    AND booking.period && tstzrange(%(start)s, %(end)s)
    AND booking.status = ANY (%(shown)s)
    ORDER BY booking.period, booking.id
"""
"""Written out: the page that a host keeps open is read more than any other of the Espace."""


class _Line(NamedTuple):
    """A row of LINES."""

    booking_id: UUID
    period: Any
    status: str
    attendees: int
    purpose: str
    guests: list[str]
    is_private: bool
    shown_name: str
    booked_for_id: UUID | None
    resource_ids: list[UUID]
    is_first: bool
    absences: int
    checked_in_at: datetime | None
    due_cents: int | None


def day_list(place: Place, day: date) -> DayList:
    """Reads a day in one query, whatever the number of bookings (the plan aside)."""
    plan = plan_of(place)
    lines = _lines(place, day)
    groups: dict[UUID, SpaceVisits] = {}
    for line in lines:
        own = [space for space in plan.spaces if space.pk in line.resource_ids]
        if own:
            groups.setdefault(own[0].pk, SpaceVisits(own[0])).visits.append(_visit(line, own[1:]))
    return DayList(
        opened=plan.open_day(day),
        groups=[groups[space.pk] for space in plan.spaces if space.pk in groups],
        bookings=len(lines),
        people=sum(line.attendees for line in lines),
        first_visits=len({line.booked_for_id for line in lines if line.is_first}),
        come=sum(line.attendees for line in lines if line.checked_in_at is not None),
        is_over=all(line.period.upper <= timezone.now() for line in lines),
    )


def _lines(place: Place, day: date) -> list[_Line]:
    interval = day_interval(day)
    told: dict[str, Any] = {
        "place": place.pk,
        "start": interval.start,
        "end": interval.end,
        "shown": list(SHOWN),
        "counted_from": interval.start - NO_SHOWS_COUNTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(LINES, told)
        return [_Line(*row) for row in cursor.fetchall()]


def _visit(line: _Line, other_spaces: list[Space]) -> Visit:
    return Visit(
        booking_id=line.booking_id,
        hours=format_hours(line.period.lower, line.period.upper),
        who=_who(line),
        with_others=people_words(line.attendees) if line.attendees > 1 else "",
        guests=format_guests(line.guests),
        is_private=line.is_private,
        to_prepare=_to_prepare(line.purpose, other_spaces),
        is_first=line.is_first,
        is_holding=line.status in Booking.HOLDING,
        arrival=_arrival(line),
        absences=line.absences if line.absences >= REPEATED else 0,
        due=_due(line.due_cents) if line.due_cents else "",
    )


def _who(line: _Line) -> str:
    if line.booked_for_id is None:
        return _("Pris à la porte")
    return line.shown_name or _("Une personne")


def _arrival(line: _Line) -> str:
    if line.booked_for_id is None:
        return ""
    if line.status == Booking.Status.NO_SHOW:
        return "absent"
    return "come" if line.checked_in_at is not None else "expected"


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
    with_them = _("avec %(spaces)s") % {"spaces": names}
    return f"{purpose} ({with_them})" if purpose else with_them
