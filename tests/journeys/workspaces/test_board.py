"""The host's board in a browser: a day by keyboard alone, and two hosts at once.

It is a timeline at a desk and a list on a phone: each has its own journeys, and is looked at there.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking, Closure, Place, Resource
from tests.journeys.checks import answer_about, check_width
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

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

LIVE_MS = 5_000
"""Within how long two hosts see the same."""


@pytest.fixture
def may_refuse() -> tuple[str, ...]:
    """Allows the server to refuse an action of the board: its error is displayed there."""
    return ("/deplacer/",)


@pytest.fixture
def place(live_server: Any) -> Place:
    place = PlaceFactory(boitron=True)
    for number in (1, 2):
        ResourceFactory(place=place, name=f"Poste {number}", position=number)
    return place


@pytest.fixture
def booking(place: Place) -> Booking:
    desk = Resource.objects.get(name="Poste 1")
    period = as_range(hours(day_ahead(1), 10 * 60, 11 * 60))
    return BookingFactory(resource=desk, booked_for__name="Ada Aubert", period=period)


@pytest.fixture
def host(place: Place) -> Person:
    return HostFactory(of=place, name="Maud Tessier")


def board(page: Page, place: Place) -> None:
    page.goto(f"/espace/lieux/{place.slug}/tableau/{day_ahead(1)}/")


def on_timeline(page: Page, name: str) -> Any:
    return page.locator(".board-frame [data-booking]").filter(has_text=name)


def status_of(page: Page) -> Any:
    return page.locator("[data-board-status]")


def period_of(booking: Booking) -> tuple[Any, Any]:
    booking.refresh_from_db()
    return booking.period.lower, booking.period.upper


def test_a_day_at_the_board_by_keyboard_alone(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    event = on_timeline(page, "Ada Aubert")
    event.focus()

    # Half an hour later, then longer, then on the other desk: no request is sent before Enter.
    page.keyboard.press("ArrowRight")
    expect(status_of(page)).to_contain_text("10 h 30 – 11 h 30")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(status_of(page)).to_contain_text("10 h 30 – 12 h, Poste 2")
    assert period_of(booking) == hours(day_ahead(1), 600, 660)
    check_width(page)
    page.keyboard.press("Enter")
    expect(status_of(page)).to_contain_text("La réservation est déplacée.")
    assert period_of(booking) == hours(day_ahead(1), 630, 720)
    assert booking.holds.get().resource.name == "Poste 2"

    # Escape leaves it as it was, with the focus still there.
    expect(event).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(status_of(page)).to_contain_text("Rien n’a changé.")
    expect(event).to_be_focused()

    # A refusal of the server is displayed, and the board redrawn as it is.
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(status_of(page)).to_contain_text("Le lieu n’est pas ouvert à ces heures")
    assert period_of(booking) == hours(day_ahead(1), 630, 720)
    expect(event).to_contain_text("10 h 30 – 12 h")

    _book_for_somebody(page)
    expect(on_timeline(page, "Ada Aubert")).to_have_count(2)
    _close_some_hours(page)
    expect(on_timeline(page, "Ada Aubert")).to_have_count(1)


@screens("phone")
def test_a_day_at_the_board_by_keyboard_alone_where_it_is_a_list(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    listed = page.locator("[data-board-list] tbody tr").filter(has_text="Ada Aubert")

    page.get_by_role("link", name="Déplacer").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Jour")).to_be_focused()
    dialog.get_by_label("De", exact=True).fill("11:00")
    dialog.get_by_label("À", exact=True).fill("12:00")
    dialog.get_by_role("button", name="Déplacer").press("Enter")
    expect(status_of(page)).to_contain_text("La réservation est déplacée.")
    expect(listed).to_contain_text("11 h – 12 h")
    assert period_of(booking) == hours(day_ahead(1), 660, 720)

    _book_for_somebody(page)
    expect(listed).to_have_count(2)
    _close_some_hours(page)
    expect(listed).to_have_count(1)


def _book_for_somebody(page: Page) -> None:
    """Books at the desk, in a dialog, for a person found by the first letters of their name."""
    page.get_by_role("link", name="Réserver pour quelqu’un").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Pour qui")).to_be_focused()
    check_width(page)
    with answer_about(page, "aub"):
        page.keyboard.type("aub")
    expect(dialog.get_by_role("option")).to_contain_text("Ada Aubert")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Pour qui")).to_have_value("Ada Aubert")
    dialog.get_by_label("De", exact=True).fill("14:00")
    dialog.get_by_label("À", exact=True).fill("15:00")
    dialog.get_by_label("Poste 1").press("Space")
    dialog.get_by_role("button", name="Réserver", exact=True).press("Enter")
    expect(status_of(page)).to_contain_text("C’est réservé. La personne est prévenue.")
    assert Booking.objects.holding().count() == 2


def _close_some_hours(page: Page) -> None:
    """The bookings that fall are shown before anything closes."""
    page.get_by_role("link", name="Fermer des heures").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Ce qui ferme").select_option("Poste 1")
    dialog.get_by_label("De", exact=True).fill("14:00")
    dialog.get_by_label("À", exact=True).fill("16:00")
    dialog.get_by_role("button", name="Fermer ces heures").press("Enter")
    expect(dialog).to_contain_text("1 réservation sera annulée")
    assert not Closure.objects.exists()
    dialog.get_by_role("button", name="Fermer et prévenir").press("Enter")
    expect(status_of(page)).to_contain_text("C’est fermé, et 1 personne est prévenue.")
    check_width(page)


def _drag(page: Page, event: Any, hours_later: int) -> None:
    width = page.locator(".ec-slot").first.bounding_box()["width"]
    box = event.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + width * hours_later / 2, y, steps=4)
    page.mouse.move(x + width * hours_later, y, steps=4)
    page.mouse.up()


def test_two_hosts_moving_the_same_booking(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    other_page = page.context.new_page()
    board(other_page, place)
    expect(on_timeline(other_page, "Ada Aubert")).to_contain_text("10 h – 11 h")

    # What one drags, the other sees within five seconds.
    _drag(page, on_timeline(page, "Ada Aubert"), 1)
    expect(status_of(page)).to_contain_text("La réservation est déplacée.")
    assert period_of(booking) == hours(day_ahead(1), 660, 720)
    expect(on_timeline(other_page, "Ada Aubert")).to_contain_text("11 h – 12 h", timeout=LIVE_MS)
    expect(other_page.locator("[data-board-list]")).to_contain_text("11 h – 12 h")

    # Both edit it: the second gets an error, and the current position.
    on_timeline(other_page, "Ada Aubert").focus()
    other_page.keyboard.press("ArrowLeft")
    move_booking(by=host, booking=booking, period=hours(day_ahead(1), 9 * 60, 10 * 60))
    other_page.keyboard.press("Enter")
    expect(other_page.locator("[data-board-status]")).to_contain_text("Quelqu’un vient de changer")
    expect(on_timeline(other_page, "Ada Aubert")).to_contain_text("9 h – 10 h")
    assert period_of(booking) == hours(day_ahead(1), 540, 600)


@screens("phone")
def test_on_a_phone_the_board_is_its_list_with_the_same_actions(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    expect(page.locator("place-board")).to_be_hidden()
    check_width(page)

    page.get_by_role("link", name="Déplacer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("De", exact=True).fill("15:00")
    dialog.get_by_label("À", exact=True).fill("14:00")
    dialog.get_by_role("button", name="Déplacer").click()
    expect(dialog).to_contain_text("La fin doit venir après le début.")
    check_width(page)
    dialog.get_by_label("À", exact=True).fill("16:00")
    dialog.get_by_role("button", name="Déplacer").click()

    expect(status_of(page)).to_contain_text("La réservation est déplacée.")
    expect(page.locator("[data-board-list]")).to_contain_text("15 h – 16 h")
    assert period_of(booking) == hours(day_ahead(1), 900, 960)


def _press_and_draw(page: Page, start: tuple[float, float], hours_later: float) -> None:
    """Presses the mouse at a point of the timeline, and lets it go some hours later."""
    x, y = start
    width = page.locator(".ec-slot").first.bounding_box()["width"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + width * hours_later / 2, y, steps=4)
    page.mouse.move(x + width * hours_later, y, steps=4)
    page.mouse.up()


def _middle_of(edge: Any) -> tuple[float, float]:
    box = edge.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_booking_is_stretched_by_its_edges(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    event = on_timeline(page, "Ada Aubert")
    expect(event).to_contain_text("10 h – 11 h")

    _press_and_draw(page, _middle_of(event.locator(".ec-resizer:not(.ec-start)")), 1)
    expect(status_of(page)).to_contain_text("La réservation est déplacée.")
    expect(event).to_contain_text("10 h – 12 h")
    assert period_of(booking) == hours(day_ahead(1), 600, 720)

    _press_and_draw(page, _middle_of(event.locator(".ec-resizer.ec-start")), -1)
    expect(event).to_contain_text("9 h – 12 h")
    assert period_of(booking) == hours(day_ahead(1), 540, 720)
    assert booking.holds.get().resource.name == "Poste 1"


def test_both_edges_of_a_booking_are_as_easy_to_grab(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    event = on_timeline(page, "Ada Aubert")
    handles = [event.locator(".ec-resizer.ec-start"), event.locator(".ec-resizer:not(.ec-start)")]
    start, end = (handle.bounding_box() for handle in handles)
    bar_box = event.bounding_box()

    assert start["width"] == end["width"] >= 12
    assert start["x"] - bar_box["x"] <= 1.5
    assert bar_box["x"] + bar_box["width"] - end["x"] - end["width"] <= 1.5
    shadows = [handle.evaluate("one => getComputedStyle(one).boxShadow") for handle in handles]
    assert all("5px 0px 0px 0px inset" in shadow for shadow in shadows)

    at_the_very_edge = (bar_box["x"] + 3, bar_box["y"] + bar_box["height"] / 2)
    _press_and_draw(page, at_the_very_edge, -1)
    expect(event).to_contain_text("9 h – 11 h")
    assert period_of(booking) == hours(day_ahead(1), 540, 660)


def test_what_is_over_has_no_edge_to_grab(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    Booking.objects.filter(pk=booking.pk).update(status=Booking.Status.COMPLETED)
    sign_in(host)
    board(page, place)

    expect(on_timeline(page, "Ada Aubert")).to_be_visible()
    expect(page.locator(".ec-resizer")).to_have_count(0)


def test_hours_drawn_on_the_timeline_are_booked_for_somebody(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    second_desk = Resource.objects.get(name="Poste 2")
    at_ten = as_range(hours(day_ahead(1), 600, 660))
    BookingFactory(resource=second_desk, booked_for__name="Paul Aubry", period=at_ten)
    sign_in(host)
    board(page, place)
    other_booking = on_timeline(page, "Paul Aubry")
    expect(other_booking).to_contain_text("10 h – 11 h")

    # From 14 h to 16 h, in the row of the second desk.
    box = other_booking.bounding_box()
    width = page.locator(".ec-slot").first.bounding_box()["width"]
    _press_and_draw(page, (box["x"] + 4 * width + 4, box["y"] + box["height"] / 2), 1.9)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("De", exact=True)).to_have_value("14:00")
    expect(dialog.get_by_label("À", exact=True)).to_have_value("16:00")
    expect(dialog.get_by_label("Poste 2")).to_be_checked()
    expect(dialog.get_by_label("Poste 1")).not_to_be_checked()
    check_width(page)

    dialog.get_by_label("Pour qui").fill("Zoé Lenoir")
    dialog.get_by_label("Courriel ou téléphone").fill("zoe@example.org")
    dialog.get_by_role("button", name="Réserver", exact=True).click()
    expect(status_of(page)).to_contain_text("C’est réservé.")
    expect(on_timeline(page, "Zoé Lenoir")).to_contain_text("14 h – 16 h")
    new_booking = Booking.objects.get(booked_for__name="Zoé Lenoir")
    assert period_of(new_booking) == hours(day_ahead(1), 840, 960)
    assert new_booking.holds.get().resource == second_desk


def test_hours_drawn_on_the_timeline_are_closed_instead(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    sign_in(host)
    board(page, place)
    box = on_timeline(page, "Ada Aubert").bounding_box()
    width = page.locator(".ec-slot").first.bounding_box()["width"]

    # From 14 h to 16 h, in the row of the first desk.
    _press_and_draw(page, (box["x"] + 4 * width + 4, box["y"] + box["height"] / 2), 1.9)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name="Fermer ces heures").click()
    expect(dialog.get_by_role("heading", name="Fermer des heures")).to_be_visible()
    expect(dialog.get_by_label("Ce qui ferme")).to_have_value(str(booking.holds.get().resource_id))
    expect(dialog.get_by_label("De", exact=True)).to_have_value("14:00")
    check_width(page)
    dialog.get_by_role("button", name="Fermer ces heures").click()

    expect(status_of(page)).to_contain_text("C’est fermé.")
    closure = Closure.objects.get()
    assert (closure.period.lower, closure.period.upper) == hours(day_ahead(1), 840, 960)
    assert closure.resource_id == booking.holds.get().resource_id


def test_a_drag_that_is_refused_goes_back(
    page: Page, place: Place, booking: Booking, host: Person, sign_in: Callable[[Person], None]
) -> None:
    desk = Resource.objects.get(name="Poste 1")
    at_three = as_range(hours(day_ahead(1), 900, 960))
    BookingFactory(resource=desk, booked_for__name="Paul Aubry", period=at_three)
    sign_in(host)
    board(page, place)
    event = on_timeline(page, "Ada Aubert")
    expect(event).to_contain_text("10 h – 11 h")
    left_edge = event.bounding_box()["x"]

    # Onto an hour when the place is closed, then onto another person's booking.
    _drag(page, event, 3)
    expect(status_of(page)).to_contain_text("Le lieu n’est pas ouvert à ces heures")
    expect(event).to_contain_text("10 h – 11 h")
    assert abs(event.bounding_box()["x"] - left_edge) < 1

    _drag(page, event, 5)
    expect(status_of(page)).to_contain_text("est déjà pris à ce moment")
    expect(event).to_contain_text("10 h – 11 h")
    assert abs(event.bounding_box()["x"] - left_edge) < 1
    assert period_of(booking) == hours(day_ahead(1), 600, 660)
