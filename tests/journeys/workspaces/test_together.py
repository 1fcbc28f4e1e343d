"""Several spaces in one booking: ticked, seen with what they cost together, lost and found."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking, Place, ResourceKind
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def boitron(live_server: Any) -> Place:
    """A place with a room at 40 €, two closed offices at 12 € and two desks that are free."""
    place = PlaceFactory(boitron=True)
    ResourceFactory(place=place, meeting_room=True, name="Salle Écouves")
    for name in ("Bureau du puits", "Bureau du four"):
        ResourceFactory(place=place, kind=ResourceKind.CLOSED_OFFICE, name=name)
    ResourceFactory.create_batch(2, place=place)
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    TariffFactory(place=place, kind=ResourceKind.CLOSED_OFFICE, amount_cents=1200)
    return place


def names_held() -> set[str]:
    return {hold.resource.name for hold in Booking.objects.latest("created_at").holds.all()}


def test_two_spaces_are_ticked_priced_and_booked_and_a_lost_one_is_replaced(
    page: Page, boitron: Place, sign_in: Callable[[Person], None]
) -> None:
    sign_in(PersonFactory())
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("radio", name=re.compile("Salle Écouves")).check()
    page.get_by_role("link", name="Ajouter un autre espace").click()
    expect(page.get_by_role("checkbox", name=re.compile("Salle Écouves"))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("Bureau du puits")).check()
    total = page.locator(".together")
    expect(total).to_contain_text("2 espaces")
    expect(total).to_contain_text(re.compile(r"52,00\s€"))
    expect(page.get_by_role("checkbox", name=re.compile("Bureau du puits"))).to_be_focused()
    check_page(page)

    office = boitron.resources.get(name="Bureau du puits")
    BookingFactory(resource=office, period=as_range(morning(day_ahead(1))))
    page.get_by_role("button", name="Réserver demain matin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bureau du puits")
    assert Booking.objects.count() == 1
    check_page(page)

    page.get_by_role("button", name=re.compile("Bureau du four, Salle Écouves")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est réservé")
    expect(page.locator("main")).to_contain_text("Salle Écouves")
    expect(page.locator("main")).to_contain_text("Bureau du four")
    check_page(page)
    assert names_held() == {"Salle Écouves", "Bureau du four"}


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_two_spaces_without_scripts(
    page: Page, boitron: Place, sign_in: Callable[[Person], None]
) -> None:
    sign_in(PersonFactory())
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("link", name="Ajouter un autre espace").click()
    page.get_by_role("checkbox", name=re.compile("Salle Écouves")).check()
    page.get_by_role("button", name="Voir le prix de ce qui est coché").click()
    expect(page.locator(".together")).to_contain_text("2 espaces")
    expect(page.locator(".together")).to_contain_text(re.compile(r"40,00\s€"))
    page.get_by_role("button", name="Réserver demain matin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est réservé")
    assert "Salle Écouves" in names_held()
