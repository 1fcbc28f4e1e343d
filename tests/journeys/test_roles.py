"""The pages of each role, in a browser: the Espace, the desk of a place, settings and account.

Each test enters once and visits every page of a role, so that all of them are looked at, on a
phone and on a desk, without one browser for each.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Place
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Person], None]

ACCOUNT = [
    "/compte/",
    "/compte/preferences/",
    "/compte/cles/",
    "/compte/sessions/",
    "/compte/donnees/",
]


@pytest.fixture
def boitron(live_server: Any) -> Place:
    """The telework centre of Boitron: two desks and a room, some of them taken tomorrow."""
    place = PlaceFactory(boitron=True, address="La Clairière", postcode="61500")
    first, second = ResourceFactory.create_batch(2, place=place)
    room = ResourceFactory(place=place, meeting_room=True)
    day = day_ahead(1)
    for resource, starts, ends, purpose in (
        (first, 9 * 60, 12 * 60 + 30, ""),
        (second, 14 * 60, 16 * 60, ""),
        (room, 14 * 60, 18 * 60, "Un café pour huit"),
    ):
        BookingFactory(
            resource=resource, period=as_range(hours(day, starts, ends)), purpose=purpose
        )
    return place


def assert_pages_pass(page: Page, addresses: Iterable[str]) -> None:
    """Every page answers, has one title, and passes the checks of all pages."""
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, address) == (200, address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        check_page(page)


def desk_of(place: Place) -> list[str]:
    base = f"/espace/lieux/{place.slug}/"
    return [
        base,
        *(
            f"{base}{name}/"
            for name in (
                "jour",
                f"jour/{day_ahead(1)}",
                "fiche",
                "photos",
                "horaires",
                "horaires-exceptionnels",
                "fermer",
                "espaces/ajouter",
            )
        ),
    ]


def test_the_pages_of_a_host(page: Page, boitron: Place, sign_in: SignIn) -> None:
    sign_in(HostFactory(of=boitron))
    assert_pages_pass(page, ["/espace/", "/espace/lieux/", *desk_of(boitron)])


@screens("phone")
@pytest.mark.parametrize("look", [{"color_scheme": "dark"}])
def test_a_host_reads_the_day_at_night(page: Page, boitron: Place, sign_in: SignIn) -> None:
    sign_in(HostFactory(of=boitron))
    assert_pages_pass(page, ["/espace/", *desk_of(boitron)[:3]])


@screens("phone")
def test_the_day_says_what_to_prepare_where_there_is_something(
    page: Page, boitron: Place, sign_in: SignIn
) -> None:
    sign_in(HostFactory(of=boitron))
    page.goto(f"/espace/lieux/{boitron.slug}/jour/{day_ahead(1)}/")
    expect(page.locator(".day-list td.nothing")).to_have_count(2)
    expect(page.locator(".day-list td.nothing").first).to_be_hidden()
    expect(page.get_by_text("Un café pour huit")).to_be_visible()


def test_the_pages_of_an_administrator(page: Page, boitron: Place, sign_in: SignIn) -> None:
    administrator = MandateFactory().person
    MandateFactory.create_batch(2, person__name="Brigitte Hamelin")
    sign_in(administrator)
    assert_pages_pass(
        page,
        [
            "/espace/",
            "/espace/mandats/",
            "/espace/mandats/?q=personne+de+ce+nom",
            "/espace/mandats/confier/",
            "/espace/mandats/confier/?q=boitron",
            "/espace/mandats/confier/instance/1/",
            "/espace/lieux/",
        ],
    )


def test_the_pages_of_an_account(page: Page, boitron: Place, sign_in: SignIn) -> None:
    person = PersonFactory()
    period = as_range(hours(day_ahead(2), 9 * 60, 11 * 60))
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person, period=period)
    sign_in(person)
    assert_pages_pass(
        page,
        [
            *ACCOUNT,
            "/mes-reservations/",
            "/mes-reservations/?quand=passees",
            f"/mes-reservations/{booking.pk}/",
            f"/mes-reservations/{booking.pk}/annuler/",
        ],
    )


@screens("phone")
def test_the_pages_of_a_role_in_english(page: Page, boitron: Place, sign_in: SignIn) -> None:
    sign_in(HostFactory(of=boitron, language="en"))
    assert_pages_pass(
        page,
        [
            "/en/espace/",
            f"/en/espace/lieux/{boitron.slug}/",
            f"/en/espace/lieux/{boitron.slug}/jour/{day_ahead(1)}/",
            "/en/compte/preferences/",
            "/en/compte/donnees/",
        ],
    )
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_pages_of_communes_and_the_way_in(page: Page, boitron: Place) -> None:
    assert_pages_pass(
        page,
        [
            "/communes/",
            "/communes/?q=boitr",
            "/communes/?q=zzzz",
            boitron.commune.get_absolute_url(),
            f"/en{boitron.commune.get_absolute_url()}",
            boitron.get_absolute_url(),
            f"/travailler/?jour={day_ahead(1)}&moment=matin",
            "/travailler/?nature=training_room",
            "/connexion/",
        ],
    )
