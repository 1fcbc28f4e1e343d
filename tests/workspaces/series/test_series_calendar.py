"""Calendar of a series and calendar feed: the same dates after any operation."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bocage.workspaces.bookings.errors import NotCancellable, NotMovable
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.calendar_sync.calendar_feeds import read_feed
from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.models import Booking, BookingSeries, SharedAddress
from bocage.workspaces.series.operations.changes import cancel_series
from bocage.workspaces.series.operations.moves import change_series
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import overlaps
from tests.workspaces.factories import (
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    hours,
)
from tests.workspaces.series.test_series import (
    book,
    calendar_now,
    dates_of,
    periods_of,
    periods_shown,
    weekly,
)

pytestmark = pytest.mark.django_db


def calendar_of(person):
    """The calendar that a program of the person follows."""
    address = make_address(by=person, kind=SharedAddress.Kind.CALENDAR, person=person)
    return read_feed(address, now=timezone.now()).to_ical()


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["move", "cancel", "cancel_from", "change_from"]),
        st.integers(min_value=0, max_value=7),
        st.sampled_from([9, 10, 11, 14, 15, 16]),
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
def test_calendars_tell_the_periods_of_the_bookings_whatever_is_done(actions):
    desk = ResourceFactory(place=PlaceFactory(rules={"horizon_days": 730}))
    person = PersonFactory()
    series = [book(desk, by=person, recurrence=weekly(8, first_on=day_ahead(70)))]
    first = day_ahead(70)
    for action, number, hour in actions:
        day = first + timedelta(days=7 * number)
        period = hours(day, hour * 60, hour * 60 + 60)
        booking = Booking.objects.get(place=desk.place, occurs_on=day)
        holding = BookingSeries.objects.get(pk=booking.series_id)
        try:
            match action:
                case "move":
                    move_booking(by=person, booking=booking, period=period)
                case "cancel":
                    cancel_booking(by=person, booking=booking)
                case "cancel_from":
                    cancel_series(by=person, series=holding, from_day=day)
                case "change_from":
                    change_series(
                        by=person,
                        series=holding,
                        from_day=day,
                        starts=hour * 60,
                        ends=hour * 60 + 60,
                        resources=[desk.pk],
                    )
        except (NotCancellable, NotMovable):
            continue
    series = list(BookingSeries.objects.filter(place=desk.place))

    remaining = [each_series for each_series in series if dates_of(each_series)]
    assert periods_shown(*map(calendar_now, remaining)) == periods_of(*series)
    assert periods_shown(calendar_of(person)) == periods_of(*series)
    assert overlaps() == 0
