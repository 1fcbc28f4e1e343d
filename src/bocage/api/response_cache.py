"""Cache of responses of the API for callers without a token, for one statement each.

A response is cached in the memory of the process with its dependencies, and served while they have
an equal version (`foundation.api.versions`): it is always up to date with the database. The cache
is before sessions, languages and views, which do not affect it; the allowance of the caller is
counted as ever (docs/decisions/api-kept-answers.md).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from bocage.api.frame import TAG_SENT, allowance_of_nobody, language_of, unless_known
from bocage.api.v1 import PREFIX
from bocage.foundation.api.response_dependencies import DependencyVersion
from bocage.foundation.api.router import DEPENDENCY_VERSION
from bocage.foundation.bounded_cache import BoundedCache
from bocage.foundation.http.cacheable_hosts import is_cacheable_host
from bocage.foundation.instance import Instance, current_instance

LIFE_S = 600.0
MAX_OCTETS = 400_000
OF_THE_CALLER = frozenset({"ratelimit", "ratelimit-policy"})

Key = tuple[str, str, str, str, str]
"""Key of a response: scheme and host (which addresses contain), path, query, language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """Cached response, with its dependencies and its expiry."""

    version: DependencyVersion
    instance: Instance
    until: float
    body: bytes
    headers: tuple[tuple[str, str], ...]
    match: Any

    def is_true(self) -> bool:
        """Checks whether the cached response is up to date with the database; one statement at
        most.
        """
        return (
            time.time() < self.until
            and self.instance == current_instance()
            and self.version.is_so_still()
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Returns the cached response for another caller."""
        request.resolver_match = self.match
        response = HttpResponse(self.body)
        for name, value in self.headers:
            response.headers[name] = value
        return response


answers: BoundedCache[Key, CachedResponse] = BoundedCache(
    max_entries=5_000, max_octets=32_000_000, octets_of=lambda answer: len(answer.body)
)
"""Limits for each process: small responses take memory too."""


class ResponseCacheMiddleware:
    """Middleware that serves cached responses that are valid, and caches those that endpoints
    allow.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_use_cache(request):
            return self.get_response(request)
        key = _key(request)
        cached = answers.get(key)
        if cached is None or not cached.is_true():
            return self._respond_and_cache(request, key)
        allowance = allowance_of_nobody(request)
        if allowance.is_used_up:
            return self.get_response(request)  # It is refused, as any other.
        response = unless_known(request, cached.answer(request))
        allowance.write_headers(response)
        return response

    def _respond_and_cache(self, request: HttpRequest, key: Key) -> HttpResponse:
        # The full response is made even if the client has it, so that it can be cached.
        etag_sent, instance = request.META.pop(TAG_SENT, None), current_instance()
        response = self.get_response(request)
        version: DependencyVersion | None = getattr(response, DEPENDENCY_VERSION, None)
        if version is not None and _is_cacheable(response):
            answers.put(key, _cached_response(request, response, version, instance))
        if etag_sent is None:
            return response
        request.META[TAG_SENT] = etag_sent
        return unless_known(request, response)


def clear_response_cache() -> None:
    """Empties the cache of this process."""
    answers.clear()


def _may_use_cache(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and request.path_info.startswith(f"/{PREFIX}")
        and "HTTP_AUTHORIZATION" not in request.META
        and is_cacheable_host(request)
    )


def _key(request: HttpRequest) -> Key:
    query: str = request.META.get("QUERY_STRING", "")
    host = request.get_host()
    return str(request.scheme), host, request.path, query, language_of(request)


def _is_cacheable(response: HttpResponse) -> bool:
    return (
        response.status_code == 200 and not response.cookies and len(response.content) <= MAX_OCTETS
    )


def _cached_response(
    request: HttpRequest, response: HttpResponse, version: DependencyVersion, instance: Instance
) -> CachedResponse:
    until = time.time() + LIFE_S
    if version.until is not None:
        until = min(until, version.until.timestamp())
    return CachedResponse(
        version=version,
        instance=instance,
        until=until,
        body=response.content,
        headers=tuple(
            (name, value)
            for name, value in response.headers.items()
            if name.lower() not in OF_THE_CALLER
        ),
        match=request.resolver_match,
    )
