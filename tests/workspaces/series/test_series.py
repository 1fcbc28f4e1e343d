"""Series: previewed, booked, changed and cancelled, in whole or from one date on."""

from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.booking_refusals.errors import (
    BeyondHorizon,
    OutsideOpeningHours,
    PlaceNotOpen,
    ResourceUnknown,
    SeriesTooLong,
)
from bocage.workspaces.bookings.errors import (
    ChangedMeanwhile,
    NotCancellable,
    NotMovable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.bookings.series_ical import facts_of_series, read_bookings, series_file
from bocage.workspaces.models import Booking, BookingSeries, Hold, Place
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.errors import ElsewhereOnRequest, OccurrencesTaken, SeriesEmpty
from bocage.workspaces.series.operations.changes import cancel_series
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import fresh, outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

Frequency = BookingSeries.Frequency
NINE, NOON = 9 * 60, 12 * 60


def weekly(count=4, **changes):
    values = {
        "frequency": Frequency.WEEKLY,
        "first_on": day_ahead(1),
        "starts": NINE,
        "ends": NOON,
        "count": count,
    }
    return Recurrence(**(values | changes))


def day(number):
    """The days of `weekly`: the first is number 0."""
    return day_ahead(1 + 7 * number)


def hours_of(number):
    return hours(day(number), NINE, NOON)


def book(resource, *, by=None, recurrence=None, **details):
    return book_series(
        by=by or PersonFactory(),
        place=Place.objects.get(pk=resource.place_id),
        resources=[resource.pk],
        recurrence=recurrence or weekly(),
        **details,
    )


def dates_of(series):
    """Returns each active date: its day by the rule, and its period."""
    bookings = series.bookings.exclude(status=Booking.Status.CANCELLED).order_by("occurs_on")
    return [(booking.occurs_on, booking.period) for booking in bookings]


def as_ruled(*numbers, starts=NINE, ends=NOON):
    return [(day(number), as_range(hours(day(number), starts, ends))) for number in numbers]


def periods_shown(*contents):
    """The periods that a calendar program shows of the last version of each event."""
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for content in contents
        for event in recurring_ical_events.of(Calendar.from_ical(content)).between(
            datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
        )
    )


def calendar_now(series):
    series = BookingSeries.objects.select_related("place__commune", "booked_for").get(pk=series.pk)
    return series_file(facts_of_series(series, read_bookings(series)))


def periods_of(*series):
    return sorted(
        (period.lower, period.upper)
        for each_series in series
        for _day, period in dates_of(each_series)
    )


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


# Preview.


# Booking.


def test_each_date_is_a_booking(desk, person):
    series = book(desk, by=person, purpose=" Réunion d’équipe ")

    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    assert Hold.objects.filter(is_holding=True, resource=desk).count() == 4
    assert {booking.purpose for booking in series.bookings.all()} == {"Réunion d’équipe"}
    assert list(series.resources.all()) == [desk]


def test_those_that_fit_are_booked_with_the_alternatives_chosen(desk, person):
    BookingFactory(resource=desk, period=as_range(hours_of(1)))
    second = ResourceFactory(place=desk.place, name="Poste 2")
    foreign_desk = ResourceFactory()

    series = book(
        desk,
        by=person,
        dates=[
            ChosenDate(day=day(0)),
            ChosenDate(day=day(1), resource_id=second.pk),
            ChosenDate(day=day(3), place=foreign_desk.place, resource_id=foreign_desk.pk),
        ],
    )

    holds = Hold.objects.filter(booking__series=series).order_by("booking__occurs_on")
    assert [hold.resource_id for hold in holds] == [desk.pk, second.pk, foreign_desk.pk]
    assert series.skipped_on == [day(2)]


def test_a_date_lost_meanwhile_leaves_nothing_booked(desk, person):
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    with pytest.raises(OccurrencesTaken):
        book(desk, by=person)

    assert not BookingSeries.objects.exists()
    assert Booking.objects.count() == 1


