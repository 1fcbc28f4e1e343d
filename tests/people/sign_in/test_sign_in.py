"""Signing in by a code: the same for a known and for an unknown address, and hard to abuse."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.errors import AccountClosed, CodeOver, WrongCode
from bocage.people.models import Person, SignInCode
from bocage.people.operations.sign_in import (
    SHARED_FOR,
    Asker,
    confirm_code,
    forget_old_attempts,
    request_code,
)
from tests.databases.statements import statements_of
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

ADDRESS = "camille@exemple.example"
FROM_HERE = Asker(network_address="192.0.2.1")


def ask(client, address=ADDRESS, **fields):
    return client.post("/connexion/", {"email": address, **fields})


def enter(client, digits):
    return client.post("/connexion/code/", {"code": digits})


def other_than(digits):
    return f"{(int(digits) + 1) % 10**6:06d}"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_first_visit_makes_an_account_once_the_code_is_confirmed(client, digits_sent_to):
    response = ask(client, " Camille@Exemple.example ")
    assert response.url == "/connexion/code/"
    digits = digits_sent_to(ADDRESS)
    assert Person.objects.count() == 0

    response = enter(client, digits)

    assert response.url == "/espace/"
    person = Person.objects.get()
    assert (person.email, person.is_active) == (ADDRESS, True)
    assert is_signed_in(client)
    assert person.emailaddress_set.values_list("email", "verified", "primary").get() == (
        ADDRESS,
        True,
        True,
    )


def test_second_visit_opens_the_same_account(client, digits_sent_to):
    person = PersonFactory(email=ADDRESS)

    ask(client)
    enter(client, digits_sent_to(ADDRESS))

    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


def test_digits_may_be_typed_with_spaces(client, digits_sent_to):
    ask(client)
    digits = digits_sent_to(ADDRESS)

    enter(client, f" {digits[:3]}\u00a0{digits[3:]} ")

    assert is_signed_in(client)


def test_known_and_unknown_addresses_are_served_alike(client):
    PersonFactory(email="connue@exemple.example")
    pages, queries, mails, headers = [], [], [], []
    for address in ("connue@exemple.example", "autre1@exemple.example"):
        browser = Client()
        browser.get("/connexion/")
        with CaptureQueriesContext(connections["default"]) as captured:
            response = ask(browser, address)
        queries.append(statements_of(captured))
        assert not any("people_person" in statement for statement in queries[-1])
        entering = browser.get(response.url)
        headers.append([_headers(response), _headers(entering)])
        page = entering.content.decode()
        token = browser.cookies["csrftoken"].value
        assert token
        pages.append(_without_tokens(page).replace(address, "ADDRESS"))
        mail = OutgoingMail.objects.get(recipient=address)
        mails.append((mail.kind, mail.channel, mail.language, mail.person_id, sorted(mail.facts)))

    assert headers[0] == headers[1]
    assert pages[0] == pages[1]
    assert queries[0] == queries[1]
    assert mails[0] == mails[1]


def test_wrong_digits_and_other_codes_ask_nothing_of_accounts(client):
    """Requests possible without access to the mailbox take the same work for every address."""
    PersonFactory(email="connue@exemple.example")
    statements = []
    for address in ("connue@exemple.example", "autre1@exemple.example"):
        browser = Client()
        ask(browser, address)
        with CaptureQueriesContext(connections["default"]) as captured:
            assert enter(browser, "not it").status_code == 200
            assert enter(browser, "000000").status_code == 200
            assert browser.post("/connexion/code/nouveau/").status_code == 302
            assert browser.get("/connexion/code/").status_code == 200
        statements.append(statements_of(captured))

    assert statements[0] == statements[1]
    about_accounts = [
        sql for sql in statements[0] if "FROM people_session" not in sql.replace('"', "")
    ]
    assert not [
        sql for sql in about_accounts if "people_person" in sql or "account_emailaddress" in sql
    ]


def _headers(response):
    """The status, the headers and the cookies, less what is new in each answer."""
    headers = {
        name: re.sub(r"'nonce-[^']+'", "nonce", value)
        for name, value in response.headers.items()
        if name not in {"Content-Length", "Expires", "X-Request-Id"}
    }
    cookies = {
        name: {key: value for key, value in morsel.items() if key != "expires"}
        for name, morsel in response.cookies.items()
    }
    return response.status_code, headers, cookies


def _without_tokens(page):
    return re.sub(r'(nonce|value|data-challenge)="[^"]{16,}"', "", page)


def test_mail_speaks_the_language_of_the_page(client, mails_to):
    client.post("/en/connexion/", {"email": ADDRESS})

    mail = mails_to(ADDRESS)[0]
    assert mail.language == "en"
    assert "is your code for Bocage" in mail.subject


def test_wrong_code_says_how_many_attempts_are_left(client, digits_sent_to):
    ask(client)
    wrong = other_than(digits_sent_to(ADDRESS))

    response = enter(client, wrong)

    assert "Il reste 4 essais." in response.content.decode()
    assert not is_signed_in(client)


def test_fifth_wrong_code_ends_it_even_for_the_right_one(client, digits_sent_to):
    ask(client)
    digits = digits_sent_to(ADDRESS)
    for _attempt in range(4):
        enter(client, other_than(digits))

    response = enter(client, other_than(digits))

    assert response.url == "/connexion/"
    code = SignInCode.objects.get()
    with pytest.raises(CodeOver):
        confirm_code(code_id=code.pk, digits=digits)


def test_malformed_code_costs_no_attempt(client):
    ask(client)

    for text in ("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5x", "9" * 5000, "\x00" * 6):
        response = enter(client, text)
        assert response.status_code == 200

    assert SignInCode.objects.get().attempts == 0


@pytest.mark.django_db(transaction=True)
def test_guesses_at_once_are_counted_one_by_one():
    code = request_code(email=ADDRESS, language="fr", asker=FROM_HERE)
    start = Barrier(12)

    def guess(_number):
        try:
            start.wait()
            confirm_code(code_id=code.pk, digits="not it")
        except WrongCode:
            return "wrong"
        except CodeOver:
            return "over"
        finally:
            connections.close_all()
        return "in"

    with ThreadPoolExecutor(12) as pool:
        outcomes = sorted(pool.map(guess, range(12)))

    assert outcomes == ["over"] * 8 + ["wrong"] * 4
    code.refresh_from_db()
    assert code.attempts == 5


def test_expired_code_is_refused(client, digits_sent_to):
    ask(client)
    digits = digits_sent_to(ADDRESS)
    SignInCode.objects.update(expires_at=timezone.now())

    response = enter(client, digits)

    assert response.url == "/connexion/"
    assert not is_signed_in(client)
    assert "Ce code ne peut plus servir" in client.get(response.url).content.decode()


def test_code_serves_once(digits_sent_to):
    code = request_code(email=ADDRESS, language="fr", asker=FROM_HERE)
    digits = digits_sent_to(ADDRESS)
    confirm_code(code_id=code.pk, digits=digits)

    with pytest.raises(CodeOver):
        confirm_code(code_id=code.pk, digits=digits)


def test_code_of_another_browser_is_worth_nothing(client, digits_sent_to):
    ask(client)
    digits = digits_sent_to(ADDRESS)
    other_browser = Client()
    ask(other_browser, "autre@exemple.example")

    assert enter(Client(), digits).url == "/connexion/"
    enter(other_browser, digits)

    assert not is_signed_in(other_browser)


def test_unknown_code_is_refused_as_a_spent_one():
    with pytest.raises(CodeOver):
        confirm_code(code_id=uuid4(), digits="123456")


def test_another_code_replaces_the_first(client, digits_sent_to):
    ask(client)
    first = digits_sent_to(ADDRESS)
    SignInCode.objects.update(created_at=timezone.now() - SHARED_FOR)

    response = client.post("/connexion/code/nouveau/")

    assert response.url == "/connexion/code/"
    assert SignInCode.objects.exclude(attempts=SignInCode.MAX_ATTEMPTS).count() == 1
    second = digits_sent_to(ADDRESS)
    if first != second:
        enter(client, first)
        assert not is_signed_in(client)
    enter(client, second)
    assert is_signed_in(client)


def test_another_code_without_a_first_leads_to_the_start(client):
    assert client.post("/connexion/code/nouveau/").url == "/connexion/"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "camille",
        "camille@",
        "@exemple.example",
        "camille@exemple",
        "camille@exemple..example",
        "a" * 300 + "@exemple.example",
        "a@" + "b" * 300 + ".example",
        "camille@exemple.example\nBcc: tous@exemple.example",
        "camille@exemple.example\r\nSubject: bonjour",
        "camille@exemple.example, autre@exemple.example",
        "\u212aamille@exemple.example",  # The Kelvin sign, whose lower case is k.
        "саmille@exemple.example",  # Two Cyrillic letters.
        "camille\x00@exemple.example",
        "camille @exemple.example",
    ],
)
def test_address_that_is_not_one_sends_nothing(client, address):
    response = ask(client, address)

    assert response.status_code == 200
    assert OutgoingMail.objects.count() == 0
    assert SignInCode.objects.count() == 0


def test_address_of_an_accented_domain_is_one_mailbox(client, mails_to):
    ask(client, "mairie@Sées.example")

    assert SignInCode.objects.get().email == "mairie@xn--ses-bma.example"


def test_lookalike_domain_is_another_account(client):
    PersonFactory(email="camille@paypal.example")

    ask(client, "camille@pаypal.example")  # A Cyrillic а.

    assert SignInCode.objects.get().email == "camille@xn--pypal-4ve.example"


@pytest.mark.parametrize(
    ("next_page", "destination"),
    [
        ("/compte/preferences/", "/compte/preferences/"),
        ("/en/espace/?q=1", "/en/espace/?q=1"),
        ("https://ailleurs.example/", "/espace/"),
        ("//ailleurs.example/", "/espace/"),
        ("/\\ailleurs.example", "/espace/"),
        ("javascript:alert(1)", "/espace/"),
        ("/" + "a" * 3000, "/espace/"),
        ("http://testserver/compte/", "/espace/"),
        ("compte", "/espace/"),
    ],
)
def test_way_back_leads_to_this_site_alone(client, digits_sent_to, next_page, destination):
    ask(client, next=next_page)

    assert enter(client, digits_sent_to(ADDRESS)).url == destination


def test_way_back_is_kept_from_the_page_that_asked_for_an_account(client):
    response = client.get("/compte/preferences/")
    assert response.url == "/connexion/?next=/compte/preferences/"

    page = client.get(response.url).content.decode()

    assert '<input type="hidden" name="next" value="/compte/preferences/">' in page


def test_somebody_signed_in_goes_straight_back(signed_in_client):
    client = signed_in_client(PersonFactory())

    assert client.get("/connexion/?next=/compte/").url == "/compte/"
    assert client.get("/connexion/code/").url == "/connexion/"


def test_session_changes_its_key_when_somebody_enters(client, digits_sent_to):
    ask(client)
    before = client.session.session_key

    enter(client, digits_sent_to(ADDRESS))

    assert client.session.session_key != before
    stale = Client()
    stale.cookies["bocage_session"] = before
    assert stale.get("/compte/").status_code == 302


def test_closed_account_is_reported_to_its_holder_alone(client, digits_sent_to):
    PersonFactory(email=ADDRESS, is_active=False)
    ask(client)

    response = enter(client, digits_sent_to(ADDRESS))

    assert response.url == "/connexion/compte-ferme/"
    assert client.get(response.url).status_code == 403
    assert not is_signed_in(client)


def test_closed_account_is_refused_by_the_operation(digits_sent_to):
    PersonFactory(email=ADDRESS, is_active=False)
    code = request_code(email=ADDRESS, language="fr", asker=FROM_HERE)

    with pytest.raises(AccountClosed):
        confirm_code(code_id=code.pk, digits=digits_sent_to(ADDRESS))


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_confirmed_at_once_make_one_person(digits_sent_to):
    requests, now = [], timezone.now()
    for moment in (now - SHARED_FOR, now):
        code = request_code(email=ADDRESS, language="fr", asker=FROM_HERE, now=moment)
        requests.append((code.pk, digits_sent_to(ADDRESS)))
    start = Barrier(2)

    def confirm(request):
        try:
            start.wait()
            return confirm_code(code_id=request[0], digits=request[1]).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        people = set(pool.map(confirm, requests))

    assert len(people) == 1
    assert Person.objects.get().emailaddress_set.count() == 1


def test_sign_out_needs_a_post(signed_in_client):
    client = signed_in_client(PersonFactory())
    assert client.get("/deconnexion/").status_code == 405

    client.post("/deconnexion/")

    assert not is_signed_in(client)


def test_old_codes_and_counts_are_forgotten():
    now = timezone.now()
    request_code(email=ADDRESS, language="fr", asker=FROM_HERE, now=now - timedelta(days=2))
    recent = request_code(email=ADDRESS, language="fr", asker=FROM_HERE, now=now)

    forget_old_attempts(now=now)

    assert list(SignInCode.objects.all()) == [recent]


def test_pages_of_passwords_and_sign_up_do_not_exist(client):
    for name in ("account_signup", "account_reset_password", "account_change_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
