"""Changes of a series besides its hours: its day, its end, its purpose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bocage.workspaces.booking_refusals.errors import (
    BeyondHorizon,
    InThePast,
    PlaceClosed,
    SeriesNamesNoDay,
    SeriesTooLong,
)
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.models import Booking, BookingSeries, Charge, Place
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.errors import ChangeNeedsApproval, OccurrencesTaken, SeriesEmpty
from bocage.workspaces.series.operations.changes import restore_series
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.requests import accept_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from bocage.workspaces.series.rules import changed_rule
from tests.pages.page_text import text_of
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
    as_ruled,
    calendar_now,
    dates_of,
    day,
    periods_of,
    periods_shown,
    weekly,
)
from tests.workspaces.series.test_series_pages import chosen_in

pytestmark = pytest.mark.django_db

NINE, NOON = 9 * 60, 12 * 60
Frequency = BookingSeries.Frequency


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


def book(desk, person, recurrence=None, **details):
    return book_series(
        by=person,
        place=Place.objects.get(pk=desk.place_id),
        resources=[desk.pk],
        recurrence=recurrence or weekly(first_on=day_ahead(8)),
        **details,
    )


def change_of(series, **changes):
    """A change by who holds the series, at the same hours in the same spaces."""
    usual_fields = {
        "by": series.booked_for,
        "series": series,
        "starts": series.starts,
        "ends": series.ends,
        "resources": list(series.resources.values_list("pk", flat=True)),
    }
    return usual_fields | changes


def next_weekday(day):
    return (day.weekday() + 1) % 7


def day_of_week(day, weekday):
    return day + timedelta(days=weekday - day.weekday())


def hours_on(*days, starts=NINE, ends=NOON):
    return [(day, as_range(hours(day, starts, ends))) for day in days]


def test_each_date_goes_to_another_day_of_its_week(desk, person, deliver_mails):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])

    changed = change_series(**change_of(series, weekday=weekday))

    assert changed.pk == series.pk
    assert dates_of(changed) == hours_on(*(day_of_week(day, weekday) for day in days))
    assert changed.first_on.weekday() == weekday
    _booked, mail = deliver_mails()
    [attachment] = mail.attachments.all()
    assert periods_shown(bytes(attachment.content)) == periods_of(changed)


@pytest.mark.parametrize("rank", [1, 2, 4, -1])
def test_each_date_goes_to_another_day_of_its_month_at_the_same_rank(rank):
    tuesdays = {
        1: date(2027, 3, 2),
        2: date(2027, 3, 9),
        4: date(2027, 3, 23),
        -1: date(2027, 3, 30),
    }
    fridays = {
        1: [date(2027, 3, 5), date(2027, 4, 2), date(2027, 5, 7)],
        2: [date(2027, 3, 12), date(2027, 4, 9), date(2027, 5, 14)],
        4: [date(2027, 3, 26), date(2027, 4, 23), date(2027, 5, 28)],
        -1: [date(2027, 3, 26), date(2027, 4, 30), date(2027, 5, 28)],
    }
    rule = Recurrence(
        frequency=Frequency.MONTHLY, first_on=tuesdays[rank], starts=NINE, ends=NOON, count=3
    )

    changed = changed_rule(rule, first_on=tuesdays[rank], starts=NINE, ends=NOON, weekday=4)

    assert [*changed.becomes.values()] == fridays[rank]
    assert changed.recurrence.named_days() == fridays[rank]
    assert changed.added == []


def test_a_fortnight_keeps_its_weeks_on_another_day():
    first = date(2027, 3, 2)
    rule = Recurrence(
        frequency=Frequency.FORTNIGHTLY,
        first_on=first,
        starts=NINE,
        ends=NOON,
        count=3,
        skipped=frozenset({date(2027, 3, 16)}),
    )

    changed = changed_rule(rule, first_on=first, starts=NINE, ends=NOON, weekday=0)

    assert changed.recurrence.days() == [date(2027, 3, 1), date(2027, 3, 29)]
    assert changed.recurrence.skipped == {date(2027, 3, 15)}


def test_a_date_that_is_taken_on_the_new_day_stays_on_the_old_one(desk, person):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])
    moved_days = [day_of_week(day, weekday) for day in days]
    BookingFactory(resource=desk, period=as_range(hours(moved_days[1], NINE, NOON)))

    with pytest.raises(OccurrencesTaken):
        change_series(**change_of(series, weekday=weekday))
    assert dates_of(series) == hours_on(*days)
    dates = [ChosenDate(day=moved_days[number]) for number in (0, 2, 3)]
    changed = change_series(**change_of(series, weekday=weekday, dates=dates))

    moved_date = (moved_days[1], as_range(hours(days[1], NINE, NOON)))
    assert dates_of(changed) == sorted(
        [*hours_on(moved_days[0], moved_days[2], moved_days[3]), moved_date]
    )
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_from_one_date_on_the_day_changes_and_those_before_stay(desk, person):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])

    following = change_series(**change_of(series, weekday=weekday, from_day=days[2]))

    assert following.previous_id == series.pk
    assert dates_of(series) == hours_on(*days[:2])
    assert dates_of(following) == hours_on(*(day_of_week(day, weekday) for day in days[2:]))
    calendars = [
        calendar_now(BookingSeries.objects.get(pk=each_series.pk))
        for each_series in (series, following)
    ]
    assert periods_shown(*calendars) == periods_of(series, following)


def test_a_series_ends_later_and_its_new_dates_are_booked(desk, person):
    TariffFactory(place=desk.place)
    series = book(desk, person, weekly(3), purpose="Permanence", is_private=True)

    changed = change_series(**change_of(series, until=day(5)))

    assert dates_of(changed) == as_ruled(0, 1, 2, 3, 4, 5)
    new = changed.bookings.filter(occurs_on__gt=day(2))
    facts = {(booking.purpose, booking.is_private, booking.status) for booking in new}
    assert facts == {("Permanence", True, Booking.Status.CONFIRMED)}
    assert Charge.objects.filter(booking__series=changed).count() == 6


def test_a_new_date_that_is_taken_is_left_out_where_it_was_not_chosen(desk, person):
    series = book(desk, person, weekly(2))
    BookingFactory(resource=desk, period=as_range(hours(day(2), NINE, NOON)))

    with pytest.raises(OccurrencesTaken):
        change_series(**change_of(series, until=day(3)))
    dates = [ChosenDate(day=day(number)) for number in (0, 1, 3)]
    changed = change_series(**change_of(series, until=day(3), dates=dates))

    assert dates_of(changed) == as_ruled(0, 1, 3)
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_a_series_ends_sooner_and_frees_what_comes_after(desk, person, deliver_mails):
    series = book(desk, person, weekly(5))

    changed = change_series(**change_of(series, until=day(2) + timedelta(days=3)))

    assert dates_of(changed) == as_ruled(0, 1, 2)
    cancelled = changed.bookings.filter(status=Booking.Status.CANCELLED)
    assert {booking.cancelled_because for booking in cancelled} == {"holder"}
    BookingFactory(resource=desk, period=as_range(hours(day(3), NINE, NOON)))
    _booked, mail = deliver_mails()
    [attachment] = mail.attachments.all()
    assert periods_shown(bytes(attachment.content)) == periods_of(changed)


def test_a_series_that_ended_sooner_is_made_longer_again(desk, person):
    series = book(desk, person, weekly(4))

    shorter_series = change_series(**change_of(series, until=day(1)))
    longer_series = change_series(**change_of(shorter_series, until=day(3)))

    assert dates_of(longer_series) == as_ruled(0, 1, 2, 3)
    assert periods_shown(calendar_now(longer_series)) == periods_of(longer_series)


def test_what_ended_sooner_is_taken_back_on_its_new_day(desk, person):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])
    moved_days = [day_of_week(day, weekday) for day in days]

    shorter_series = change_series(**change_of(series, weekday=weekday, until=moved_days[2]))
    restored = restore_series(by=person, series=shorter_series)

    assert dates_of(restored) == [
        *hours_on(*moved_days[:3]),
        (moved_days[3], *hours_on(days[3])[0][1:]),
    ]
    assert periods_shown(calendar_now(restored)) == periods_of(restored)


def test_a_series_goes_back_to_a_day_on_which_dates_were_given_up(desk, person):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])
    changes = [
        {"until": days[1]},
        {"weekday": weekday},
        {"until": day_of_week(days[3], weekday)},
        {"weekday": days[0].weekday(), "until": days[1]},
    ]

    for change in changes:
        series = change_series(**change_of(series, **change))

    assert dates_of(series) == hours_on(*days[:2])
    assert periods_shown(calendar_now(series)) == periods_of(series)


def test_a_date_cancelled_alone_stays_so_on_another_day(desk, person):
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    cancel_booking(by=person, booking=series.bookings.get(occurs_on=days[1]))
    weekday = next_weekday(days[0])

    changed = change_series(**change_of(series, weekday=weekday))

    retained = [day_of_week(days[number], weekday) for number in (0, 2, 3)]
    assert dates_of(changed) == hours_on(*retained)
    assert periods_shown(calendar_now(changed)) == periods_of(changed)


def test_what_a_series_is_for_changes_on_all_its_dates_to_come(desk, person, deliver_mails):
    series = book(desk, person, purpose="Permanence")

    changed = change_series(**change_of(series, purpose=" Atelier ", is_private=True))

    assert (changed.purpose, changed.is_private) == ("Atelier", True)
    assert {(booking.purpose, booking.is_private) for booking in changed.bookings.all()} == {
        ("Atelier", True)
    }
    assert {booking.sequence for booking in changed.bookings.all()} == {1}
    assert len(deliver_mails()) == 2


def test_unset_fields_stay(desk, person):
    series = book(desk, person, purpose="Permanence", is_private=True)

    following = change_series(**change_of(series, from_day=day_ahead(22), starts=NINE + 60))

    assert (following.purpose, following.is_private) == ("Permanence", True)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (lambda: {"until": day_ahead(1)}, SeriesNamesNoDay),
        (lambda: {"until": day_ahead(5_000)}, SeriesTooLong),
        (lambda: {"until": day_ahead(200)}, BeyondHorizon),
        (lambda: {"dates": [ChosenDate(day=day_ahead(400))]}, SeriesEmpty),
    ],
    ids=["before its first date", "too long", "too far", "a day of no rule"],
)
def test_a_change_that_makes_no_series_writes_nothing(desk, person, changes, refusal):
    series = book(desk, person)

    with pytest.raises(refusal):
        change_series(**change_of(series, **changes()))

    days = [day_ahead(8 + 7 * number) for number in range(4)]
    assert dates_of(series) == hours_on(*days)
    assert BookingSeries.objects.get().count == 4


def test_a_day_that_has_gone_by_is_refused(desk, person):
    """Requested in its first hour, a week that begins today has no earlier day."""
    first = day_ahead(8)
    series = book(desk, person, weekly(first_on=first))
    before = day_of_week(first, (first.weekday() - 1) % 7)
    moment = hours(before, 23 * 60, 24 * 60).start

    if before < first:
        with pytest.raises(InThePast):
            change_series(**change_of(series, weekday=before.weekday(), now=moment))
    assert dates_of(series)[0] == hours_on(first)[0]


def test_a_new_date_meets_no_closure(desk, person):
    series = book(desk, person, weekly(2))
    host = HostFactory(of=desk.place)
    close_place(by=host, place=desk.place, period=as_range(day(2)))

    with pytest.raises(PlaceClosed):
        change_series(**change_of(series, until=day(3)))


def test_what_is_lent_with_an_agreement_is_not_made_longer_without_it(person):
    room = ResourceFactory(rules={"needs_approval": True})
    host = HostFactory(of=room.place)
    series = book(room, person)
    accept_series(by=host, series=series)
    later = day_ahead(8 + 7 * 5)

    with pytest.raises(ChangeNeedsApproval):
        change_series(**change_of(series, until=later))
    longer_series = change_series(**change_of(series, until=later, by=host))

    assert len(dates_of(longer_series)) == 6


def test_a_series_is_changed_from_its_page(client, desk, person):
    client.force_login(person)
    series = book(desk, person)
    days = [day_ahead(8 + 7 * number) for number in range(4)]
    weekday = next_weekday(days[0])
    page = reverse("series_change", args=[series.pk])
    query = f"?jour={weekday}&de=09:00&a=12:00&espace={desk.pk}&jusqu-au={day_ahead(38)}"

    response = client.get(page + query)
    data = chosen_in(response.text) | {"mot": ["Atelier"], "privee": ["on"]}
    answer = client.post(page + query, data)

    assert "nouvelle date" in text_of(response)
    assert answer.status_code == 303
    moved_days = [day_of_week(day_ahead(8 + 7 * number), weekday) for number in range(6)]
    expected = [moved_day for moved_day in moved_days if moved_day <= day_ahead(38)]
    changed = BookingSeries.objects.get()
    assert dates_of(changed) == hours_on(*expected)
    assert (changed.purpose, changed.is_private) == ("Atelier", True)


def test_description_of_a_series_changes_without_a_new_choice_of_dates(client, desk, person):
    client.force_login(person)
    series = book(desk, person, purpose="Permanence")
    page = reverse("series_change", args=[series.pk])

    response = client.get(page)
    client.post(page, chosen_in(response.text) | {"mot": ["Atelier"]})

    changed = BookingSeries.objects.get()
    assert (changed.purpose, changed.is_private) == ("Atelier", False)
    assert dates_of(changed) == hours_on(*(day_ahead(8 + 7 * number) for number in range(4)))


def test_the_page_tells_the_dates_that_a_sooner_end_gives_up(client, desk, person):
    client.force_login(person)
    series = book(desk, person)
    page = reverse("series_change", args=[series.pk])
    query = f"?de=09:00&a=12:00&espace={desk.pk}&jusqu-au={day_ahead(15)}"

    response = client.get(page + query)

    assert "2 dates après cette fin seront annulées" in text_of(response)
    client.post(page + query, chosen_in(response.text))
    assert len(dates_of(series)) == 2


@pytest.mark.parametrize(
    "query",
    [
        "jour=9",
        "jour=zz",
        "jusqu-au=2999-01-01",
        "jusqu-au=hier",
        "jusqu-au=2020-01-01",
        "jusqu-au=2099-01-01",
        "de=&a=&espace=%00",
    ],
)
def test_invalid_query_of_a_change_is_refused(client, desk, person, query):
    client.force_login(person)
    series = book(desk, person)
    usual_query = f"?de=09:00&a=12:00&espace={desk.pk}&"

    answer = client.get(reverse("series_change", args=[series.pk]) + usual_query + query)

    assert answer.status_code in {400, 409, 422}
    assert dates_of(series)


def test_purpose_that_is_too_long_is_refused_and_stays_in_the_form(client, desk, person):
    client.force_login(person)
    series = book(desk, person)
    page = reverse("series_change", args=[series.pk])

    answer = client.post(page, chosen_in(client.get(page).text) | {"mot": ["x" * 301]})

    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert BookingSeries.objects.get().purpose == ""


def test_the_page_still_shows_where_the_space_is_not_booked_any_more(client, desk, person):
    client.force_login(person)
    series = book(desk, person)
    Place.objects.get(pk=desk.place_id).resources.update(is_active=False)

    assert client.get(reverse("series_change", args=[series.pk])).status_code == 200


def test_a_place_asks_members_alone_for_the_new_dates_too(person):
    place = PlaceFactory()
    desk = ResourceFactory(place=place)
    series = book(desk, person)
    host = HostFactory(of=place)
    changed = change_series(**change_of(series, until=day_ahead(8 + 7 * 4), by=host))

    assert {booking.created_by_id for booking in changed.bookings.all()} == {person.pk}
