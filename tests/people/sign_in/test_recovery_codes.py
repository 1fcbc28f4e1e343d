"""Recovery codes: shown once when a second factor is added, good for one entry each, counted."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from bocage.people.personal_data import personal_data_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.people.second_factors import code_of, show_second_factor, sign_in_again, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_production")]

CODES = "/compte/cles/secours/"
KEYS = "/compte/cles/"


@pytest.fixture
def entered(client, digits_sent_to):
    """`entered(person)` returns a browser where a person has just typed the code of a mail."""

    def enter(person):
        client.post("/connexion/", {"email": person.email})
        client.post("/connexion/code/", {"code": digits_sent_to(person.email)})
        return client

    return enter


@pytest.fixture
def set_up(entered, django_capture_on_commit_callbacks):
    """`set_up(person)`: their browser, where an app was just set, and the page that follows."""

    def add_app(person):
        client = entered(person)
        client.get("/compte/application/")
        secret = client.session["mfa.totp.secret"]
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/compte/application/", {"code": code_of(secret)})
        return client, answer.url

    return add_app


def codes_in(page):
    return re.findall(r"\b\d{5} \d{5}\b", page.content.decode().partition("</textarea>")[0])


def test_codes_are_shown_once_to_copy_download_and_print(set_up, administrator):
    client, page = set_up(administrator)
    assert page == CODES

    response = client.get(page)
    again = client.get(page)

    assert len(set(codes_in(response))) == 10
    assert all(word in response.content.decode() for word in ("Copier", "download=", "Imprimer"))
    assert "no-store" in response["Cache-Control"]
    assert codes_in(again) == []
    assert "Il vous reste 10 codes de secours." in again.content.decode()


def test_whoever_has_just_added_a_second_factor_is_in(set_up, administrator):
    client, _page = set_up(administrator)

    assert client.get("/espace/").status_code == 200


def test_code_opens_once_and_says_how_many_are_left(
    set_up, administrator, entered, digits_sent_to, mails_to
):
    client, page = set_up(administrator)
    code, *_unused = codes_in(client.get(page))
    client.post("/deconnexion/")

    client = entered(administrator)
    assert "_auth_user_id" not in client.session
    came_in = client.post("/connexion/second-facteur/", {"code": code}, follow=True)

    assert came_in.redirect_chain[-1][0] == "/espace/"
    assert "Il vous reste 9 codes de secours." in came_in.content.decode()
    subject = "Un code de secours a servi à ouvrir votre compte"
    assert mails_to(administrator.email)[-1].subject == subject
    client.post("/deconnexion/")
    client = entered(administrator)
    refused = client.post("/connexion/second-facteur/", {"code": code})
    assert refused.status_code == 200
    assert "_auth_user_id" not in client.session


def test_code_confirms_in_a_session_that_was_opened_before_the_mandate(signed_in_client):
    person = PersonFactory()
    client = signed_in_client(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "", "credential": {}})
    codes = RecoveryCodes.activate(person).generate_codes()
    MandateFactory(person=person)

    address = client.get("/espace/").url
    assert address == "/compte/confirmer/cle/?next=%2Fespace%2F"
    answer = client.post("/compte/confirmer/application/", {"code": codes[0], "next": "/espace/"})

    assert answer.url == "/espace/"
    assert client.get("/espace/").status_code == 200


@pytest.mark.parametrize(
    ("used", "words", "warns"),
    [
        (0, "Il reste 10 codes sur dix.", False),
        (7, "Il reste 3 codes sur dix.", True),
        (9, "Il reste 1 code sur dix.", True),
    ],
)
def test_page_of_keys_counts_what_is_left_and_warns_of_few(
    signed_in_client, administrator, used, words, warns
):
    with_app(administrator)
    codes = RecoveryCodes.activate(administrator)
    for code in codes.generate_codes()[:used]:
        assert codes.validate_code(code)

    page = signed_in_client(administrator).get(KEYS).content.decode()

    assert words in page
    assert ("message-warning" in page) is warns


def test_codes_are_made_anew_and_those_of_before_open_nothing(
    signed_in_client, administrator, mails_to, django_capture_on_commit_callbacks
):
    administrator.emailaddress_set.create(email=administrator.email, primary=True, verified=True)
    with_app(administrator)
    before = RecoveryCodes.activate(administrator).generate_codes()
    client = signed_in_client(administrator)
    show_second_factor(client, administrator)
    sign_in_again(client)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{CODES}refaire/")

    assert answer.url == CODES
    anew = [code.replace(" ", "") for code in codes_in(client.get(CODES))]
    assert len(anew) == 10
    assert set(anew).isdisjoint(before)
    last = Authenticator.objects.get(type="recovery_codes")
    assert not last.wrap().validate_code(before[0])
    subject = "Les codes de secours de votre compte ont été refaits"
    assert mails_to(administrator.email)[-1].subject == subject


def test_codes_are_not_made_by_who_holds_the_mailbox_alone(signed_in_client, administrator):
    with_app(administrator)

    answer = signed_in_client(administrator).post(f"{CODES}refaire/")

    assert answer.url.startswith("/compte/confirmer/application/")
    assert not Authenticator.objects.filter(type="recovery_codes").exists()


def test_codes_go_with_the_last_second_factor(signed_in_client, administrator):
    with_app(administrator)
    RecoveryCodes.activate(administrator)
    client = signed_in_client(administrator)
    show_second_factor(client, administrator)
    sign_in_again(client)

    client.post("/compte/application/retirer/")

    assert not Authenticator.objects.exists()


def test_codes_are_shown_in_what_is_known_without_themselves(administrator):
    with_app(administrator)
    codes = RecoveryCodes.activate(administrator).generate_codes()

    personal_data = str(personal_data_of(administrator))

    assert "Codes de secours" in personal_data
    assert codes[0] not in personal_data
