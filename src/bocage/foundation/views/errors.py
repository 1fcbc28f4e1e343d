"""Error pages: each explains what happened, what was saved and what to do."""

import sys

import structlog
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.shortcuts import render
from django.template.loader import render_to_string

from bocage.foundation.http.access import public
from bocage.foundation.http.outages import RETRY_AFTER_S, is_for_later, is_unstorable_text


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Shows the page of error 400: the request makes no sense, most often an address that was
    cut.
    """
    del exception
    return render(request, "foundation/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Shows the page of error 403: the person is known and has no right here."""
    del exception
    return render(request, "foundation/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Shows the page of error 404: nothing is here, or nothing that this person may know of."""
    del exception
    return render(request, "foundation/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Shows the error page: 500 (our fault), 503 (database away), or 400 (text that cannot be
    stored).
    """
    error = sys.exception()
    if is_for_later(error):
        return for_later(request)
    if is_unstorable_text(error):
        return bad_request(request)
    return _alone(request, 500)


def for_later(request: HttpRequest) -> HttpResponse:
    """Shows the page of error 503: the database is away, or busy. A program gets the problem of the
    API.
    """
    # Imported here: problems are refusals, whose module shows these pages.
    from bocage.foundation.api.problems import DatabaseAway, problem_response

    is_of_the_api = request.path_info.startswith("/api/")
    if is_of_the_api or not request.accepts("text/html"):
        return problem_response(DatabaseAway())
    page = _alone(request, 503)
    page["Retry-After"] = str(RETRY_AFTER_S)
    return page


def _alone(request: HttpRequest, status: int) -> HttpResponse:
    """Renders a page that uses neither the database, the session nor a static file."""
    context = {
        "csp_nonce": get_nonce(request),
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
    }
    page = render_to_string(f"foundation/errors/{status}.html", context)
    return HttpResponse(page, status=status)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Shows the page of error 403 for a form without a valid token: most often one left open for
    days, or no cookies.
    """
    del reason
    return render(request, "foundation/errors/form_expired.html", status=403)


def explain_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """Shows a page in place of an empty error 405, with the methods that are allowed."""
    page = render(request, "foundation/errors/405.html", status=405)
    page["Allow"] = refused["Allow"]
    return page