def test_a_double_click_is_one_series(desk, person):
    first = book(desk, by=person, idempotency_key="le-meme-clic")
    second = book(desk, by=person, idempotency_key="le-meme-clic")

    assert first.pk == second.pk
    assert Booking.objects.count() == 4


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (lambda: {"recurrence": weekly(starts=13 * 60, ends=15 * 60)}, OutsideOpeningHours),
        (lambda: {"recurrence": weekly(20)}, BeyondHorizon),
        (lambda: {"recurrence": weekly(500)}, SeriesTooLong),
        (lambda: {"dates": []}, SeriesEmpty),
        (lambda: {"dates": [ChosenDate(day=day_ahead(2))]}, SeriesEmpty),
        (lambda: {"dates": [ChosenDate(day=day_ahead(1))] * 2}, SeriesEmpty),
        (lambda: {"attendees": 2}, TooManyAttendees),
    ],
)
def test_what_is_refused_writes_nothing(desk, changes, refusal):
    with pytest.raises(refusal):
        book(desk, **changes())

    assert not BookingSeries.objects.exists()


def test_spaces_of_others_forged_or_on_request_are_refused(desk, person):
    place = desk.place
    on_request = ResourceFactory(place=place, rules={"needs_approval": True})
    foreign_desk = ResourceFactory(rules={"needs_approval": True})
    foreign_date = ChosenDate(day=day(0), place=foreign_desk.place, resource_id=foreign_desk.pk)

    with pytest.raises(ResourceUnknown):
        book_series(by=person, place=place, resources=[foreign_desk.pk], recurrence=weekly())
    with pytest.raises(ResourceUnknown):
        book_series(by=person, place=place, resources=[], recurrence=weekly())
    with pytest.raises(ElsewhereOnRequest):
        book(on_request, by=person, dates=[foreign_date])
    with pytest.raises(NotAllowed):
        book(desk, by=person, booked_for=PersonFactory())
    series = book(on_request, by=HostFactory(of=place), booked_for=person)
    assert series.booked_for == person


def test_a_place_in_preparation_takes_no_series(desk):
    Place.objects.update(status=Place.Status.DRAFT)

    with pytest.raises(PlaceNotOpen):
        book(desk)


def test_the_host_books_a_year(desk):
    series = book(desk, by=HostFactory(of=desk.place), recurrence=weekly(52))

    assert series.bookings.count() == 52


def test_a_long_series_takes_as_many_statements_as_a_short_one(desk):
    host = HostFactory(of=desk.place)
    second = ResourceFactory(place=desk.place, name="Poste second")
    book(desk, by=host, recurrence=weekly(1))
    counts = []
    for resource, count in ((fresh(desk), 3), (fresh(second), 100)):
        first_on = day_ahead(2)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            book(resource, by=host, recurrence=weekly(count, first_on=first_on))
        counts.append(len(queries))

    assert counts[0] == counts[1], counts


# Mails and calendars.


def test_one_message_with_one_recurring_event(desk, person, deliver_mails):
    BookingFactory(resource=desk, period=as_range(hours_of(1)))
    second = ResourceFactory(place=desk.place, name="Poste 2")

    series = book(
        desk,
        by=person,
        dates=[
            ChosenDate(day=day(0)),
            ChosenDate(day=day(1), period=afternoon(day(1)), resource_id=second.pk),
            ChosenDate(day=day(3)),
        ],
    )

    [mail] = deliver_mails()
    [attachment] = mail.attachments.all()
    content = bytes(attachment.content)
    usual_event, changed_event = Calendar.from_ical(content).walk("VEVENT")
    assert str(usual_event["UID"]) == str(changed_event["UID"]) == series.calendar_uid
    assert usual_event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert usual_event["EXDATE"].dts[0].dt == hours_of(2).start
    assert changed_event["RECURRENCE-ID"].dt == hours_of(1).start
    assert "Poste 2" in str(changed_event["SUMMARY"])
    assert periods_shown(content) == periods_of(series)
    assert "Sauf" in mail.text
    assert "Poste 2" in mail.text


