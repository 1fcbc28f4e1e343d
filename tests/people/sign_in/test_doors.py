"""Strangers cannot block the sign-in of a person: they use up their own quotas."""

import html
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from bocage.foundation.http import spam_challenge
from bocage.foundation.models import OutgoingMail
from bocage.people.errors import TooManyCodes, WorkNeeded
from bocage.people.models import AttemptCount, KnownBrowser, Person, SignInCode
from bocage.people.operations.erasure import erase_person
from bocage.people.operations.known_browsers import (
    KNOWN_FOR,
    forget_old_browsers,
    remember_browser,
)
from bocage.people.operations.sign_in import SHARED_FOR, Asker, request_code
from tests.foundation.work import worked
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db

ADDRESS, OTHER_ADDRESS = "camille@exemple.example", "dominique@exemple.example"
PLACES_V4 = [f"198.51.100.{number}" for number in range(10)]
LINES_V6 = [f"2001:db8:bad:{number:x}::1" for number in range(40)]
COOKIE = settings.KNOWN_BROWSER_COOKIE_NAME


@pytest.fixture(autouse=True)
def _little_work(monkeypatch):
    """Browsers work in earnest in `tests/foundation`: here, two hundred of them have worked."""
    monkeypatch.setattr(spam_challenge, "BITS", 4)


def ask(client, address=ADDRESS, network="203.0.113.9", **fields):
    return client.post("/connexion/", {"email": address, **fields}, REMOTE_ADDR=network)


def enter(client, digits):
    return client.post("/connexion/code/", {"code": digits})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def mails_to_now(address=ADDRESS):
    return OutgoingMail.objects.filter(recipient=address).count()


def words_of(response):
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def a_minute_goes_by():
    SignInCode.objects.update(created_at=timezone.now() - SHARED_FOR)


@pytest.fixture
def known_browser(client, digits_sent_to):
    """A browser where Camille signed in, and out again."""
    ask(client, network="203.0.113.1", **worked())
    enter(client, digits_sent_to(ADDRESS))
    assert is_signed_in(client)
    client.post("/deconnexion/")
    assert not is_signed_in(client)
    a_minute_goes_by()
    return client


def attack():
    """Sixty requests of strangers: from ten places of IPv4 and forty lines of one site of IPv6.
    How many were sent a code."""
    code_count = 0
    for network in (*PLACES_V4, *LINES_V6, *PLACES_V4):
        with suppress(TooManyCodes, WorkNeeded):
            request_code(email=ADDRESS, language="fr", asker=Asker(network_address=network))
            code_count += 1
    return code_count


def test_whoever_was_there_before_comes_in_again_after_sixty_requests_of_strangers(
    known_browser, digits_sent_to
):
    assert attack() == 2

    assert mails_to_now() == 2  # That of Camille, and one of the attack.
    ask(known_browser)
    enter(known_browser, digits_sent_to(ADDRESS))
    assert is_signed_in(known_browser)


def test_a_new_browser_comes_in_by_its_work_after_sixty_requests_of_strangers(digits_sent_to):
    attack()
    browser = Client()

    refused = ask(browser)
    assert refused.status_code == 429
    assert "Réessayez : votre navigateur fait d’abord un petit calcul" in words_of(refused)
    assert "Sans JavaScript, réessayez dans 1 h." in words_of(refused)
    assert 'name="challenge"' in refused.content.decode()

    assert ask(browser, **worked()).status_code == 302
    enter(browser, digits_sent_to(ADDRESS))
    assert is_signed_in(browser)


def test_strangers_who_work_use_up_their_own_networks(known_browser, digits_sent_to):
    """Each network has eight codes a day per address; a whole /48 counts as one line."""
    networks = [*PLACES_V4[:3], *LINES_V6[:20]]
    counts = [
        sum(ask(Client(), network=network, **worked()).status_code == 302 for _time in range(6))
        for network in networks
    ]

    assert counts == [5, 5, 5, 5, *[0] * 19]
    assert mails_to_now() == 2
    for browser, fields in ((Client(), worked()), (known_browser, {})):
        a_minute_goes_by()
        assert ask(browser, **fields).status_code == 302
        enter(browser, digits_sent_to(ADDRESS))
        assert is_signed_in(browser)


def test_strangers_in_the_same_network_leave_a_known_browser_its_allowance(known_browser):
    for number in range(61):
        ask(Client(), f"p{number}@exemple.example", network="203.0.113.9")
    assert ask(Client(), OTHER_ADDRESS, network="203.0.113.9", **worked()).status_code == 429

    assert ask(known_browser, network="203.0.113.9").status_code == 302


