"""Every URL that is not public requires a second factor of administrators, library URLs
included."""

import re
import uuid
from functools import cache
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.urls.exceptions import Resolver404

from bocage.foundation.http.access import policy_of
from bocage.people.models import Role
from bocage.people.sign_in.second_factor import OPEN_BEFORE, OPEN_UNTIL_ADDED
from bocage.welcome.ceremonies.links import planning_link
from bocage.workspaces.models import Place
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.second_factors import code_of, show_second_factor, with_app
from tests.rights.driving import Caller, product
from tests.rights.routes import EVERY_ROUTE
from tests.workspaces.factories import PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_production")]

KEYS_AND_ACCOUNT = {
    *("account", "account_erase", "account_logout", "agreements", "application_list"),
    *("application_remove", "change_address", "confirm_address", "confirm_identity"),
    *("consent_withdraw", "own_data", "own_data_document", "own_data_file"),
    *("mfa_activate_totp", "mfa_add_webauthn", "mfa_index", "mfa_list_webauthn"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "other_sessions_end", "portrait"),
    *("portrait_image", "portrait_remove", "preferences", "session_end", "token_revoke"),
    "usersessions_list",
}
SAMPLES = ["1", str(uuid.UUID(int=7)), "x", "2026-11-24", "x" * 22, "a" * 32, "A" * 43]
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def sample_of(regex: str) -> str:
    """A part of an address that its converter lets through."""
    for sample in [*SAMPLES, *re.split(r"[|()]", regex)]:
        if sample and re.fullmatch(regex, sample):
            return sample
    raise AssertionError(f"No sample for {regex}")


def address_of(route: str, entry: URLPattern) -> str | None:
    """An address that leads to a route; None where another route answers before it."""
    converters = entry.pattern.converters
    resolver = get_resolver()

    def part(parameter: re.Match[str]) -> str:
        name = parameter[1] or parameter[2]
        for _route, parent in parents:
            if name in parent.pattern.converters:
                return sample_of(parent.pattern.converters[name].regex)
        return sample_of(converters[name].regex) if name in converters else "1"

    parents = [(r, p) for r, p in resolvers(resolver) if route.startswith(r)]
    address = "/" + re.sub(r"[\^$]|\\Z", "", PART.sub(part, route)).replace("\\", "")
    try:
        match = resolve(address)
    except Resolver404:
        return None
    return address if match.func is entry.callback else None


def resolvers(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            route = prefix + str(entry.pattern)
            yield route, entry
            yield from resolvers(entry, route)


def is_public(entry: URLPattern) -> bool:
    policy = policy_of(entry.callback)
    return policy is not None and policy.audience == "public"


CLOSED = [(route, entry) for route, entry in EVERY_ROUTE if not is_public(entry)]


@cache
def addresses():
    """An address of each route that is not public, with its name."""
    return [(address_of(route, entry), entry.name) for route, entry in CLOSED]


@pytest.fixture
def administrator():
    """Returns an administrator whose session is older than their mandate."""
    return PersonFactory()


@pytest.fixture
def browser(administrator, client):
    client.force_login(administrator, backend="bocage.people.sign_in.backends.PersonBackend")
    assert client.get("/compte/").status_code == 200
    MandateFactory(person=administrator)
    return client


def test_walk_reaches_every_address():
    routes = zip(CLOSED, addresses(), strict=True)
    assert [route for (route, _), (address, _name) in routes if not address] == []
    assert len(CLOSED) > 700


def leads_to(response, page):
    return response.status_code == 302 and response["Location"] == page


def test_address_leads_an_administrator_without_key_to_add_one(administrator):
    MandateFactory(person=administrator)
    caller, opened = Caller(administrator), set()
    with product() as handler:
        for address, name in addresses():
            request = caller.request("GET", address)
            del request.session[AUTHENTICATION_METHODS_SESSION_KEY]
            if not leads_to(handler.get_response(request), "/compte/cles/"):
                opened.add(name)

    assert opened == KEYS_AND_ACCOUNT == OPEN_BEFORE | OPEN_UNTIL_ADDED


def test_browser_of_an_administrator_without_key_is_led_there_whatever_it_asks(browser):
    sample = [address for address, name in addresses() if name not in KEYS_AND_ACCOUNT][::20]
    answers = [(address, ask(address)) for address in sample for ask in (browser.get, browser.post)]

    assert [address for address, answer in answers if not leads_to(answer, "/compte/cles/")] == []


def test_key_that_is_there_is_asked_for_before_another_is_added(browser, administrator):
    secret = with_app(administrator)

    for name in OPEN_UNTIL_ADDED:
        assert browser.get(reverse(name)).url.startswith("/compte/confirmer/application/?next=")
    confirm = browser.get("/espace/").url
    assert confirm == "/compte/confirmer/application/?next=%2Fespace%2F"
    assert "par courriel" not in browser.get(confirm).content.decode()
    browser.post(confirm, {"code": code_of(secret)})
    assert browser.get("/espace/").status_code == 200


def test_form_that_meets_the_question_leads_back_to_the_espace(browser, administrator):
    with_app(administrator)

    assert browser.post("/espace/reglages/").url.endswith("?next=%2Fespace%2F")


def test_mandate_that_is_given_asks_in_a_session_whose_factor_is_of_yesterday(
    browser, administrator
):
    with_app(administrator)
    show_second_factor(browser, administrator, hours_ago=12.1)

    assert browser.get("/espace/").status_code == 302


def test_public_page_shows_what_the_mandate_opens_once_the_factor_is_shown(browser, administrator):
    """A place in preparation is hidden from everybody but those who run it."""
    page = PlaceFactory(status=Place.Status.DRAFT).get_absolute_url()
    assert browser.get(page).status_code == 404

    with_app(administrator)
    show_second_factor(browser, administrator)

    assert browser.get(page).status_code == 200


def test_other_mandate_still_counts_on_public_pages(browser, administrator):
    place = PlaceFactory(status=Place.Status.DRAFT)
    MandateFactory(person=administrator, role=Role.HOST, scope=place.scope)

    assert browser.get(place.get_absolute_url()).status_code == 200


def test_link_of_a_mail_gives_what_the_mailbox_holds_and_no_more(client):
    """An administrator with a town hall mandate answers for the town hall by the link of a mail."""
    commune = ScopeFactory(of_commune=True)
    person = MandateFactory().person
    path = urlsplit(planning_link.url(person.pk, commune.commune.pk)).path
    assert client.get(path).status_code == 410

    MandateFactory(person=person, role=Role.ELECTED, scope=commune)

    assert client.get(path).status_code == 200


def test_role_that_demands_no_second_factor_is_asked_for_none(client):
    for role, trait in ((Role.TOWN_HALL, "of_commune"), (Role.COORDINATOR, "of_departement")):
        person = MandateFactory(role=role, scope=ScopeFactory(**{trait: True})).person
        client.force_login(person, backend="bocage.people.sign_in.backends.PersonBackend")
        assert client.get("/espace/").status_code == 200
