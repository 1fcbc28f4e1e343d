"""The links that rooms put in the public pages."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from bocage.foundation import navigation
from bocage.foundation.navigation import add_public_link, shown_links
from bocage.people.models import Person
from tests.foundation.registry_entries import replace_entries


@pytest.fixture(autouse=True)
def _own_links(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    replace_entries(monkeypatch, navigation._links, {})
    with translation.override("fr"):
        yield


def links_of(path: str, place: str = "head", user: object = None) -> list[tuple[str, str, str]]:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return [(link.label, link.url, link.current) for link in shown_links(request, place)]


def test_links_stand_in_their_order_and_say_where_we_are() -> None:
    add_public_link(label="Accessibilité", url_name="accessibility", rank=20)
    add_public_link(label="À propos", url_name="about", rank=10)
    assert links_of("/accessibilite/") == [
        ("À propos", "/a-propos/", ""),
        ("Accessibilité", "/accessibilite/", "page"),
    ]
    assert links_of("/accessibilite/detail/")[1][2] == "true"


def test_a_link_leads_to_the_page_in_the_language_of_the_reader() -> None:
    add_public_link(label="À propos", url_name="about", rank=10)
    assert links_of("/")[0][1] == "/a-propos/"
    with translation.override("en"):
        assert links_of("/en/")[0][1] == "/en/a-propos/"


def test_a_link_for_those_who_are_signed_in_is_shown_to_them_alone() -> None:
    add_public_link(label="À moi", url_name="about", rank=10, audience="signed_in", place="foot")
    assert links_of("/", "foot") == []
    assert links_of("/", "head", Person(email="a@demo.example")) == []
    assert links_of("/", "foot", Person(email="a@demo.example")) == [("À moi", "/a-propos/", "")]
