"""Refusals: exceptions of operations, each with a sentence for a person."""

import re
from collections.abc import Callable
from typing import ClassVar

import structlog
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.views.errors import explain_method

logger = structlog.get_logger("bocage.security")

WORD_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Start of a word in the name of a class."""
LOGGED_STATUSES = frozenset({401, 403, 429})
"""Statuses of refused or repeated attempts on somebody else's data, which are logged."""


class Refusal(Exception):
    """Refusal of an operation: `sentence` explains to a person why, and what to do.

    Rooms subclass it in their `errors.py`; only the web layer (a form through `add_refusal_to`, or
    the middleware below) turns it into a response.

    The `code` of a class that has its own sentence is its name in snake case, unless it gives
    another; one without a sentence has the code of the class above it.
    """

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    default_sentence: ClassVar[str | Promise] = _("Cette action n’est pas possible.")
    retains_input: ClassVar[bool] = False
    """True if the operation wrote something before it refused, which stays written."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "default_sentence" in vars(cls) and "code" not in vars(cls):
            cls.code = WORD_BOUNDARY.sub("_", cls.__name__).lower()

    def __init__(self, sentence: str | Promise | None = None) -> None:
        self.sentence = sentence or self.default_sentence
        super().__init__(str(self.sentence))


class NotAllowed(Refusal):
    """The person has no right to do this."""

    status = 403
    default_sentence = _("Vous n’avez pas le droit de faire cela.")


def log_refusal(refusal: Refusal, *, by: str = "") -> None:
    """Logs a refusal of an attempt on somebody else's data, or of one repeated too often.

    The event of the request, which has the same identifier, describes the request.
    """
    if refusal.status in LOGGED_STATUSES:
        logger.info("refused", code=refusal.code, by=by)


def add_refusal_to(form: BaseForm, refusal: Refusal, field: str = NON_FIELD_ERRORS) -> None:
    """Shows a refusal among the errors of the form, which keeps its values."""
    log_refusal(refusal)
    form.add_error(None if field == NON_FIELD_ERRORS else field, str(refusal.sentence))


def _user_key(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.pk else ""


class RefusalMiddleware:
    """Turns a refusal that no form caught into a page with its sentence and its status.

    An empty "method not allowed" becomes a page too, if a browser sent the request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.accepts("text/html") and not response.content:
            return explain_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        log_refusal(exception, by=_user_key(request))
        context = {"sentence": exception.sentence, "code": exception.code}
        return render(request, "foundation/refusal.html", context, status=exception.status)