def test_one_date_moved_cancelled_and_restored_keeps_the_event_of_the_series(
    desk, person, deliver_mails
):
    series = book(desk, by=person)
    booking = series.bookings.get(occurs_on=day(1))
    move_booking(by=person, booking=booking, period=afternoon(day(1)))
    cancel_booking(by=person, booking=booking)
    restore_booking(by=person, booking=booking)

    events, methods = [], []
    for mail in deliver_mails()[1:]:
        calendar = Calendar.from_ical(bytes(mail.attachments.get().content))
        events.append(calendar.walk("VEVENT")[0])
        methods.append(str(calendar["METHOD"]))

    assert methods == ["REQUEST", "CANCEL", "REQUEST"]
    assert {str(event["UID"]) for event in events} == {series.calendar_uid}
    assert {event["RECURRENCE-ID"].dt for event in events} == {hours_of(1).start}
    assert [int(event["SEQUENCE"]) for event in events] == [1, 2, 3]
    assert periods_shown(calendar_now(series)) == periods_of(series)


# Cancelling.


def test_a_series_is_cancelled_whole(desk, person, deliver_mails):
    series = book(desk, by=person)

    cancel_series(by=person, series=series)

    assert dates_of(series) == []
    assert not Hold.objects.filter(is_holding=True).exists()
    _booked, mail = deliver_mails()
    calendar = Calendar.from_ical(bytes(mail.attachments.get().content))
    assert str(calendar["METHOD"]) == "CANCEL"
    assert "4 dates sont annulées" in mail.text.replace("\u00a0", " ")


def test_this_one_and_those_that_follow_are_cancelled(desk, person, deliver_mails):
    series = book(desk, by=person)

    cancelled = cancel_series(by=person, series=series, from_day=day(2))

    assert dates_of(series) == as_ruled(0, 1)
    assert (cancelled.until, cancelled.count, cancelled.sequence) == (day(1), None, 1)
    _booked, mail = deliver_mails()
    content = bytes(mail.attachments.get().content)
    assert str(Calendar.from_ical(content)["METHOD"]) == "REQUEST"
    assert periods_shown(content) == periods_of(series)


def start_series(series, *, days_ago):
    """Moves the series into the past by some days: its first date is over."""
    shift = timedelta(days=days_ago)
    for booking in series.bookings.order_by("occurs_on"):
        period = (booking.period.lower - shift, booking.period.upper - shift)
        Booking.objects.filter(pk=booking.pk).update(
            period=as_range(period), occurs_on=booking.occurs_on - shift
        )
    BookingSeries.objects.filter(pk=series.pk).update(first_on=series.first_on - shift)
    return BookingSeries.objects.select_related("place__commune", "booked_for").get(pk=series.pk)


def test_the_past_stays_when_all_is_cancelled(desk, person):
    series = start_series(book(desk, by=person), days_ago=14)

    cancel_series(by=person, series=series)

    assert [occurrence for occurrence, _period in dates_of(series)] == [day(-2), day(-1)]
    with pytest.raises(NotCancellable):
        cancel_series(by=person, series=series)


def test_others_neither_cancel_nor_change_a_series(desk, person):
    series = book(desk, by=person)
    change = {"starts": NINE, "ends": NOON, "resources": [desk.pk]}

    for stranger in (PersonFactory(), HostFactory(of=PlaceFactory())):
        with pytest.raises(NotAllowed):
            cancel_series(by=stranger, series=series)
        with pytest.raises(NotAllowed):
            change_series(by=stranger, series=series, **change)
    cancel_series(by=HostFactory(of=desk.place), series=series, note="Travaux")
    assert {booking.cancelled_because for booking in series.bookings.all()} == {"host"}


# Changing.


