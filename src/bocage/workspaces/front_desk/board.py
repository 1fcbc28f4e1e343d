"""Board of a place over some days, for its hosts: holds by resource and by hour.

The timeline and the list beside it render the same `Board`. Clock times are those of the place: the
browser of a host may be in any time zone, and draws the times received.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.times import format_date, format_hours
from bocage.workspaces.front_desk.day_list import format_guests
from bocage.workspaces.opening_hours.availability import (
    PARIS,
    Interval,
    OpenDay,
    day_interval,
    days_from,
    subtract,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.outside_calendars import OutsideEvent

DAYS_OF_A_WEEK = 7
USUAL_DAY = (8 * 60, 18 * 60)
"""Hours of the timeline without openings nor arrivals, in minutes of the clock."""

SHOWN_STATUSES = (*Booking.OPEN, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)
MOVABLE_STATUSES = (Booking.Status.REQUESTED, Booking.Status.CONFIRMED, Booking.Status.CHECKED_IN)
"""Statuses of bookings that can be moved, until they are over."""

ROWS = """
    SELECT
        booking.id, booking.period, booking.status, booking.attendees, booking.purpose,
        booking.guests, booking.is_private, booking.sequence, booking.booked_for_id,
        CASE WHEN person.shows_name_to_hosts THEN person.name ELSE '' END,
        ARRAY(
            SELECT hold.resource_id FROM workspaces_hold hold
            WHERE hold.booking_id = booking.id AND NOT hold.is_implied
        ),
        ARRAY(
            SELECT hold.resource_id FROM workspaces_hold hold
            WHERE hold.booking_id = booking.id AND hold.is_implied
        )
    FROM workspaces_booking booking
    LEFT JOIN people_person person ON person.id = booking.booked_for_id
    WHERE booking.place_id = %(place)s
    AND booking.period && tstzrange(%(start)s, %(end)s)
    AND booking.status = ANY (%(shown)s)
    ORDER BY booking.period, booking.id
"""
"""Hand-written SQL, as in the day list: every open board is read again at each change."""

VERSION = """
    SELECT place.plan_version, (
        SELECT md5(string_agg(concat_ws('.', booking.id, booking.xmin, person.xmin, (
            SELECT string_agg(hold.xmin::text, '.' ORDER BY hold.id) FROM workspaces_hold hold
            WHERE hold.booking_id = booking.id
        )), ',' ORDER BY booking.id))
        FROM workspaces_booking booking
        LEFT JOIN people_person person ON person.id = booking.booked_for_id
        WHERE booking.place_id = place.id
        AND booking.period && tstzrange(%(start)s, %(end)s)
        AND booking.status = ANY (%(shown)s)
    ), (
        SELECT md5(string_agg(event.xmin::text, ',' ORDER BY event.id))
        FROM workspaces_outsideevent event
        JOIN workspaces_resource resource ON resource.id = event.resource_id
        WHERE resource.place_id = place.id
        AND event.period && tstzrange(%(start)s, %(end)s)
    ) FROM workspaces_place place WHERE place.id = %(place)s
