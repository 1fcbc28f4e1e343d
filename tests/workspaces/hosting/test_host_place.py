"""The pages by which a host runs a place, and the operations behind them."""

import io
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.photos import LARGEST_UPLOAD, PhotoUnreadable
from bocage.people.models import Role
from bocage.workspaces.hosting.errors import ResourceHasBookings
from bocage.workspaces.hosting.operations.closures import close_place, reopen_place
from bocage.workspaces.hosting.operations.opening_hours import set_weekly_hours
from bocage.workspaces.hosting.operations.photos import add_photo
from bocage.workspaces.hosting.operations.places import add_resource, change_place, change_resource
from bocage.workspaces.models import Booking, Closure, OpeningRule, Photo, Place, Resource
from bocage.workspaces.place_plans.plans import plan_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
)

pytestmark = pytest.mark.django_db

PAGES = [
    "host_place",
    "host_describe",
    "host_photos",
    "host_resource_add",
    "host_hours",
    "host_exception",
    "host_close",
]


@pytest.fixture(autouse=True)
def _media_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place():
    return ResourceFactory(name="Poste 1").place


@pytest.fixture
def host_client(client, place):
    client.force_login(HostFactory(of=place))
    return client


def picture(**save):
    file = io.BytesIO()
    Image.new("RGB", (3000, 1200), "#1f4d3a").save(file, **({"format": "JPEG"} | save))
    return file.getvalue()


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_the_host_and_for_nobody_else(page, place, client):
    address = reverse(page, args=[place.slug])
    assert client.get(address).status_code == 302

    client.force_login(HostFactory(of=PlaceFactory()))
    assert client.get(address).status_code == 404

    client.force_login(HostFactory(of=place))
    assert client.get(address).status_code == 200


def test_the_list_holds_the_places_of_the_host_alone(host_client, place):
    PlaceFactory()
    BookingFactory(resource=place.resources.get())

    listed = host_client.get(reverse("host_places")).context["places"]

    assert [(row, row.bookings_to_come) for row in listed] == [(place, 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    host = PersonFactory()
    for _number in range(count):
        MandateFactory(person=host, role=Role.HOST, scope=PlaceFactory().scope)
    client.force_login(host)
    client.get(reverse("host_places"))

    with django_assert_num_queries(3):
        client.get(reverse("host_places"))


def test_somebody_without_a_place_has_no_list(client):
    client.force_login(PersonFactory())

    assert client.get(reverse("host_places")).status_code == 404


def test_describing_the_place(host_client, place):
    response = host_client.post(
        reverse("host_describe", args=[place.slug]),
        {
            "name": "Le Télécentre",
            "kind": "coworking",
            "description": "Six postes dans l’ancienne école.",
            "has_fibre": "yes",
            "download_mbps": "912",
            "speed_measured_on": timezone.localdate().isoformat(),
            "equipment": ["printer", "kitchen"],
            "accessibility": ["wheelchair"],
            "observes_public_holidays": "on",
        },
    )

    place.refresh_from_db()
    assert response.status_code == 302
    assert (place.name, place.kind, place.has_fibre, place.download_mbps) == (
        "Le Télécentre",
        "coworking",
        True,
        912,
    )
    assert (place.equipment, place.accessibility) == (["printer", "kitchen"], ["wheelchair"])
    assert place.scope.name == "Le Télécentre"


def test_a_form_with_mistakes_keeps_what_was_typed_and_writes_nothing(host_client, place):
    response = host_client.post(
        reverse("host_describe", args=[place.slug]),
        {"name": "", "kind": "castle", "download_mbps": "9"},
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) >= {"name", "kind", "speed_measured_on"}
    assert Place.objects.get(pk=place.pk).name == place.name


def test_adding_a_desk_and_not_twice_under_one_name(host_client, place):
    address = reverse("host_resource_add", args=[place.slug])
    desk = {"kind": "desk", "name": "Poste 2", "capacity": "1", "position": "2", "is_active": "on"}

    assert host_client.post(address, desk).status_code == 302
    second_answer = host_client.post(address, desk)

    assert second_answer.status_code == 422
    assert set(second_answer.context["form"].errors) == {"name"}
    assert place.resources.count() == 2


def test_a_resource_of_another_place_is_not_changed_here(host_client, place):
    foreign = ResourceFactory(name="Ailleurs")

    response = host_client.post(
        reverse("host_resource_change", args=[place.slug, foreign.pk]), {"name": "À moi"}
    )

    assert response.status_code == 404
    assert Resource.objects.get(pk=foreign.pk).name == "Ailleurs"


def test_a_desk_that_is_not_booked_any_more(host_client, place):
    desk = place.resources.get()
    address = reverse("host_resource_change", args=[place.slug, desk.pk])

    host_client.post(address, {"kind": "desk", "name": "Poste 1", "capacity": "1", "position": "0"})

    desk.refresh_from_db()
    assert not desk.is_active


def week(**stretches):
    return {
        f"{end}_{key[1:]}": value
        for key, pair in stretches.items()
        for end, value in zip(("opens", "closes"), pair, strict=True)
    }


def test_the_hours_of_the_week(host_client, place):
    response = host_client.post(
        reverse("host_hours", args=[place.slug]),
        week(_0_0=("09:00", "12:30"), _0_1=("14:00", "00:00"), _5_0=("10:00", "12:00")),
    )

    assert response.status_code == 302
    rules = OpeningRule.objects.filter(place=place).values_list("weekday", "opens", "closes")
    assert list(rules) == [(0, 540, 750), (0, 840, 1440), (5, 600, 720)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"_0_0": ("12:00", "09:00")}, "closes_0_0"),
        ({"_0_0": ("09:00", "")}, "closes_0_0"),
        ({"_0_0": ("", "09:00")}, "opens_0_0"),
        ({"_0_0": ("09:00", "12:00"), "_0_1": ("11:00", "18:00")}, "opens_0_1"),
        ({"_0_0": ("25:00", "26:00")}, "opens_0_0"),
    ],
)
def test_invalid_hours_have_an_error_at_their_field(host_client, place, typed, field):
    response = host_client.post(reverse("host_hours", args=[place.slug]), week(**typed))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert OpeningRule.objects.filter(place=place).count() == 14


