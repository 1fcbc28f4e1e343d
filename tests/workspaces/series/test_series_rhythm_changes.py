"""A series that comes back at another rhythm: what stays, what is given up, what is added."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bocage.workspaces.booking_refusals.errors import QuotaReached, SeriesNamesNoDay, SeriesTooLong
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking, BookingSeries, Charge, Hold, Place
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.errors import ChangeNeedsApproval, OccurrencesTaken, SeriesEmpty
from bocage.workspaces.series.operations.changes import restore_series
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.requests import accept_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from bocage.workspaces.series.rules import changed_rule
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import fresh, outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
    day_ahead,
    hours,
)
from tests.workspaces.series.test_series import (
    NINE,
    NOON,
    as_ruled,
    calendar_now,
    dates_of,
    day,
    hours_of,
    periods_of,
    periods_shown,
    weekly,
)
from tests.workspaces.series.test_series_calendar import calendar_of

pytestmark = pytest.mark.django_db

Frequency = BookingSeries.Frequency
TWO, FIVE = 14 * 60, 17 * 60
TUESDAYS = [date(2027, 3, 2), date(2027, 3, 9), date(2027, 3, 16), date(2027, 3, 23)]


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


def book(desk, person, recurrence=None, **details):
    return book_series(
        by=person,
        place=Place.objects.get(pk=desk.place_id),
        resources=[desk.pk],
        recurrence=recurrence or weekly(5),
        **details,
    )


def fortnightly(count=3):
    return weekly(count, frequency=Frequency.FORTNIGHTLY)


def change_of(series, frequency, **changes):
    """A change of rhythm by who holds the series, at the same hours in the same spaces."""
    usual_fields = {
        "by": series.booked_for,
        "series": series,
        "starts": series.starts,
        "ends": series.ends,
        "resources": list(series.resources.values_list("pk", flat=True)),
        "frequency": frequency,
    }
    return usual_fields | changes


def move(series, number):
    """Moves one date by itself, to the afternoon."""
    booking = series.bookings.get(occurs_on=day(number))
    period = hours(day(number), TWO, FIVE)
    return move_booking(by=series.booked_for, booking=booking, period=period)


def make_rule(frequency, first_on, **changes):
    return Recurrence(frequency=frequency, first_on=first_on, starts=NINE, ends=NOON, **changes)


def change_rhythm(frequency, rule, **changes):
    return changed_rule(
        rule, first_on=rule.first_on, starts=NINE, ends=NOON, frequency=frequency, **changes
    )


# The days.


@pytest.mark.parametrize(
    ("before", "after", "retained", "added"),
    [
        ("weekly", "fortnightly", [TUESDAYS[0], TUESDAYS[2]], []),
        ("weekly", "monthly", [TUESDAYS[0]], []),
        ("fortnightly", "weekly", [TUESDAYS[0], TUESDAYS[2]], [TUESDAYS[1]]),
        ("monthly", "fortnightly", [TUESDAYS[0]], [TUESDAYS[2], date(2027, 3, 30)]),
    ],
)
def test_another_rhythm_keeps_the_days_that_it_names(before, after, retained, added):
    counts = {"weekly": 4, "fortnightly": 2, "monthly": 2}
    rule = make_rule(before, TUESDAYS[0], count=counts[before])

    changed = change_rhythm(after, rule)

    assert [day for day in rule.named_days() if changed.retains(day)] == retained
    assert changed.added == added
    assert changed.recurrence.until == rule.named_days()[-1]


def test_a_month_takes_the_rank_of_the_first_day():
    changed = change_rhythm("monthly", make_rule("weekly", TUESDAYS[1], count=8))

    assert changed.recurrence.named_days() == [date(2027, 3, 9), date(2027, 4, 13)]


def test_a_fifth_day_of_its_month_is_the_last_one_of_each():
    changed = change_rhythm("monthly", make_rule("weekly", date(2027, 3, 30), count=9))

    assert changed.recurrence.frequency == Frequency.MONTHLY_LAST
    assert changed.recurrence.named_days() == [
        date(2027, 3, 30),
        date(2027, 4, 27),
        date(2027, 5, 25),
    ]


def test_the_last_of_each_month_begins_where_the_rhythm_does():
    changed = change_rhythm("monthly_last", make_rule("weekly", TUESDAYS[0], count=9))

    assert changed.recurrence.first_on == date(2027, 3, 30)
    assert changed.recurrence.named_days() == [date(2027, 3, 30), date(2027, 4, 27)]


def test_a_day_of_the_week_changes_with_the_rhythm():
    changed = change_rhythm("fortnightly", make_rule("weekly", TUESDAYS[0], count=4), weekday=3)

    assert changed.recurrence.named_days() == [date(2027, 3, 4), date(2027, 3, 18)]
    assert [changed.passes_over(tuesday) for tuesday in TUESDAYS] == [False, True, False, True]


def test_what_an_end_gives_up_is_not_passed_over():
    rule = make_rule("weekly", TUESDAYS[0], count=4)

    changed = change_rhythm("fortnightly", rule, until=TUESDAYS[1])

    assert [changed.passes_over(tuesday) for tuesday in TUESDAYS] == [False, True, False, False]
    assert [changed.retains(tuesday) for tuesday in TUESDAYS] == [True, False, False, False]


def test_a_day_left_out_stays_so_where_the_rhythm_names_it():
    rule = make_rule("weekly", TUESDAYS[0], count=4, skipped=frozenset(TUESDAYS[1:3]))

    assert change_rhythm("fortnightly", rule).recurrence.skipped == {TUESDAYS[2]}


@pytest.mark.parametrize(
    ("rule", "frequency", "until", "refusal"),
    [
        (make_rule("fortnightly", TUESDAYS[0], count=80), "weekly", None, SeriesTooLong),
        (make_rule("weekly", TUESDAYS[0], count=3), "monthly_last", None, SeriesNamesNoDay),
        (make_rule("weekly", TUESDAYS[0], count=9), "monthly", date(2027, 3, 1), SeriesNamesNoDay),
    ],
    ids=["too long", "it ends before the first", "an end before the first"],
)
def test_a_rhythm_that_makes_no_series_is_refused(rule, frequency, until, refusal):
    with pytest.raises(refusal):
        change_rhythm(frequency, rule, until=until)


# The dates.


def test_dates_that_a_rhythm_passes_over_are_cancelled_with_one_mail(desk, person, deliver_mails):
    TariffFactory(place=desk.place)
    series = book(desk, person)

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))

    assert changed.pk == series.pk
    assert dates_of(changed) == as_ruled(0, 2, 4)
    cancelled = Booking.objects.filter(status=Booking.Status.CANCELLED).order_by("period")
    assert [booking.period for booking in cancelled] == [
        as_range(hours_of(1)),
        as_range(hours_of(3)),
    ]
    assert {(booking.cancelled_because, booking.series_id) for booking in cancelled} == {
        ("holder", None)
    }
    assert {charge.status for charge in Charge.objects.filter(booking__in=cancelled)} == {
        Charge.Status.VOID
    }
    BookingFactory(resource=desk, period=as_range(hours_of(1)))
    _booked, mail = deliver_mails()
    assert "2 dates sont annulées" in mail.text
    [attachment] = mail.attachments.all()
    assert periods_shown(bytes(attachment.content)) == periods_of(changed)


def test_the_dates_that_a_rhythm_adds_are_booked_as_the_others(desk, person):
    TariffFactory(place=desk.place)
    series = book(desk, person, fortnightly(), purpose="Permanence", is_private=True)

    changed = change_series(**change_of(series, Frequency.WEEKLY))

    assert dates_of(changed) == as_ruled(0, 1, 2, 3, 4)
    facts = {
        (booking.purpose, booking.is_private, booking.status) for booking in changed.bookings.all()
    }
    assert facts == {("Permanence", True, Booking.Status.CONFIRMED)}
    assert Charge.objects.filter(booking__series=changed).count() == 5
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_a_rhythm_changes_and_comes_back(desk, person):
    series = book(desk, person)

    for frequency in (Frequency.FORTNIGHTLY, Frequency.WEEKLY):
        series = change_series(**change_of(series, frequency))

    assert dates_of(series) == as_ruled(0, 1, 2, 3, 4)
    assert periods_shown(calendar_now(series)) == periods_of(series)


def test_from_one_date_on_the_rhythm_changes_and_those_before_stay(desk, person):
    series = book(desk, person)

    following = change_series(**change_of(series, Frequency.FORTNIGHTLY, from_day=day(1)))

    assert following.previous_id == series.pk
    assert dates_of(series) == as_ruled(0)
    assert dates_of(following) == as_ruled(1, 3)
    calendars = [
        calendar_now(BookingSeries.objects.get(pk=each_series.pk))
        for each_series in (series, following)
    ]
    assert periods_shown(*calendars) == periods_of(series, following)


def test_the_end_and_the_hours_change_with_the_rhythm(desk, person):
    series = book(desk, person, weekly(2))

    changed = change_series(
        **change_of(series, Frequency.FORTNIGHTLY, until=day(4), starts=TWO, ends=FIVE)
    )

    assert dates_of(changed) == as_ruled(0, 2, 4, starts=TWO, ends=FIVE)


def test_a_new_date_that_is_taken_refuses_all_unless_it_is_left_out(desk, person):
    series = book(desk, person, fortnightly())
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    with pytest.raises(OccurrencesTaken):
        change_series(**change_of(series, Frequency.WEEKLY))
    assert dates_of(series) == as_ruled(0, 2, 4)
    dates = [ChosenDate(day=day(number)) for number in (0, 2, 3, 4)]
    changed = change_series(**change_of(series, Frequency.WEEKLY, dates=dates))

    assert dates_of(changed) == as_ruled(0, 2, 3, 4)
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_the_dates_that_a_rhythm_adds_count_among_the_hours_of_each(person):
    desk = ResourceFactory(place=PlaceFactory(rules={"hours_per_week": 4}))
    series = book(desk, person, fortnightly(2))
    book_resource(by=person, resource=desk, period=hours(day(1), TWO, TWO + 120))

    with pytest.raises(QuotaReached):
        change_series(**change_of(series, Frequency.WEEKLY))

    assert dates_of(series) == as_ruled(0, 2)


def test_the_dates_that_a_rhythm_gives_up_leave_their_hours_to_others(person):
    desk = ResourceFactory(place=PlaceFactory(rules={"hours_per_week": 4}))
    series = book(desk, person, weekly(3))

    change_series(**change_of(series, Frequency.FORTNIGHTLY))

    assert book_resource(by=person, resource=desk, period=hours(day(1), TWO, TWO + 180))


def test_what_is_lent_with_an_agreement_comes_less_often_without_it_and_not_more(person):
    room = ResourceFactory(rules={"needs_approval": True})
    series = book(room, person)
    accept_series(by=HostFactory(of=room.place), series=series)

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))
    with pytest.raises(ChangeNeedsApproval):
        change_series(**change_of(changed, Frequency.WEEKLY))

    assert dates_of(changed) == as_ruled(0, 2, 4)


def test_a_rhythm_of_which_nothing_is_kept_nor_chosen_is_no_series(desk, person):
    days = (day_ahead(days) for days in range(8, 40))
    first = next(day for day in days if (day + timedelta(days=7)).month == day.month)
    series = book(desk, person, weekly(1, first_on=first))
    until = first + timedelta(days=35)

    with pytest.raises(SeriesEmpty):
        change_series(**change_of(series, Frequency.MONTHLY_LAST, until=until, dates=[]))

    assert [occurs_on for occurs_on, _period in dates_of(series)] == [first]


# The dates that were changed by themselves.


def test_a_date_moved_by_itself_stays_where_the_rhythm_keeps_its_day(desk, person):
    series = book(desk, person)
    move(series, 2)
    dates = [ChosenDate(day=day(number)) for number in (0, 4)]

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY, dates=dates))

    assert dates_of(changed) == [
        *as_ruled(0),
        *as_ruled(2, starts=TWO, ends=FIVE),
        *as_ruled(4),
    ]
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_a_date_moved_by_itself_stays_apart_where_the_rhythm_passes_over_it(
    desk, person, deliver_mails
):
    series = book(desk, person)
    booking = move(series, 1)

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))

    assert dates_of(changed) == as_ruled(0, 2, 4)
    same_booking = Booking.objects.get(pk=booking.pk)
    assert (same_booking.status, same_booking.series, same_booking.occurs_on) == (
        Booking.Status.CONFIRMED,
        None,
        None,
    )
    assert same_booking.period == as_range(hours(day(1), TWO, FIVE))
    assert Hold.objects.get(booking=same_booking).resource == desk
    mail = deliver_mails()[-1]
    assert "Une date changée à part reste réservée, hors de la série" in mail.text
    assert "1 date est annulée" in mail.text
    event_of_series, event_of_date = [
        bytes(attachment.content) for attachment in mail.attachments.all()
    ]
    assert periods_shown(event_of_series) == periods_of(changed)
    assert periods_shown(event_of_date) == [(same_booking.period.lower, same_booking.period.upper)]
    [event] = Calendar.from_ical(event_of_date).walk("VEVENT")
    assert event["UID"] == same_booking.calendar_uid


def test_a_date_in_another_place_stays_apart_where_the_rhythm_passes_over_it(desk, person):
    foreign_desk = ResourceFactory(place=PlaceFactory())
    foreign_date = ChosenDate(day=day(1), place=foreign_desk.place, resource_id=foreign_desk.pk)
    dates = [ChosenDate(day=day(0)), foreign_date, ChosenDate(day=day(2))]
    series = book(desk, person, weekly(3), dates=dates)

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))

    assert dates_of(changed) == as_ruled(0, 2)
    [foreign_booking] = Booking.objects.filter(place=foreign_desk.place)
    assert (foreign_booking.status, foreign_booking.series) == (Booking.Status.CONFIRMED, None)


def test_a_date_cancelled_alone_comes_back_with_no_rhythm(desk, person):
    series = book(desk, person)
    for number in (1, 2):
        cancel_booking(by=person, booking=series.bookings.get(occurs_on=day(number)))

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))

    assert dates_of(changed) == as_ruled(0, 4)
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_what_a_rhythm_gave_up_is_taken_back_as_a_booking_of_its_own(desk, person):
    series = book(desk, person)
    cancelled = series.bookings.get(occurs_on=day(1))

    changed = change_series(**change_of(series, Frequency.FORTNIGHTLY))
    restore_series(by=person, series=changed)
    restored = restore_booking(by=person, booking=Booking.objects.get(pk=cancelled.pk))

    assert (restored.status, restored.series_id) == (Booking.Status.CONFIRMED, None)
    assert dates_of(changed) == as_ruled(0, 2, 4)
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


# Concurrency.


@pytest.mark.django_db(transaction=True)
def test_a_rhythm_and_a_booking_want_the_same_new_date_at_once():
    desk, person, rival = ResourceFactory(), PersonFactory(), PersonFactory()
    series = book(desk, person, fortnightly())

    results = race(
        lambda: change_series(**change_of(series, Frequency.WEEKLY)),
        lambda: book_resource(by=rival, resource=fresh(desk), period=hours_of(1)),
    )

    assert sorted(outcomes(results)) in (
        ["BookingSeries", "Taken"],
        ["Booking", "OccurrencesTaken"],
    )
    assert overlaps() == 0
    assert len(dates_of(series)) == (5 if outcomes(results)["BookingSeries"] else 3)


@pytest.mark.django_db(transaction=True)
def test_two_rhythms_at_once_are_one():
    desk, person = ResourceFactory(), PersonFactory()
    series = book(desk, person)

    results = race(
        lambda: change_series(**change_of(series, Frequency.FORTNIGHTLY, expected_sequence=0)),
        lambda: change_series(
            **change_of(series, Frequency.WEEKLY, until=day(1), expected_sequence=0)
        ),
    )

    assert outcomes(results) == {"BookingSeries": 1, "ChangedMeanwhile": 1}
    assert dates_of(series) in (as_ruled(0, 2, 4), as_ruled(0, 1))


# Whatever is done.

ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["move", "cancel", "rhythm", "rhythm"]),
        st.integers(min_value=0, max_value=7),
        st.sampled_from(list(Frequency)),
    ),
    max_size=5,
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ACTIONS)
def test_calendars_tell_the_dates_of_a_series_whatever_its_rhythms(actions):
    desk = ResourceFactory(place=PlaceFactory(rules={"horizon_days": 730}))
    person = PersonFactory()
    book(desk, person, weekly(8, first_on=day_ahead(70)))
    for action, number, frequency in actions:
        remaining = Booking.objects.filter(
            place=desk.place, status=Booking.Status.CONFIRMED, series__isnull=False
        ).order_by("period")
        if not remaining:
            break
        booking = remaining[number % len(remaining)]
        occurs_on = booking.occurs_on
        try:
            match action:
                case "move":
                    move_booking(by=person, booking=booking, period=hours(occurs_on, TWO, FIVE))
                case "cancel":
                    cancel_booking(by=person, booking=booking)
                case "rhythm":
                    change_series(**change_of(booking.series, frequency, from_day=occurs_on))
        except (SeriesNamesNoDay, SeriesEmpty):
            continue
    series = [
        series for series in BookingSeries.objects.filter(place=desk.place) if dates_of(series)
    ]

    assert periods_shown(*map(calendar_now, series)) == periods_of(*series)
    confirmed = Booking.objects.filter(booked_for=person, status=Booking.Status.CONFIRMED)
    alone = [(rival.period.lower, rival.period.upper) for rival in confirmed.filter(series=None)]
    assert periods_shown(calendar_of(person)) == sorted([*periods_of(*series), *alone])
    assert overlaps() == 0
