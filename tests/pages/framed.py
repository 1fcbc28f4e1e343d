"""Checks of every page embedded in a frame on other sites."""

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from bocage.people.models import Person


def check_framed(answer: HttpResponse) -> None:
    """Framed anywhere, with no cookie, listed by no search engine, the same for everybody."""
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"


def check_blind_to(person: Person, address: str) -> None:
    """Checks that a signed-in person sees the same frame as an anonymous visitor."""
    client = Client()
    everybody = client.get(address).content
    client.force_login(person)
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert client.get(address).content == everybody