def test_exceptional_hours_of_a_day_and_back(host_client, place):
    address = reverse("host_exception", args=[place.slug])
    day = day_ahead(3)

    host_client.post(address, {"day": day, "opens": "10:00", "closes": "12:00"})
    place.refresh_from_db()
    assert plan_of(place).hours.exceptions == {day: ((600, 720),)}

    host_client.post(address, {"day": day})
    place.refresh_from_db()
    assert plan_of(place).hours.exceptions == {}


def test_closing_shows_what_falls_before_it_does(host_client, place):
    booking = BookingFactory(resource=place.resources.get())
    address = reverse("host_close", args=[place.slug])
    data = {"first_day": day_ahead(1), "last_day": day_ahead(2), "reason": "Travaux"}

    page = host_client.post(address, data)
    assert (page.status_code, page.context["affected"].bookings) == (200, [booking])
    assert not Closure.objects.exists()

    response = host_client.post(address, {**data, "seen": page.context["affected"].seen_ids})
    booking.refresh_from_db()
    assert response.status_code == 302
    assert (booking.status, booking.cancelled_because) == (
        Booking.Status.CANCELLED,
        Booking.CancelledBecause.CLOSURE,
    )
    assert Closure.objects.get().period == as_range(day_ahead(1)).__class__(
        as_range(day_ahead(1)).lower, as_range(day_ahead(2)).upper, "[)"
    )


def test_closing_one_desk_leaves_the_others(place):
    desk = place.resources.get()
    other_booking = BookingFactory(resource=ResourceFactory(place=place))
    own_booking = BookingFactory(resource=desk)

    close_place(by=HostFactory(of=place), place=place, period=as_range(day_ahead(1)), resource=desk)

    assert {booking.pk: booking.status for booking in Booking.objects.all()} == {
        other_booking.pk: Booking.Status.CONFIRMED,
        own_booking.pk: Booking.Status.CANCELLED,
    }


def test_a_closure_backwards_is_an_error(host_client, place):
    response = host_client.post(
        reverse("host_close", args=[place.slug]),
        {"first_day": day_ahead(2), "last_day": day_ahead(1)},
    )

    assert response.status_code == 422


def test_reopening(host_client, place):
    closure = ClosureFactory(place=place)
    foreign = ClosureFactory()

    host_client.post(reverse("host_reopen", args=[place.slug, closure.pk]))
    response = host_client.post(reverse("host_reopen", args=[place.slug, foreign.pk]))

    assert response.status_code == 404
    assert list(Closure.objects.all()) == [foreign]


def test_a_photo_is_made_smaller_and_loses_its_metadata(host_client, place):
    exif = Image.Exif()
    exif[0x010F] = "Un téléphone"
    file = SimpleUploadedFile("p.jpg", picture(exif=exif), content_type="image/jpeg")

    response = host_client.post(
        reverse("host_photos", args=[place.slug]),
        {"image": file, "alternative_text": "La façade"},
    )

    photo = Photo.objects.get()
    assert response.status_code == 302
    with photo.image.open() as file, Image.open(file) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (1600, 640), {})
    served = host_client.get(photo.get_absolute_url())
    assert (served["Content-Type"], b"".join(served.streaming_content)[8:12]) == (
        "image/webp",
        b"WEBP",
    )
    served.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8\xff\xe0" + b"x" * 99, b"%PDF-1.7"],
)
def test_what_is_no_photo_is_refused(place, content):
    with pytest.raises(PhotoUnreadable):
        add_photo(
            by=HostFactory(of=place),
            place=place,
            image=io.BytesIO(content),
            alternative_text="Rien",
        )
    assert not Photo.objects.exists()


