"""The figures of reports, against small cases computed by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from bocage.workspaces.models import Booking, OpeningException, ResourceKind, UnmetWish, Visit
from bocage.workspaces.reports.attendance import Attendance, attendance
from bocage.workspaces.reports.occupancy import occupancy, total_of
from bocage.workspaces.reports.open_time import open_time_of
from bocage.workspaces.reports.origins import Origin, origins
from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.report import report_of
from bocage.workspaces.reports.rhythm import HourUse, rhythm
from bocage.workspaces.reports.unmet import Unmet, unmet
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    hours,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
WEEK = ReportPeriod(MONDAY, MONDAY + timedelta(days=6))
NINE_TO_NOON = {0: [(540, 720)]}
"""Open on Mondays, from nine to twelve: 180 minutes a week."""
Status = Booking.Status


def desk(**fields):
    return ResourceFactory(place__hours=NINE_TO_NOON, **fields)


def make_booking(resource, day, starts, ends, **fields):
    return BookingFactory(resource=resource, period=as_range(hours(day, starts, ends)), **fields)


def use_of(place, period=WEEK):
    return occupancy(open_time_of([place], period), by_place=False)


def test_occupancy_is_what_is_booked_of_what_is_open():
    first = desk(name="Poste 1", position=1)
    ResourceFactory(place=first.place, name="Poste 2", position=2)
    make_booking(first, MONDAY, 540, 600)
    make_booking(first, MONDAY, 600, 630, status=Status.NO_SHOW)

    uses = use_of(first.place)

    assert [(use.name, use.bookings, use.held_minutes, use.open_minutes) for use in uses] == [
        ("Poste 1", 2, 90, 180),
        ("Poste 2", 0, 0, 180),
    ]
    assert [use.percent for use in uses] == [50, 0]
    assert total_of(uses).percent == 25


def test_what_is_booked_outside_opening_hours_is_left_out():
    first = desk()
    make_booking(first, MONDAY, 480, 600)
    make_booking(first, MONDAY + timedelta(days=1), 540, 600)

    assert [(use.bookings, use.held_minutes) for use in use_of(first.place)] == [(1, 60)]


def test_cancelled_refused_and_waiting_bookings_take_nothing():
    first = desk()
    now = datetime(2026, 6, 1, tzinfo=UTC)
    make_booking(
        first, MONDAY, 540, 600, status=Status.CANCELLED, cancelled_at=now, cancelled_because="host"
    )
    make_booking(first, MONDAY, 540, 600, status=Status.REFUSED)
    make_booking(first, MONDAY, 600, 660, status=Status.REQUESTED, lapses_at=now)
    make_booking(first, MONDAY, 660, 720, status=Status.OFFERED, lapses_at=now)

    assert [(use.bookings, use.held_minutes) for use in use_of(first.place)] == [(0, 0)]


def test_the_period_is_half_open():
    first = desk()
    for day in (MONDAY - timedelta(days=7), MONDAY, MONDAY + timedelta(days=7)):
        make_booking(first, day, 540, 600)

    assert [(use.bookings, use.open_minutes) for use in use_of(first.place)] == [(1, 180)]


def test_closures_of_the_place_and_of_a_space_are_not_open_time():
    first = desk(name="Poste 1", position=1)
    second = ResourceFactory(place=first.place, name="Poste 2", position=2)
    ClosureFactory(place=first.place, period=as_range(hours(MONDAY, 540, 600)))
    ClosureFactory(place=first.place, resource=second, period=as_range(hours(MONDAY, 660, 720)))
    first.place.refresh_from_db()

    assert [use.open_minutes for use in use_of(first.place)] == [120, 60]


def test_exceptional_hours_are_open_time():
    first = desk()
    OpeningException.objects.create(
        place=first.place, date=MONDAY + timedelta(days=1), opens=600, closes=660
    )
    first.place.refresh_from_db()

    assert [use.open_minutes for use in use_of(first.place)] == [240]


def test_a_public_holiday_is_not_open_time():
    first = ResourceFactory(place__hours={3: [(540, 720)]}, place__observes_public_holidays=True)
    first_of_may = date(2025, 5, 1)

    uses = use_of(first.place, ReportPeriod(first_of_may, first_of_may))

    assert [(use.open_minutes, use.percent, use.words) for use in uses] == [(0, 0, "–")]


def test_a_room_that_divides_counts_by_its_parts():
    room = desk(kind=ResourceKind.MEETING_ROOM, name="Salle", position=1)
    half = ResourceFactory(place=room.place, parent=room, name="Moitié", position=2)
    ResourceFactory(place=room.place, parent=room, name="Autre moitié", position=3)
    make_booking(room, MONDAY, 540, 720)
    assert half.place_id == room.place_id

    uses = use_of(room.place)

    assert [(use.bookings, use.held_minutes, use.is_counted) for use in uses] == [
        (1, 180, False),
        (0, 180, True),
        (0, 180, True),
    ]
    assert (total_of(uses).bookings, total_of(uses).percent) == (1, 100)


def test_territory_has_one_row_for_each_place():
    first, second = desk(place__name="Alençon"), desk(place__name="Bellême")
    make_booking(first, MONDAY, 540, 720)
    opened = open_time_of([first.place, second.place], WEEK)

    uses = occupancy(opened, by_place=True)

    assert [(use.name, use.bookings, use.percent) for use in uses] == [
        ("Alençon", 1, 100),
        ("Bellême", 0, 0),
    ]


def test_the_rhythm_is_that_of_the_local_clock():
    first = desk()
    ResourceFactory(place=first.place)
    make_booking(first, MONDAY, 570, 660)

    assert rhythm(open_time_of([first.place], WEEK)) == [
        HourUse(0, 9, 30, 120),
        HourUse(0, 10, 60, 120),
        HourUse(0, 11, 0, 120),
    ]


@pytest.mark.parametrize(
    ("sunday", "minutes"), [(date(2026, 3, 29), 120), (date(2026, 10, 25), 240)]
)
def test_the_nights_when_clocks_change_are_as_long_as_they_are(sunday, minutes):
    first = ResourceFactory(place__hours={6: [(60, 240)]})
    make_booking(first, sunday, 60, 240)
    opened = open_time_of([first.place], ReportPeriod(sunday, sunday))

    (use,) = occupancy(opened, by_place=False)

    assert (use.held_minutes, use.open_minutes) == (minutes, minutes)
    assert sum(hour.held_minutes for hour in rhythm(opened)) == minutes


def test_attendance_counts_bookings_absences_visits_and_people():
    first = desk()
    ada, blaise = PersonFactory(), PersonFactory()
    attended = make_booking(
        first, MONDAY, 540, 570, booked_for=ada, status=Status.COMPLETED, attendees=3
    )
    make_booking(first, MONDAY, 600, 630, booked_for=blaise, status=Status.NO_SHOW)
    make_booking(first, MONDAY + timedelta(days=14), 540, 570, booked_for=ada)
    arrival = attended.period.lower
    Visit.objects.create(
        place=first.place, booking=attended, person=ada, people=3, arrived_at=arrival
    )
    Visit.objects.create(place=first.place, is_walk_in=True, people=2, arrived_at=arrival)
    period = ReportPeriod(MONDAY, MONDAY + timedelta(days=20))

    total, weeks = attendance([first.place.pk], period)

    assert total == Attendance(None, 3, 1, 3, 2, 1)
    assert weeks == [
        Attendance(MONDAY, 2, 1, 3, 2, 1),
        Attendance(MONDAY + timedelta(days=7)),
        Attendance(MONDAY + timedelta(days=14), 1, 0, 0, 0, 1),
    ]


def test_a_visit_at_midnight_belongs_to_the_day_that_begins():
    place = PlaceFactory()
    start, end = WEEK.interval
    for moment in (start, end, start - timedelta(seconds=1)):
        Visit.objects.create(place=place, is_walk_in=True, arrived_at=moment)

    assert attendance([place.pk], WEEK)[0].walk_ins == 1


def walk_in(place, origin, *, people):
    Visit.objects.create(
        place=place,
        is_walk_in=True,
        people=people,
        origin=origin,
        arrived_at=WEEK.interval.start + timedelta(hours=10),
    )


def test_origins_of_fewer_than_five_people_have_no_number():
    place = PlaceFactory()
    alencon, belleme = CommuneFactory(name="Alençon"), CommuneFactory(name="Bellême")
    walk_in(place, belleme, people=5)
    walk_in(place, alencon, people=4)
    walk_in(PlaceFactory(), alencon, people=9)

    rows = origins([place.pk], WEEK)

    assert rows == [
        Origin("Bellême", belleme.departement_id, 5, 5),
        Origin("Alençon", alencon.departement_id, None, None),
    ]
    assert [origin.words for origin in rows] == ["5", "moins de 5"]


def test_one_person_who_comes_often_is_still_one_person():
    place, regular = PlaceFactory(), PersonFactory()
    commune = CommuneFactory()
    for number in range(20):
        Visit.objects.create(
            place=place,
            person=regular,
            origin=commune,
            arrived_at=WEEK.interval.start + timedelta(hours=number),
        )

    assert [origin.visits for origin in origins([place.pk], WEEK)] == [None]


def test_unmet_wishes_are_counted_by_what_was_looked_for():
    place = PlaceFactory()
    wish = {"period": as_range(MONDAY), "reason": "search", "kind": ResourceKind.DESK}
    wishes = [UnmetWish.objects.create(place=place, attendees=2, **wish) for _ in range(2)]
    wishes += [UnmetWish.objects.create(place=place, **wish | {"reason": "waitlist", "kind": ""})]
    UnmetWish.objects.create(place=PlaceFactory(), **wish)
    UnmetWish.objects.filter(pk__in=[unmet_wish.pk for unmet_wish in wishes]).update(
        requested_at=WEEK.interval.start
    )
    late_wish = UnmetWish.objects.create(place=place, **wish)
    UnmetWish.objects.filter(pk=late_wish.pk).update(requested_at=WEEK.interval.end)

    assert unmet(Q(place=place), WEEK) == [
        Unmet("recherche sans réponse", "poste", 2, 4),
        Unmet("liste d’attente sans suite", "sans précision", 1, 1),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_takes_the_same_queries_for_one_place_and_for_three(
    count, django_assert_num_queries
):
    places = [desk().place for _ in range(count)]
    for place in places:
        make_booking(place.resources.get(), MONDAY, 540, 600)
    open_time_of(places, WEEK)

    with django_assert_num_queries(5):
        report = report_of(places, WEEK, by_place=True)

    assert report.attendance.bookings == count


def test_no_place_has_no_figures():
    report = report_of([], WEEK, by_place=True)

    assert report.is_empty
    assert [len(table.rows) for table in report.tables()] == [1, 0, 2, 0, 0]
