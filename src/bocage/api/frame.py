"""Common processing of all addresses of the API around their endpoints, in the order of `_answer`.

Cookies are ignored: only a token identifies the caller, so that a page of another site gets only
public data in the browser of somebody who is signed in.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)
from django.views.decorators.csrf import csrf_exempt

from bocage.api.routes import Ending
from bocage.foundation.api.callers import name_subject
from bocage.foundation.api.deprecation import EndpointGone
from bocage.foundation.api.problems import MethodUnknown, problem_response
from bocage.foundation.api.rate_limits import (
    Allowance,
    TooManyRequests,
    use_one,
    use_one_from,
)
from bocage.foundation.api.router import MAX_AGE_S
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public
from bocage.foundation.http.bodies import (
    BodyTooLarge,
    BodyWithoutLength,
    announced_octets,
    measures_its_body,
)
from bocage.foundation.http.networks import line_of
from bocage.people.tokens.access import caller_of
from bocage.people.views.sign_in import network_address_of

View = Callable[..., HttpResponse]
MAX_OCTETS = 256 * 1024
SAFE = {"GET", "HEAD"}
TAG_SENT = "HTTP_IF_NONE_MATCH"
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
EXPOSED_HEADERS = (
    "Allow, Content-Language, Deprecation, ETag, Idempotent-Replayed, Link, Location, RateLimit, "
    "RateLimit-Policy, Retry-After, Sunset"
)
ALLOWED_HEADERS = "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match"
OF_A_BODY = frozenset({"content-type", "content-length"})
PREFLIGHT_MAX_AGE_S = 24 * 3600


def framed(
    view: View, methods: set[str], endings: Mapping[str, Ending] = MappingProxyType({})
) -> Callable[..., HttpResponseBase]:
    """Wraps a view of the API that accepts `methods` and depends only on its values.

    `endings` has those of the methods that are deprecated.
    """

    def answering(request: HttpRequest, **values: Any) -> HttpResponse:
        ending = endings.get("GET" if request.method == "HEAD" else str(request.method))
        is_over = ending is not None and ending.deprecated.is_over(timezone.now())
        with translation.override(language_of(request)):
            gone_view = (
                _refusing(EndpointGone(), instead=ending.page) if ending and is_over else None
            )
            response = _answer(request, gone_view or view, methods, values)
            if ending is not None:
                ending.deprecated.write_headers(response, ending.page)
            response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        return _for_any_site(response)

    return public(csrf_exempt(measures_its_body(answering)))


def _answer(
    request: HttpRequest, view: View, methods: set[str], values: dict[str, Any]
) -> HttpResponse:
    allowed = sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))
    if request.method == "OPTIONS":
        return _preflight(allowed)
    try:
        caller = _caller_key(request)
    except Refusal as refusal:
        caller, view = "", _refusing(refusal)
    name_subject(request, caller or f"network:{line_of(_network_address(request))}")
    quota = settings.BOCAGE.api_requests_per_minute
    allowance = use_one(caller, quota=quota) if caller else allowance_of_nobody(request)
    response = _within(allowance, request, view, allowed, values)
    allowance.write_headers(response)
    return response


def _caller_key(request: HttpRequest) -> str:
    """Authenticates the request by its token, and returns its key for rate limits; empty without
    one.

    Raises:
        TokenInvalid, SecondFactorMissing: the token gives no access.
    """
    request.user = AnonymousUser()
    caller = caller_of(request)
    if caller is None:
        return ""
    request.user = caller.person
    return caller.key


def allowance_of_nobody(request: HttpRequest) -> Allowance:
    """Uses one request of the allowance of the networks of a request without a token."""
    return use_one_from(_network_address(request), quota=settings.BOCAGE.api_requests_per_minute)


def _network_address(request: HttpRequest) -> str:
    """Returns the address of a request; those without one share one allowance."""
    try:
        return network_address_of(request)
    except PermissionDenied:
        return ""


def _refusing(refusal: Refusal, **members: Any) -> View:
    """Makes a view that refuses: a request with an invalid token gets no public data instead."""
    return lambda _request, **_values: problem_response(refusal, **members)


def _within(
    allowance: Allowance,
    request: HttpRequest,
    view: View,
    allowed: list[str],
    values: dict[str, Any],
) -> HttpResponse:
    """Returns the response of the endpoint, or the refusal of an earlier check."""
    if allowance.is_used_up:
        return problem_response(TooManyRequests())
    if request.method not in allowed:
        response = problem_response(MethodUnknown())
        response["Allow"] = ", ".join(allowed)
        return response
    too_heavy = _size_refusal(request)
    if too_heavy is not None:
        return problem_response(too_heavy)
    if request.method not in SAFE:
        response = view(request, **values)
        response["Cache-Control"] = "no-store"
        return response
    return _read(request, view, values)


def _size_refusal(request: HttpRequest) -> Refusal | None:
    octets = announced_octets(request)
    if octets is None:
        return BodyWithoutLength()
    return BodyTooLarge() if octets > MAX_OCTETS else None


def _read(request: HttpRequest, view: View, values: dict[str, Any]) -> HttpResponse:
    """Returns the response of a GET with an ETag, or 304; without its body for a HEAD."""
    method, request.method = request.method, "GET"
    try:
        response = view(request, **values)
    finally:
        request.method = method
    _set_cache_headers(request, response)
    if response.status_code == 200:
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        response = unless_known(request, response)
    if method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _set_cache_headers(request: HttpRequest, response: HttpResponse) -> None:
    """Sets the cache headers: a response to a token may be cached by its client alone."""
    max_age_s = getattr(response, MAX_AGE_S, 0)
    if "Authorization" in request.headers:
        response["Cache-Control"] = "private, no-cache"
    elif response.status_code == 200 and max_age_s:
        response["Cache-Control"] = f"public, max-age={max_age_s}"
    else:
        response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Language", "Authorization"])


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Returns the response, or a 304 if the caller already has it."""
    etags_sent = request.META.get(TAG_SENT)
    tag = response.get("ETag")
    if not etags_sent or not tag:
        return response
    tags = parse_etags(etags_sent)
    if tags != ["*"] and tag not in {tag.removeprefix("W/") for tag in tags}:
        return response
    unchanged = HttpResponse(status=304)
    del unchanged["Content-Type"]
    for name, value in response.headers.items():
        if name.lower() not in OF_A_BODY:
            unchanged[name] = value
    return unchanged


def _preflight(allowed: list[str]) -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(allowed)
    response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    response["Access-Control-Max-Age"] = str(PREFLIGHT_MAX_AGE_S)
    return response


def _for_any_site(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def language_of(request: HttpRequest) -> str:
    """Returns the language of the response: the one that `Accept-Language` prefers among ours, else
    French.
    """
    for language, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