def test_a_series_changes_its_hours_whole(desk, person, deliver_mails):
    series = book(desk, by=person)

    changed = change_series(
        by=person, series=series, starts=14 * 60, ends=16 * 60, resources=[desk.pk]
    )

    assert changed.pk == series.pk
    assert dates_of(changed) == as_ruled(0, 1, 2, 3, starts=14 * 60, ends=16 * 60)
    _booked, mail = deliver_mails()
    [attachment] = mail.attachments.all()
    assert periods_shown(bytes(attachment.content)) == periods_of(changed)


def test_from_one_date_on_another_series_follows_and_the_past_stays(desk, person, deliver_mails):
    series = book(desk, by=person)
    second = ResourceFactory(place=desk.place, name="Poste second")

    following = change_series(
        by=person,
        series=series,
        from_day=day(2),
        starts=14 * 60,
        ends=16 * 60,
        resources=[second.pk],
    )

    assert following.previous_id == series.pk
    assert dates_of(series) == as_ruled(0, 1)
    assert dates_of(following) == as_ruled(2, 3, starts=14 * 60, ends=16 * 60)
    assert {hold.resource_id for hold in Hold.objects.filter(booking__series=following)} == {
        second.pk
    }
    _booked, mail = deliver_mails()
    files = [bytes(attachment.content) for attachment in mail.attachments.order_by("pk")]
    assert periods_shown(*files) == periods_of(series, following)


def test_a_series_divided_twice_keeps_its_order(desk, person):
    series = book(desk, by=person, recurrence=weekly(6))
    change = {"by": person, "starts": 14 * 60, "ends": 16 * 60, "resources": [desk.pk]}

    last = change_series(series=series, from_day=day(4), **change)
    middle = change_series(series=series, from_day=day(2), **change)

    last.refresh_from_db()
    assert (middle.previous_id, last.previous_id) == (series.pk, middle.pk)
    assert [dates_of(each_series) for each_series in (series, middle, last)] == [
        as_ruled(0, 1),
        as_ruled(2, 3, starts=14 * 60, ends=16 * 60),
        as_ruled(4, 5, starts=14 * 60, ends=16 * 60),
    ]


def test_a_date_that_is_not_chosen_stays_as_it_was(desk, person):
    series = book(desk, by=person)
    BookingFactory(resource=desk, period=as_range(afternoon(day(1))))
    change = {"by": person, "series": series, "starts": 14 * 60, "ends": 16 * 60}

    with pytest.raises(OccurrencesTaken):
        change_series(**change, resources=[desk.pk])
    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    changed = change_series(
        **change, resources=[desk.pk], dates=[ChosenDate(day=day(number)) for number in (0, 2, 3)]
    )

    assert dates_of(changed)[1] == (day(1), as_range(hours_of(1)))
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_two_who_change_the_same_series(desk, person):
    series = book(desk, by=person)
    change = {"by": person, "series": series, "ends": 16 * 60, "resources": [desk.pk]}
    change_series(**change, starts=14 * 60, expected_sequence=0)

    with pytest.raises(ChangedMeanwhile):
        change_series(**change, starts=15 * 60, expected_sequence=0)


def test_what_is_over_does_not_change(desk, person):
    series = start_series(book(desk, by=person), days_ago=70)

    with pytest.raises(NotMovable):
        change_series(by=person, series=series, starts=540, ends=600, resources=[desk.pk])


# Concurrency.


@pytest.mark.django_db(transaction=True)
def test_two_series_and_a_booking_want_the_same_date_at_once():
    desk = ResourceFactory()
    people = PersonFactory.create_batch(3)

    results = race(
        lambda: book(desk, by=people[0]),
        lambda: book(desk, by=people[1], recurrence=weekly(2, first_on=day(1))),
        lambda: book_resource(by=people[2], resource=fresh(desk), period=morning(day(1))),
    )

    winners = outcomes(results)["BookingSeries"] + outcomes(results)["Booking"]
    assert winners == 1
    assert set(outcomes(results)) <= {"BookingSeries", "Booking", "OccurrencesTaken", "Taken"}
    assert overlaps() == 0
