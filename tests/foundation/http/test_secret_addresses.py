"""Pages whose address is a key: response headers for browsers and search engines."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bocage.foundation.http.access import policy_of, public, secret_address


@public
@secret_address
def page(_request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


def test_a_secret_address_is_kept_by_nobody_and_reported_to_nobody(rf: RequestFactory):
    answer = page(rf.get("/"), token="abc")

    assert answer.content == b"abc"
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_secret_address_still_declares_its_audience():
    declared = policy_of(page)

    assert declared is not None
    assert declared.audience == "public"
