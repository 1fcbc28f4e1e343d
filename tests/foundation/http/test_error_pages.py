"""Error pages: in both languages, and self-contained for 500."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.http.access import public
from bocage.foundation.views import errors
from bocage.people.models import Person
from bocage.urls import handler400, handler403, handler404, handler500
from bocage.urls import urlpatterns as product_urls
from tests.pages.own_pages import pages_of

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def raising(exception: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @public
    def view(_request: HttpRequest) -> HttpResponse:
        raise exception

    return view


@public
def only_by_post(request: HttpRequest) -> HttpResponse:
    from django.http import HttpResponseNotAllowed

    return HttpResponseNotAllowed(["POST"]) if request.method == "GET" else HttpResponse("posted")


@public
def keep_a_text(request: HttpRequest) -> HttpResponse:
    """Queries the database with the submitted data, not validated by a form."""
    word = request.GET.get("text", "") + request.POST.get("text", "")
    text = {"surrogate": "\ud83d"}.get(word, word)
    return HttpResponse(str(Person.objects.filter(name=text).count()))


urlpatterns = [
    path("tests/bad/", raising(BadRequest("cut"))),
    path("tests/forbidden/", raising(PermissionDenied())),
    path("tests/broken/", raising(RuntimeError("broken"))),
    path("tests/kept/", keep_a_text),
    path("tests/refused/", raising(Refusal("Le lieu vient de fermer."))),
    path("tests/not-allowed/", raising(NotAllowed())),
    path("tests/post/", only_by_post),
    *product_urls,
]

_pages = pages_of(__name__)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/tests/bad/", 400, "Nous n’avons pas compris cette demande"),
        ("/tests/forbidden/", 403, "Cette page ne vous est pas ouverte"),
        ("/nulle-part/", 404, "Ce chemin ne mène nulle part"),
        ("/tests/post/", 405, "Cette adresse ne se visite pas ainsi"),
        ("/tests/refused/", 409, "Le lieu vient de fermer."),
        ("/tests/not-allowed/", 403, "Vous n’avez pas le droit de faire cela."),
        ("/en/nowhere/", 404, "This path leads nowhere"),
    ],
)
def test_an_error_has_its_page(client: Client, address: str, status: int, sentence: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert f"<h1>{sentence}</h1>" in response.content.decode()


def test_a_refused_method_still_says_which_are_allowed(client: Client) -> None:
    assert client.get("/tests/post/")["Allow"] == "POST"
    assert client.post("/tests/post/").content == b"posted"


def test_a_program_gets_no_page_for_a_refused_method(client: Client) -> None:
    response = client.get("/tests/post/", headers={"accept": "application/json"})
    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize("text", ["a\x00b", "surrogate"])
@pytest.mark.parametrize("way", ["get", "post"])
def test_a_text_that_the_database_cannot_hold_makes_no_sense(
    client: Client, text: str, way: str
) -> None:
    """The last guard, where no form has read a text: what is sent is refused, and nothing broke."""
    client.raise_request_exception = False
    response = getattr(client, way)("/tests/kept/", {"text": text})

    assert response.status_code == 400
    assert "Nous n’avons pas compris cette demande" in response.content.decode()


def test_a_session_whose_key_is_no_text_is_none(client: Client) -> None:
    client.raise_request_exception = False
    cookie = f'{settings.SESSION_COOKIE_NAME}="{"a" * 32}\\000"'

    assert client.get("/espace/", headers={"cookie": cookie}).status_code == 302


def test_what_breaks_is_stated_in_both_languages_under_the_policy(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/tests/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Une erreur de notre côté" in page
    assert "Something broke on our side" in page
    assert response["X-Request-Id"] in page
    nonce = page.split('<style nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]


def test_the_page_of_what_breaks_needs_nothing(django_assert_num_queries: Callable) -> None:
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        page = errors.broken(request).content.decode()
    assert "/static/" not in page
    assert "<script" not in page


def test_a_form_without_its_token_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/tests/post/")
    assert response.status_code == 403
    assert "Ce formulaire a trop attendu" in response.content.decode()
    assert "recommence" in response.content.decode()


def test_the_message_of_a_refusal_is_escaped(client: Client, settings: object) -> None:
    del settings
    page = client.get("/nulle-part/<script>alert(1)</script>/").content.decode()
    assert "<script>alert(1)" not in page
