"""Pages of the roles as `test_every_page` does not look at them: at night, and in English."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Place
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

SignIn = Callable[[Person], None]


@pytest.fixture
def boitron(live_server: Any) -> Place:
    """The telework centre of Boitron: two desks and a room, some of them taken tomorrow."""
    place = PlaceFactory(boitron=True, address="La Clairière", postcode="61500")
    first_resource, second_resource = ResourceFactory.create_batch(2, place=place)
    room = ResourceFactory(place=place, meeting_room=True)
    day = day_ahead(1)
    for resource, starts, ends, purpose in (
        (first_resource, 9 * 60, 12 * 60 + 30, ""),
        (second_resource, 14 * 60, 16 * 60, ""),
        (room, 14 * 60, 18 * 60, "Un café pour huit"),
    ):
        BookingFactory(
            resource=resource, period=as_range(hours(day, starts, ends)), purpose=purpose
        )
    return place


def assert_pages_pass(page: Page, addresses: Iterable[str]) -> None:
    """Checks that every page answers, has one title, and passes the checks of all pages."""
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


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}])
def test_a_host_reads_the_day_at_night(page: Page, boitron: Place, sign_in: SignIn) -> None:
    sign_in(HostFactory(of=boitron))
    assert_pages_pass(page, ["/espace/", *desk_of(boitron)[:3]])


def test_the_day_says_what_to_prepare_where_there_is_something(
    page: Page, boitron: Place, sign_in: SignIn
) -> None:
    sign_in(HostFactory(of=boitron))
    page.goto(f"/espace/lieux/{boitron.slug}/jour/{day_ahead(1)}/")
    expect(page.locator(".day-list td.nothing")).to_have_count(2)
    expect(page.locator(".day-list td.nothing").first).to_be_hidden()
    expect(page.get_by_text("Un café pour huit")).to_be_visible()


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
