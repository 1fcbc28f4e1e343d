"""A series with a collision: from the page of a place to the one date that is otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking, BookingSeries
from tests.journeys.checks import check_page
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_series_with_a_collision(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    place = PlaceFactory(boitron=True)
    desk = ResourceFactory(place=place, name="Poste 1")
    ResourceFactory(place=place, meeting_room=True)
    other = ResourceFactory(place=place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(hours(day_ahead(8), 9 * 60, 11 * 60)))
    person = PersonFactory(name="Jeanne Roussel")
    sign_in(person)

    page.goto(f"/travailler/{place.slug}/?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("link", name="Répéter").click()
    page.get_by_role("combobox", name="Espace").select_option("Poste 1")
    page.get_by_label("Nombre de fois").fill("4")
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("4 dates, dont 3 libres.")).to_be_visible()
    taken = page.get_by_role("group").filter(has_text="pas libre")
    expect(taken.get_by_label("Poste 2, à la même heure")).to_be_checked()
    check_page(page)

    page.get_by_role("button", name="Réserver les dates choisies").click()
    expect(page.get_by_text("4 dates sont réservées.")).to_be_visible()
    check_page(page)
    series = BookingSeries.objects.get()
    assert series.bookings.get(occurs_on=day_ahead(8)).resources.get() == other

    page.get_by_role("listitem").filter(has_text="Poste 2").get_by_role("link").click()
    page.get_by_role("link", name="Annuler celle-ci et les suivantes").click()
    expect(page.get_by_role("button", name="Oui, annuler ces dates")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Oui, annuler ces dates").click()
    expect(page.get_by_text("Ces dates sont annulées.")).to_be_visible()
    left = series.bookings.filter(status=Booking.Status.CONFIRMED)
    assert [booking.occurs_on for booking in left] == [day_ahead(1)]
