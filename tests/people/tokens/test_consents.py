"""Consents given to OAuth applications, and the access of their tokens."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, connections
from django.test import Client
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    ScopesUnknown,
    SecondFactorMissing,
    TokenInvalid,
)
from bocage.people.models import (
    AccessToken,
    Application,
    ApplicationConsent,
    ApplicationGrant,
    Person,
    RefreshToken,
)
from bocage.people.operations.applications import (
    forget_old_application_tokens,
    give_consent,
    withdraw_consent,
)
from bocage.people.tokens.access import caller_of
from tests.people.factories import (
    SECRET,
    ApplicationConsentFactory,
    ApplicationFactory,
    MandateFactory,
    PersonFactory,
)
from tests.people.oauth_way import (
    BACK,
    answer_consent,
    authorization_request,
    calling,
    changed_for_tokens,
    code_of,
    tokens_for,
)

pytestmark = pytest.mark.django_db

PAGE = "/compte/applications/"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


def test_application_acts_for_who_lets_it_in_and_no_further(let_in):
    person, application, tokens = let_in()

    caller = caller_of(calling(tokens["access_token"]))

    assert (tokens["expires_in"], tokens["token_type"]) == (3600, "Bearer")
    assert caller.person == person
    assert caller.scopes == {"bookings:read", "bookings:write"}
    assert caller.key == f"application:{application.pk}:{person.pk}"
    assert ApplicationConsent.objects.get().last_used_at is not None


def test_database_keeps_no_token_and_no_secret(let_in):
    _person, application, tokens = let_in()

    rows = [*AccessToken.objects.values(), *RefreshToken.objects.values()]
    rows += Application.objects.values()
    assert tokens["access_token"] not in str(rows)
    assert tokens["refresh_token"] not in str(rows)
    assert SECRET not in str(rows)
    assert application.client_secret == sha256(SECRET.encode()).hexdigest()


def test_page_of_consent_says_who_asks_for_what_and_where_it_leads(signed_in_client):
    application = ApplicationFactory(name="<b>Agenda</b>")
    response = signed_in_client(PersonFactory()).get(
        "/oauth/authorize/", authorization_request(application)
    )

    page = response.content.decode()
    assert "&lt;b&gt;Agenda" in page
    assert "réserver, déplacer et annuler en votre nom" in page
    assert "agenda.example" in page
    policy = response.headers["Content-Security-Policy"]
    assert "form-action 'self' https://agenda.example;" in policy
    assert "frame-ancestors 'none'" in policy
    assert not ApplicationConsent.objects.exists()


def test_page_of_consent_asks_each_time_and_in_the_language_of_its_reader(signed_in_client):
    consent = ApplicationConsentFactory(person__language="en")
    client = signed_in_client(consent.person)

    first = client.get(
        "/oauth/authorize/", authorization_request(consent.application, approval_prompt="auto")
    )
    assert first.url.startswith("/en/oauth/authorize/?response_type=code")
    assert client.get(first.url).status_code == 200


def test_refusal_is_reported_to_the_application_and_lets_nothing(signed_in_client):
    response = answer_consent(signed_in_client(PersonFactory()), ApplicationFactory(), allow=False)

    parameters = parse_qs(urlsplit(response.url).query)
    assert (parameters["error"], parameters["state"]) == (["access_denied"], ["abc"])
    assert not ApplicationConsent.objects.exists()
    assert not ApplicationGrant.objects.exists()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "trop-court"}, "invalid_request"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"scope": "bookings:read everything"}, "invalid_scope"),
        ({"scope": " "}, "invalid_scope"),
        ({"response_type": "token"}, "unauthorized_client"),
    ],
)
@pytest.mark.parametrize("way", ["asked", "answered"])
def test_request_that_is_not_ours_is_reported_to_the_application(
    signed_in_client, changed, error, way
):
    client, application = signed_in_client(PersonFactory()), ApplicationFactory()
    if way == "answered" and changed.get("scope") == " ":
        return  # The form of the page always requests a scope.
    if way == "asked":
        response = client.get("/oauth/authorize/", authorization_request(application, **changed))
    else:
        response = answer_consent(client, application, **changed)

    assert response.status_code == 302
    assert response.url.startswith(BACK)
    assert f"error={error}" in response.url
    assert not ApplicationConsent.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "inconnu"},
        {"client_id": "a\x00b"},
        {"client_id": "x" * 5000},
        {"redirect_uri": "https://voleur.example/"},
        {"redirect_uri": BACK + "?x=1"},
        {"redirect_uri": BACK + "/../vole"},
        {"redirect_uri": BACK.upper()},
        {"redirect_uri": BACK.replace("agenda", "Agenda")},
        {"redirect_uri": BACK.replace("https", "HTTPS")},
        {"redirect_uri": BACK.replace("/retour", "/Retour")},
        {"redirect_uri": BACK.replace("/retour", ":443/retour")},
        {"redirect_uri": "http://127.0.0.1:8765/retour"},
        {"redirect_uri": "javascript:alert(1)"},
    ],
)
def test_request_that_could_lead_astray_leads_nowhere(signed_in_client, changed):
    client, application = signed_in_client(PersonFactory()), ApplicationFactory()

    response = client.get("/oauth/authorize/", authorization_request(application, **changed))
    assert response.status_code in (400, 401)
    assert "Rien n’a été autorisé" in response.content.decode()
    answer = answer_consent(client, application, **changed)
    assert answer.status_code in (400, 401, 404)
    assert not ApplicationGrant.objects.exists()
    assert not ApplicationConsent.objects.exists()


def test_page_of_consent_is_closed_to_strangers(client):
    assert client.get("/oauth/authorize/").url.startswith("/connexion/?next=/oauth/authorize/")


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": "w" * 64},
        {"code_verifier": None},
        {"code": "inconnu"},
        {"code": "a\x00b"},
        {"code": "x" * 100_000},
        {"client_secret": "faux"},
        {"client_secret": None},
        {"redirect_uri": "https://agenda.example/ailleurs"},
        {"grant_type": "password", "username": "a", "password": "b"},
        {"grant_type": "client_credentials"},
        {"grant_type": DEVICE, "device_code": "x"},
        {"grant_type": None},
    ],
)
def test_tokens_are_for_the_application_and_the_request_of_the_code(signed_in_client, changed):
    application = ApplicationFactory()
    code = code_of(answer_consent(signed_in_client(PersonFactory()), application))

    response = changed_for_tokens(application, code, **changed)

    assert response.status_code in (400, 401, 404)
    assert "access_token" not in response.content.decode()


@pytest.mark.parametrize(
    ("declared", "address", "is_shown"),
    [
        ("http://127.0.0.1/retour", "http://127.0.0.1:51999/retour", True),
        ("http://[::1]:8000/retour", "http://[::1]:51999/retour", True),
        ("http://127.0.0.1/retour", "http://127.0.0.1:51999/Retour", False),
        ("http://127.0.0.1/retour", "http://127.0.0.1:51999/retour?x=1", False),
        ("http://127.0.0.1/retour", "http://127.0.0.1.voleur.example/retour", False),
        ("http://127.0.0.1/retour", "http://[::1]:51999/retour", False),
    ],
)
def test_code_leaves_for_a_program_of_this_machine_on_any_port(
    signed_in_client, declared, address, is_shown
):
    application = ApplicationFactory(redirect_uris=declared)

    asking = authorization_request(application, redirect_uri=address)
    response = signed_in_client(PersonFactory()).get("/oauth/authorize/", asking)

    assert (response.status_code == 200) is is_shown


GRANT_TYPES_THAT_ARE_NOT_OURS = [
    *("password", "implicit", "AUTHORIZATION_CODE", "authorization_code ", " ", "😀", "x" * 9000),
    *(f"urn:ietf:params:oauth:grant-type:{name}" for name in ("device_code", "token-exchange")),
    *(f"urn:ietf:params:oauth:grant-type:{name}" for name in ("jwt-bearer", "saml2-bearer")),
]


@pytest.mark.parametrize("grant_type", GRANT_TYPES_THAT_ARE_NOT_OURS)
@pytest.mark.parametrize("device_code", [None, "x"])
def test_anybody_who_asks_for_a_token_another_way_is_shown_so(client, grant_type, device_code):
    fields = {"grant_type": grant_type, **({"device_code": device_code} if device_code else {})}

    response = client.post("/oauth/token/", fields)

    assert (response.status_code, response.json()) == (400, {"error": "unsupported_grant_type"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"grant_type": ["authorization_code", "authorization_code"]},
        {"grant_type": ["authorization_code", DEVICE]},
        {"grant_type": "\x00"},
        {"grant_type": "authorization_code", "code": ["a\x00b", "c"]},
        {"grant_type": "refresh_token", "refresh_token": ["a", "b"]},
    ],
)
def test_request_for_a_token_that_is_none_is_shown_so(client, fields):
    response = client.post("/oauth/token/", fields)

    assert response.status_code in (400, 401)
    assert response.json()["error"] in ("invalid_request", "invalid_client")


def test_name_of_an_application_that_no_text_holds_is_shown_so(client):
    client.raise_request_exception = False
    credentials = b64encode(b"a\x00b:secret").decode()
    response = client.post(
        "/oauth/token/",
        {"grant_type": "client_credentials"},
        headers={"authorization": f"Basic {credentials}"},
    )

    assert response.status_code in (400, 401)


def test_ways_to_a_token_are_those_of_the_metadata(client):
    grant_types = client.get("/.well-known/oauth-authorization-server").json()[
        "grant_types_supported"
    ]

    assert grant_types == ["authorization_code", "refresh_token", "client_credentials"]
    for grant_type in grant_types:
        answer = client.post("/oauth/token/", {"grant_type": grant_type}).json()
        assert answer["error"] != "unsupported_grant_type"


@pytest.mark.django_db(transaction=True)
def test_code_by_many_at_once_gives_tokens_once(signed_in_client):
    application = ApplicationFactory()
    code = code_of(answer_consent(signed_in_client(PersonFactory()), application))
    start = Barrier(4)

    def change(_number):
        try:
            start.wait()
            return changed_for_tokens(application, code).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(change, range(4))) == [200, 400, 400, 400]


def test_code_that_comes_back_shuts_out_what_was_given_for_it(signed_in_client):
    application = ApplicationFactory()
    code = code_of(answer_consent(signed_in_client(PersonFactory()), application))
    tokens = changed_for_tokens(application, code).json()
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    fresh = tokens_for(application, **refresh).json()
    assert caller_of(calling(fresh["access_token"]))

    assert changed_for_tokens(application, code, code_verifier="w" * 64).status_code == 400

    with pytest.raises(TokenInvalid):
        caller_of(calling(fresh["access_token"]))
    refresh["refresh_token"] = fresh["refresh_token"]
    assert tokens_for(application, **refresh).status_code == 400


def test_code_that_comes_back_from_another_application_shuts_nothing_out(signed_in_client):
    application = ApplicationFactory()
    code = code_of(answer_consent(signed_in_client(PersonFactory()), application))
    tokens = changed_for_tokens(application, code).json()

    assert changed_for_tokens(ApplicationFactory(), code).status_code == 400

    assert caller_of(calling(tokens["access_token"]))


def test_refresh_token_ends_a_year_after_the_consent_even_if_it_is_used(let_in):
    person, application, tokens = let_in()
    ApplicationConsent.objects.update(given_at=timezone.now() - timedelta(days=365))
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert tokens_for(application, **fields).status_code == 400

    give_consent(by=person, application=application, scopes=["bookings:read"])

    assert tokens_for(application, **fields).status_code == 200


def test_public_application_has_tokens_by_pkce_alone(signed_in_client):
    application = ApplicationFactory(public=True)
    code = code_of(answer_consent(signed_in_client(PersonFactory()), application))

    assert changed_for_tokens(application, code, client_secret="").status_code == 200


def test_refresh_token_serves_once_and_shuts_all_out_the_second_time(let_in):
    _person, application, tokens = let_in()
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}

    fresh = tokens_for(application, **fields).json()

    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]))
    assert caller_of(calling(fresh["access_token"]))
    assert tokens_for(application, **fields).status_code == 400
    with pytest.raises(TokenInvalid):
        caller_of(calling(fresh["access_token"]))


def test_consent_that_is_withdrawn_opens_nothing_more(let_in, signed_in_client):
    person, application, tokens = let_in()
    consent = ApplicationConsent.objects.get()
    address = f"{PAGE}accords/{consent.pk}/retirer/"
    assert signed_in_client(PersonFactory()).post(address).status_code == 404
    client = signed_in_client(person)
    assert application.name in client.get(PAGE).content.decode()

    assert client.post(address).url == PAGE

    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]))
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert tokens_for(application, **fields).status_code == 400
    assert client.post(address).status_code == 404


def test_consent_to_less_narrows_what_was_given_before(let_in):
    person, application, tokens = let_in()

    give_consent(by=person, application=application, scopes=["bookings:read"])

    assert caller_of(calling(tokens["access_token"])).scopes == {"bookings:read"}


@pytest.mark.parametrize("scopes", [[], ["everything"]])
def test_consent_to_nothing_or_to_what_does_not_exist_is_refused(scopes):
    with pytest.raises(ScopesUnknown):
        give_consent(by=PersonFactory(), application=ApplicationFactory(), scopes=scopes)


def test_application_without_a_second_factor_stops_with_the_mandate_that_asks_for_one(let_in):
    person, _application, tokens = let_in()
    ApplicationConsent.objects.update(made_with_second_factor=False)
    MandateFactory(person=person)

    with pytest.raises(SecondFactorMissing):
        caller_of(calling(tokens["access_token"]))


def test_token_that_is_over_or_of_a_closed_account_opens_nothing(let_in):
    person, _application, tokens = let_in()

    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]), now=timezone.now() + timedelta(seconds=3601))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]))


def test_application_gives_its_token_back(let_in):
    _person, application, tokens = let_in()
    fields = {"client_id": application.client_id, "client_secret": SECRET}

    assert Client().post("/oauth/revoke/", fields | {"token": "inconnu"}).status_code == 200
    response = Client().post("/oauth/revoke/", fields | {"token": tokens["access_token"]})

    assert response.status_code == 200
    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]))


def test_database_keeps_one_consent_of_a_person_to_an_application():
    consent = ApplicationConsentFactory()

    with pytest.raises(IntegrityError, match="once"):
        ApplicationConsentFactory(person=consent.person, application=consent.application)


def test_what_opens_nothing_more_is_forgotten(let_in):
    person, application, _tokens = let_in()
    AccessToken.objects.update(expires=timezone.now() - timedelta(days=91))
    ApplicationGrant.objects.create(
        user=person, application=application, code="x", expires=timezone.now() - timedelta(days=1)
    )
    ApplicationGrant.objects.exclude(spent_at=None).update(expires=timezone.now())

    forget_old_application_tokens()

    assert not ApplicationGrant.objects.exists()
    assert not RefreshToken.objects.exists()
    assert not AccessToken.objects.exists()


def test_where_everything_is_is_reported_to_programs(client):
    response = client.get("/.well-known/oauth-authorization-server")

    assert response["Access-Control-Allow-Origin"] == "*"
    server = response.json()
    assert server["response_types_supported"] == ["code"]
    assert server["code_challenge_methods_supported"] == ["S256"]
    assert "password" not in server["grant_types_supported"]
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint"):
        assert client.head(urlsplit(server[name]).path).status_code in (302, 405)
    resource = client.get("/.well-known/oauth-protected-resource/api/v1/").json()
    assert resource["authorization_servers"] == [server["issuer"]]


def test_withdrawing_the_consent_of_somebody_else_is_refused():
    with pytest.raises(NotAllowed):
        withdraw_consent(by=MandateFactory().person, consent=ApplicationConsentFactory())
