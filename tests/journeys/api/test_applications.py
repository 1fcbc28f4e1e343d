"""OAuth application in a browser: authorised, used, revoked; a token created and copied."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client, RequestFactory
from playwright.sync_api import Page, expect

from bocage.people.errors import TokenInvalid
from bocage.people.models import (
    Application,
    ApplicationConsent,
    ApplicationGrant,
    Person,
    PersonalToken,
)
from bocage.people.tokens.access import caller_of
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import SECRET, ApplicationFactory, PersonFactory
from tests.servers.local_server import saying, serving

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]

VERIFIER = "v" * 64


@pytest.fixture
def site_of_the_application() -> Iterator[str]:
    """Runs a local server that receives the redirect of an application, on a port of its own."""
    page = b"<!doctype html><title>Agenda</title>Merci"
    with serving(saying(body=page, headers={"Content-Type": "text/html"})) as address:
        yield address


def asking(application: Application, back: str) -> str:
    challenge = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    return "/oauth/authorize/?" + urlencode(
        {
            "response_type": "code",
            "client_id": application.client_id,
            "redirect_uri": back,
            "scope": "bookings:read bookings:write",
            "state": "abc",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
    )


def test_application_is_let_in_acts_and_is_shut_out(
    page: Page, sign_in: Callable[[Person], None], site_of_the_application: str
) -> None:
    person = PersonFactory()
    application = ApplicationFactory(
        name="Mon agenda", redirect_uris=site_of_the_application, user=person
    )
    sign_in(person)
    page.goto(asking(application, site_of_the_application))
    expect(page.get_by_role("heading", name="Autoriser « Mon agenda » ?")).to_be_visible()
    check_page(page)

    page.get_by_role("button", name="Autoriser").click()
    page.wait_for_url(f"{site_of_the_application}*")
    code = parse_qs(urlsplit(page.url).query)["code"][0]
    token_answer = Client().post(
        "/oauth/token/",
        {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": application.client_id,
            "client_secret": SECRET,
            "redirect_uri": site_of_the_application,
            "code_verifier": VERIFIER,
        },
    )
    calling = {"authorization": f"Bearer {token_answer.json()['access_token']}"}
    caller = caller_of(RequestFactory().get("/", headers=calling))
    assert caller is not None
    assert caller.person == person

    page.goto("/compte/applications/")
    page.get_by_text("Ne plus autoriser", exact=True).click()
    page.get_by_role("button", name="Oui, ne plus autoriser").click()
    expect(page.get_by_text("n’agit plus en votre nom")).to_be_visible()
    check_page(page)
    with pytest.raises(TokenInvalid):
        caller_of(RequestFactory().get("/", headers=calling))


def test_application_that_is_refused_has_nothing(
    page: Page, sign_in: Callable[[Person], None], site_of_the_application: str
) -> None:
    application = ApplicationFactory(redirect_uris=site_of_the_application)
    sign_in(PersonFactory())
    page.goto(asking(application, site_of_the_application))
    page.get_by_role("button", name="Refuser").click()
    page.wait_for_url("**error=access_denied*")
    assert not ApplicationConsent.objects.exists()
    assert not ApplicationGrant.objects.exists()


def test_token_is_made_and_shown_once(page: Page, sign_in: Callable[[Person], None]) -> None:
    person = PersonFactory()
    sign_in(person)
    page.goto("/compte/applications/jetons/creer/")
    page.get_by_label("Nom de ce jeton").fill("Mon tableur")
    page.get_by_label("lire vos réservations").check()
    page.get_by_role("button", name="Créer ce jeton").click()

    secret = page.get_by_label("Jeton", exact=True).input_value()
    check_page(page)
    caller = caller_of(RequestFactory().get("/", headers={"authorization": f"Bearer {secret}"}))
    assert caller is not None
    assert (caller.person, caller.scopes) == (person, {"bookings:read"})
    page.goto("/compte/applications/")
    expect(page.get_by_text(f"…{PersonalToken.objects.get().last_letters}")).to_be_visible()
    expect(page.get_by_label("Jeton", exact=True)).to_have_count(0)
