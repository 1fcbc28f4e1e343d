"""Replacements of what a place had to cancel, booked by one click in its mail."""

import pytest

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.house_rules.operations.house_rules import (
    accept_house_rules,
    publish_house_rules,
)
from bocage.workspaces.models import Booking, Hold
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


def path_instead(lost_booking, resource, *other_resources, period=None, person=None):
    starts, ends = period or morning(day_ahead(1))
    payload = {
        "booking": str(lost_booking.pk),
        "person": str((person or lost_booking.booked_for).pk),
        "resource": str(resource.pk),
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
    }
    if other_resources:
        payload["with"] = ",".join(str(other_resource.pk) for other_resource in other_resources)
    return signed_action_path("workspaces.book_instead", payload)


def test_those_who_lost_the_same_hour_are_each_booked_beside_it(client):
    place = PlaceFactory()
    lost_bookings = [BookingFactory(resource=ResourceFactory(place=place)) for _number in range(3)]
    next_door = PlaceFactory()
    first, *_free_desks = ResourceFactory.create_batch(3, place=next_door)

    for lost_booking in lost_bookings:
        assert "C’est réservé" in text_of(client.post(path_instead(lost_booking, first)))

    booked = Booking.objects.filter(place=next_door)
    assert {booking.booked_for_id for booking in booked} == {
        lost_booking.booked_for_id for lost_booking in lost_bookings
    }
    assert Hold.objects.filter(booking__place=next_door, is_holding=True).count() == 3


def test_latecomer_reads_where_to_look(client, lost_booking):
    desk = ResourceFactory()
    BookingFactory(resource=desk)

    page = client.post(path_instead(lost_booking, desk))

    assert "déjà pris" in text_of(page)
    assert "Rien n’est réservé." in text_of(page)
    assert (
        f"?commune={lost_booking.place.commune_id}&amp;jour={day_ahead(1)}" in page.content.decode()
    )
    assert not Booking.objects.filter(place=desk.place, booked_for=lost_booking.booked_for).exists()


def test_requirement_of_the_place_has_a_link(client, lost_booking):
    desk = ResourceFactory()
    publish_house_rules(by=HostFactory(of=desk.place), place=desk.place, text="Pas de bruit.")

    page = client.post(path_instead(lost_booking, desk))

    assert "acceptez le règlement" in text_of(page)
    assert f"{desk.place.get_absolute_url()}?jour={day_ahead(1)}" in page.content.decode()
    accept_house_rules(by=lost_booking.booked_for, house_rules=desk.place.house_rules.get())
    assert "C’est réservé" in text_of(client.post(path_instead(lost_booking, desk)))


def test_one_of_several_is_enough(client, lost_booking):
    first, second = ResourceFactory(), ResourceFactory()
    client.post(path_instead(lost_booking, first))

    page = text_of(client.post(path_instead(lost_booking, second)))

    assert "C’est réservé" in page
    assert (
        Booking.objects.filter(booked_for=lost_booking.booked_for, status=Status.CONFIRMED).count()
        == 1
    )


def test_price_is_shown_before_booking(client, lost_booking):
    desk = ResourceFactory()
    assert "gratuit" not in text_of(client.get(path_instead(lost_booking, desk)))
    TariffFactory(place=desk.place)
    assert "8,00 €" in text_of(client.get(path_instead(lost_booking, desk)))


@pytest.fixture
def lost_by_two():
    """A booking of two desks for two, that its place had to cancel."""
    place = PlaceFactory()
    desks = ResourceFactory.create_batch(2, place=place)
    booking = book_resources(
        by=PersonFactory(),
        place=place,
        resources=[desk.pk for desk in desks],
        period=morning(day_ahead(1)),
        attendees=2,
    )
    return cancel_booking(by=HostFactory(of=place), booking=booking)


def test_several_desks_are_listed_and_priced_together(client, lost_by_two):
    first = ResourceFactory(name="Poste 1", position=1)
    second = ResourceFactory(name="Poste 2", position=2, place=first.place)
    TariffFactory(place=first.place)

    page = text_of(client.get(path_instead(lost_by_two, first, second)))

    assert "Poste 1, Poste 2" in page
    assert "16,00 €" in page


def test_who_comes_second_gets_as_many_desks_beside(client, lost_by_two):
    desks = ResourceFactory.create_batch(4, place=PlaceFactory())
    BookingFactory(resource=desks[1])

    page = client.post(path_instead(lost_by_two, *desks[:2]))

    assert "C’est réservé" in text_of(page)
    booked = Booking.objects.get(booked_for=lost_by_two.booked_for, status=Status.CONFIRMED)
    assert booked.holds.count() == 2


def test_link_to_a_removed_desk_is_gone(client, lost_by_two):
    desks = ResourceFactory.create_batch(2, place=PlaceFactory())
    path = path_instead(lost_by_two, *desks)
    desks[1].delete()

    assert client.get(path).status_code == client.post(path).status_code == 410


def test_what_is_free_instead_is_for_who_lost_it_alone(client, lost_booking):
    path = path_instead(lost_booking, ResourceFactory(), person=PersonFactory())

    assert client.get(path).status_code == client.post(path).status_code == 410


def test_what_is_past_is_not_booked_instead(client, lost_booking):
    path = path_instead(lost_booking, ResourceFactory(), period=morning(day_ahead(-1)))

    assert "déjà passé" in text_of(client.post(path))
    assert not Booking.objects.filter(status=Status.CONFIRMED).exists()


# The link « retirer ma demande »
