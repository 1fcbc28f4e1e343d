"""Conditional responses (ETag) for clients that request the same content repeatedly."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

PRIVATE = "private, no-cache"
"""Cache control of a secret address: no shared cache stores it, and the client revalidates it."""


def versioned(
    request: HttpRequest, content: bytes, *, content_type: str, cache: str = PRIVATE
) -> HttpResponseBase:
    """Returns a response with an `ETag` of its content; 304 to a client that has it already (RFC
    9110, 13).
    """
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = cache
    return response


def public_cache(seconds: int) -> str:
    """Returns the `Cache-Control` of a response that is the same for everybody, cached for so many
    seconds.
    """
    return f"public, max-age={seconds}"


def opened_to_scripts[Answer: HttpResponseBase](response: Answer) -> Answer:
    """Lets the scripts of any site read an answer that is public and the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
