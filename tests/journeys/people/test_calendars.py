"""A calendar address, made in the browser and read back as calendar programs do."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any
from urllib.request import urlopen

import pytest
import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


def periods_at(address: str) -> list[tuple[Any, Any]]:
    """Returns the periods read by `icalendar` and `recurring-ical-events` at an address, in order,
    in UTC."""
    with urlopen(address) as answer:  # noqa: S310 - the server of this test
        calendar = Calendar.from_ical(answer.read())
    now = timezone.now()
    events = recurring_ical_events.of(calendar).between(now, now + timedelta(days=60))
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)) for event in events
    )


def test_a_calendar_address_gives_back_the_periods_booked(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    person = PersonFactory()
    first_booking = BookingFactory(booked_for=person)
    second_booking = BookingFactory(booked_for=person, period=as_range(afternoon(day_ahead(9))))
    sign_in(person)

    page.goto("/mes-reservations/")
    page.get_by_role("link", name="Les suivre dans mon agenda").click()
    page.get_by_role("button", name="Créer mon adresse d’agenda").click()
    address = page.get_by_label("Adresse secrète").input_value()
    check_page(page)

    path = "/agendas/" + address.partition("/agendas/")[2]
    assert periods_at(live_server.url + path) == [
        (booking.period.lower, booking.period.upper) for booking in (first_booking, second_booking)
    ]

    page.get_by_role("button", name="Remplacer").click()
    page.get_by_role("button", name="Oui, changer").click()
    expect(page.get_by_text("L’adresse est remplacée")).to_be_visible()
    assert page.get_by_label("Adresse secrète").input_value() != address
    assert page.request.get(live_server.url + path).status == 410


def test_a_search_across_places_is_booked_in_one_more_tap(
    page: Page, sign_in: Callable[[Person], None]
) -> None:
    place = PlaceFactory(boitron=True)
    full_room = ResourceFactory(place=place, meeting_room=True, capacity=6, name="Petite salle")
    BookingFactory(resource=full_room, period=as_range(morning(day_ahead(2))))
    ResourceFactory(place=place, meeting_room=True, name="Grande salle")
    sign_in(PersonFactory())

    page.goto(
        f"/travailler/?jour={day_ahead(2)}&moment=heures&de=10:00&a=11:30&nature=meeting_room"
    )
    check_page(page)
    page.get_by_label("Nous sommes").fill("5")
    page.get_by_label("Nous sommes").press("Enter")
    expect(page).to_have_url(re.compile("personnes=5"))
    page.get_by_role("button", name="Réserver Télécentre de Boitron").click()

    expect(page.get_by_role("heading", name="C’est réservé")).to_be_visible()
    expect(page.get_by_text("Grande salle").first).to_be_visible()
