"""Middleware that counts arrivals from a letter: `?c=` in the address of any page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from bocage.foundation.http.attribution import CODE, code_received
from bocage.outreach.sequences.operations.letter_clicks import OF_A_LETTER, count_letter_visit
from bocage.outreach.shared.bots import is_bot


class LetterVisitMiddleware:
    """Middleware that counts one visit for each arrival from a letter. A code that travels from
    page to page afterwards is not counted, nor is a declared program; nothing is stored in the
    browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and f"{CODE}=" in request.META.get("QUERY_STRING", ""):
            code = code_received(request)
            arrives = OF_A_LETTER.fullmatch(code) and response.status_code < 400
            if arrives and not is_bot(request) and not _travels(request):
                count_letter_visit(code=code)
        return response


def _travels(request: HttpRequest) -> bool:
    """Checks whether the referring page is on this site."""
    before = request.headers.get("Referer", "")
    own_hosts = {request.get_host(), urlsplit(settings.BOCAGE.public_url).netloc}
    return urlsplit(before).netloc in own_hosts if before else False
