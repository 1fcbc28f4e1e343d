"""A place that closes for good, a space that is put away, and a host who has not read all."""

import re
from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.booking_refusals.errors import PlaceClosed
from bocage.workspaces.bookings.errors import RequestAlreadyDecided
from bocage.workspaces.bookings.operations.bookings import book_resource, book_resources
from bocage.workspaces.bookings.operations.requests import accept_request
from bocage.workspaces.hosting.errors import ClosureMeetsMore
from bocage.workspaces.hosting.operations.closing import close_for_good
from bocage.workspaces.hosting.operations.closures import bookings_affected, close_place
from bocage.workspaces.hosting.operations.places import change_resource, publish_place
from bocage.workspaces.models import Booking, Closure, Place, UnmetWish, WaitlistEntry
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.wait_endings import expire_entries
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def place():
    return PlaceFactory(boitron=True)


@pytest.fixture
def host(place):
    return HostFactory(of=place)


@pytest.fixture
def desk(place):
    return ResourceFactory(place=place)


@pytest.fixture
def neighbour():
    """A desk six kilometres away."""
    position = {"latitude": 48.5386, "longitude": 0.2451, "position_source": "address"}
    return ResourceFactory(place=PlaceFactory(name="La Grange d’Essay", **position))


def statuses(*rows):
    return [type(row).objects.get(pk=row.pk).status for row in rows]


def test_a_place_that_closes_for_good_ends_what_it_promised_and_tells_each_once(
    place, host, desk, neighbour, deliver_mails
):
    second_desk = ResourceFactory(place=place)
    booking = BookingFactory(resource=desk)
    request = BookingFactory(resource=second_desk, requested=True)
    waiting = WaitlistEntryFactory(resource=desk)
    offered = WaitlistEntryFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    offer_next(place=place, period=offered.period)
    deliver_mails()
    earlier = {mail.pk for mail in deliver_mails()}

    close_for_good(by=host, place=place, reason="la commune rend le local")
    close_for_good(by=host, place=place, reason="une autre fois")

    assert statuses(booking, request) == [Status.CANCELLED, Status.REFUSED]
    assert statuses(waiting, offered) == ["expired", "expired"]
    assert UnmetWish.objects.count() == 2
    mails = [mail for mail in deliver_mails() if mail.pk not in earlier]
    people = [booking.booked_for, request.booked_for, waiting.person, offered.person]
    assert sorted(mail.recipient for mail in mails) == sorted(person.email for person in people)
    by_person = {mail.recipient: mail for mail in mails}
    for person in (booking.booked_for, request.booked_for):
        mail = by_person[person.email]
        assert "la commune rend le local" in mail.text
        [lost_date] = mail.facts.get("lost_dates", [mail.facts])
        offered_instead = {replacement["resource_id"] for replacement in lost_date["replacements"]}
        assert offered_instead == {str(neighbour.pk)}
    assert "ne prend plus de réservation" in by_person[waiting.person.email].text


def test_what_has_begun_and_what_was_stays(place, host, desk):
    now = timezone.now()
    under_way = BookingFactory(
        resource=desk,
        status=Status.CHECKED_IN,
        period=as_range((now - timedelta(hours=1), now + timedelta(hours=1))),
    )
    past = BookingFactory(
        resource=desk,
        status=Status.COMPLETED,
        period=as_range(morning(day_ahead(-3))),
    )

    close_for_good(by=host, place=place)

    assert statuses(under_way, past) == [Status.CHECKED_IN, Status.COMPLETED]


def test_nothing_is_booked_nor_accepted_once_a_place_has_closed(place, host, desk):
    request = BookingFactory(resource=desk, requested=True)
    close_for_good(by=host, place=place)

    with pytest.raises(RequestAlreadyDecided):
        accept_request(by=host, booking=request)


def test_a_place_that_closed_for_good_opens_again(place, host, desk):
    close_for_good(by=host, place=place)
    publish_place(by=host, place=place)

    booked = book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))
    assert booked.status == Status.CONFIRMED


def test_nobody_else_closes_a_place_for_good(place, desk):
    for stranger in (PersonFactory(), HostFactory(of=PlaceFactory())):
        with pytest.raises(NotAllowed):
            close_for_good(by=stranger, place=place)
    assert Place.objects.get(pk=place.pk).status == Place.Status.PUBLISHED


def test_a_place_is_not_deleted_under_who_waits_asks_or_has_booked(place, desk):
    for make in (
        lambda: WaitlistEntryFactory(resource=desk),
        lambda: BookingFactory(resource=desk, requested=True),
        lambda: BookingFactory(resource=desk),
    ):
        row = make()
        with pytest.raises(ProtectedError):
            place.delete()
        with pytest.raises(ProtectedError):
            desk.delete()
        assert type(row).objects.filter(pk=row.pk).exists()


def test_people_waiting_for_a_removed_space_receive_a_mail(place, host, desk, deliver_mails):
    french = WaitlistEntryFactory(resource=desk)
    english = WaitlistEntryFactory(resource=desk, person=PersonFactory(language="en"))
    any_desk = WaitlistEntryFactory(resource=None, place=place, kind="desk")
    change_resource(by=host, resource=desk, is_active=False)

    assert expire_entries() == 2

    assert statuses(french, english, any_desk) == ["expired", "expired", "waiting"]
    texts = {mail.recipient: mail.text for mail in deliver_mails()}
    assert f"{desk.name} ne se réserve plus" in texts[french.person.email].replace("\xa0", " ")
    assert f"{desk.name} can no longer be booked" in texts[english.person.email]


def test_the_end_of_a_wait_speaks_the_language_of_who_waited(place, host, desk, deliver_mails):
    entry = WaitlistEntryFactory(
        resource=None, place=place, kind="desk", person=PersonFactory(language="en")
    )

    close_for_good(by=host, place=place)

    [mail] = [mail for mail in deliver_mails() if mail.recipient == entry.person.email]
    assert "poste" not in mail.text
    assert mail.facts["facts"]["spaces"] == ["desk"]


def test_the_page_shows_all_that_ends_and_asks_to_be_sure(client, place, host, desk):
    booking = BookingFactory(resource=desk, booked_for__name="Jeanne Roussel")
    BookingFactory(resource=desk, requested=True, booked_for__name="Paul Aubry")
    WaitlistEntryFactory(resource=desk)
    client.force_login(host)
    address = reverse("host_close_for_good", args=[place.slug])

    page = text_of(client.get(address))
    for words in (
        "1 réservation sera annulée",
        "Jeanne Roussel",
        "1 demande sera refusée",
        "Paul Aubry",
        "1 personne attend une place",
    ):
        assert words in page
    assert client.post(address, {"reason": "x"}).status_code == 422
    assert statuses(booking) == [Status.CONFIRMED]

    page = text_of(client.post(address, {"reason": "x", "is_sure": "on"}, follow=True))
    assert "Ce lieu est fermé définitivement" in page
    assert "Rouvrir le lieu" in page
    assert statuses(booking, place) == [Status.CANCELLED, Place.Status.CLOSED]


def test_a_closure_shows_requests_apart_and_asks_again_when_somebody_books_meanwhile(
    client, place, host, desk
):
    first = BookingFactory(resource=desk, booked_for__name="Jeanne Roussel")
    BookingFactory(resource=desk, requested=True)
    client.force_login(host)
    address = reverse("host_close", args=[place.slug])
    data = {"first_day": day_ahead(1), "last_day": day_ahead(1), "reason": "travaux"}
    answer = client.post(address, data)
    assert "1 réservation sera annulée" in text_of(answer)
    assert "1 demande sera refusée" in text_of(answer)
    seen_ids = answer.context["affected"].seen_ids

    afternoon_booking = BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    answer = client.post(address, data | {"seen": seen_ids})
    assert "2 réservations seront annulées" in text_of(answer)
    assert not Closure.objects.exists()

    answer = client.post(address, data | {"seen": answer.context["affected"].seen_ids}, follow=True)
    assert "3 personnes sont prévenues" in text_of(answer)
    assert statuses(first, afternoon_booking) == [Status.CANCELLED, Status.CANCELLED]


@pytest.mark.parametrize("seen_ids", ["1", "x,y", "é" * 40, "," * 9])
def test_what_was_not_read_is_not_closed(client, place, host, desk, seen_ids):
    BookingFactory(resource=desk)
    client.force_login(host)
    data = {"first_day": day_ahead(1), "last_day": day_ahead(1), "seen": seen_ids}

    assert "sera annulée" in text_of(client.post(reverse("host_close", args=[place.slug]), data))
    assert not Closure.objects.exists()


def test_the_operation_itself_refuses_what_was_not_read(place, host, desk):
    booking = BookingFactory(resource=desk)

    with pytest.raises(ClosureMeetsMore):
        close_place(by=host, place=place, period=as_range(day_ahead(1)), seen_ids=[])
    assert statuses(booking) == [Status.CONFIRMED]

    close_place(by=host, place=place, period=as_range(day_ahead(1)), seen_ids=[booking.pk])
    assert statuses(booking) == [Status.CANCELLED]


def test_one_person_who_loses_two_hours_is_one_person(client, place, host, desk):
    person = PersonFactory()
    for period in (morning(day_ahead(1)), hours(day_ahead(1), 15 * 60, 16 * 60)):
        BookingFactory(resource=desk, booked_for=person, period=as_range(period))
    client.force_login(host)
    address = reverse("host_close", args=[place.slug])
    data = {"first_day": day_ahead(1), "last_day": day_ahead(1)}
    seen_ids = client.post(address, data).context["affected"].seen_ids

    answer = client.post(address, data | {"seen": seen_ids}, follow=True)

    assert "1 personne est prévenue" in text_of(answer)


def test_waits_of_a_closed_place_are_not_left(place, host, desk):
    entry = WaitlistEntryFactory(resource=desk)
    close_for_good(by=host, place=place)

    assert not WaitlistEntry.objects.filter(status__in=WaitlistEntry.OPEN).exists()
    assert WaitlistEntry.objects.filter(pk=entry.pk).exists()


def test_a_closure_tells_once_of_all_the_dates_that_a_series_loses(deliver_mails):
    place = PlaceFactory(boitron=True)
    desk = ResourceFactory(place=place, name="Poste 1")
    second_desk = ResourceFactory(place=place, name="Poste 2")
    rule = Recurrence(
        frequency="weekly", first_on=day_ahead(1), starts=9 * 60, ends=12 * 60, count=4
    )
    series = book_series(by=PersonFactory(), place=place, resources=[desk.pk], recurrence=rule)
    deliver_mails()
    first, last = hours(day_ahead(8), 0, 1440), hours(day_ahead(15), 0, 1440)

    close_place(
        by=HostFactory(of=place),
        place=place,
        resource=desk,
        period=(first.start, last.end),
        reason="Travaux",
    )

    lost_dates = series.bookings.filter(status=Booking.Status.CANCELLED)
    assert {lost_date.occurs_on for lost_date in lost_dates} == {day_ahead(8), day_ahead(15)}
    [mail] = [mail for mail in deliver_mails() if "lost_dates" in mail.facts]
    assert [fact["replacements"][0]["resource_id"] for fact in mail.facts["lost_dates"]] == [
        str(second_desk.pk)
    ] * 2
    assert mail.text.count("workspaces.book_instead:") == 2
    assert "Travaux" in mail.text
    [event] = mail.attachments.all()
    assert event.method == "REQUEST"
    assert bytes(event.content).count(b"EXDATE") >= 1


def test_who_had_several_desks_is_offered_as_many_in_the_nearest_places(
    client, place, host, desk, deliver_mails
):
    """One desk does not seat two: the nearest place with two free desks is offered."""
    desks = [desk, ResourceFactory(place=place)]
    position = {"latitude": 48.57, "longitude": 0.2451, "position_source": "address"}
    ResourceFactory(place=PlaceFactory(name="Un seul poste", **position))
    farther_place = PlaceFactory(name="La Grange d’Essay", **position | {"latitude": 48.5386})
    ResourceFactory.create_batch(3, place=farther_place)
    person = PersonFactory()
    book_resources(
        by=person,
        place=place,
        resources=[desk.pk for desk in desks],
        period=morning(day_ahead(1)),
        attendees=2,
        guests=["Ada Aubert"],
    )

    close_place(by=host, place=place, period=as_range(day_ahead(1)), reason="travaux")

    [mail] = [mail for mail in deliver_mails() if "replacements" in mail.facts]
    [replacement] = mail.facts["replacements"]
    assert replacement["place_name"] == farther_place.name
    assert len(replacement["with_ids"]) == 1
    [path] = re.findall(r"https?://[^/\s]+(\S*workspaces\.book_instead:\S+)", mail.text)
    assert "C’est réservé" in text_of(client.post(path))
    booked = Booking.objects.get(place=farther_place)
    assert (booked.attendees, booked.guests) == (2, ["Ada Aubert"])
    assert booked.holds.count() == 2


def test_who_had_several_desks_keeps_the_place_where_others_are_free(
    place, host, desk, deliver_mails
):
    desks = [desk, *ResourceFactory.create_batch(3, place=place)]
    book_resources(
        by=PersonFactory(),
        place=place,
        resources=[desk.pk for desk in desks[:2]],
        period=morning(day_ahead(1)),
        attendees=2,
    )

    close_place(by=host, place=place, resource=desk, period=as_range(day_ahead(1)))

    [mail] = [mail for mail in deliver_mails() if "replacements" in mail.facts]
    [replacement] = mail.facts["replacements"]
    offered_ids = {replacement["resource_id"], *replacement["with_ids"]}
    assert offered_ids == {str(desk.pk) for desk in desks[2:]}


def make_divided_room(place):
    """A room, the two halves that a wall makes of it, and the whole place."""
    room = ResourceFactory(place=place, meeting_room=True)
    halves = [ResourceFactory(place=place, parent=room) for _number in range(2)]
    return room, halves, ResourceFactory(place=place, kind="whole_place", name="Tout le lieu")


def test_a_room_that_closes_closes_its_halves_and_nothing_else(place, host, desk):
    room, halves, whole = make_divided_room(place)
    desk_booking, half_booking = BookingFactory(resource=desk), BookingFactory(resource=halves[0])
    request = BookingFactory(resource=halves[1], requested=True)
    tomorrow = as_range(day_ahead(1))

    affected = bookings_affected(place=place, period=tomorrow, resource=room)
    close_place(by=host, place=place, period=tomorrow, resource=room, reason="plafond à refaire")

    assert set(affected) == {half_booking, request}
    assert statuses(desk_booking, half_booking, request) == [
        Status.CONFIRMED,
        Status.CANCELLED,
        Status.REFUSED,
    ]
    for resource in [*halves, room, whole]:
        with pytest.raises(PlaceClosed, match="plafond à refaire"):
            book_resource(by=PersonFactory(), resource=resource, period=afternoon(day_ahead(1)))
    book_resource(by=PersonFactory(), resource=desk, period=afternoon(day_ahead(1)))


def test_the_whole_place_that_closes_closes_all_that_is_in_it(place, host, desk):
    _room, halves, whole = make_divided_room(place)
    lost_bookings = [BookingFactory(resource=space) for space in (desk, *halves)]
    tomorrow = as_range(day_ahead(1))

    close_place(by=host, place=place, period=tomorrow, resource=whole)

    assert statuses(*lost_bookings) == [Status.CANCELLED] * 3
    with pytest.raises(PlaceClosed):
        book_resource(by=PersonFactory(), resource=desk, period=afternoon(day_ahead(1)))


def test_a_half_that_closes_leaves_the_other_to_book(place, host):
    room, halves, _whole = make_divided_room(place)
    desk_booking, room_booking = (
        BookingFactory(resource=halves[1]),
        BookingFactory(resource=room, period=as_range(afternoon(day_ahead(1)))),
    )

    close_place(by=host, place=place, period=as_range(day_ahead(1)), resource=halves[0])

    assert statuses(desk_booking, room_booking) == [Status.CONFIRMED, Status.CANCELLED]


def test_a_desk_that_is_booked_does_not_become_a_part_of_what_is_closed(place, host, desk):
    room, _halves, _whole = make_divided_room(place)
    BookingFactory(resource=desk)
    close_place(by=host, place=place, period=as_range(day_ahead(1)), resource=room)

    with pytest.raises(PlaceClosed):
        change_resource(by=host, resource=desk, parent=room)
