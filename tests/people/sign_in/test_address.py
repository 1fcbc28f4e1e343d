"""Change of an account's address: proved by a code, notified to the former one, without revealing
accounts."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connections
from django.test.utils import CaptureQueriesContext

from bocage.foundation import instance
from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.errors import AddressTaken, CodeOver, WrongCode
from bocage.people.models import Person, SignInCode
from bocage.people.operations.sign_in import (
    change_address,
    confirm_identity,
    request_address_code,
    request_confirmation_code,
)
from bocage.people.sign_in.adapters import SIGNED_IN_AT
from tests.databases.statements import statements_of
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db

FORMER, NEW = "camille@ancienne.example", "camille@nouvelle.example"
CONTACT = "accueil@orne.example"
PAGE, CODE_PAGE = "/compte/adresse/", "/compte/adresse/code/"


@pytest.fixture
def person():
    person = PersonFactory(email=FORMER)
    EmailAddress.objects.create(user=person, email=FORMER, primary=True, verified=True)
    return person


@pytest.fixture
def enter(client, digits_sent_to):
    """`enter(person)` returns a browser where a person has just signed in by a code."""

    def sign_in(person):
        client.post("/connexion/", {"email": person.email})
        client.post("/connexion/code/", {"code": digits_sent_to(person.email)})
        return client

    return sign_in


def other_than(digits):
    return f"{(int(digits) + 1) % 10**6:06d}"


def code_for(person, email=NEW):
    return request_address_code(by=person, email=email)


def addresses_of(person):
    return list(
        EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary")
    )


def test_account_opens_with_the_new_address_once_the_code_is_written(enter, person, digits_sent_to):
    mandate = MandateFactory(person=person)
    browser = enter(person)

    assert browser.post(PAGE, {"email": f" {NEW.upper()} "}).url == CODE_PAGE
    assert Person.objects.get().email == FORMER
    response = browser.post(CODE_PAGE, {"code": digits_sent_to(NEW)})

    assert response.url == "/compte/"
    assert (
        f"Votre compte s’ouvre maintenant avec {NEW}." in browser.get("/compte/").content.decode()
    )
    person.refresh_from_db()
    assert (person.email, addresses_of(person)) == (NEW, [(NEW, True, True)])
    assert list(person.mandates.all()) == [mandate]
    assert list(person.events.order_by("pgh_id").values_list("email", flat=True)) == [FORMER, NEW]


def test_new_address_signs_in_to_the_same_account(client, person, digits_sent_to):
    change_address(by=person, code_id=code_for(person).pk, digits=digits_sent_to(NEW))

    client.post("/connexion/", {"email": NEW})
    client.post("/connexion/code/", {"code": digits_sent_to(NEW)})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


NOTICES = {
    "fr": ("Votre compte s’ouvre avec une autre adresse", "Sinon, écrivez-nous tout de suite à"),
    "en": ("Your account opens with another address", "If not, write to us at once at"),
}


@pytest.mark.parametrize("language", NOTICES)
def test_former_address_is_shown_in_its_language_and_not_of_the_new_one(
    person, language, digits_sent_to, mails_to
):
    subject, sentence = NOTICES[language]
    instance.remember_instance(replace(instance.defaults(), contact_email=CONTACT))
    Person.objects.update(language=language)
    person.refresh_from_db()

    change_address(by=person, code_id=code_for(person).pk, digits=digits_sent_to(NEW))

    [mail] = mails_to(FORMER)
    assert (mail.subject, mail.person_id, mail.channel) == (subject, person.pk, "sign_in")
    for text in (mail.text, mail.html):
        assert f"{sentence} {CONTACT}" in text
        assert NEW not in text
    [code_mail] = mails_to(NEW)
    assert code_mail.language == language


def test_former_address_opens_nothing_more(person, client, digits_sent_to):
    change_address(by=person, code_id=code_for(person).pk, digits=digits_sent_to(NEW))

    client.post("/connexion/", {"email": FORMER})
    client.post("/connexion/code/", {"code": digits_sent_to(FORMER)})

    assert client.session["_auth_user_id"] != str(person.pk)


def test_former_mailbox_confirms_nobody_in_a_session_that_is_still_open(person, digits_sent_to):
    code = request_confirmation_code(by=person, language="fr")
    digits = digits_sent_to(FORMER)
    changed = change_address(by=person, code_id=code_for(person).pk, digits=digits_sent_to(NEW))

    with pytest.raises(CodeOver):
        confirm_identity(by=changed, code_id=code.pk, digits=digits)
    assert Person.objects.count() == 1


def test_asking_reads_no_account_and_is_answered_alike_for_any_address(enter, person):
    used_address = PersonFactory(email="prise@exemple.example").email
    browser = enter(person)
    browser.get("/compte/")  # It shows once that the person has signed in.
    answers = []
    for address in (used_address, "libre@exemple.example"):
        with CaptureQueriesContext(connections["default"]) as captured:
            response = browser.post(PAGE, {"email": address})
        queries = statements_of(captured)
        page = browser.get(response.url).content.decode().replace(address, "ADDRESS")
        mail = OutgoingMail.objects.get(recipient=address)
        answers.append(
            (
                response.status_code,
                response.url,
                queries,
                re.sub(r'(nonce|value)="[^"]{16,}"', "", page).splitlines(),
                (mail.kind, mail.language, mail.person_id, sorted(mail.facts)),
            )
        )

    assert answers[0] == answers[1]


def test_address_of_another_account_is_refused_to_who_reads_it(enter, person, digits_sent_to):
    owner = PersonFactory(email=NEW)
    browser = enter(person)
    browser.post(PAGE, {"email": NEW})

    response = browser.post(CODE_PAGE, {"code": digits_sent_to(NEW)})

    assert response.url == PAGE
    assert "Un compte existe déjà avec cette adresse." in browser.get(PAGE).content.decode()
    assert dict(Person.objects.values_list("pk", "email")) == {person.pk: FORMER, owner.pk: NEW}
    assert addresses_of(person) == [(FORMER, True, True)]
    assert not OutgoingMail.objects.filter(kind__contains="AddressChanged").exists()


def test_wrong_digits_change_nothing_and_say_what_is_left(enter, person, digits_sent_to):
    browser = enter(person)
    browser.post(PAGE, {"email": NEW})
    digits = digits_sent_to(NEW)

    pages = [browser.post(CODE_PAGE, {"code": other_than(digits)}) for _attempt in range(5)]

    assert "Il reste 4 essais." in pages[0].content.decode()
    assert pages[-1].url == PAGE
    assert browser.post(CODE_PAGE, {"code": digits}).url == PAGE
    assert Person.objects.get().email == FORMER


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "9" * 5000, "\x00" * 6])
def test_malformed_digits_cost_no_attempt(enter, person, code):
    browser = enter(person)
    browser.post(PAGE, {"email": NEW})

    assert browser.post(CODE_PAGE, {"code": code}).status_code == 200

    assert SignInCode.objects.get(email=NEW).attempts == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Écrivez votre nouvelle adresse électronique."),
        ("camille", "Cette adresse n’est pas complète"),
        ("a" * 250 + "@exemple.example", "Cette adresse n’est pas complète"),
        (f"{NEW}\nBcc: tous@exemple.example", "Cette adresse n’est pas complète"),
        ("саmille@exemple.example", "Cette adresse n’est pas complète"),
        (FORMER, "C’est déjà l’adresse de votre compte."),
        (f" {FORMER.upper()} ", "C’est déjà l’adresse de votre compte."),
    ],
)
def test_address_that_cannot_be_had_sends_nothing(enter, person, address, sentence):
    browser = enter(person)
    mail_count = OutgoingMail.objects.count()

    response = browser.post(PAGE, {"email": address})

    assert sentence in response.content.decode()
    assert OutgoingMail.objects.count() == mail_count


def test_sixth_code_to_one_address_is_refused(enter, person):
    browser = enter(person)
    for _request in range(5):
        assert browser.post(PAGE, {"email": NEW}).status_code == 302

    response = browser.post(PAGE, {"email": NEW})

    assert response.status_code == 429
    assert "Trop d’essais à la suite." in response.content.decode()


def test_code_of_another_browser_changes_nothing(enter, person, signed_in_client, digits_sent_to):
    enter(person).post(PAGE, {"email": NEW})

    response = signed_in_client(person).post(CODE_PAGE, {"code": digits_sent_to(NEW)})

    assert response.url == PAGE
    assert Person.objects.get().email == FORMER


def test_session_left_open_must_prove_who_holds_it(enter, person):
    browser = enter(person)
    session = browser.session
    session[SIGNED_IN_AT] -= 3600
    session.save()
    session["account_authentication_methods"] = []
    session.save()

    response = browser.post(PAGE, {"email": NEW})

    assert response.url == "/compte/confirmer/?next=%2Fcompte%2Fadresse%2F"
    assert not SignInCode.objects.filter(email=NEW).exists()


def test_change_offers_to_end_the_sessions_that_are_open_elsewhere(
    enter, person, digits_sent_to, signed_in_client
):
    signed_in_client(person).get("/compte/")
    browser = enter(person)
    browser.post(PAGE, {"email": NEW})

    response = browser.post(CODE_PAGE, {"code": digits_sent_to(NEW)}, follow=True)

    assert "Fermer mes autres sessions" in response.content.decode()


@pytest.mark.parametrize("path", [PAGE, CODE_PAGE])
def test_pages_are_closed_to_strangers(client, path):
    assert client.get(path).url == f"/connexion/?next={path}"


def test_pages_speak_english(enter, person):
    browser = enter(person)
    browser.post(f"/en{PAGE}", {"email": NEW})

    assert "Change e-mail address" in browser.get(f"/en{PAGE}").content.decode()
    assert "Confirm my new address" in browser.get(f"/en{CODE_PAGE}").content.decode()


def test_closed_account_has_no_other_address(person, digits_sent_to):
    code = code_for(person)
    person.is_active = False

    with pytest.raises(NotAllowed):
        change_address(by=person, code_id=code.pk, digits=digits_sent_to(NEW))


def test_code_serves_once(person, digits_sent_to):
    code, digits = code_for(person), digits_sent_to(NEW)
    with pytest.raises(WrongCode):
        change_address(by=person, code_id=code.pk, digits=other_than(digits))
    change_address(by=person, code_id=code.pk, digits=digits)

    with pytest.raises(CodeOver):
        change_address(by=person, code_id=code.pk, digits=digits)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_one_address_at_once_are_one(digits_sent_to):
    people = [PersonFactory(email=FORMER), PersonFactory(email="dominique@ancienne.example")]
    codes = [(code_for(person).pk, digits_sent_to(NEW)) for person in people]
    start = Barrier(2)

    def take(number):
        try:
            start.wait()
            change_address(by=people[number], code_id=codes[number][0], digits=codes[number][1])
        except AddressTaken:
            return "taken"
        finally:
            connections.close_all()
        return "changed"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(take, range(2)))

    assert outcomes == ["changed", "taken"]
    assert Person.objects.filter(email=NEW).count() == 1
    assert EmailAddress.objects.filter(email=NEW).count() == 1
