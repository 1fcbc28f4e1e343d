"""The pages of being there: the code on the wall, the door, and what hosts do about them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.workspaces.front_desk.operations.doors import book_at_the_door
from bocage.workspaces.front_desk.operations.presence import count_walk_in
from bocage.workspaces.front_desk.operations.shared_addresses import revoke_address
from bocage.workspaces.models import AccessNote, Booking, SharedAddress, Visit
from bocage.workspaces.scheduling.access_notes import access_notes_for
from bocage.workspaces.scheduling.operations.access_notes import add_access_note
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


def period_around_now(*, starts=-10, ends=60):
    """A period around the moment of the test, in minutes from it."""
    now = timezone.now()
    return as_range((now + timedelta(minutes=starts), now + timedelta(minutes=ends)))


def text(response):
    return response.content.decode().replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def code():
    return SharedAddressFactory(place__name="La Grange")


@pytest.fixture
def booking(code):
    return BookingFactory(resource__place=code.place, period=period_around_now())


def address_of(client, code, name="here", *arguments):
    return reverse(name, args=[code.token, *arguments])


# The code on the wall


def test_looking_at_the_page_of_a_code_changes_nothing(client, code, booking):
    client.force_login(booking.booked_for)

    page = client.get(address_of(client, code))

    assert "Je suis là" in text(page)
    assert "Compter ma venue" not in text(page)
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED
    assert "no-store" in page["Cache-Control"]


def test_one_tap_notes_the_arrival_and_another_the_leaving(client, code, booking):
    client.force_login(booking.booked_for)

    arrived = client.post(address_of(client, code, "here_arrive", booking.pk), follow=True)
    assert "Vous êtes là" in text(arrived)
    response = client.post(address_of(client, code, "here_leave", booking.pk), follow=True)

    assert "Votre place est libre" in text(response)
    booking.refresh_from_db()
    assert booking.status == Status.COMPLETED


def test_a_stranger_is_counted_in_one_form(client, code):
    CommuneFactory(boitron=True)
    page = client.get(address_of(client, code))
    key = page.context["form"]["cle"].value()

    for _tap in range(2):
        answer = client.post(
            address_of(client, code, "here_count"),
            {"personnes": "2", "commune": "Boitron", "cle": key},
            follow=True,
        )

    assert "est compté" in text(answer)
    visit = Visit.objects.get()
    assert (visit.people, visit.origin.name, visit.person) == (2, "Boitron", None)


@pytest.mark.parametrize("people", ["", "0", "-3", "51", "1e9", "deux", "9" * 400])
def test_invalid_number_of_people_has_an_error_in_the_form(client, code, people):
    answer = client.post(address_of(client, code, "here_count"), {"personnes": people})

    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_unknown_commune_and_zero_byte_have_an_error_in_the_form(client, code):
    for commune in ("zzzz", "a\0b", "x" * 4000):
        answer = client.post(
            address_of(client, code, "here_count"), {"personnes": "1", "commune": commune}
        )
        assert answer.status_code == 422


def test_a_code_that_is_tapped_by_a_script_says_to_wait(client, code):
    statuses = [
        client.post(address_of(client, code, "here_count"), {"personnes": "1"}).status_code
        for _number in range(31)
    ]

    assert statuses == [302] * 30 + [429]


def test_revoked_code_is_gone_and_an_invented_one_is_not_found(client, code):
    revoke_address(by=HostFactory(of=code.place), address=code)

    revoked = client.get(address_of(client, code))
    assert revoked.status_code == 410
    assert "a été retirée par le lieu" in text(revoked)
    assert client.get(reverse("here", args=["x" * 43])).status_code == 404
    assert client.get("/ici/court/").status_code == 404


def test_the_code_of_another_place_says_where_one_has_booked(client, booking):
    foreign_code = SharedAddressFactory(place__name="Ailleurs")
    client.force_login(booking.booked_for)

    assert "vous avez réservé à La Grange" in text(client.get(address_of(client, foreign_code)))
    answer = client.post(address_of(client, foreign_code, "here_arrive", booking.pk))
    assert answer.status_code == 409
    assert "vous avez réservé à La Grange" in text(answer)


def test_too_early_says_from_when(client, code):
    booking = BookingFactory(
        resource__place=code.place, period=period_around_now(starts=45, ends=75)
    )
    client.force_login(booking.booked_for)
    answer = client.post(address_of(client, code, "here_arrive", booking.pk))

    assert answer.status_code == 409
    assert "se note à partir de" in text(answer)


def test_the_code_of_another_room_says_which_was_booked_and_notes_the_arrival(client, booking):
    other_room = ResourceFactory(place=booking.place, name="Salle bleue")
    room_code = SharedAddressFactory(resource=other_room)
    client.force_login(booking.booked_for)

    assert "Ce code est celui de Salle bleue" in text(client.get(address_of(client, room_code)))
    answer = client.post(address_of(client, room_code, "here_arrive", booking.pk), follow=True)
    assert "Vous êtes là" in text(answer)


def test_occupied_room_has_the_end_of_the_booking_and_no_name(client, booking):
    booking.booked_for.name = "Ada Secrète"
    booking.booked_for.save()
    room_code = SharedAddressFactory(resource=booking.holds.get().resource)

    page = text(client.get(address_of(client, room_code)))

    assert "est réservé par quelqu’un d’autre jusqu’à" in page
    assert "Ada" not in page
    answer = client.post(address_of(client, room_code, "here_count"), {"personnes": "1"})
    assert answer.status_code == 409


def test_nobody_arrives_in_the_booking_of_another(client, code, booking):
    client.force_login(PersonFactory())

    assert client.post(address_of(client, code, "here_arrive", booking.pk)).status_code == 404
    assert client.post(address_of(client, code, "here_leave", booking.pk)).status_code == 404
    client.logout()
    assert client.post(address_of(client, code, "here_arrive", booking.pk)).status_code == 302
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED


# Access notes


def test_codes_are_for_the_holder_around_their_time_and_for_their_room_alone(code):
    host = HostFactory(of=code.place)
    booking = BookingFactory(resource__place=code.place, period=period_around_now())
    room = booking.holds.get().resource
    other_room = ResourceFactory(place=code.place)
    for button, resource in (("tous", None), ("la mienne", room), ("l’autre", other_room)):
        add_access_note(by=host, place=code.place, kind="door", text=button, resource=resource)
    add_access_note(by=HostFactory(of=(far := PlaceFactory())), place=far, kind="key", text="loin")

    assert [note.text for note in access_notes_for(booking.booked_for, booking)] == [
        "tous",
        "la mienne",
    ]
    assert access_notes_for(host, booking) == []
    assert access_notes_for(PersonFactory(), booking) == []


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [(61, 120, False), (59, 120, True), (-120, 1, True), (-120, -1, False)],
)
def test_codes_are_shown_from_an_hour_before_until_the_end(client, code, starts, ends, is_shown):
    add_access_note(by=HostFactory(of=code.place), place=code.place, kind="door", text="61A50")
    booking = BookingFactory(
        resource__place=code.place, period=period_around_now(starts=starts, ends=ends)
    )
    client.force_login(booking.booked_for)

    page = client.get(reverse("booking_detail", args=[booking.pk])).content.decode()

    assert ("61A50" in page) is is_shown
    is_told_later = starts > 60
    assert ("une heure avant, dès" in page.replace("\xa0", " ")) is is_told_later


def test_only_the_holder_reads_when_codes_appear_where_there_are_codes(client, code):
    booking = BookingFactory(resource__place=code.place)
    host = HostFactory(of=code.place)
    other_room = ResourceFactory(place=code.place)

    def shows_time(person):
        client.force_login(person)
        page = client.get(reverse("booking_detail", args=[booking.pk]))
        return "une heure avant, dès" in text(page)

    add_access_note(by=host, place=code.place, kind="door", text="61A50", resource=other_room)
    assert not shows_time(booking.booked_for)
    add_access_note(by=host, place=code.place, kind="door", text="61A50")
    assert shows_time(booking.booked_for)
    assert not shows_time(host)


@pytest.mark.parametrize("status", [Status.REQUESTED, Status.NO_SHOW, Status.COMPLETED])
def test_unconfirmed_booking_has_no_codes(code, status):
    add_access_note(by=HostFactory(of=code.place), place=code.place, kind="door", text="61A50")
    lapses = {"lapses_at": timezone.now()} if status == Status.REQUESTED else {}
    booking = BookingFactory(
        resource__place=code.place, period=period_around_now(), status=status, **lapses
    )

    assert access_notes_for(booking.booked_for, booking) == []


def test_a_host_keeps_the_notes(client, code):
    place = code.place
    client.force_login(HostFactory(of=place))
    address = reverse("host_access_notes", args=[place.slug])

    client.post(address, {"kind": "network", "text": "Bocage / foin2026"})
    note = AccessNote.objects.get()
    change = reverse("host_access_note", args=[place.slug, note.pk])
    client.post(change, {"kind": "network", "text": "Bocage / trèfle"})
    assert "trèfle" in client.get(address).content.decode()
    client.post(reverse("host_access_note_remove", args=[place.slug, note.pk]))

    assert not AccessNote.objects.exists()


@pytest.mark.parametrize("data", [{}, {"kind": "bombe", "text": "x"}, {"kind": "key", "text": ""}])
def test_a_note_that_says_nothing_is_refused(client, code, data):
    client.force_login(HostFactory(of=code.place))

    answer = client.post(reverse("host_access_notes", args=[code.place.slug]), data)

    assert answer.status_code == (200 if data == {} else 422)
    assert not AccessNote.objects.exists()


def test_a_note_is_not_given_to_the_room_of_another_place(client, code):
    client.force_login(HostFactory(of=code.place))
    data = {"kind": "key", "text": "x", "resource": ResourceFactory().pk}

    answer = client.post(reverse("host_access_notes", args=[code.place.slug]), data)

    assert answer.status_code == 422


# The door


@pytest.fixture
def door():
    place = PlaceFactory(hours={weekday: [(0, 24 * 60)] for weekday in range(7)})
    return SharedAddressFactory(door=True, resource=ResourceFactory(place=place))


def test_the_screen_answers_304_while_nothing_changes(client, door):
    address = reverse("door_fragment", args=[door.token])
    first = client.get(address)

    assert first.status_code == 200
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    BookingFactory(resource=door.resource, period=period_around_now())
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_screen_tells_neither_who_nor_why(client, door):
    shy = PersonFactory(name="Zoé Discrète")
    BookingFactory(
        resource=door.resource, booked_for=shy, purpose="Licenciement", period=period_around_now()
    )

    page = client.get(reverse("door", args=[door.token]))

    assert "Occupé" in text(page)
    assert "Discrète" not in text(page)
    assert "Licenciement" not in text(page)
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "same-origin"


def test_screen_has_the_time_zone_of_the_place(client, door):
    assert 'data-zone="Europe/Paris"' in client.get(reverse("door", args=[door.token])).text


def test_a_press_takes_the_room_and_another_gives_it_back(client, door):
    state = client.get(reverse("door", args=[door.token])).context["state"]
    take_address = reverse("door_take", args=[door.token])

    for _press in range(2):
        client.post(take_address, {"minutes": "30", "tour": str(state.turn)})
    # In the last half hour before midnight nothing can be booked.
    assert {booking.door for booking in Booking.objects.all()} == (
        {door} if state.choices else set()
    )
    client.post(reverse("door_end", args=[door.token]))

    assert not Booking.objects.holding().exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"minutes": "500", "tour": "1"},
        {"minutes": "30"},
        {"minutes": "-30", "tour": "1"},
        {"minutes": "trente", "tour": "1"},
    ],
)
def test_what_the_screen_did_not_offer_is_refused(client, door, data):
    answer = client.post(reverse("door_take", args=[door.token]), data)

    assert answer.status_code == 400
    assert not Booking.objects.exists()


def test_a_child_at_play_is_stopped(client, door):
    address = reverse("door_end", args=[door.token])

    assert [client.post(address).status_code for _press in range(21)] == [302] * 20 + [429]


def test_a_screen_that_was_taken_away_and_a_code_in_its_place_show_nothing(client, door, code):
    revoke_address(by=HostFactory(of=door.place), address=door)

    assert client.get(reverse("door", args=[door.token])).status_code == 410
    assert client.get(reverse("door_fragment", args=[door.token])).status_code == 410
    assert client.get(reverse("door", args=[code.token])).status_code == 404
    assert client.get(reverse("here", args=[door.token])).status_code == 404


# Actions of hosts


def test_a_host_makes_prints_replaces_and_revokes_codes(client):
    room = ResourceFactory(name="Salle bleue")
    slug = room.place.slug
    client.force_login(HostFactory(of=room.place))

    client.post(reverse("host_codes_make", args=[slug]))
    client.post(reverse("host_codes_make", args=[slug]))
    assert SharedAddress.objects.filter(kind="check_in").count() == 2
    sheet = client.get(reverse("host_sheet", args=[slug])).content.decode()
    assert sheet.count("<svg") >= 2
    assert "Salle bleue" in sheet

    address = SharedAddress.objects.get(resource=room)
    client.post(reverse("presence_replace", args=[address.pk]))
    fresh = SharedAddress.objects.get(resource=room, revoked_at=None)
    assert fresh.token != address.token
    client.post(reverse("presence_revoke", args=[fresh.pk]))
    assert not SharedAddress.objects.filter(resource=room, revoked_at=None).exists()


def test_a_host_makes_the_screen_of_a_room(client):
    room = ResourceFactory()
    client.force_login(HostFactory(of=room.place))

    client.post(reverse("host_door_make", args=[room.place.slug, room.pk]))

    door = SharedAddress.objects.get(kind="door", resource=room)
    page = client.get(reverse("host_presence", args=[room.place.slug])).content.decode()
    assert f"/porte/{door.token}/" in page


def test_a_host_of_another_place_touches_none_of_it(client, code, booking):
    client.force_login(HostFactory(of=PlaceFactory()))
    slug = code.place.slug
    today = timezone.localdate()
    room = booking.holds.get().resource

    for name, *arguments in (
        ("host_presence",),
        ("host_sheet",),
        ("host_absences",),
        ("host_visits", today),
        ("host_access_notes",),
    ):
        assert client.get(reverse(name, args=[slug, *arguments])).status_code == 404
    for name, *arguments in (
        ("host_codes_make",),
        ("host_door_make", room.pk),
        ("host_arrive", booking.pk),
    ):
        assert client.post(reverse(name, args=[slug, *arguments])).status_code == 404
    assert client.post(reverse("presence_revoke", args=[code.pk])).status_code == 404
    assert client.post(reverse("presence_replace", args=[code.pk])).status_code == 404


def test_a_host_notes_an_arrival_on_the_list_of_the_day_and_takes_it_back(client):
    today = day_ahead(0)
    booking = BookingFactory(period=as_range(hours(today, 0, 24 * 60)))
    client.force_login(HostFactory(of=booking.place))
    address = reverse("host_arrive", args=[booking.place.slug, booking.pk])
    day = reverse("host_day", args=[booking.place.slug, today])

    assert 'aria-pressed="false"' in client.get(day).content.decode()
    client.post(address, {"venue": "oui"})
    assert 'aria-pressed="true"' in client.get(day).content.decode()
    client.post(address, {"venue": "non"})

    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED


def test_the_list_of_the_day_tells_repeated_absences(client):
    person = PersonFactory(name="Ada")
    today = BookingFactory(booked_for=person, period=as_range(morning(day_ahead(0))))
    for days in (3, 9):
        BookingFactory(
            resource__place=today.place,
            booked_for=person,
            status=Status.NO_SHOW,
            period=as_range(morning(day_ahead(-days))),
        )
    client.force_login(HostFactory(of=today.place))

    page = client.get(reverse("host_day", args=[today.place.slug, day_ahead(0)]))

    assert "2 absences" in text(page)
    absences = client.get(reverse("host_absences", args=[today.place.slug]))
    assert "Ada" in text(absences)


def test_the_visits_of_a_day_say_who_came_and_from_where(client, code):
    count_walk_in(by=None, at=code, people=4, origin=CommuneFactory(boitron=True))
    shy = PersonFactory(name="Zoé Discrète", shows_name_to_hosts=False)
    count_walk_in(by=shy, at=code)
    client.force_login(HostFactory(of=code.place))

    page = text(client.get(reverse("host_visits", args=[code.place.slug, timezone.localdate()])))

    assert "5 personnes sont venues" in page
    assert "Boitron" in page
    assert "Discrète" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_visits_take_the_same_queries_for_one_and_for_three(
    client, code, count, django_assert_num_queries
):
    for _number in range(count):
        count_walk_in(by=PersonFactory(), at=code, origin=CommuneFactory())
    client.force_login(HostFactory(of=code.place))
    address = reverse("host_visits", args=[code.place.slug, timezone.localdate()])
    client.get(address)

    with django_assert_num_queries(4):
        client.get(address)


def test_what_was_taken_at_the_door_stands_among_the_visits(client, door):
    if client.get(reverse("door", args=[door.token])).context["state"].choices:
        book_at_the_door(door=door, minutes=30, idempotency_key="1")
        client.force_login(HostFactory(of=door.place))
        page = client.get(reverse("host_visits", args=[door.place.slug, timezone.localdate()]))
        assert "Pris à la porte" in text(page)
