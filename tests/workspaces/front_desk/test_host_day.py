"""The host's day list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bocage.workspaces.billing.operations.prices import record_payment
from bocage.workspaces.bookings.operations.bookings import book_resource, book_resources
from bocage.workspaces.front_desk.day_list import day_list
from bocage.workspaces.models import Booking, Charge, Place
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PassFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def day_page(client, place, day=None):
    return client.get(reverse("host_day", args=[place.slug, day or day_ahead(1)]))


def place_of_a_busy_day(*, desks: int) -> Place:
    place = PlaceFactory()
    for _number in range(desks):
        desk = ResourceFactory(place=place)
        BookingFactory(resource=desk)
        BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    return place


def test_the_day_tells_who_comes_by_resource_with_what_to_prepare():
    desk = ResourceFactory(name="Poste 1", position=1)
    room = ResourceFactory(place=desk.place, meeting_room=True, position=2)
    regular = PersonFactory(name="Ada")
    BookingFactory(
        resource=desk, booked_for=regular, period=as_range(morning(day_ahead(0) - timedelta(7)))
    )
    BookingFactory(resource=desk, booked_for=regular)
    book_resources(
        by=PersonFactory(name="Blaise"),
        place=room.place,
        resources=[room.pk],
        period=afternoon(day_ahead(1)),
        attendees=5,
        purpose="Deux écrans",
    )

    listing = day_list(desk.place, day_ahead(1))

    assert [(group.space.name, len(group.visits)) for group in listing.groups] == [
        ("Poste 1", 1),
        ("Salle de réunion", 1),
    ]
    assert [visit.name for group in listing.groups for visit in group.visits] == ["Ada", "Blaise"]
    assert [visit.row.is_first for group in listing.groups for visit in group.visits] == [
        False,
        True,
    ]
    assert listing.groups[1].visits[0].to_prepare == "Deux écrans"
    assert listing.groups[1].visits[0].with_others == "5 personnes"
    assert listing.groups[0].visits[0].to_prepare == ""
    assert (listing.bookings, listing.people, listing.first_visits) == (2, 6, 1)


def test_a_day_that_is_over_says_who_was_expected_and_who_came(client):
    desk = ResourceFactory()
    arrived = morning(day_ahead(-1)).start
    BookingFactory(
        resource=desk,
        period=as_range(morning(day_ahead(-1))),
        status=Booking.Status.COMPLETED,
        checked_in_at=arrived,
    )
    BookingFactory(
        resource=desk,
        period=as_range(afternoon(day_ahead(-1))),
        status=Booking.Status.COMPLETED,
    )
    client.force_login(HostFactory(of=desk.place))

    past_page = day_page(client, desk.place, day_ahead(-1)).content.decode()
    assert "2 personnes étaient attendues, 1 arrivée notée" in " ".join(past_page.split())
    assert "2 personnes attendues" not in past_page
    assert (
        "Personne n’était attendu" in day_page(client, desk.place, day_ahead(-9)).content.decode()
    )
    assert "Personne n’est encore attendu" in day_page(client, desk.place).content.decode()


def test_a_day_is_over_at_the_end_of_its_last_booking(monkeypatch):
    desk = ResourceFactory()
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    end = morning(day_ahead(1)).end

    for now, is_over in ((end - timedelta(minutes=1), False), (end, True)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        assert day_list(desk.place, timezone.localdate(end)).is_over is is_over


def test_the_day_tells_whom_somebody_brings_and_what_is_private(client):
    room = ResourceFactory(meeting_room=True)
    BookingFactory(
        resource=room, guests=["Ada Morel", "Élie <Petit>"], attendees=3, is_private=True
    )
    client.force_login(HostFactory(of=room.place))

    [visit] = day_list(room.place, day_ahead(1)).groups[0].visits
    page = day_page(client, room.place).content.decode()

    assert (visit.with_others, visit.guests) == ("3 personnes", "avec Ada Morel, Élie <Petit>")
    assert visit.row.is_private
    assert "avec Ada Morel, Élie &lt;Petit&gt;" in page


def test_a_booking_of_several_resources_is_one_line():
    desk = ResourceFactory(name="Poste 1", position=1)
    second_desk = ResourceFactory(place=desk.place, name="Poste 2", position=2)
    book_resources(
        by=PersonFactory(),
        place=desk.place,
        resources=[desk.pk, second_desk.pk],
        period=morning(day_ahead(1)),
    )

    listing = day_list(desk.place, day_ahead(1))

    lines = [visit for group in listing.groups for visit in group.visits]
    assert [line.to_prepare for line in lines] == ["avec Poste 2"]


def test_a_line_says_what_its_person_has_still_to_pay_and_where_the_host_receives_it(client):
    place = PlaceFactory()
    desks = [ResourceFactory(place=place, position=number) for number in range(4)]
    TariffFactory(place=place)
    host = HostFactory(of=place)
    pass_holder, organisation_member, payer, debtor = PersonFactory.create_batch(4)
    PassFactory(product__place=place, person=pass_holder)
    PayerFactory(place=place, people=[organisation_member])
    bookings = [
        book_resource(by=person, resource=desk, period=morning(day_ahead(1)))
        for person, desk in zip(
            (pass_holder, organisation_member, payer, debtor), desks, strict=True
        )
    ]
    record_payment(by=host, due=Charge.objects.get(booking=bookings[2]), method="cash")

    listing = day_list(place, day_ahead(1))
    client.force_login(host)
    page = day_page(client, place)

    due = [plain(visit.due) for group in listing.groups for visit in group.visits]
    assert due == ["", "", "", "8,00 € à régler"]
    settle = reverse("host_payment", args=[place.slug, "reservation", bookings[3].pk])
    assert page.content.decode().count("/encaisser/") == 1
    assert f'href="{settle}"' in page.content.decode()


def test_cancelled_bookings_and_other_days_and_places_are_not_there():
    desk = ResourceFactory()
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(2))))
    BookingFactory()
    BookingFactory(
        resource=desk,
        status=Booking.Status.CANCELLED,
        cancelled_at=morning(day_ahead(0)).start,
        cancelled_because=Booking.CancelledBecause.HOLDER,
    )

    assert day_list(desk.place, day_ahead(1)).bookings == 0


def test_a_person_who_hides_their_name_comes_without_it(client):
    desk = ResourceFactory()
    shy = PersonFactory(name="Zoé Discrète", shows_name_to_hosts=False)
    BookingFactory(resource=desk, booked_for=shy)
    client.force_login(HostFactory(of=desk.place))

    page = day_page(client, desk.place).content.decode()

    assert "Une personne" in page
    assert "Discrète" not in page


@pytest.mark.parametrize("desks", [1, 30])
def test_the_page_takes_the_same_queries_for_two_visits_and_for_sixty(
    client, desks, django_assert_num_queries
):
    place = place_of_a_busy_day(desks=desks)
    client.force_login(HostFactory(of=place))
    day_page(client, place)

    with django_assert_num_queries(4):
        response = day_page(client, place)

    assert response.context["list"].bookings == desks * 2


@pytest.mark.parametrize("has_statistics", [False, True], ids=["no statistics", "statistics"])
def test_a_day_reads_no_booking_of_other_days_but_those_of_its_people(has_statistics):
    desk = ResourceFactory()
    desks = [desk, *(ResourceFactory(place=desk.place) for _number in range(9))]
    for booked_desk in desks:
        BookingFactory(resource=booked_desk)
    for days_ago in range(1, 61):
        BookingFactory(resource=desk, period=as_range(morning(day_ahead(-days_ago))))
    with connection.cursor() as cursor:
        # To scan a table of two pages, as it may be here, is right; that of a real place has many.
        cursor.execute("SET LOCAL enable_seqscan = off")
        if has_statistics:
            cursor.execute("ANALYZE workspaces_booking")
        day_list(desk.place, day_ahead(1))
        read_before = bookings_read(cursor)
        assert len(day_list(desk.place, day_ahead(1)).groups) == len(desks)
        assert bookings_read(cursor) - read_before < 100


def bookings_read(cursor) -> int:
    """Rows of bookings that the transaction has read so far, by index or not."""
    cursor.execute(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
        " WHERE relname = 'workspaces_booking'"
    )
    return cursor.fetchone()[0]


def test_a_host_of_another_place_finds_nothing(client):
    place = PlaceFactory()
    client.force_login(HostFactory(of=PlaceFactory()))

    assert day_page(client, place).status_code == 404


def test_an_impossible_day_is_not_found(client):
    place = PlaceFactory()
    client.force_login(HostFactory(of=place))

    assert client.get(f"/espace/lieux/{place.slug}/jour/2026-02-31/").status_code == 404
    assert client.get(f"/espace/lieux/{place.slug}/jour/0001-01-01/").status_code == 404
    assert client.get(f"/espace/lieux/{place.slug}/jour/2000-01-01/").status_code == 200
    assert client.get(f"/espace/lieux/{place.slug}/jour/9999-12-31/").status_code == 404


def test_a_closed_day_says_why(client):
    place = PlaceFactory()
    ClosureFactory(place=place, period=as_range(day_ahead(1)), reason="travaux")
    client.force_login(HostFactory(of=place))

    assert "(travaux)" in day_page(client, place).content.decode()


def test_the_host_cancels_with_a_word(client):
    booking = BookingFactory()
    place = booking.place
    client.force_login(HostFactory(of=place))
    address = reverse("host_cancel", args=[place.slug, booking.pk])

    assert client.get(address).status_code == 200
    response = client.post(address, {"note": "Panne de chauffage"})

    assert response.status_code == 302
    booking.refresh_from_db()
    assert (booking.status, booking.cancelled_because, booking.cancellation_note) == (
        Booking.Status.CANCELLED,
        Booking.CancelledBecause.HOST,
        "Panne de chauffage",
    )


def test_a_booking_of_another_place_is_not_cancelled_through_this_one(client):
    booking = BookingFactory()
    place = PlaceFactory()
    client.force_login(HostFactory(of=place))

    response = client.post(reverse("host_cancel", args=[place.slug, booking.pk]))

    assert response.status_code == 404
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED
