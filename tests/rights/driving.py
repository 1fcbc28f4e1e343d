"""Calls a URL as a person, rolls back its changes, and classifies the response."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.backends.django import Template
from django.test import Client, RequestFactory, override_settings
from django.urls import ResolverMatch, get_resolver, reverse
from django.utils.safestring import SafeString, mark_safe
from pghistory.middleware import WSGIRequest

from bocage.people.models import Mandate, Person
from bocage.people.sign_in.adapters import SIGNED_IN_AT
from tests.rights.files import VISITOR

MIDDLEWARE = [
    "tests.rights.driving.as_who_calls",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "bocage.people.sign_in.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bocage.foundation.db.history.HistoryMiddleware",
    "bocage.foundation.errors.RefusalMiddleware",
    "tests.rights.driving.at_the_door",
]
"""Middleware of the product that affects access. The caller's session is in memory, to avoid
database access for each of ten thousand calls."""


class Answer(StrEnum):
    """Kind of response."""

    OPENED = "opened"
    SIGN_IN = "led to sign-in"
    REFUSED = "refused"
    HIDDEN = "hidden"
    NO_METHOD = "not by this method"
    BROKEN = "broken"


@dataclass(frozen=True)
class Visit:
    """Response; whether the permission check of its view (`permitted`) passed; and whether the view
    then read the caller's mandates."""

    answer: Answer
    has_entered: bool
    asks_further: bool

    @property
    def is_decided_at_the_door(self) -> bool:
        """Whether any other person who passes the permission check by their mandates gets the same
        response."""
        return self.has_entered and not self.asks_further


class Entered(BaseException):
    """Raised once the permission check passes, to skip the view; the product never catches it."""


class Knock(WSGIRequest):
    """A request that knows when the door of its view opens: `permitted` gives it its target."""

    has_entered = False
    goes_in = True
    user: Any

    @property
    def target(self) -> Any:
        """Object that the view's permission is checked on."""
        return self._target

    @target.setter
    def target(self, target: Any) -> None:
        self._target = target
        self.has_entered = True
        if isinstance(self.user._mandates_in_force, HeldMandates):
            self.user._mandates_in_force.times_read = 0
        if not self.goes_in:
            raise Entered


class HeldMandates(list[Mandate]):
    """Mandates of a person, counting how often they were read."""

    times_read = 0

    def __iter__(self) -> Iterator[Mandate]:
        self.times_read += 1
        return super().__iter__()


class Caller:
    """Caller with a browser: a person signed in with a second factor, or anonymous."""

    def __init__(self, person: Person | None = None) -> None:
        self._person: Person | AnonymousUser = AnonymousUser()
        self._session: dict[str, object] = {}
        if person is not None:
            self._person, self._session = _signed_in(person)

    def request(self, method: str, address: str) -> WSGIRequest:
        """A request of theirs, with nothing in it but for the door of the demonstration."""
        form = "application/x-www-form-urlencoded"
        content = urlencode({"email": VISITOR}) if address == reverse("demo_enter") else ""
        request = RequestFactory().generic(method, address, content, content_type=form)
        request._dont_enforce_csrf_checks = True
        request.user = copy(self._person)
        if isinstance(self._person, Person):
            request.user._mandates_in_force = HeldMandates(self._person.mandates_in_force)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        request.session = SessionStore()
        request.session._session_cache = dict(self._session)
        request.session._session_key = "k" * 32
        return request

    def browser(self) -> Client:
        """A browser of theirs, which goes through all that the product does to a request."""
        browser = Client()
        if isinstance(self._person, Person):
            browser.force_login(self._person)
            session = browser.session
            session.update(self._session)
            session.save()
        return browser


def _signed_in(person: Person) -> tuple[Person, dict[str, object]]:
    """Returns a person as loaded for a request, with their mandates, and their session."""
    read = Person.objects.get(pk=person.pk)
    assert read.current_mandates is not None
    now = time.time()
    return read, {
        SESSION_KEY: str(read.pk),
        BACKEND_SESSION_KEY: "bocage.people.sign_in.backends.PersonBackend",
        HASH_SESSION_KEY: read.get_session_auth_hash(),
        SIGNED_IN_AT: now,
        AUTHENTICATION_METHODS_SESSION_KEY: [
            {"method": "code", "at": now},
            {"method": "mfa", "type": "totp", "at": now},
        ],
    }


def as_who_calls(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Leaves who calls as `Caller` has put them."""
    return get_response


class Product(BaseHandler):
    """The product, which finds once the view of an address that many people call."""

    def __init__(self) -> None:
        super().__init__()
        self._matches: dict[str, ResolverMatch] = {}

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """The view of an address, with what it is given."""
        match = self._matches.get(request.path_info)
        if match is None:
            match = self._matches[request.path_info] = get_resolver().resolve(request.path_info)
        request.resolver_match = match
        return match


def at_the_door(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Makes a request notice when its view's permission check passes; runs after the history
    changed the request's class."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.__class__ = Knock
        return get_response(request)

    return answer


@contextmanager
def undone() -> Iterator[None]:
    """Rolls back the changes made inside the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def product() -> Iterator[Product]:
    """Yields the handler. Its pages are prepared but not rendered: access is decided before
    that."""

    def undrawn(*_arguments: object, **_options: object) -> SafeString:
        return mark_safe("")

    with patch.object(Template, "render", undrawn):
        with override_settings(MIDDLEWARE=MIDDLEWARE):
            handler = Product()
            handler.load_middleware()
        yield handler


def answer_to(handler: BaseHandler, caller: Caller, method: str, address: str) -> Answer:
    """Returns the kind of response of a call, which is rolled back."""
    return visit(handler, caller, method, address).answer


def visit(handler: BaseHandler, caller: Caller, method: str, address: str) -> Visit:
    """Calls a URL as a person, and rolls back its changes."""
    with undone():
        return visit_for_good(handler, caller, method, address)


def visit_for_good(handler: BaseHandler, caller: Caller, method: str, address: str) -> Visit:
    """Calls a URL as a person; the caller of this function rolls back its changes."""
    request = caller.request(method, address)
    response = _response_to(handler, request)
    mandates = getattr(request.user, "_mandates_in_force", None)
    return Visit(
        answer=_kind_of(response),
        has_entered=getattr(request, "has_entered", False),
        asks_further=not isinstance(mandates, HeldMandates) or mandates.times_read > 0,
    )


def knock(handler: BaseHandler, caller: Caller, method: str, address: str) -> Answer | None:
    """Returns the response of a view's permission check; None if it passes."""
    request = caller.request(method, address)
    request.goes_in = False
    try:
        return _kind_of(_response_to(handler, request))
    except Entered:
        return None


def _response_to(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
    response = handler.get_response(request)
    # Files, and the cursors of lists that are sent line by line, which end with the transaction.
    # `response.close()` would end the connection too.
    for close in response._resource_closers:
        close()
    return response


def _kind_of(response: HttpResponseBase) -> Answer:
    if response.status_code in (301, 302) and "/connexion/" in response["Location"]:
        return Answer.SIGN_IN
    kinds = {
        401: Answer.REFUSED,
        403: Answer.REFUSED,
        404: Answer.HIDDEN,
        405: Answer.NO_METHOD,
        500: Answer.BROKEN,
    }
    return kinds.get(response.status_code, Answer.OPENED)
