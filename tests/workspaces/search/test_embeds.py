"""The availability of a place in a frame on another site."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.workspaces.models import Place
from tests.pages.framed import check_blind_to, check_framed
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import BookingFactory, PlaceFactory, ResourceFactory, day_ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def boitron():
    place = PlaceFactory(boitron=True)
    ResourceFactory.create_batch(2, place=place)
    return place


def frame(client, place, **query):
    return client.get(reverse("place_embed", args=[place.slug]), query)


def test_a_frame_shows_what_is_free_and_books_on_the_site(client, boitron):
    answer = frame(client, boitron, jour=day_ahead(3).isoformat(), moment="matin")

    check_framed(answer)
    assert answer["Cache-Control"] == "public, max-age=30"
    assert "2 sur 2" in text_of(answer)
    page = unescape(answer.content.decode())
    assert '<base target="_blank">' in page
    booking = f"{boitron.get_absolute_url()}?jour={day_ahead(3).isoformat()}&moment=matin#reserver"
    assert f'href="{booking}"' in page
    days = re.findall(r'href="([^"]*/encart/\?jour=[^"]*)" target="_self"', page)
    assert len(days) >= 6


def test_what_a_frame_leads_to_is_the_moment_that_was_chosen(client, boitron):
    page = unescape(frame(client, boitron, jour=day_ahead(3).isoformat()).content.decode())
    moments = re.findall(r'class="half" href="([^"]*)"', page)
    frame_page = client.get(moments[-1]).content.decode()
    booking = re.search(r'href="([^"]*)#reserver"', unescape(frame_page))
    assert booking is not None

    answer = client.get(booking[1])

    assert answer.status_code == 200
    assert 'aria-current="true"' in answer.content.decode()


def test_a_frame_says_the_same_to_whoever_is_signed_in(boitron, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    check_blind_to(PersonFactory(), reverse("place_embed", args=[boitron.slug]))


def test_a_frame_tells_nobody_of_who_books(client, boitron):
    visitor = PersonFactory(name="Odile Guérin", shows_name_to_others=True)
    BookingFactory(resource=boitron.resources.first(), booked_for=visitor)

    assert "Odile" not in text_of(frame(client, boitron))


@pytest.mark.parametrize(
    "query",
    [
        {"jour": "2020-01-01"},
        {"jour": "9999-12-31"},
        {"jour": "x" * 5000, "moment": "\0"},
        {"moment": "heures", "de": "25:00", "a": "-1"},
        {"espace": ["poste"] * 300, "plusieurs": "on"},
        {"espace": "00000000-0000-0000-0000-000000000000", "personnes": "10000000000"},
    ],
)
def test_a_frame_is_shown_whatever_its_address_asks(client, boitron, query):
    answer = frame(client, boitron, **query)

    check_framed(answer)
    assert boitron.name in text_of(answer)


def test_a_place_that_is_not_public_has_no_frame(client, boitron):
    Place.objects.update(status=Place.Status.DRAFT)
    missing = frame(client, boitron)
    assert missing.status_code == 404
    assert "n’existe plus" in text_of(missing)
    check_framed(missing)

    Place.objects.update(status=Place.Status.CLOSED)
    closed = frame(client, boitron)
    assert closed.status_code == 410
    check_framed(closed)


def test_a_frame_costs_the_same_whatever_the_place_has(
    client, boitron, django_assert_max_num_queries
):
    frame(client, boitron)
    with django_assert_max_num_queries(3):
        frame(client, boitron)
    ResourceFactory.create_batch(20, place=boitron)
    frame(client, boitron)
    with django_assert_max_num_queries(3):
        frame(client, boitron)
