"""Whatever goes wrong behind the API becomes a problem (RFC 9457)."""

import re
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from bocage.foundation.api.problems import (
    BodyUnreadable,
    Broken,
    DatabaseAway,
    Explained,
    Misfit,
    NothingHere,
    NotSignedIn,
    ValuesInvalid,
    problem_response,
)
from bocage.foundation.errors import Refusal
from bocage.foundation.http.outages import is_for_later, is_unstorable_text


def register_error_handlers(api: NinjaAPI) -> None:
    """Registers the handlers that turn every exception of an endpoint into a problem (RFC 9457)."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _refusal(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem_response(refusal)


def _explained(_request: HttpRequest, explained: Explained) -> HttpResponse:
    return problem_response(explained.refusal, **explained.members)


def _nothing_here(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem_response(NothingHere())


def _not_signed_in(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem_response(NotSignedIn())


def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Returns the problem of an unreadable body, with our reason: Ninja's message is always the
    same.
    """
    cause = error.__cause__
    return problem_response(cause if isinstance(cause, Refusal) else BodyUnreadable())


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Returns the problem of an unexpected error: our fault, unless the database is away."""
    got_request_exception.send(sender=None, request=request)
    response = problem_response(_problem_of(error))
    log_response(
        "%s: %s",
        response.reason_phrase,
        request.path,
        response=response,
        request=request,
        exception=error,
    )
    return response


def _problem_of(error: Exception) -> Refusal:
    if is_for_later(error):
        return DatabaseAway()
    return BodyUnreadable() if is_unstorable_text(error) else Broken()


def _values_invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_response(ValuesInvalid([_misfit(detail) for detail in error.errors]))


def _misfit(error: dict[str, Any]) -> Misfit:
    location, *path = error["loc"]
    if len(path) > 1:
        path = path[1:]  # The name of the endpoint's argument, which is none of the caller's.
    name = ".".join(str(part) for part in path if NAME.fullmatch(str(part)))[:120]
    return Misfit(location=location, name=name, detail=_sentence(error))


def _sentence(error: dict[str, Any]) -> str:
    """Formats a pydantic error of a value, in the language of the response."""
    kind = error["type"]
    limits = error.get("ctx") or {}
    if kind == "value_error":
        return str(limits.get("error", ""))
    sentence = next(
        (text for begins, text in SENTENCES if kind.startswith(begins)), DEFAULT_SENTENCE
    )
    return str(sentence) % limits


NAME = re.compile(r"[\w-]+")
"""Name of a value; pydantic also adds the branch of a union that failed."""

DEFAULT_SENTENCE = _("Cette valeur ne convient pas.")
SENTENCES = [
    ("missing", _("Cette valeur est nécessaire.")),
    ("extra_forbidden", _("Cette valeur n’existe pas ici.")),
    ("enum", _("Valeurs possibles : %(expected)s.")),
    ("literal_error", _("Valeurs possibles : %(expected)s.")),
    ("string_too_long", _("C’est trop long : %(max_length)s caractères au plus.")),
    ("string_too_short", _("C’est trop court : %(min_length)s caractères au moins.")),
    ("too_long", _("C’est trop : %(max_length)s au plus.")),
    ("too_short", _("C’est trop peu : %(min_length)s au moins.")),
    ("greater_than_equal", _("C’est trop peu : %(ge)s au moins.")),
    ("less_than_equal", _("C’est trop : %(le)s au plus.")),
    ("int_", _("Un nombre entier est attendu ici.")),
    ("float_", _("Un nombre est attendu ici.")),
    ("finite_", _("Un nombre est attendu ici.")),
    ("date", _("Cette date ou cet instant n’existe pas.")),
    ("timezone_", _("Cet instant ne dit pas son fuseau.")),
]
"""Prefixes of the types of pydantic errors, and their sentences."""

HANDLERS: dict[type[Exception], Any] = {
    Refusal: _refusal,
    Explained: _explained,
    Http404: _nothing_here,
    ValidationError: _values_invalid,
    AuthenticationError: _not_signed_in,
    HttpError: _unreadable,
    Exception: _broken,
}
