"""Every page of the product in a browser, at the width of a phone and of a desk.

`PAGES` declares which role sees which pages, by URL name. Each role signs in and opens all of its
pages: one page on a phone and the next at a desk, with all checks, then each at the width of a
tablet, where no content may be cut, and at the other width, for what it changes (checks.py). A page
of the product that is missing from this file fails `test_no_page_is_left_out`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import batched, cycle, groupby
from operator import itemgetter
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation
from playwright.sync_api import Page, ViewportSize
from pytest_django import DjangoDbBlocker

from bocage.people.models import Person, Role
from tests.databases.emptying import empty_database
from tests.journeys import (
    api_pages,
    evidence_pages,
    first_steps_pages,
    guides_pages,
    housing_pages,
    network_pages,
    outreach_pages,
    training_pages,
    welcome_pages,
    workspaces_pages,
)
from tests.journeys.checks import (
    SCREENS,
    check_other_width,
    check_reflow,
    check_width,
    sniffed,
)
from tests.journeys.conftest import screens
from tests.journeys.markup import SeenPages
from tests.journeys.world import World, world_of_everybody
from tests.pages.linked_data import unknown_words

pytestmark = screens("phone")

ESPACE = [
    "espace",
    "account",
    "preferences",
    "own_data",
    "agreements",
    "usersessions_list",
    "mfa_index",
]
MANDATES = [
    "mandate_list",
    "mandate_list?q=personne+de+ce+nom",
    "mandate_scope",
    "mandate_scope?q=boitron",
    "mandate_grant",
]

PAGES: dict[str, list[str]] = {
    "visitor": [
        "home",
        "accessibility",
        "personal_data",
        "privacy_register",
        "status",
        "about",
        "style_guide",
        "mail_preview_list",
        "mail_preview",
        "commune_list",
        "commune_list?q=boitr",
        "commune_list?q=zzzz",
        "commune_detail",
        "commune_ranking",
        "commune_ranking?fibre=0",
        "commune_comparison",
        "commune_comparison?c=61051&c=61464",
        "place_list",
        "place_list?jour=2020-01-01",
        "place_list?nature=phone_booth&equipement=garden",
        "place_detail",
        "place_detail?moment=heures",
        "home_list",
        "home_list?prix-max=1&prix-min=x",
        "dwelling",
        "gone/dwelling",
        "account_login",
        "account_inactive",
        "demo",
        "demo_mail_list",
        "demo_mail_list?pour=zoe",
        "demo_mail_detail",
        "signed_action",
        "here",
        "here_thanks",
        "door",
        "search_save?prix-max=200000&pieces-min=4",
        "search_requested",
        "address_searches",
        "address_search",
        "offer_home",
        "offer_thanks",
        "lead_report_signed",
        "lead_reported_signed",
    ],
    "teleworker": [
        "here",
        *ESPACE,
        "application_list",
        "token_make",
        "application_declare",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "confirm_identity",
        "place_detail",
        "booking_list",
        "booking_list?quand=passees",
        "booking_detail",
        "booking_history",
        "booking_cancel",
        "booking_move",
        "booking_guests",
        "own_calendar",
        "cancelled/booking_detail",
        "asked/booking_detail",
        "place_wait?jour={day}&moment=apres-midi&espace={resource_id}",
        "waitlist",
        "reminder_choice",
        "series_book",
        "series_detail",
        "series_cancel",
        "series_change",
        "asked/series_detail",
        "expenses",
        "expenses?mois=2020-01",
        "search_save?prix-max=200000",
        "saved_searches",
        "saved_search",
        "notifications",
    ],
    "holder of keys": [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
    "newcomer": [
        "espace",
        "booking_list",
        "booking_list?quand=passees",
        "own_data",
        "expenses",
    ],
    Role.HOST: ["espace", "application_list", "service_open", *workspaces_pages.DESK],
    Role.COORDINATOR: [
        "espace",
        "host_places",
        "host_open",
        "host_place",
        "linkage_queue",
        "linkage_pair",
        "dwelling_listings",
        "territory_report",
        "territory_report?du=2020-01-01&au=2020-12-31",
        "demand_list",
        "territory_leads",
        "territory_leads?etat=closed",
        *housing_pages.SOURCES,
        *MANDATES,
    ],
    Role.ADMIN: [
        *("espace", "instance_settings", "instance_state", "others_sessions", *MANDATES),
        *("history_list", "history_list?quoi=projet", "object_history"),
    ],
    Role.TOWN_HALL: [
        "commune_leads",
        "lead_report",
        "lead",
        "lead_close",
        "lead_listed",
        "espace",
        "account",
    ],
    Role.ELECTED: ["espace", "lead_report", "lead", "demand_detail", "commune_detail"],
    "candidate": ["espace", "lead_list", "lead_list?bien=land", "lead", "lead_report_commune"],
    Role.SPONSOR: ["espace"],
    Role.CLUB_ORGANISER: ["espace"],
    Role.TRAINING_OFFICER: ["espace"],
    Role.EDITOR: ["espace"],
}

NO_PAGES: dict[str, str] = {
    "metrics": "figures for Prometheus",
    "status_file": "JSON",
    "violations": "reports of browsers",
    "own_data_document": "a file",
    **dict.fromkeys(
        (
            "account_logout",
            "application_remove",
            "commune_weights",
            "commune_wish",
            "consent_withdraw",
            "demo_enter",
            "demo_end",
            "given_up_task",
            "held_mail_accept",
            "held_mail_aside",
            "mandate_end",
            "mfa_login_webauthn",
            "other_sessions_end",
            "portrait_remove",
            "relay_signed_sponsor",
            "relay_sponsor",
            "relay_withdraw",
            "send_another_code",
            "session_end",
            "token_revoke",
        ),
        "answers a form",
    ),
    "portrait": "answers a form, on the profile",
    **dict.fromkeys(
        (
            "oauth_revoke",
            "oauth_token",
        ),
        "answers programs",
    ),
    **dict.fromkeys(
        (
            "alive",
            "commune_suggestions",
            "oauth_resource",
            "oauth_server",
            "ready",
        ),
        "JSON",
    ),
    **dict.fromkeys(
        (
            "instance_logo",
            "instance_picture",
            "portrait_image",
        ),
        "a picture",
    ),
    "sitemap_file": "for programs",
    "stop_messages": "leads to the page that asks",
    **dict.fromkeys(
        (
            "demo_mail_attachment",
            "own_data_file",
        ),
        "a file",
    ),
    "instance_colours": "a style sheet",
    "mail_preview_page": "the mail inside its preview",
    "demo_mail_html": "the mail inside its page",
    "commune_outlines": "GeoJSON",
    "commune_by_code": "leads to the page of the commune",
}
NO_PAGES |= workspaces_pages.NO_PAGES | housing_pages.NO_PAGES
for subject in (
    *welcome_pages.SUBJECTS,
    *network_pages.SUBJECTS,
    *outreach_pages.SUBJECTS,
    *evidence_pages.SUBJECTS,
    *training_pages.SUBJECTS,
    *api_pages.SUBJECTS,
    guides_pages,
    first_steps_pages,
):
    NO_PAGES |= subject.NO_PAGES
    for holder, pages in subject.PAGES.items():
        PAGES[holder] = [*PAGES.get(holder, []), *pages]

REFUSED = {"account_inactive": 403}
"""Error pages, with their expected status."""

SEEN_ELSEWHERE = {
    "held_mails": "test_relays.py, by the welcome",
    "own_commune": "test_relays.py, by a town hall",
    "own_communes": "test_relays.py, by the welcome",
    "own_commune_propose": "test_relays.py, by a town hall",
    "relay": "test_relays.py, by a town hall",
    "relay_ask": "test_relays.py, by the welcome",
    "relay_choice": "test_relays.py, by a town hall",
    "relay_home": "test_relays.py, by the link that says the same",
    "relay_signed": "test_relays.py, from the mail",
    "relay_signed_choice": "test_relays.py, from the mail",
    "relay_signed_home": "test_relays.py, from the mail",
    "account_confirm_login_code": "test_sign_in.py, once an address is given",
    "account_erase": "test_erasure.py, from what is known of a person",
    "change_address": "test_sign_in.py, from the profile",
    "oauth_authorize": "test_applications.py, where an application leads",
    "confirm_address": "test_sign_in.py, once a new address is given",
    "mfa_authenticate": "test_sign_in.py, where an administrator enters",
    "mfa_reauthenticate_webauthn": "test_sign_in.py, with a key",
}


@pytest.fixture(scope="module")
def seen_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeenPages]:
    """Collects the HTML of the pages of this process, checked once all of them are visited."""
    pages = SeenPages(tmp_path_factory.mktemp("pages"))
    yield pages
    errors = pages.errors()
    assert errors == [], "\n".join(errors)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The stage on which everybody looks at their pages: set once in a process, as looking at it
    changes nothing. What is emptied after each test is only emptied after the last visit."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: None)
        with translation.override(settings.LANGUAGE_CODE):
            world = world_of_everybody()
        yield world
        empty_database()


def named_addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The name and the route of everything that the product answers to."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if route == "redaction/":  # The pages of Wagtail are looked at by those who make them.
            continue
        if isinstance(entry, URLResolver):
            yield from named_addresses(entry, route)
        elif not route.lstrip("^").startswith("api/v1/"):  # JSON: see tests/api.
            yield str(entry.name), route


ROUTES = dict(named_addresses(get_resolver()))


def name_of(entry: str) -> str:
    return entry.partition("?")[0].rpartition("/")[2]


def address_of(entry: str, parts: dict[str, Any]) -> str:
    """The address of `name?query`; `which/name` takes another thing of the same kind."""
    path, _mark, query = entry.partition("?")
    prefix, _slash, name = path.rpartition("/")
    values = {
        part: parts.get(f"{prefix or name}.{part}", parts.get(part))
        for part in re.findall(r"<(?:\w+:)?(\w+)>", ROUTES[name])
    }
    return reverse(name, kwargs=values) + (f"?{query.format(**parts)}" if query else "")


def test_no_page_is_left_out() -> None:
    listed_names = {name_of(entry) for pages in PAGES.values() for entry in pages}
    files = {name for name, route in ROUTES.items() if "<list_file:" in route}
    assert listed_names.isdisjoint(NO_PAGES | SEEN_ELSEWHERE)
    assert listed_names | files | set(NO_PAGES) | set(SEEN_ELSEWHERE) == set(ROUTES)
    assert files.isdisjoint(NO_PAGES)


def test_every_role_looks_at_its_pages() -> None:
    assert set(Role) <= set(PAGES)


TABLET: ViewportSize = {"width": 768, "height": 1024}

# The style guide has a page title among its examples. Counted by a script: Playwright's own waiting
# functions take as long to load in each page as the response.
TITLES = "() => document.querySelectorAll('h1:not(.example h1)').length"
PAGES_AT_ONCE = 40
"""More are looked at in several visits, which share the work between processes."""

VISITS = [
    pytest.param(pages, id=f"{number}-{pages[0][0]}-to-{pages[-1][0]}")
    for number, pages in enumerate(
        batched([(holder, entry) for holder in PAGES for entry in PAGES[holder]], PAGES_AT_ONCE),
        start=1,
    )
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pages", VISITS)
def test_every_page_is_well_made(
    page: Page,
    world: World,
    sign_in: Callable[[Person], None],
    seen_pages: SeenPages,
    pages: tuple[tuple[str, str], ...],
) -> None:
    """A page is opened at the width of the one before it, then given that of a tablet, then the
    other."""
    widths = cycle(("desk", "phone"))
    for holder, entries in groupby(pages, key=itemgetter(0)):
        page.context.clear_cookies()
        if holder in world.people:
            sign_in(world.people[holder])
        for (_holder, entry), other_width in zip(entries, widths, strict=False):
            answer = page.goto(address_of(entry, world.parts))
            assert answer is not None
            assert (holder, entry, answer.status) == (
                holder,
                entry,
                REFUSED.get(name_of(entry), 200),
            )
            assert page.url.split("?")[0].endswith(address_of(entry, world.parts).split("?")[0])
            assert page.evaluate(TITLES) == 1, page.url
            check_width(page)
            assert sniffed(page) == [], page.url
            html = answer.text()
            assert unknown_words(html) == [], page.url
            seen_pages.add(f"{holder} {entry}", html, page)
            check_reflow(page, TABLET)
            check_other_width(page, SCREENS[other_width])
