"""Bookings of the cast, so that each account has something to show on any day."""

from dataclasses import replace
from datetime import date, timedelta

from bocage.demo.cast import COORDINATOR, OCCASIONAL, SECOND_HOME, SETTLED_TELEWORKER, CastMember
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON, ESPACE_WILSON, DemoPlace
from bocage.demo.places.planning import PlannedBooking, opening_hours
from bocage.workspaces.opening_hours.availability import Interval, halves, instant, open_day

BOOKED_DAYS_BEFORE = 3
CLOSED_IN_DAYS = 20
"""In how many days Boitron closes for a morning that a member of the cast had booked."""


def cast_bookings(today: date) -> list[PlannedBooking]:
    """Bookings in Boitron, which is open every day: some past, one today, the others to come; and
    those of a pass elsewhere."""
    return [
        _booking(SETTLED_TELEWORKER, today + timedelta(days=-7), "Poste 1", "day"),
        _booking(SETTLED_TELEWORKER, today, "Poste 1", "day"),
        _booking(SETTLED_TELEWORKER, today + timedelta(days=1), "Poste 1", "day"),
        _booking(SETTLED_TELEWORKER, today + timedelta(days=8), "Poste 1", "day"),
        _booking(OCCASIONAL, today + timedelta(days=-12), "Poste 2", "morning"),
        _booking(OCCASIONAL, today + timedelta(days=1), "Poste 2", "morning"),
        _booking(OCCASIONAL, today + timedelta(days=6), "Poste 2", "afternoon"),
        _booking(SECOND_HOME, today + timedelta(days=9), "Poste 3", "morning"),
        _booking(SECOND_HOME, today + timedelta(days=CLOSED_IN_DAYS), "Poste 3", "morning"),
        _meeting(COORDINATOR, today + timedelta(days=1)),
        _meeting_of_neighbours(today + timedelta(days=6)),
        *(_on_a_pass(OCCASIONAL, today + timedelta(days=days)) for days in (-16, -9, 5)),
    ]


def _booking(member: CastMember, day: date, resource: str, part: str) -> PlannedBooking:
    period = getattr(halves(open_day(opening_hours(BOITRON), day)), part)
    return _planned(member, BOITRON, resource, period)


def _on_a_pass(member: CastMember, day: date) -> PlannedBooking:
    """Returns a morning in a place with prices, on the first day from `day` when it is open."""
    while (morning := halves(open_day(opening_hours(ESPACE_WILSON), day)).morning) is None:
        day += timedelta(days=1)
    return _planned(member, ESPACE_WILSON, "Poste 1", morning)


def _meeting(member: CastMember, day: date) -> PlannedBooking:
    """Returns a meeting in the afternoon, which the host has to prepare."""
    period = Interval(instant(day, 14 * 60), instant(day, 16 * 60))
    return _planned(
        member,
        BOITRON,
        "Salle des Tilleuls",
        period,
        attendees=6,
        purpose="Réunion des maires : écran branché, et de l’eau pour six.",
    )


def _meeting_of_neighbours(day: date) -> PlannedBooking:
    """Returns a morning in the meeting room, which has a waiting list."""
    period = Interval(instant(day, 9 * 60), instant(day, 12 * 60))
    return replace(
        _planned(
            COORDINATOR,
            BOITRON,
            "Salle des Tilleuls",
            period,
            attendees=7,
            purpose="Bureau de l’association des randonneurs",
        ),
        person=NEIGHBOURS[45].email,
        sends_mail=False,
    )


def _planned(
    member: CastMember,
    place: DemoPlace,
    resource: str,
    period: Interval,
    *,
    attendees: int = 1,
    purpose: str = "",
) -> PlannedBooking:
    return PlannedBooking(
        place=place,
        resource=next(listed for listed in place.resources if listed.name == resource),
        person=member.email,
        period=period,
        booked_days_before=BOOKED_DAYS_BEFORE,
        attendees=attendees,
        purpose=purpose,
        sends_mail=True,
    )
