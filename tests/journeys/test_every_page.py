"""Every page of the product in a browser, at the width of a phone and of a desk.

`PAGES` says whose eyes see what, by the names of the addresses. Each role enters and looks at all
of its pages, each on a phone and at a desk, so that none stays unseen; a page that is added to the
product and stands nowhere in this file fails `test_no_page_is_left_out`.
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
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from bocage.people.models import Person, Role
from tests.emptying import empty_database
from tests.journeys import (
    api_pages,
    evidence_pages,
    network_pages,
    outreach_pages,
    training_pages,
    welcome_pages,
)
from tests.journeys.checks import axe_source, check_page, check_resized_page
from tests.journeys.conftest import SCREENS, screens
from tests.journeys.world import World, world_of_everybody

ESPACE = ["espace", "account", "preferences", "known_data", "usersessions_list", "mfa_index"]
PRICES = [
    "host_prices",
    "host_tariff_set",
    "host_product_add",
    "host_pass_sell",
    "host_accounts",
    "host_accounts?mois=2020-01",
    "host_settle",
    "sold/host_settle",
    "host_payers",
    "host_payer_add",
    "host_payer",
    "host_payer_change",
]
DESK = [
    "host_places",
    "host_place",
    "host_day",
    "host_describe",
    "host_photos",
    "host_resource_add",
    "host_resource_change",
    "host_hours",
    "host_exception",
    "host_close",
    "host_close_for_good",
    "host_cancel",
    "host_presence",
    "host_sheet",
    "host_visits",
    "host_absences",
    "host_access_notes",
    "host_access_note",
    "host_rules",
    "host_resource_rules",
    "host_house_rules",
    "host_clearances",
    "host_calendars",
    "host_outside_calendars",
    "host_outside_calendar_add",
    "host_board",
    "host_board?vue=semaine",
    "host_book",
    "host_block",
    "host_move",
    "host_write",
    "host_requests",
    "asked/host_refuse",
    "asked/host_ask_back",
    "series/host_refuse_series",
    "series/host_ask_about_series",
    "host_waitlist",
    "place_report",
    "place_report?du=2020-01-01&au=2020-12-31",
    *PRICES,
]
MANDATES = [
    "mandate_list",
    "mandate_list?q=personne+de+ce+nom",
    "mandate_scope",
    "mandate_scope?q=boitron",
    "mandate_grant",
]
SOURCES = [
    "housing_sources",
    "housing_source_open",
    "housing_source",
    "housing_source_change",
    "housing_upload",
    "housing_run",
    "held/housing_run",
    "table/housing_run",
    "owner_offers",
    "owner_offer",
]

PAGES: dict[str, list[str]] = {
    "visitor": [
        "home",
        "accessibility",
        "personal_data",
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
        "search_asked",
        "address_searches",
        "address_search",
        "offer_home",
        "offer_thanks",
        "lead_tell_signed",
        "lead_told_signed",
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
    ],
    "newcomer": ["espace", "booking_list", "booking_list?quand=passees", "known_data", "expenses"],
    Role.HOST: ["espace", "application_list", "service_open", *DESK],
    Role.COORDINATOR: [
        "espace",
        "host_places",
        "host_open",
        "host_place",
        "join_queue",
        "join_pair",
        "dwelling_listings",
        "territory_report",
        "territory_report?du=2020-01-01&au=2020-12-31",
        "demand_list",
        "territory_leads",
        "territory_leads?etat=closed",
        *SOURCES,
        *MANDATES,
    ],
    Role.ADMIN: ["espace", "instance_settings", *MANDATES],
    Role.TOWN_HALL: [
        "commune_leads",
        "lead_tell",
        "lead",
        "lead_close",
        "lead_listed",
        "espace",
        "account",
    ],
    Role.ELECTED: ["espace", "lead_tell", "lead", "demand_detail", "commune_detail"],
    "candidate": ["espace", "lead_list", "lead_list?bien=land", "lead", "lead_tell_where"],
    Role.SPONSOR: ["espace"],
    Role.CLUB_ORGANISER: ["espace"],
    Role.TRAINING_OFFICER: ["espace"],
    Role.EDITOR: ["espace"],
}

NO_PAGES = {
    "held_mail_accept": "answers a form",
    "held_mail_aside": "answers a form",
    "relay_sponsor": "answers a form",
    "relay_signed_sponsor": "answers a form",
    "relay_withdraw": "answers a form",
    "commune_wish": "answers a form",
    "commune_weights": "answers a form",
    "join_decide": "answers a form",
    "join_take_back": "answers a form",
    "listing_split_off": "answers a form",
    **dict.fromkeys(
        (
            "lead_ask",
            "lead_change_owner",
            "lead_confirm",
            "lead_not_yet",
            "lead_owner",
            "lead_photo_add",
            "lead_photo_remove",
            "lead_refuse",
            "lead_release",
            "lead_reopen",
            "lead_share",
            "lead_take_back",
            "lead_undo",
            "lead_undo_signed",
        ),
        "answers a form",
    ),
    "lead_photo": "a picture",
    "portrait": "answers a form, on the profile",
    "portrait_remove": "answers a form",
    "token_revoke": "answers a form",
    "application_remove": "answers a form",
    "consent_withdraw": "answers a form",
    "oauth_token": "answers programs",
    "oauth_revoke": "answers programs",
    "oauth_server": "JSON",
    "oauth_resource": "JSON",
    "portrait_image": "a picture",
    "territory_leads_file": "a file",
    "request_answer": "answers a form",
    "host_accept": "answers a form",
    "waitlist_leave": "answers a form",
    "offer_take": "answers a form",
    "offer_decline": "answers a form",
    "here_arrive": "answers a form",
    "here_leave": "answers a form",
    "here_count": "answers a form",
    "door_fragment": "what changes on the screen of a door",
    "door_take": "answers a form",
    "door_end": "answers a form",
    "host_codes_make": "answers a form",
    "host_door_make": "answers a form",
    "presence_replace": "answers a form",
    "presence_revoke": "answers a form",
    "host_arrive": "answers a form",
    "host_note": "answers a form",
    "host_guests": "answers a form",
    "host_clearance_end": "answers a form",
    "host_access_note_remove": "answers a form",
    "housing_source_switch": "answers a form",
    "housing_source_fetch": "answers a form",
    "housing_source_token": "answers a form",
    "housing_token_revoke": "answers a form",
    "housing_template": "a file",
    "housing_decide": "answers a form",
    "housing_remarks": "a file",
    "housing_remarks_mail": "answers a form",
    "housing_push": "takes what machines send",
    "housing_push_state": "JSON",
    "owner_offer_publish": "answers a form",
    "owner_offer_refuse": "answers a form",
    "alive": "JSON",
    "ready": "JSON",
    "instance_colours": "a style sheet",
    "instance_logo": "a picture",
    "mail_preview_page": "the mail inside its preview",
    "demo_mail_html": "the mail inside its page",
    "demo_mail_attachment": "a file",
    "commune_suggestions": "JSON",
    "commune_outlines": "GeoJSON",
    "stop_messages": "leads to the page that asks",
    "host_today": "leads to the day",
    "host_board_today": "leads to the board of the day",
    "host_board_state": "JSON",
    "host_visitors": "JSON",
    "commune_by_code": "leads to the page of the commune",
    "place_photo": "a picture",
    "home_photo": "a picture",
    "place_book": "leads to the way in, or answers a form",
    "booking_calendar": "a calendar file",
    "series_calendar": "a calendar file",
    "series_restore": "answers a form",
    "series_answer": "answers a form",
    "host_accept_series": "answers a form",
    "calendar_feed": "a calendar for programs",
    "own_calendar_make": "answers a form",
    "host_calendar_make": "answers a form",
    "host_calendar_make_of": "answers a form",
    "calendar_replace": "answers a form",
    "calendar_revoke": "answers a form",
    "place_search_unmet": "notes a search, and answers nothing",
    "host_outside_calendar_pause": "answers a form",
    "host_outside_calendar_resume": "answers a form",
    "host_outside_calendar_remove": "answers a form",
    "booking_restore": "answers a form",
    "booking_use_pass": "answers a form",
    "booking_spare_pass": "answers a form",
    "expenses_file": "a file",
    "host_accounts_file": "a file",
    "host_payer_file": "a file",
    "host_payer_person": "answers a form",
    "host_payer_person_remove": "answers a form",
    "host_payer_switch": "answers a form",
    "host_product_withdraw": "answers a form",
    "host_settle_undo": "answers a form",
    "host_tariff_remove": "answers a form",
    "host_waive": "answers a form",
    "host_publish": "answers a form",
    "host_photo_remove": "answers a form",
    "host_reopen": "answers a form",
    "send_another_code": "answers a form",
    "mfa_login_webauthn": "answers a form",
    "account_logout": "answers a form",
    "other_sessions_end": "answers a form",
    "session_end": "answers a form",
    "mandate_end": "answers a form",
    "demo_enter": "answers a form",
    "known_data_file": "a file",
    "stop_searches": "test_search_pages.py: takes the POST of a mail program",
    "search_change": "answers a form",
    "search_quiet_hours": "answers a form",
    "address_search_change": "answers a form",
    "address_quiet_hours": "answers a form",
    "browser_allow": "answers a form",
    "browser_forget": "answers a form",
    "search_feed": "a feed for programs",
    "notifications_service_worker": "a script",
    "place_report_table": "a file",
    "place_report_workbook": "a file",
    "territory_report_table": "a file",
    "territory_report_workbook": "a file",
}
for subject in (
    *welcome_pages.SUBJECTS,
    *network_pages.SUBJECTS,
    *outreach_pages.SUBJECTS,
    *evidence_pages.SUBJECTS,
    *training_pages.SUBJECTS,
    *api_pages.SUBJECTS,
):
    NO_PAGES |= subject.NO_PAGES
    for who, pages in subject.PAGES.items():
        PAGES[who] = [*PAGES.get(who, []), *pages]

REFUSED = {"account_inactive": 403}
"""The pages that say no, with the status that they say it with."""

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
    named, _mark, query = entry.partition("?")
    which, _slash, name = named.rpartition("/")
    values = {
        part: parts.get(f"{which or name}.{part}", parts.get(part))
        for part in re.findall(r"<(?:\w+:)?(\w+)>", ROUTES[name])
    }
    return reverse(name, kwargs=values) + (f"?{query.format(**parts)}" if query else "")


def test_no_page_is_left_out() -> None:
    seen = {name_of(entry) for pages in PAGES.values() for entry in pages}
    assert seen.isdisjoint(NO_PAGES | SEEN_ELSEWHERE)
    assert seen | set(NO_PAGES) | set(SEEN_ELSEWHERE) == set(ROUTES)


def test_every_role_looks_at_its_pages() -> None:
    assert set(Role) <= set(PAGES)


PAGES_AT_ONCE = 40
"""More are looked at in several visits, which share the work between processes."""

VISITS = [
    pytest.param(pages, id=f"{number}-{pages[0][0]}-to-{pages[-1][0]}")
    for number, pages in enumerate(
        batched([(who, entry) for who in PAGES for entry in PAGES[who]], PAGES_AT_ONCE), start=1
    )
]


@screens("phone")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pages", VISITS)
def test_every_page_is_well_made(
    page: Page, world: World, sign_in: Callable[[Person], None], pages: tuple[tuple[str, str], ...]
) -> None:
    """A page is opened at the width of the one before it, then given the other."""
    page.add_init_script(axe_source())
    widths = cycle(("desk", "phone"))
    for who, entries in groupby(pages, key=itemgetter(0)):
        page.context.clear_cookies()
        if who in world.people:
            sign_in(world.people[who])
        for (_who, entry), other_width in zip(entries, widths, strict=False):
            answer = page.goto(address_of(entry, world.parts))
            assert answer is not None
            assert (who, entry, answer.status) == (who, entry, REFUSED.get(name_of(entry), 200))
            assert page.url.split("?")[0].endswith(address_of(entry, world.parts).split("?")[0])
            # The guide of style shows a title of a page among its examples.
            expect(page.locator("h1:not(.example h1)")).to_have_count(1)
            check_page(page)
            check_resized_page(page, SCREENS[other_width])