"""
"""SQL of the version of a board. `xmin` is the transaction that wrote a row, so that no counter has
to be written on the place for each booking.
"""


class _Row(NamedTuple):
    """Row of ROWS."""

    booking_id: UUID
    period: Any
    status: str
    attendees: int
    purpose: str
    guests: list[str]
    is_private: bool
    sequence: int
    booked_for_id: UUID | None
    shown_name: str | None
    resource_ids: list[UUID]
    implied_ids: list[UUID]


@dataclass(frozen=True, slots=True)
class BoardBooking:
    """Booking on the board, with the words that the board shows."""

    pk: UUID
    interval: Interval
    status: str
    status_label: str
    person_name: str
    with_others: str
    purpose: str
    guests: str
    is_private: bool
    sequence: int
    spaces: tuple[Space, ...]
    implied_ids: tuple[UUID, ...]
    is_movable: bool
    is_cancellable: bool

    @property
    def hours(self) -> str:
        return format_hours(*self.interval)

    @property
    def space_names(self) -> str:
        return ", ".join(space.name for space in self.spaces)


class OutsideBusy(NamedTuple):
    """Stretch in which another calendar keeps a resource."""

    resource_id: UUID
    interval: Interval


@dataclass(frozen=True, slots=True)
class BoardDay:
    """Day of the board, with its bookings in the order of their hours."""

    opened: OpenDay
    bookings: tuple[BoardBooking, ...]

    @property
    def title(self) -> str:
        return capfirst(format_date(self.opened.day))


@dataclass(frozen=True, slots=True)
class Board:
    """Some days of a place. `opens` and `closes` bound the timeline, in minutes."""

    place: Place
    plan: PlacePlan
    days: tuple[BoardDay, ...]
    opens: int
    closes: int
    outside: tuple[OutsideBusy, ...]

    @property
    def window(self) -> Interval:
        return window_of(self.days[0].opened.day, len(self.days))


def window_of(first: date, count: int) -> Interval:
    """Returns the period from the start of a day to the end of the last of `count` days."""
    return Interval(day_interval(first).start, day_interval(first + timedelta(count - 1)).end)


def board_version(place: Place, first: date, count: int) -> str:
    """Returns a version that changes whenever the board of these days would; one query, whatever it
    holds.

    The language is part of it, because the words are.
    """
    with connection.cursor() as cursor:
        cursor.execute(VERSION, _parameters(place, window_of(first, count)))
        row = cursor.fetchone()
    return "-".join([get_language() or "", *(str(part or "none") for part in row)])


def board_of(place: Place, first: date, count: int, *, now: datetime) -> Board:
    """Reads some days in two queries, whatever they hold (the plan aside)."""
    plan = plan_of(place)
    with connection.cursor() as cursor:
        cursor.execute(ROWS, _parameters(place, window_of(first, count)))
        bookings = [_booking(_Row(*row), plan, now) for row in cursor.fetchall()]
    days = tuple(_day(plan, day, bookings) for day in days_from(first, count))
    opens, closes = _shown_hours(days)
    outside = _outside(place, window_of(first, count))
    return Board(place=place, plan=plan, days=days, opens=opens, closes=closes, outside=outside)


def _outside(place: Place, window: Interval) -> tuple[OutsideBusy, ...]:
    rows = (
        OutsideEvent.objects.filter(
            resource__place=place, period__overlap=DateTimeTZRange(*window, "[)")
        )
        .order_by("period", "pk")
        .values_list("resource_id", "period")
    )
    return tuple(OutsideBusy(pk, Interval(period.lower, period.upper)) for pk, period in rows)


def _parameters(place: Place, window: Interval) -> dict[str, Any]:
    return {
        "place": place.pk,
        "start": window.start,
        "end": window.end,
        "shown": list(SHOWN_STATUSES),
    }


def _booking(row: _Row, plan: PlacePlan, now: datetime) -> BoardBooking:
    is_over = row.period.upper <= now
    return BoardBooking(
        pk=row.booking_id,
        interval=Interval(row.period.lower, row.period.upper),
        status=row.status,
        status_label=str(Booking.Status(row.status).label),
        person_name=format_visitor(row.booked_for_id, row.shown_name),
        with_others=people_words(row.attendees) if row.attendees > 1 else "",
        purpose=row.purpose,
        guests=format_guests(row.guests),
        is_private=row.is_private,
        sequence=row.sequence,
        spaces=tuple(space for space in plan.spaces if space.pk in row.resource_ids),
        implied_ids=tuple(row.implied_ids),
        is_movable=row.status in MOVABLE_STATUSES and not is_over,
        is_cancellable=row.status in Booking.HOLDING and not is_over,
    )


def format_visitor(person_id: UUID | None, shown_name: str | None) -> str:
    """Returns the name of a visitor as a host reads it: the one that they show, « Une personne »,
    or the mention of a space taken at its door.
    """
    if person_id is None:
        return _("Pris à la porte")
    return shown_name or _("Une personne")


def _day(plan: PlacePlan, day: date, bookings: list[BoardBooking]) -> BoardDay:
    whole = day_interval(day)
    return BoardDay(
        opened=plan.open_day(day),
        bookings=tuple(booking for booking in bookings if booking.interval.meets(whole)),
    )


def _shown_hours(days: tuple[BoardDay, ...]) -> tuple[int, int]:
    """Returns the hours from the first opening (or arrival) to the last closing, rounded to whole
    hours.
    """
    edges = [edge for day in days for part in day.opened.intervals for edge in part]
    edges += [edge for day in days for booking in day.bookings for edge in booking.interval]
    if not edges:
        return USUAL_DAY
    minutes = [_minutes(edge) for edge in edges]
    ends = [minute or 24 * 60 for minute in minutes]
    return min(minutes) // 60 * 60, -(-max(ends) // 60) * 60


def _minutes(moment: datetime) -> int:
    local = moment.astimezone(PARIS)
    return local.hour * 60 + local.minute


def board_state(board: Board) -> dict[str, Any]:
    """Returns the board as plain values for the timeline."""
    return {
        "resources": [
            {"id": str(space.pk), "title": space.name, "detail": space.kind_label}
            for space in board.plan.spaces
            if space.is_active or _is_used(space, board)
        ],
        "opens": board.opens,
        "closes": board.closes,
        "step": board.plan.rules.step_minutes,
        "bookings": [
            _booking_document(booking, board.place) for booking in _unique_bookings(board)
        ],
        "closed": list(_closed(board)),
    }


def _is_used(space: Space, board: Board) -> bool:
    return any(space in booking.spaces for booking in _unique_bookings(board))


def _unique_bookings(board: Board) -> list[BoardBooking]:
    return list({booking.pk: booking for day in board.days for booking in day.bookings}.values())


def _booking_document(booking: BoardBooking, place: Place) -> dict[str, Any]:
    return {
        "id": str(booking.pk),
        "resources": [str(space.pk) for space in booking.spaces],
        "implied": [str(pk) for pk in booking.implied_ids],
        "start": wall_clock(booking.interval.start),
        "end": wall_clock(booking.interval.end),
        "person_name": booking.person_name,
        "hours": booking.hours,
        "detail": " · ".join(filter(None, _details(booking))),
        "status": booking.status,
        "status_label": booking.status_label,
        "sequence": booking.sequence,
        "movable": booking.is_movable,
        "url": reverse("host_move", args=[place.slug, booking.pk]),
    }


def _details(booking: BoardBooking) -> Iterator[str]:
    yield booking.with_others
    yield booking.guests
    yield booking.purpose
    yield _("privée") if booking.is_private else ""


def _closed(board: Board) -> Iterator[dict[str, Any]]:
    """Yields the stretches that nobody books: of every resource, then of some, then taken
    elsewhere."""
    resource_ids = [str(space.pk) for space in board.plan.spaces]
    for day in board.days:
        whole = day_interval(day.opened.day)
        for part in subtract([whole], day.opened.intervals):
            yield _closed_part(part, resource_ids, _("fermé"))
    for closure in board.plan.hours.closures:
        if closure.resource_id is not None and closure.interval.meets(board.window):
            space = board.plan.space(closure.resource_id)
            closed = board.plan.held_with(space) if space else {closure.resource_id}
            rows = [str(space.pk) for space in board.plan.spaces if space.pk in closed]
            yield _closed_part(closure.interval, rows, closure.reason or _("fermé"))
    for busy in board.outside:
        yield _closed_part(busy.interval, [str(busy.resource_id)], _("pris dans un autre agenda"))


def _closed_part(part: Interval, resources: list[str], title: str) -> dict[str, Any]:
    return {
        "start": wall_clock(part.start),
        "end": wall_clock(part.end),
        "resources": resources,
        "title": title,
    }


def wall_clock(moment: datetime) -> str:
    """Returns a moment as the clocks of the place show it, without a zone: 2026-11-25T09:30:00."""
    return moment.astimezone(PARIS).replace(tzinfo=None).isoformat(timespec="seconds")
