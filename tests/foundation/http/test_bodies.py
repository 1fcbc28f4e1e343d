"""Oversized bodies are rejected before they are read, whatever their type."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from bocage.foundation.http.access import public
from bocage.foundation.http.bodies import MAX_OF_A_FORM, MEGABYTE, measures_its_body, takes_up_to
from bocage.urls import handler400, handler403, handler404, handler500
from bocage.urls import urlpatterns as product_urls
from tests.pages.own_pages import pages_of
from tests.people.factories import PersonFactory

__all__ = ["handler400", "handler403", "handler404", "handler500"]

FORM = "multipart/form-data; boundary=x"
FIELDS = "application/x-www-form-urlencoded"


@public
def any_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} read")


@public
@takes_up_to(100 * MEGABYTE)
def large_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} read")


@public
@measures_its_body
def machine(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("measured by itself")


urlpatterns = [
    path("tests/form/", any_form),
    path("tests/large/", large_form),
    path("tests/machine/", machine),
    *product_urls,
]
_pages = pages_of(__name__)

pytestmark = pytest.mark.django_db


class Unreadable:
    """Body that fails if it is read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("something of the body was read")

    readline = read


def post_body(
    client: Client,
    address: str,
    octets: int | str,
    *,
    kind: str = FORM,
    body: BytesIO | None = None,
    **headers: Any,
) -> Any:
    announced = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(octets)}
    announced["wsgi.input"] = body or Unreadable()
    return client.generic("POST", address, **announced, **headers)


@pytest.mark.parametrize("checked", [False, True], ids=["unchecked", "checked"])
@pytest.mark.parametrize(
    ("address", "heading", "limit"),
    [
        ("/tests/form/", "Ce que vous envoyez est trop lourd", "32\u00a0Mo au plus"),
        ("/connexion/", "Ce que vous envoyez est trop lourd", "32\u00a0Mo au plus"),
        ("/en/connexion/", "What you are sending is too large", "at most 32\u00a0MB"),
    ],
)
def test_any_form_says_so_in_both_languages(
    address: str, heading: str, limit: str, checked: bool
) -> None:
    client = Client(enforce_csrf_checks=checked)
    answer = post_body(client, address, MAX_OF_A_FORM + 1)
    page = answer.content.decode()
    assert answer.status_code == 413
    assert f"<h1>{heading}</h1>" in page
    assert limit in page


def test_up_to_the_limit_a_form_is_read(client: Client) -> None:
    answer = post_body(client, "/tests/form/", MAX_OF_A_FORM, body=BytesIO())
    assert (answer.status_code, answer.content) == (200, b"0 read")


def test_fields_without_a_file_fit_in_memory(client: Client) -> None:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert post_body(client, "/tests/form/", limit, kind=FIELDS, body=BytesIO()).status_code == 200
    answer = post_body(client, "/tests/form/", limit + 1, kind=FIELDS)
    assert answer.status_code == 413
    assert "2\u00a0Mo au plus" in answer.content.decode()


def test_a_view_may_take_more_from_those_who_are_signed_in(client: Client) -> None:
    heavy = 100 * MEGABYTE
    assert post_body(client, "/tests/large/", heavy).status_code == 413
    client.force_login(PersonFactory())
    assert post_body(client, "/tests/large/", heavy, body=BytesIO()).status_code == 200
    assert post_body(client, "/tests/large/", heavy + 1).status_code == 413


def test_what_comes_in_pieces_without_a_length_is_refused(client: Client) -> None:
    answer = post_body(client, "/tests/form/", "", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert "Cet envoi ne dit pas sa taille" in answer.content.decode()


def test_a_view_for_machines_measures_by_itself(client: Client) -> None:
    assert post_body(client, "/tests/machine/", 900 * MEGABYTE).content == b"measured by itself"


def test_a_program_is_shown_without_a_page(client: Client) -> None:
    answer = post_body(client, "/tests/form/", MAX_OF_A_FORM + 1, HTTP_ACCEPT="application/json")
    assert answer.status_code == 413
    assert answer.json()["error"] == "too_large"
