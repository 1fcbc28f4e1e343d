"""The journey for which the product exists: find Boitron, book, see the mail, cancel, undo.

It signs in with the code of the real mail, and is made in French on a phone and in English at a
desk, with the keyboard alone, and without scripts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Page, Route, expect

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from bocage.people.sign_in.session_store import SessionStore
from bocage.workspaces.models import Booking, Place
from tests.journeys.checks import answer_about, check_page
from tests.journeys.conftest import screens
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

EMAIL = "jeanne.roussel@exemple.example"


@dataclass(frozen=True)
class Words:
    """Texts of a page in one language."""

    prefix: str
    find: str
    near: str
    book: str
    email: str
    send_code: str
    code: str
    enter: str
    booked: str
    tomorrow: str
    cancel: str
    yes: str
    cancelled: str
    undo: str
    expected: str


FRENCH = Words(
    prefix="",
    find="Trouver",
    near="Près de",
    book="Réserver demain matin",
    email="Adresse",
    send_code="Recevoir mon code",
    code="Code",
    enter="Entrer",
    booked="C’est réservé",
    tomorrow="Demain 9 h – 12 h 30",
    cancel="Annuler la réservation",
    yes="Oui, annuler",
    cancelled="La réservation est annulée.",
    undo="Annuler l’annulation",
    expected="Demain",
)
ENGLISH = Words(
    prefix="/en",
    find="Find",
    near="Near",
    book="Book tomorrow morning",
    email="address",
    send_code="my code",
    code="code",
    enter="Enter",
    booked="You are booked",
    tomorrow="Tomorrow 9:00–12:30",
    cancel="Cancel the booking",
    yes="Yes, cancel",
    cancelled="The booking is cancelled.",
    undo="Undo the cancellation",
    expected="Tomorrow",
)


@pytest.fixture
def boitron(live_server: Any) -> Place:
    """The telework centre of Boitron: six desks and a meeting room."""
    place = PlaceFactory(boitron=True, access_instructions="Le code est 6150#.")
    ResourceFactory.create_batch(6, place=place)
    ResourceFactory(place=place, meeting_room=True)
    return place


@pytest.fixture
def enter_as(page: Page, live_server: Any) -> Callable[[Person], None]:
    """`enter_as(person)` gives the browser a session of a person, as signing in does."""

    def enter(person: Person) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        name, value = settings.SESSION_COOKIE_NAME, str(session.session_key)
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return enter


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@screens("phone", "desk")
def test_find_boitron_book_see_the_mail_and_the_list_cancel_and_undo(
    page: Page,
    boitron: Place,
    screen: str,
    run_tasks: Callable[..., int],
    enter_as: Callable[[Person], None],
) -> None:
    words = FRENCH if screen == "phone" else ENGLISH
    _find_boitron(page, words)
    _choose_tomorrow_morning(page, words)
    _sign_in_with_the_code(page, words, run_tasks)
    expect(page.get_by_role("radio", checked=True)).to_have_value("poste")
    page.get_by_role("button", name=words.book).click()
    heading(page, words.booked)
    expect(page.locator("main time").first).to_have_text(
        re.compile(words.tomorrow.replace(" ", r"\s"))
    )
    check_page(page)
    booking = Booking.objects.get()
    assert (booking.booked_for.email, booking.period) == (EMAIL, as_range(morning(day_ahead(1))))

    run_tasks()
    page.goto(f"{words.prefix}/demo/courrier/")
    page.locator(".mail-row-link").first.click()
    expect(page.locator(".mail-attachments")).to_contain_text(".ics")
    check_page(page)

    enter_as(HostFactory(of=boitron))
    page.goto(f"{words.prefix}/espace/lieux/{boitron.slug}/jour/{day_ahead(1)}/")
    heading(page, words.expected)
    expect(page.locator(".day-list")).to_contain_text(re.compile(r"9(\sh|:00)"))
    check_page(page)

    enter_as(booking.booked_for)
    page.goto(f"{words.prefix}/mes-reservations/{booking.pk}/")
    _cancel_and_undo(page, words)
    booking.refresh_from_db()
    assert (booking.status, booking.sequence) == (Booking.Status.CONFIRMED, 2)


def _find_boitron(page: Page, words: Words) -> None:
    page.goto(f"{words.prefix}/")
    place_box = page.get_by_role("combobox", name=words.near)
    with answer_about(page, "boitr"):
        place_box.press_sequentially("boitr")
    page.get_by_role("option", name=re.compile("Boitron")).click()
    check_page(page)
    page.get_by_role("button", name=words.find).click()
    place = page.get_by_role("link", name="Télécentre de Boitron", exact=True)
    expect(place).to_be_visible()
    check_page(page)
    place.click()
    heading(page, "Télécentre de Boitron")


def _choose_tomorrow_morning(page: Page, words: Words) -> None:
    _press_in_panel(page, f"#jour-{day_ahead(1)}")
    expect(page).to_have_url(re.compile(f"jour={day_ahead(1)}"))
    _press_in_panel(page, "#moment-matin")
    expect(page).to_have_url(re.compile("moment=matin"))
    expect(page.locator("#moment-matin")).to_have_attribute("aria-current", "true")
    check_page(page)
    page.get_by_role("button", name=words.book).click()


def _press_in_panel(page: Page, selector: str) -> None:
    """Presses a link of the panel, and waits for the panel that takes its place."""
    with _another_panel(page):
        page.locator(selector).click()


@contextmanager
def _another_panel(page: Page) -> Iterator[None]:
    """Leaves once the panel of before has given its place to the next."""
    page.locator("#reserver").evaluate("(panel) => panel.setAttribute('data-before', '')")
    yield
    expect(page.locator("#reserver")).to_be_visible()
    expect(page.locator("#reserver[data-before]")).to_have_count(0)


def _sign_in_with_the_code(page: Page, words: Words, run_tasks: Callable[..., int]) -> None:
    page.locator("input[type=email]").fill(EMAIL)
    check_page(page)
    page.get_by_role("button", name=words.send_code).click()
    expect(page.locator("input[name=code]")).to_be_visible()
    check_page(page)
    run_tasks()
    mail = OutgoingMail.objects.latest("id")
    code = re.search(r"\b(\d{3})\s?(\d{3})\b", mail.text)
    assert (mail.recipient, bool(code)) == (EMAIL, True)
    assert code is not None
    page.locator("input[name=code]").fill("".join(code.groups()))
    page.get_by_role("button", name=words.enter).click()
    heading(page, "Télécentre de Boitron")


def _cancel_and_undo(page: Page, words: Words) -> None:
    page.get_by_role("button", name=words.cancel).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name=words.yes).click()
    expect(page.get_by_text(words.cancelled)).to_be_visible()
    check_page(page)
    page.locator("undo-toast button[type=submit]").click()
    heading(page, words.booked)


@screens("desk")
def test_the_keyboard_alone_books(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(2)}")
    _press_enter_in_panel(page, f"#jour-{day_ahead(1)}")
    expect(page).to_have_url(re.compile(f"jour={day_ahead(1)}"))
    _press_enter_in_panel(page, "#moment-apres-midi")
    expect(page.locator("#moment-apres-midi")).to_have_attribute("aria-current", "true")
    _tab_to(page, "input[name=espace]:checked")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", checked=True)).not_to_have_value("poste")
    _tab_to(page, ".booking-form button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "C’est réservé")
    assert [hold.resource.name for hold in Booking.objects.get().holds.all()] == [
        "Salle de réunion"
    ]


def _tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, as a sighted keyboard user does."""
    expect(page.locator(selector).first).to_be_visible()
    for _press in range(60):
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}")


