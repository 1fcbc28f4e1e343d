"""A series with a collision: from the page of a place to the one date that is otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.models import Booking, BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import book_series
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.journeys.mailbox import Mailbox
from tests.people.factories import PersonFactory
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


def test_a_series_with_a_collision(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    place = PlaceFactory(boitron=True)
    desk = ResourceFactory(place=place, name="Poste 1")
    ResourceFactory(place=place, meeting_room=True)
    other_desk = ResourceFactory(place=place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(hours(day_ahead(8), 9 * 60, 11 * 60)))
    person = PersonFactory(name="Jeanne Roussel")
    sign_in(person)

    page.goto(f"/travailler/{place.slug}/?jour={day_ahead(1)}&moment=matin")
    page.get_by_role("link", name="Répéter").click()
    page.get_by_role("combobox", name="Espace").select_option("Poste 1")
    page.get_by_label("Nombre de fois").fill("4")
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("4 dates, dont 3 libres.")).to_be_visible()
    taken_dates = page.get_by_role("group").filter(has_text="pas libre")
    expect(taken_dates.get_by_label("Poste 2, à la même heure")).to_be_checked()
    check_page(page)

    page.get_by_role("button", name="Réserver les dates choisies").click()
    expect(page.get_by_text("4 dates sont réservées.")).to_be_visible()
    check_page(page)
    series = BookingSeries.objects.get()
    assert series.bookings.get(occurs_on=day_ahead(8)).resources.get() == other_desk

    page.get_by_role("listitem").filter(has_text="Poste 2").get_by_role("link").click()
    page.get_by_role("link", name="Annuler celle-ci et les suivantes").click()
    expect(page.get_by_role("button", name="Oui, annuler ces dates")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Oui, annuler ces dates").click()
    expect(page.get_by_text("Ces dates sont annulées.")).to_be_visible()
    remaining_bookings = series.bookings.filter(status=Booking.Status.CONFIRMED)
    assert [booking.occurs_on for booking in remaining_bookings] == [day_ahead(1)]


def test_a_series_of_a_room_on_request_of_which_the_host_accepts_all_but_one(
    page: Page, live_server: Any, sign_in: Callable[[Person], None], mailbox: Mailbox
) -> None:
    place = PlaceFactory(boitron=True)
    room = ResourceFactory(
        place=place, meeting_room=True, name="Salle du conseil", rules={"needs_approval": True}
    )
    host, person = HostFactory(of=place, name="Maud Tessier"), PersonFactory(name="Jeanne Roussel")
    sign_in(person)
    _ask_for_a_quarter(page, place.slug, str(room.pk))
    BookingFactory(resource=room, period=as_range(hours(day_ahead(15), 9 * 60, 11 * 60)))

    sign_in(host)
    page.goto(f"/espace/lieux/{place.slug}/demandes/")
    card = page.get_by_role("article").filter(has_text="Jeanne Roussel")
    expect(card).to_contain_text("4 dates, dont 3 libres")
    expect(card).to_contain_text("avec Ada Lenoir, Béla Kun")
    check_page(page)
    card.get_by_role("checkbox").nth(1).uncheck()
    card.get_by_label("Un mot pour la personne").fill("Le 2e, la salle est au conseil.")
    card.get_by_role("button", name="Accepter les dates cochées").click()
    expect(page.get_by_text("2 dates sont acceptées")).to_be_visible()
    expect(page.get_by_role("heading", name="Aucune demande n’attend")).to_be_visible()
    check_page(page)

    statuses = BookingSeries.objects.get().bookings.order_by("occurs_on")
    assert [statuse.status for statuse in statuses] == [
        "confirmed",
        "refused",
        "refused",
        "confirmed",
    ]
    body = mailbox.open_newest_to(person, "votre demande est acceptée")
    expect(body).to_contain_text("Le 2e, la salle est au conseil.")
    expect(page.locator(".mail-attachments")).to_contain_text(".ics")
    check_page(page)


def _ask_for_a_quarter(page: Page, slug: str, room: str) -> None:
    """Four mornings, with two guests by name on each."""
    page.goto(
        f"/travailler/{slug}/repeter/?espace={room}&premier={day_ahead(1)}"
        "&de=09:00&a=11:00&rythme=weekly&fois=4"
    )
    expect(page.get_by_text("vous demandez la série entière")).to_be_visible()
    page.get_by_label("Noms de vos invités").fill("Ada Lenoir\nBéla Kun")
    check_page(page)
    page.get_by_role("button", name="Demander les dates choisies").click()
    expect(page.get_by_text("Votre demande est partie, pour 4 dates")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="de 9 h à 11 h").first.click()
    expect(page.get_by_text("Ada Lenoir, Béla Kun")).to_be_visible()
    check_page(page)


def test_a_series_that_comes_every_second_week_from_now_on(
    page: Page, live_server: Any, sign_in: Callable[[Person], None]
) -> None:
    place = PlaceFactory(boitron=True)
    desk = ResourceFactory(place=place, name="Poste 1")
    person = PersonFactory(name="Jeanne Roussel")
    series = book_series(
        by=person,
        place=place,
        resources=[desk.pk],
        recurrence=Recurrence(
            frequency="weekly", first_on=day_ahead(1), starts=540, ends=720, count=4
        ),
    )
    sign_in(person)

    page.goto(f"/mes-series/{series.pk}/")
    page.get_by_role("link", name="Changer la série").click()
    page.get_by_label("Rythme").select_option("une semaine sur deux")
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("2 dates ne sont plus dans ce rythme")).to_be_visible()
    check_page(page)

    page.get_by_role("button", name="Changer la série").click()
    expect(page.get_by_text("La série est changée.")).to_be_visible()
    check_page(page)
    remaining_bookings = series.bookings.filter(status=Booking.Status.CONFIRMED).order_by(
        "occurs_on"
    )
    assert [booking.occurs_on for booking in remaining_bookings] == [day_ahead(1), day_ahead(15)]
