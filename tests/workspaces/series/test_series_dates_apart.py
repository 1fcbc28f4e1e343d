"""The dates of a series that were changed by themselves, once the series changes; and what its
page keeps of the choices made where a change is refused."""

import pytest
from django.urls import reverse

from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.hosting.operations.opening_hours import set_weekly_hours
from bocage.workspaces.models import Booking, BookingSeries, Hold, Place
from bocage.workspaces.series.deviations import deviations_of
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from bocage.workspaces.series.views.series import dates_concerned
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    hours,
)
from tests.workspaces.series.test_series import NINE, NOON, as_ruled, dates_of, day, weekly
from tests.workspaces.series.test_series_pages import chosen_in

pytestmark = pytest.mark.django_db

TWO, FIVE = 14 * 60, 17 * 60


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


@pytest.fixture
def series(desk, person):
    return book(desk, person)


@pytest.fixture
def foreign_desk():
    """A desk of another place."""
    return ResourceFactory(name="Poste d’ailleurs", place=PlaceFactory(name="La Grange d’Essay"))


def book(desk, person, **details):
    place = Place.objects.get(pk=desk.place_id)
    return book_series(
        by=person, place=place, resources=[desk.pk], recurrence=weekly(), purpose="Cours", **details
    )


def move(series, number, **changes):
    """Moves one date individually, to the afternoon by default."""
    move_fields = changes or {"period": hours(day(number), TWO, FIVE)}
    booking = series.bookings.get(occurs_on=day(number))
    return move_booking(by=series.booked_for, booking=booking, **move_fields)


def address(series, desk=None, **changes):
    """The page that changes a series, with a rule where there is one."""
    page = reverse("series_change", args=[series.pk])
    if desk is None:
        return page
    usual_fields = {"de": "09:00", "a": "12:00", "espace": str(desk.pk)}
    return (
        page + "?" + "&".join(f"{name}={value}" for name, value in (usual_fields | changes).items())
    )


def send(client, page, **changes):
    """Sends the form of a page as it stands, but for what changes."""
    return client.post(page, chosen_in(client.get(page).text) | changes)


def days(*numbers):
    return [day(number).isoformat() for number in numbers]


def purposes(series):
    return set(series.bookings.values_list("purpose", flat=True))


def test_a_date_that_was_moved_stays_when_only_the_word_changes(client, series):
    move(series, 1)
    page = client.get(address(series))

    assert chosen_in(page.text)["date"] == days(0, 2, 3)
    assert "Changée à part" in text_of(page)
    assert "14 h – 17 h, Poste 1" in text_of(page)
    answer = send(client, address(series), mot=["Atelier"])

    assert answer.status_code == 303
    assert purposes(series) == {"Atelier"}
    moved_date = as_ruled(1, starts=TWO, ends=FIVE)
    assert dates_of(series) == sorted([*as_ruled(0, 2, 3), *moved_date])


def test_the_page_of_a_series_says_which_dates_were_changed_by_themselves(client, series):
    page = reverse("series_detail", args=[series.pk])
    assert "changée à part" not in text_of(client.get(page))

    move(series, 1)

    assert text_of(client.get(page)).count("changée à part") == 1


def test_a_date_that_was_moved_stays_when_the_series_ends_later(client, desk, series):
    move(series, 1)

    send(client, address(series, desk, **{"jusqu-au": str(day(4))}))

    moved_date = as_ruled(1, starts=TWO, ends=FIVE)
    assert dates_of(series) == sorted([*as_ruled(0, 2, 3, 4), *moved_date])


def test_a_date_in_another_space_stays_there(client, desk, series):
    second = ResourceFactory(place=desk.place, name="Poste 2")
    move(series, 2, resources=[second.pk])

    send(client, address(series), mot=["Atelier"])

    assert list(series.bookings.get(occurs_on=day(2)).resources.all()) == [second]
    assert dates_of(series) == as_ruled(0, 1, 2, 3)


def test_a_date_that_was_moved_has_nothing_chosen_where_its_new_hours_are_taken(
    client, desk, series
):
    ResourceFactory(place=desk.place, name="Poste 2")
    move(series, 1)
    BookingFactory(resource=desk, period=as_range(hours(day(1), NINE, NOON)))
    page = client.get(address(series))

    assert "Poste 2, à la même heure" in text_of(page)
    assert "14 h – 17 h, Poste 1" in text_of(page)
    assert chosen_in(page.text)[f"autre-{day(1)}"] == [""]


def test_a_date_that_was_moved_follows_its_series_again_once_it_is_chosen(client, series):
    move(series, 1)

    send(client, address(series), date=days(0, 1, 2, 3))

    assert dates_of(series) == as_ruled(0, 1, 2, 3)


@pytest.fixture
def shorter(series):
    """Makes its place open at ten from now on: the dates of the series stay at nine."""
    week = {weekday: [(10 * 60, 18 * 60)] for weekday in range(7)}
    set_weekly_hours(by=HostFactory(of=series.place), place=series.place, hours=week)
    return series