def test_sixth_code_of_a_known_browser_says_when_to_go_on(known_browser):
    assert [ask(known_browser).status_code for _code in range(5)] == [302] * 5

    response = ask(known_browser)

    assert response.status_code == 429
    assert "Trop d’essais à la suite. Réessayez dans 15 minutes." in words_of(response)


def test_refusal_of_a_network_says_how_to_go_on(client):
    for _code in range(5):
        assert ask(client, **worked()).status_code == 302

    response = ask(client, **worked())

    assert response.status_code == 429
    assert (
        "Trop de codes ont été demandés. Réessayez dans 15 minutes, ou tout de suite avec une clé"
        " d’accès ou dans un navigateur où vous vous êtes déjà connecté." in words_of(response)
    )


def test_refusals_are_the_same_for_an_address_without_an_account(client):
    PersonFactory(email=ADDRESS)
    refusals = []
    for address in (ADDRESS, OTHER_ADDRESS):
        statuses = [ask(Client(), address, f"198.51.100.{n}").status_code for n in range(3)]
        page = ask(Client(), address, "198.51.100.9")
        assert "Des codes ont déjà été demandés" in words_of(page)
        refusals.append(statuses)
    assert refusals == [[302, 302, 429]] * 2


def test_address_alone_has_a_ceiling_and_strangers_without_work_none_of_it():
    now = timezone.now()
    fields = {"email": ADDRESS, "language": "fr", "now": now}
    for number in range(40):
        place = Asker(network_address=f"192.0.2.{number}", has_worked=True)
        request_code(asker=place, **fields)
    with pytest.raises(TooManyCodes):
        request_code(asker=Asker(network_address="203.0.113.1", has_worked=True), **fields)

    for number in range(2):
        request_code(asker=Asker(network_address=f"198.51.100.{number}"), **fields)
    with pytest.raises(WorkNeeded):
        request_code(asker=Asker(network_address="198.51.100.9"), **fields)


def test_limits_lapse():
    now, asker = timezone.now(), Asker(network_address="192.0.2.1", has_worked=True)
    for _code in range(5):
        request_code(email=ADDRESS, language="fr", asker=asker, now=now)
    with pytest.raises(TooManyCodes):
        request_code(email=ADDRESS, language="fr", asker=asker, now=now)
    later = now + timedelta(minutes=15)
    request_code(email=ADDRESS, language="fr", asker=asker, now=later)


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_pass_no_limit_and_send_one_mail():
    asker = Asker(network_address="192.0.2.1", has_worked=True)

    def run():
        return request_code(email=ADDRESS, language="fr", asker=asker)

    results = race(*[run] * 12)

    codes = [result for result in results if isinstance(result, SignInCode)]
    assert (len(codes), mails_to_now()) == (5, 1)
    assert len({code.sent_with_id or code.pk for code in codes}) == 1
    assert all(isinstance(result, SignInCode | TooManyCodes) for result in results)


def test_wrong_digits_of_a_stranger_leave_those_of_the_person(client, digits_sent_to):
    """One mail for both within the minute; each browser has its own attempts."""
    stranger = Client()
    ask(stranger, network="198.51.100.1")
    ask(client, **worked())
    digits = digits_sent_to(ADDRESS)
    assert mails_to_now() == 1
    wrong = f"{(int(digits) + 1) % 10**6:06d}"

    for _attempt in range(5):
        enter(stranger, wrong)
    assert enter(stranger, digits).url == "/connexion/"
    assert not is_signed_in(stranger)

    enter(client, digits)
    assert is_signed_in(client)
    assert SignInCode.objects.filter(used_at=None, sent_with=None).count() == 0


def test_digits_serve_once_whatever_the_browser(client, digits_sent_to):
    late = Client()
    ask(client)
    ask(late)
    digits = digits_sent_to(ADDRESS)
    enter(client, digits)

    enter(late, digits)

    assert not is_signed_in(late)
    assert SignInCode.objects.filter(used_at=None, sent_with=None).count() == 0
    assert ask(Client(), **worked()).status_code == 302
    assert mails_to_now() == 2  # Used codes are shared with nobody.


@pytest.mark.django_db(transaction=True)
def test_digits_entered_in_two_browsers_at_once_let_one_in(digits_sent_to):
    browsers = [Client(), Client()]
    for browser in browsers:
        ask(browser)
    digits = digits_sent_to(ADDRESS)

    race(*[lambda browser=browser: enter(browser, digits) for browser in browsers])

    assert [is_signed_in(browser) for browser in browsers].count(True) == 1


