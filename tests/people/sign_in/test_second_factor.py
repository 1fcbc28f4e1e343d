"""Second factor: required of administrators only, in each session."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.http import urlencode

from bocage.people.models import Role
from bocage.people.sign_in.adapters import AccountAdapter
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.second_factors import code_of, show_second_factor, sign_in_again, with_app

pytestmark = pytest.mark.django_db

SETTINGS_PAGE = "/espace/reglages/"


def sign_in(client, person, digits_sent_to):
    client.post("/connexion/", {"email": person.email})
    return client.post("/connexion/code/", {"code": digits_sent_to(person.email)})


@pytest.mark.usefixtures("in_production")
def test_settings_lead_an_administrator_without_key_to_add_one(signed_in_client):
    client = signed_in_client(MandateFactory().person)

    response = client.get(SETTINGS_PAGE)

    assert response.url == "/compte/cles/"
    assert "Votre mandat demande un second facteur." in client.get(response.url).content.decode()


def test_settings_open_without_second_factor_in_the_demo_and_say_so(signed_in_client):
    response = signed_in_client(MandateFactory().person).get(SETTINGS_PAGE)

    assert response.status_code == 200
    assert "l’Espace s’ouvre sans second facteur" in response.content.decode()


@pytest.mark.usefixtures("in_production")
def test_session_opened_before_the_app_confirms_with_it_once(signed_in_client):
    person = MandateFactory().person
    client = signed_in_client(person)
    secret = with_app(person)

    response = client.get(SETTINGS_PAGE)
    assert response.url == "/compte/confirmer/application/?next=%2Fespace%2Freglages%2F"
    assert client.get(response.url).status_code == 200
    confirmed = client.post(response.url, {"code": code_of(secret), "next": SETTINGS_PAGE})

    assert confirmed.url == SETTINGS_PAGE
    assert client.get(SETTINGS_PAGE).status_code == 200


@pytest.mark.usefixtures("in_production")
def test_administrator_enters_with_the_code_and_the_app(client, digits_sent_to):
    person = MandateFactory().person
    secret = with_app(person)

    response = sign_in(client, person, digits_sent_to)
    assert response.url == "/connexion/second-facteur/"
    assert "_auth_user_id" not in client.session
    assert client.get(response.url).status_code == 200

    wrong = client.post(response.url, {"code": "000000"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    client.post(response.url, {"code": code_of(secret)})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(SETTINGS_PAGE).status_code == 200


def test_key_of_anybody_else_is_no_second_door(client, digits_sent_to):
    person = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person
    with_app(person)

    response = sign_in(client, person, digits_sent_to)

    assert response.url == "/espace/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_second_factor_page_without_a_first_leads_to_sign_in(client):
    assert client.get("/connexion/second-facteur/").url == "/connexion/"


@pytest.mark.parametrize("path", ["cles/ajouter/", "application/"])
def test_keys_are_added_by_who_just_signed_in_or_confirms(signed_in_client, digits_sent_to, path):
    person = PersonFactory()
    client = signed_in_client(person)
    with_app(person) if path == "cles/ajouter/" else None
    session = client.session
    session["signed_in_at"] = time.time() - 3600
    session.save()

    redirection = client.get(f"/compte/{path}")
    assert redirection.url == f"/compte/confirmer/?next=%2Fcompte%2F{path.replace('/', '%2F')}"
    assert "Recevoir un code par courriel" in client.get(redirection.url).content.decode()
    client.post("/compte/confirmer/", {"next": f"/compte/{path}"})
    response = client.post(
        "/compte/confirmer/", {"code": digits_sent_to(person.email), "next": f"/compte/{path}"}
    )

    assert response.url == f"/compte/{path}"
    assert client.get(response.url).status_code == 200


def test_confirmation_with_wrong_digits_confirms_nothing(signed_in_client, digits_sent_to):
    person = PersonFactory()
    client = signed_in_client(person)
    client.post("/compte/confirmer/")
    wrong = f"{(int(digits_sent_to(person.email)) + 1) % 10**6:06d}"

    page = client.post("/compte/confirmer/", {"code": wrong}).content.decode()

    assert "Ce n’est pas le bon code" in page


def test_app_is_set_up_and_shown_by_mail(
    signed_in_client, mails_to, django_capture_on_commit_callbacks
):
    person = PersonFactory(language="en")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    client = signed_in_client(person)
    sign_in_again(client)
    client.get("/compte/application/")
    secret = client.session["mfa.totp.secret"]

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/compte/application/", {"code": code_of(secret)})

    assert response.url == "/compte/cles/secours/"
    kinds = Authenticator.objects.values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}
    assert mails_to(person.email)[0].subject == "An authenticator app was set up for your account"
    client.post("/compte/application/retirer/")
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize(
    ("next_page", "follows"),
    [
        ("/espace/premiers-pas/cle/", "/espace/premiers-pas/cle/"),
        ("//evil.example/", "/compte/cles/"),
        ("https://evil.example/", "/compte/cles/"),
        ("/" + "a" * 3000, "/compte/cles/"),
    ],
    ids=["here", "other host", "other site", "huge"],
)
def test_who_was_sent_to_add_a_second_factor_goes_back_and_nowhere_else(
    signed_in_client, next_page, follows
):
    client = signed_in_client(PersonFactory())
    sign_in_again(client)
    page = f"/compte/application/?{urlencode({'next': next_page})}"
    client.get(page)

    answer = client.post(page, {"code": code_of(client.session["mfa.totp.secret"])})
    codes = client.get(answer.url).content.decode()

    assert answer.url.startswith("/compte/cles/secours/")
    assert f'href="{follows}"' in codes


@pytest.mark.usefixtures("in_production")
@pytest.mark.parametrize(("hours_ago", "status"), [(11.9, 200), (12.1, 302)])
def test_second_factor_of_this_morning_is_asked_for_again_the_next_day(
    signed_in_client, hours_ago, status
):
    person = MandateFactory().person
    client = signed_in_client(person)
    with_app(person)
    show_second_factor(client, person, hours_ago=hours_ago)

    assert client.get(SETTINGS_PAGE).status_code == status


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_other_session", [True, False])
def test_change_of_keys_offers_to_end_the_sessions_that_are_open_elsewhere(
    signed_in_client, has_other_session
):
    person = PersonFactory()
    if has_other_session:
        signed_in_client(person).get("/compte/")
    client = signed_in_client(person)
    sign_in_again(client)
    assert "Fermer mes autres sessions" not in client.get("/compte/cles/").content.decode()
    client.get("/compte/application/")
    secret = client.session["mfa.totp.secret"]
    client.post("/compte/application/", {"code": code_of(secret)})

    offered = "Fermer mes autres sessions" in client.get("/compte/cles/").content.decode()
    client.post("/compte/sessions/autres/terminer/")

    assert offered is has_other_session
    assert UserSession.objects.filter(user=person).count() == 1
    assert "Fermer mes autres sessions" not in client.get("/compte/cles/").content.decode()


def test_passkey_answer_that_is_forged_is_refused(client, signed_in_client):
    client.get("/connexion/cle/", headers={"accept": "application/json"})
    whole = '{"id": "eA", "rawId": "eA", "type": "public-key", "response": %s}'
    forged = [
        whole % '{"clientDataJSON": "e30", "authenticatorData": "eA", "signature": "eA"}',
        whole % '{"userHandle": "bm9ib2R5"}',
        whole % '{"userHandle": 7}',
        whole % "{}",
    ]
    for credential in ("", "{}", "[]", '{"id": "x"}', "null", "x" * 5000, *forged):
        response = client.post("/connexion/cle/", {"credential": credential})
        assert response.status_code in {200, 302}
        assert "_auth_user_id" not in client.session


def test_mail_of_the_library_that_we_have_no_words_for_is_a_mistake():
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="account/email/unknown_account"):
        AccountAdapter().send_mail("account/email/unknown_account", "a@b.example", {})