def _press_enter_in_panel(page: Page, selector: str) -> None:
    """Goes to a link of the panel by keyboard, follows it, and waits for the next panel."""
    _tab_to(page, selector)
    with _another_panel(page):
        page.keyboard.press("Enter")
    expect(page.locator(selector)).to_be_focused()


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_booking_and_cancelling_work_without_scripts(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    page.goto("/travailler/?pres-de=boitr")
    page.get_by_role("link", name="Télécentre de Boitron", exact=True).click()
    page.locator(f"#jour-{day_ahead(1)}").click()
    expect(page).to_have_url(re.compile(f"jour={day_ahead(1)}"))
    page.locator("#moment-heures").click()
    page.locator("#heure-de").select_option("10:00")
    page.locator("#heure-a").select_option("11:30")
    page.locator(".hours-choice button").click()
    expect(page).to_have_url(re.compile("de=10"))
    page.get_by_role("button", name="Réserver demain").click()
    heading(page, "C’est réservé")
    page.locator("summary", has_text="Annuler la réservation").click()
    page.get_by_role("button", name="Oui, annuler").click()
    heading(page, "Réservation annulée")
    page.get_by_role("button", name="Annuler l’annulation").click()
    heading(page, "C’est réservé")


def test_a_desk_that_somebody_else_takes_first_is_replaced_in_one_press(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    desk = boitron.resources.order_by("position")[0]
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(1)}&moment=matin&espace={desk.pk}")
    _book_for_another(desk)
    page.get_by_role("button", name="Réserver demain matin").click()
    heading(page, f"{desk.name} est déjà pris à ce moment.")
    check_page(page)
    page.locator(".ready-choices button").first.click()
    heading(page, "C’est réservé")


def _book_for_another(desk: Any) -> None:
    from bocage.workspaces.bookings.operations.bookings import book_resource

    book_resource(by=PersonFactory(), resource=desk, period=as_range(morning(day_ahead(1))))


def test_the_empty_pages_and_the_refusals_are_well_made(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    for address in (
        "/mes-reservations/",
        "/mes-reservations/?quand=passees",
        "/travailler/?commune=99999&equipement=garden&nature=phone_booth",
        f"{boitron.get_absolute_url()}?jour=2020-01-01&moment=heures&de=03:00&a=04:00",
    ):
        page.goto(address)
        check_page(page)


def test_the_criteria_change_the_results_and_the_address_at_once(
    page: Page, boitron: Place
) -> None:
    page.goto("/travailler/")
    expect(page.locator("#resultats-titre")).to_have_text("1 lieu")
    page.locator("summary", has_text="Plus de critères").click()
    page.get_by_role("checkbox", name="Borne de recharge").check()
    expect(page.get_by_role("heading", name="Aucun lieu ne réunit tout cela")).to_be_visible()
    expect(page).to_have_url(re.compile("equipement=charging_point"))
    check_page(page)
    page.get_by_role("checkbox", name="Borne de recharge").uncheck()
    expect(page.get_by_role("link", name="Télécentre de Boitron", exact=True)).to_be_visible()


def test_what_is_picked_while_the_panel_is_on_its_way_stays_picked(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(2)}&moment=matin")
    on_their_way: list[Route] = []

    def keep(route: Route) -> None:
        on_their_way.append(route)

    page.route(f"**/*jour={day_ahead(1)}*", keep)
    with page.expect_request(f"**/*jour={day_ahead(1)}*"):
        page.locator(f"#jour-{day_ahead(1)}").click()
    page.get_by_role("radio", name=re.compile("Salle de réunion")).check()
    with _another_panel(page):
        on_their_way[0].continue_()
    expect(page.get_by_role("radio", name=re.compile("Salle de réunion"))).to_be_checked()
    page.unroute_all()
    _press_in_panel(page, "#moment-apres-midi")
    expect(page.get_by_role("radio", name=re.compile("Salle de réunion"))).to_be_checked()
    page.locator(".booking-form button[type=submit]").click()
    heading(page, "C’est réservé")
    assert [hold.resource.name for hold in Booking.objects.get().holds.all()] == [
        "Salle de réunion"
    ]


def test_what_the_next_panel_does_not_offer_is_chosen_again_by_the_server(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    enter_as(PersonFactory())
    room = boitron.resources.get(name="Salle de réunion")
    _book_for_another(room)
    page.goto(f"{boitron.get_absolute_url()}?jour={day_ahead(2)}&moment=matin")
    page.get_by_role("radio", name=re.compile("Salle de réunion")).check()
    _press_in_panel(page, f"#jour-{day_ahead(1)}")
    expect(page.get_by_role("radio", checked=True)).to_have_value("poste")
    _press_in_panel(page, f"#jour-{day_ahead(2)}")
    expect(page.get_by_role("radio", name=re.compile("Salle de réunion"))).to_be_checked()


@screens("desk")
def test_an_open_map_follows_the_results_and_carries_their_numbers(
    page: Page, boitron: Place
) -> None:
    census = Place.PositionSource.CENSUS
    distant_place = PlaceFactory(
        name="La Halle", latitude=48.52, longitude=0.54, position_source=census
    )
    ResourceFactory(place=distant_place)
    page.goto("/travailler/")
    page.get_by_role("button", name="Montrer la carte").click()
    pins = page.locator(".map-pin")
    expect(pins).to_have_count(2)
    numbers = dict(
        zip(
            page.locator(".place-card h3").all_inner_texts(),
            page.locator(".place-number").all_inner_texts(),
            strict=True,
        )
    )
    assert sorted(numbers.values()) == ["1", "2"]
    for name, number in numbers.items():
        expect(page.get_by_role("button", name=f"{number}. {name}")).to_have_text(number)
    check_page(page)
    page.locator("summary", has_text="Plus de critères").click()
    page.locator("#nature").select_option("meeting_room")
    expect(pins).to_have_count(1)
    expect(page.get_by_role("button", name="1. Télécentre de Boitron")).to_be_visible()
    page.locator("#nature").select_option("training_room")
    expect(page.get_by_role("heading", name="Aucun lieu ne réunit tout cela")).to_be_visible()
    page.locator("#nature").select_option("")
    expect(pins).to_have_count(2)
    expect(page.get_by_role("button", name="Montrer la carte")).to_be_hidden()
    check_page(page)


@screens("desk")
def test_the_nearest_places_come_first_as_one_reads_them(page: Page, boitron: Place) -> None:
    census = Place.PositionSource.CENSUS
    for number in range(1, 5):
        position = {"latitude": boitron.latitude + number / 20, "longitude": boitron.longitude}
        place = PlaceFactory(name=f"La Halle {number}", position_source=census, **position)
        ResourceFactory(place=place)
    page.goto(f"/travailler/?lat={boitron.latitude}&lon={boitron.longitude}")

    cards = page.locator(".place-card")
    expect(cards).to_have_count(5)
    positions = [
        (round(box["y"]), box["x"]) for box in (card.bounding_box() for card in cards.all())
    ]
    assert positions == sorted(positions)
    assert len({x for _y, x in positions}) == 3


@screens("desk")
def test_the_keyboard_alone_searches_cancels_and_undoes(
    page: Page, boitron: Place, enter_as: Callable[[Person], None]
) -> None:
    person = PersonFactory()
    enter_as(person)
    page.goto("/travailler/")
    _tab_to(page, ".more-criteria > summary")
    page.keyboard.press("Enter")
    _tab_to(page, "#nature")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("nature="))
    page.keyboard.press("ArrowUp")
    expect(page).not_to_have_url(re.compile("nature=[a-z]"))
    _tab_to(page, "input[value=charging_point]")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Aucun lieu ne réunit tout cela")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Télécentre de Boitron", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Aucun lieu ne réunit tout cela")).to_be_hidden()
    _tab_to(page, ".place-card a")
    page.keyboard.press("Enter")
    heading(page, "Télécentre de Boitron")
    _press_enter_in_panel(page, f"#jour-{day_ahead(1)}")
    expect(page).to_have_url(re.compile(f"jour={day_ahead(1)}"))
    _tab_to(page, ".booking-form button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "C’est réservé")
    _tab_to(page, "confirm-question > button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    _tab_to(page, "dialog button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text(FRENCH.cancelled)).to_be_visible()
    _tab_to(page, "undo-toast button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "C’est réservé")
    assert Booking.objects.get().status == Booking.Status.CONFIRMED


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_criteria_narrow_the_list_without_scripts(page: Page, boitron: Place) -> None:
    page.goto("/travailler/")
    page.locator("summary", has_text="Plus de critères").click()
    page.get_by_role("checkbox", name="Borne de recharge").check()
    page.get_by_role("button", name="Trouver").click()
    expect(page.get_by_role("heading", name="Aucun lieu ne réunit tout cela")).to_be_visible()
    page.get_by_role("checkbox", name="Borne de recharge").uncheck()
    page.get_by_role("button", name="Trouver").click()
    expect(page).not_to_have_url(re.compile("charging_point"))
    expect(page.get_by_role("link", name="Télécentre de Boitron", exact=True)).to_be_visible()