def test_digits_of_a_known_browser_are_shared_with_nobody(known_browser, digits_sent_to):
    stranger = Client()
    ask(known_browser)
    digits = digits_sent_to(ADDRESS)

    ask(stranger)

    assert mails_to_now() == 3
    if digits_sent_to(ADDRESS) != digits:
        enter(stranger, digits)
        assert not is_signed_in(stranger)
    enter(known_browser, digits)
    assert is_signed_in(known_browser)


def test_digits_are_used_where_they_were_sent(client):
    ask(client)
    ask(Client())
    shared = SignInCode.objects.exclude(sent_with=None)

    with pytest.raises(IntegrityError, match="used_where_sent"), transaction.atomic():
        shared.update(used_at=timezone.now())


def test_another_code_within_the_minute_says_that_one_is_on_its_way(client, digits_sent_to):
    ask(client)

    page = client.post("/connexion/code/nouveau/", worked(), follow=True)

    assert "Un code vient de partir, et il sert encore." in words_of(page)
    assert mails_to_now() == 1
    enter(client, digits_sent_to(ADDRESS))
    assert is_signed_in(client)


def test_cookie_of_a_known_browser_is_closed_to_scripts_and_changes_at_each_sign_in(
    known_browser, digits_sent_to
):
    first = known_browser.cookies[COOKIE]
    assert (first["httponly"], first["samesite"]) == (True, "Lax")
    assert first["max-age"] == KNOWN_FOR.total_seconds()
    assert bool(first["secure"]) == settings.SESSION_COOKIE_SECURE
    secret = first.value
    row = KnownBrowser.objects.get()
    assert secret not in (row.digest, str(row.pk))

    ask(known_browser)
    enter(known_browser, digits_sent_to(ADDRESS))

    assert known_browser.cookies[COOKIE].value != secret
    assert KnownBrowser.objects.get().pk == row.pk


def test_several_people_are_known_in_one_browser(known_browser, digits_sent_to):
    ask(known_browser, OTHER_ADDRESS, **worked())
    enter(known_browser, digits_sent_to(OTHER_ADDRESS))
    known_browser.post("/deconnexion/")

    attack()

    assert KnownBrowser.objects.count() == 2
    assert ask(known_browser).status_code == 302
    assert (
        ask(known_browser, "autre@exemple.example").status_code == 302
    )  # Not known: the first without work.


def lets_in_after_an_attack(browser):
    """Checks whether a browser without proof of work gets a code while strangers use up the
    rest."""
    attack()
    return ask(browser).status_code == 302


def test_ending_a_session_from_elsewhere_ends_what_its_browser_is_known_for(
    client, digits_sent_to, signed_in_client
):
    ask(client, **worked())
    enter(client, digits_sent_to(ADDRESS))
    client.get("/compte/")  # It is listed from its first page on.
    person = Person.objects.get()
    browser = signed_in_client(person)
    browser.get("/compte/")
    session = browser.session
    session["signed_in_at"] = timezone.now().timestamp()
    session.save()

    browser.post("/compte/sessions/autres/terminer/")

    assert not KnownBrowser.objects.exists()
    assert not lets_in_after_an_attack(client)


def test_address_that_changed_leaves_no_browser_known(client, digits_sent_to):
    ask(client, **worked())
    enter(client, digits_sent_to(ADDRESS))
    client.post("/compte/adresse/", {"email": OTHER_ADDRESS})

    client.post("/compte/adresse/code/", {"code": digits_sent_to(OTHER_ADDRESS)})

    assert Person.objects.get().email == OTHER_ADDRESS
    assert not KnownBrowser.objects.exists()


def test_erased_account_leaves_no_browser_known(known_browser):
    person = Person.objects.get()

    erase_person(by=person, person=person)

    assert not KnownBrowser.objects.exists()


def test_cookie_that_is_old_or_forged_speaks_for_nobody(known_browser):
    attack()
    forged = Client()
    for secret in ("forged", "é" * 3, "x" * 5000):
        forged.cookies[COOKIE] = secret
        assert ask(forged).status_code == 429
    KnownBrowser.objects.update(expires_at=timezone.now())

    assert ask(known_browser).status_code == 429
    forget_old_browsers()
    assert not KnownBrowser.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_browser_that_signs_in_twice_at_once_is_known_once_by_each_secret():
    person = PersonFactory()
    before = remember_browser(person=person, secret="", session_key="")

    secrets = race(*[lambda: remember_browser(person=person, secret=before, session_key="")] * 2)

    assert len(set(secrets)) == 2
    assert KnownBrowser.objects.filter(person=person).count() in (1, 2)


def test_counts_hold_no_address(client):
    ask(client)

    assert not any(ADDRESS in key for key in AttemptCount.objects.values_list("key", flat=True))