def test_a_photo_that_is_too_heavy_is_an_error_of_the_form(host_client, place):
    file = SimpleUploadedFile("p.jpg", b"x" * (LARGEST_UPLOAD + 1))

    response = host_client.post(
        reverse("host_photos", args=[place.slug]), {"image": file, "alternative_text": "Lourde"}
    )

    assert set(response.context["form"].errors) == {"image"}


def test_the_photos_of_a_place_in_preparation_are_not_public(client, place):
    host = HostFactory(of=place)
    photo = add_photo(
        by=host, place=place, image=io.BytesIO(picture()), alternative_text="La salle"
    )
    Place.objects.update(status=Place.Status.DRAFT)

    assert client.get(photo.get_absolute_url()).status_code == 404


def test_a_place_in_preparation_says_what_it_lacks_and_leads_to_no_day(host_client, place):
    address, today = (reverse(name, args=[place.slug]) for name in ("host_place", "host_today"))
    page = host_client.get(address).content.decode()
    assert today in page
    assert "Et pour bien accueillir" not in page

    Place.objects.update(status=Place.Status.DRAFT)
    page = host_client.get(address).content.decode()
    assert today not in page
    before, after = page.split("Et pour bien accueillir")
    assert page.count("Ajoutez une photo.") == after.count("Ajoutez une photo.") == 2
    assert "Publier le lieu" in before


def test_publishing(host_client, place):
    Place.objects.update(status=Place.Status.DRAFT)

    host_client.post(reverse("host_publish", args=[place.slug]))

    assert Place.objects.get(pk=place.pk).status == Place.Status.PUBLISHED


@pytest.mark.parametrize(
    "operation",
    [
        lambda by, place: change_place(by=by, place=place, name="X"),
        lambda by, place: add_resource(by=by, place=place, kind="desk", name="X"),
        lambda by, place: change_resource(by=by, resource=place.resources.get(), name="X"),
        lambda by, place: set_weekly_hours(by=by, place=place, hours={}),
        lambda by, place: close_place(by=by, place=place, period=as_range(day_ahead(1))),
        lambda by, place: reopen_place(by=by, closure=ClosureFactory(place=place)),
        lambda by, place: add_photo(by=by, place=place, image=io.BytesIO(), alternative_text="X"),
    ],
)
def test_operations_refuse_whoever_does_not_run_the_place(operation, place):
    with pytest.raises(NotAllowed):
        operation(HostFactory(of=PlaceFactory()), place)


def test_a_desk_does_not_become_the_part_of_a_room_booked_at_the_same_time(place):
    room = ResourceFactory(place=place, meeting_room=True)
    BookingFactory(resource=room)
    BookingFactory(resource=place.resources.get(name="Poste 1"))

    with pytest.raises(ResourceHasBookings):
        change_resource(
            by=HostFactory(of=place), resource=place.resources.get(name="Poste 1"), parent=room
        )


def test_a_time_of_the_day_is_minutes():
    from bocage.workspaces.hosting.forms import clock, day_range

    assert day_range(time(9), time(0)) == (540, 1440)
    assert (clock(1440), clock(545)) == (time(0), time(9, 5))


def test_the_espace_tells_the_host_who_comes_today(client, place):
    from bocage.people.dashboard import tasks_of

    start = timezone.now() - timedelta(minutes=5)
    BookingFactory(
        resource=place.resources.get(),
        attendees=3,
        period=as_range(day_ahead(0)).__class__(start, start + timedelta(minutes=10), "[)"),
    )

    titles = [str(task.title) for task in tasks_of(HostFactory(of=place))]

    assert f"3 personnes viennent aujourd’hui : {place.name}" in titles


def test_the_page_of_a_commune_shows_the_nearest_places(client):
    place = PlaceFactory(boitron=True)
    PlaceFactory(name="Brouillon", status=Place.Status.DRAFT)

    page = client.get(place.commune.get_absolute_url()).content.decode()

    assert "Où travailler près d’ici" in page
    assert place.get_absolute_url() in page
    assert "Brouillon" not in page


def test_a_commune_names_its_own_places_first(client):
    own_booking = PlaceFactory(boitron=True)
    commune = own_booking.commune
    commune.latitude, commune.longitude = 48.6, 0.2
    commune.save()
    nearer = PlaceFactory(name="La Halle", latitude=48.6, longitude=0.2, position_source="address")

    page = client.get(commune.get_absolute_url()).content.decode()

    assert page.index(own_booking.name) < page.index(nearer.name)