def test_a_date_that_no_longer_fits_stays_when_only_the_word_changes(client, shorter):
    page = client.get(address(shorter))

    assert [chosen_in(page.text)[f"autre-{day(number)}"] for number in range(4)] == [[""]] * 4
    send(client, address(shorter), mot=["Atelier"])

    assert purposes(shorter) == {"Atelier"}
    assert dates_of(shorter) == as_ruled(0, 1, 2, 3)


def test_a_date_that_no_longer_fits_has_the_nearest_hours_chosen_once_dates_are_asked_for(
    client, desk, shorter
):
    page = address(shorter, desk, **{"jusqu-au": str(day(2))})

    response = client.get(page)

    assert "10 h – 13 h, plus tard" in text_of(response).replace("\u00a0", " ")
    send(client, page)
    ten_to_one = hours(day(0), 10 * 60, 13 * 60)
    assert dates_of(shorter)[0] == (day(0), as_range(ten_to_one))
    assert len(dates_of(shorter)) == 3


@pytest.mark.parametrize("requested_hours", [("09:00", "12:00"), ("14:00", "16:00")])
def test_a_date_in_another_place_stays_there_whatever_changes(
    client, desk, person, foreign_desk, requested_hours
):
    foreign_date = ChosenDate(day=day(1), place=foreign_desk.place, resource_id=foreign_desk.pk)
    series = book(
        desk, person, dates=[ChosenDate(day=day(0)), foreign_date, ChosenDate(day=day(2))]
    )
    starts, ends = requested_hours
    page = address(series, desk, de=starts, a=ends)

    response = client.get(page)
    answer = send(client, page, mot=["Atelier"])

    assert "Poste d’ailleurs, La Grange d’Essay. Elle y reste." in text_of(response)
    assert f'value="{day(1)}"' not in response.text
    assert answer.status_code == 303
    assert purposes(series) == {"Atelier"}
    booking = series.bookings.get(occurs_on=day(1))
    assert (booking.place, booking.period) == (foreign_desk.place, as_ruled(1)[0][1])
    assert Hold.objects.get(booking=booking).resource == foreign_desk


def test_all_the_dates_of_a_change_are_those_of_its_place(desk, person, foreign_desk):
    foreign_date = ChosenDate(day=day(1), place=foreign_desk.place, resource_id=foreign_desk.pk)
    series = book(desk, person, dates=[ChosenDate(day=day(0)), foreign_date])

    changed = change_series(
        by=person, series=series, starts=TWO, ends=FIVE, resources=[desk.pk], dates=None
    )

    assert dates_of(changed) == sorted([*as_ruled(0, starts=TWO, ends=FIVE), *as_ruled(1)])


def test_who_comes_with_a_date_does_not_set_it_apart(series):
    Booking.objects.filter(series=series, occurs_on=day(1)).update(attendees=2)

    assert deviations_of(series, dates_concerned(series, None)) == {}


# Refusals.


def lose_a_date(desk, _data):
    BookingFactory(resource=desk, period=as_range(hours(day(1), TWO, FIVE)))


def come_second(_desk, data):
    data["version"] = ["7"]


@pytest.mark.parametrize(
    ("meanwhile", "retained"),
    [(lose_a_date, [0, 2]), (come_second, [0, 1, 2])],
    ids=["a date is lost", "somebody else came first"],
)
def test_a_refused_change_keeps_the_dates_that_were_chosen_and_the_word(
    client, desk, series, meanwhile, retained
):
    page = address(series, desk, de="14:00", a="17:00")
    data = chosen_in(client.get(page).text) | {"date": days(0, 1, 2), "mot": ["Atelier"]}
    meanwhile(desk, data)

    answer = client.post(page, data)

    assert answer.status_code == 409
    new_choices = chosen_in(answer.text)
    assert (new_choices["date"], new_choices["mot"]) == (days(*retained), ["Atelier"])
    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    assert client.post(page, new_choices).status_code == 303
    changed = BookingSeries.objects.get()
    moved_dates = as_ruled(*retained, starts=TWO, ends=FIVE)
    standing_dates = as_ruled(*({0, 1, 2, 3} - {*retained}))
    assert (dates_of(changed), purposes(changed)) == (
        sorted([*moved_dates, *standing_dates]),
        {"Atelier"},
    )


def test_hours_beyond_the_rights_of_the_person_are_refused_date_by_date(client, person):
    desk = ResourceFactory(place=PlaceFactory(rules={"hours_per_week": 4}))
    series = book(desk, person)
    page = address(series, desk, a="12:30")
    data = chosen_in(client.get(page).text)
    week = hours(day(1), TWO, TWO + 60)
    BookingFactory(resource=desk, booked_for=person, period=as_range(week))

    answer = client.post(page, data)

    assert answer.status_code == 409
    assert "au-delà de vos heures" in text_of(answer)
    assert chosen_in(answer.text)["date"] == days(0, 2, 3)
