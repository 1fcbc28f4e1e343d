"""Recurring bookings of the demo: weekly, fortnightly, monthly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bocage.demo.cast import HOST, SETTLED_TELEWORKER, TOWN_HALL
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON, ESPACE_WILSON, LENT_ROOM, DemoPlace
from bocage.demo.places.planning import PlannedBooking, opening_hours
from bocage.people.models import Person
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import BookingSeries, Resource
from bocage.workspaces.opening_hours.availability import Interval, instant, open_day
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import ChosenDate, book_series

Frequency = BookingSeries.Frequency
BOOKED_DAYS_BEFORE = 3


@dataclass(frozen=True, kw_only=True)
class PlannedSeries:
    """A series to book, in the words of the demo's facts."""

    place: DemoPlace
    resource: str
    person: str
    rule: Recurrence
    purpose: str
    attendees: int = 1

    def days(self) -> list[date]:
        """Days of the rule on which the place is open at those hours."""
        hours = opening_hours(self.place)
        return [
            day
            for day in self.rule.days()
            if any(
                stretch.start <= self._on(day).start and self._on(day).end <= stretch.end
                for stretch in open_day(hours, day).intervals
            )
        ]

    def occurrences(self) -> Iterator[PlannedBooking]:
        """Yields each date as a planned booking, so that the plan leaves its space free for the
        series.
        """
        resource = next(
            resource for resource in self.place.resources if resource.name == self.resource
        )
        for day in self.days():
            yield PlannedBooking(
                place=self.place,
                resource=resource,
                person=self.person,
                period=self._on(day),
                booked_days_before=BOOKED_DAYS_BEFORE,
                attendees=self.attendees,
                purpose=self.purpose,
            )

    def _on(self, day: date) -> Interval:
        return Interval(instant(day, self.rule.starts), instant(day, self.rule.ends))


def planned_series(today: date) -> list[PlannedSeries]:
    """Returns series of each frequency, which began some weeks ago and go on for a month or
    more."""
    return [
        PlannedSeries(
            place=BOITRON,
            resource="Poste 4",
            person=SETTLED_TELEWORKER.email,
            rule=_rule(Frequency.WEEKLY, working_day(today, 3) - timedelta(weeks=3), 9, 17, 10),
            purpose="",
        ),
        PlannedSeries(
            place=BOITRON,
            resource=LENT_ROOM,
            person=HOST.email,
            rule=_rule(
                Frequency.FORTNIGHTLY, working_day(today, 2) - timedelta(weeks=4), 14, 16, 6
            ),
            purpose="Permanence numérique, ouverte à tous",
            attendees=8,
        ),
        PlannedSeries(
            place=BOITRON,
            resource="Salle des Tilleuls",
            person=TOWN_HALL.email,
            rule=_rule(Frequency.MONTHLY, working_day(today, 1) - timedelta(weeks=4), 16.5, 18, 3),
            purpose="Commission du télécentre",
            attendees=6,
        ),
        PlannedSeries(
            place=ESPACE_WILSON,
            resource="Wilson côté cour",
            person=NEIGHBOURS[28].email,
            rule=_rule(Frequency.WEEKLY, working_day(today, 1) - timedelta(weeks=4), 10, 12, 9),
            purpose="Point d’équipe",
            attendees=5,
        ),
    ]


def book_planned_series(
    planned: PlannedSeries, resource: Resource, people: Mapping[str, Person], now: datetime
) -> BookingSeries:
    """Books a series as its person did, some days before it began."""
    person = people[planned.person]
    first = instant(planned.days()[0], planned.rule.starts)
    return book_series(
        by=person,
        place=resource.place,
        resources=[resource.pk],
        recurrence=planned.rule,
        dates=[ChosenDate(day=day) for day in planned.days()],
        attendees=planned.attendees,
        purpose=planned.purpose,
        now=min(now, first - timedelta(days=BOOKED_DAYS_BEFORE)),
    )


def change_some_dates(series: BookingSeries, by: Person, now: datetime) -> None:
    """Moves one future date of a series an hour later, and cancels another."""
    to_come = series.bookings.filter(period__startswith__gt=now).order_by("period")
    later, given_up = to_come[1], to_come[2]
    period = Interval(later.period.lower + timedelta(hours=1), later.period.upper)
    move_booking(by=by, booking=later, period=period, now=now)
    cancel_booking(by=by, booking=given_up, now=now)


def _rule(frequency: str, first: date, starts: float, ends: float, count: int) -> Recurrence:
    return Recurrence(
        frequency=frequency,
        first_on=first,
        starts=round(starts * 60),
        ends=round(ends * 60),
        count=count,
    )


def working_day(today: date, days: int) -> date:
    """Returns the first day from Monday to Friday, at least a number of days ahead."""
    day = today + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
