"""OAuth flow of an application: authorisation, consent, token exchange, API calls."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from django.test import Client, RequestFactory

from tests.people.factories import SECRET

BACK = "https://agenda.example/retour"
VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def authorization_request(application, **changed):
    """Returns the authorisation request that opens the consent page."""
    asking = {
        "response_type": "code",
        "client_id": application.client_id,
        "redirect_uri": BACK,
        "scope": "bookings:read bookings:write",
        "state": "abc",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changed,
    }
    return {name: value for name, value in asking.items() if value is not None}


def answer_consent(client, application, allow=True, **changed):
    """Returns the redirect after the person's answer, as the page would submit it."""
    fields = authorization_request(application, **changed) | ({"allow": "on"} if allow else {})
    return client.post("/oauth/authorize/", fields)


def code_of(response):
    return parse_qs(urlsplit(response.url).query)["code"][0]


def tokens_for(application, **fields):
    """The answer of the address of tokens to an application with its secret."""
    payload = {"client_id": application.client_id, "client_secret": SECRET, **fields}
    return Client().post("/oauth/token/", {k: v for k, v in payload.items() if v is not None})


def changed_for_tokens(application, sent_code, **changed):
    fields = {
        "grant_type": "authorization_code",
        "code": sent_code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        **changed,
    }
    return tokens_for(application, **fields)


def calling(secret):
    return RequestFactory().get("/api/v1/", headers={"authorization": f"Bearer {secret}"})
