"""Limits on the size of request bodies, checked before they are read.

Django writes the files of a form to the disk as soon as its fields are read, and the CSRF check
reads them for any request: anybody could fill the disk through any form. A server reads no more
than the announced length, so checking that length is enough.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal

MEGABYTE = 1024 * 1024
MAX_OF_A_FORM = 32 * MEGABYTE
"""Limit of a form with files, which each have a smaller limit and message beside their field."""

View = Callable[..., Any]


class BodyTooLarge(Refusal):
    """More is sent than the address takes."""

    status = 413
    code = "too_large"
    default_sentence = _("Ce que vous envoyez est trop lourd.")


class BodyWithoutLength(Refusal):
    """Refusal of a body sent in pieces without its total size: no browser sends a form that way."""

    status = 411
    code = "length_required"
    default_sentence = _("Cet envoi n’annonce pas sa taille (en-tête Content-Length).")


def takes_up_to(octets: int) -> Callable[[View], View]:
    """Raises the limit of a view to bodies of `octets`, for people who are signed in."""

    def declare(view: View) -> View:
        view.max_octets = octets  # type: ignore[attr-defined]  # read back by the middleware
        return view

    return declare


def measures_its_body(view: View) -> View:
    """Exempts a view that checks its body itself, with responses for machines."""
    view.measures_its_body = True  # type: ignore[attr-defined]  # read back by the middleware
    return view


def announced_octets(request: HttpRequest) -> int | None:
    """Returns the size of the body that a request announces, in bytes: 0 without a body, None if it
    is sent in pieces.
    """
    announced = request.META.get("CONTENT_LENGTH") or ""
    if announced.isdecimal():
        return int(announced)
    return None if request.headers.get("Transfer-Encoding") else 0


class BodyLimitMiddleware:
    """Rejects bodies that are too large for their view. It runs before the CSRF check."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, "measures_its_body", False):
            return None
        announced = announced_octets(request)
        if announced is None:
            return _refused(request, BodyWithoutLength())
        if announced <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        limit = _limit_for(request, view)
        return _refused(request, BodyTooLarge(), limit) if announced > limit else None


def _limit_for(request: HttpRequest, view: View) -> int:
    """Returns the limit of the view for this person; without files, what fits in memory."""
    limit: int | None = getattr(view, "max_octets", None)
    if limit is not None and request.user.is_authenticated:
        return limit
    if request.content_type == "multipart/form-data":
        return MAX_OF_A_FORM
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _refused(request: HttpRequest, refusal: Refusal, limit: int = 0) -> HttpResponse:
    if not request.accepts("text/html"):
        problem = {"error": refusal.code, "detail": str(refusal.sentence)}
        return JsonResponse(problem, status=refusal.status)
    context = {"megabytes": limit // MEGABYTE}
    page = f"foundation/errors/{refusal.status}.html"
    return render(request, page, context, status=refusal.status)
