"""The cookie by which a browser that signed in before is known."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bocage.people.models import KnownBrowser, Person
from bocage.people.operations.known_browsers import KNOWN_FOR, known_browser, remember_browser

LONGEST_SECRET = 100


def known_browser_of(request: HttpRequest, address: str) -> KnownBrowser | None:
    """Returns the browser of a request, if the person of an address signed in from it before."""
    return known_browser(secret=_secret(request), address=address)


def remember_browser_of(request: HttpRequest, person: Person, response: HttpResponseBase) -> None:
    """Remembers the browser of a person who has just signed in, and sets its cookie with a new
    secret.
    """
    secret = remember_browser(
        person=person,
        secret=_secret(request),
        session_key=request.session.session_key or "",
    )
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        secret,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _secret(request: HttpRequest) -> str:
    secret = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    return secret if len(secret) <= LONGEST_SECRET else ""
