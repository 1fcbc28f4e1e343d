"""Cached pages: readers, expiry, and exclusions."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.rich_text import RichText

from bocage.outreach.editorial import page_cache
from bocage.outreach.editorial.operations.site import have_pages_made_again, open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import EditorialPage, HomePage, LandingPage
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import TrackedLinkFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

PATH = "/salon/"


@pytest.fixture(autouse=True)
def page() -> Iterator[EditorialPage]:
    clear_page_cache()
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code="fr")
    body = [("text", RichText("<p>Bienvenue au salon.</p>"))]
    page = home.add_child(instance=LandingPage(title="Salon", slug="salon", body=body))
    page.save_revision().publish()
    yield page
    clear_page_cache()


def test_a_kept_page_is_given_before_anything_is_known_of_who_asks(
    client: Client, django_assert_num_queries: Callable
) -> None:
    first = client.get(PATH)
    with django_assert_num_queries(1):
        cached = client.get(PATH)
    assert cached.content == first.content
    for header in ("Content-Security-Policy", "X-Frame-Options", "Content-Language", "Vary"):
        assert cached[header] == first[header]
    assert not cached.cookies
    with django_assert_num_queries(1):
        by_a_link = client.get(f"{PATH}?c=k7wq2nd")
    assert by_a_link.content == first.content


def test_it_leaves_compressed_for_who_takes_it_so(client: Client) -> None:
    whole = client.get(PATH)
    small = client.get(PATH, headers={"Accept-Encoding": "br, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == whole.content
    assert int(small["Content-Length"]) == len(small.content) < len(whole.content)
    assert "Accept-Encoding" in small["Vary"]
    assert "Content-Encoding" not in whole


@pytest.mark.parametrize(
    ("path", "headers", "cookies"),
    [
        (PATH, {}, {settings.SESSION_COOKIE_NAME: "made-up"}),
        (PATH, {}, {"messages": "made-up"}),
        (PATH, {"HX-Request": "true"}, {}),
        (f"{PATH}?c=k7wq2nd&x=1", {}, {}),
        (f"{PATH}?c=%00", {}, {}),
        (f"{PATH}?q=1", {}, {}),
    ],
)
def test_whoever_is_somebody_or_asks_something_has_a_page_of_their_own(
    client: Client, path: str, headers: dict[str, str], cookies: dict[str, str]
) -> None:
    client.get(PATH)
    [key] = page_cache.pages
    breaks_if_given: Any = SimpleNamespace(body=b"", compressed=b"")
    page_cache.pages.put(key, breaks_if_given)
    client.cookies.load(cookies)
    assert "Bienvenue au salon." in client.get(path, headers=headers).content.decode()


def test_a_person_sees_their_own_page_and_leaves_nothing_of_it_to_others(client: Client) -> None:
    client.force_login(PersonFactory())
    assert "Mon espace" in client.get(PATH).content.decode()
    assert list(page_cache.pages) == []
    client.logout()
    assert "Mon espace" not in client.get(PATH).content.decode()


def test_each_language_and_each_host_has_its_own(client: Client) -> None:
    french, english = client.get("/").content, client.get("/en/").content
    assert client.get("/en/").content == english != french
    assert client.get("/").content == french
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"Accept-Language": "en"}).content == french


def test_a_port_where_nobody_is_served_keeps_nothing(client: Client) -> None:
    for number in range(3):
        assert client.get(PATH, headers={"host": f"testserver:{9000 + number}"}).status_code == 200
    assert list(page_cache.pages) == []
    client.get(PATH, headers={"host": "testserver:443"})
    assert [key[0] for key in page_cache.pages] == ["testserver:443"]


def test_a_change_and_midnight_end_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: EditorialPage
) -> None:
    client.get(PATH)
    LandingPage.objects.filter(pk=page.pk).update(title="Foire")
    assert "<h1>Salon</h1>" in client.get(PATH).content.decode()
    have_pages_made_again()
    assert "<h1>Foire</h1>" in client.get(PATH).content.decode()
    LandingPage.objects.filter(pk=page.pk).update(title="Marché")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda *_: tomorrow)
    assert "<h1>Marché</h1>" in client.get(PATH).content.decode()


def test_a_page_without_live_blocks_is_kept_ten_minutes_and_others_one(client: Client) -> None:
    client.get(PATH)
    client.get("/")
    cached = {key[1]: page_cache.pages.get(key) for key in page_cache.pages}
    lives = {path: page.until for path, page in cached.items() if page}
    assert lives[PATH] - lives["/"] > page_cache.STILL_S - page_cache.LIVE_S - 30


def test_no_more_are_kept_than_fit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache.pages, "max_entries", 1)
    client.get(PATH)
    client.get("/")
    assert [key[1] for key in page_cache.pages] == ["/"]
    monkeypatch.setattr(page_cache, "MAX_OCTETS", 10)
    clear_page_cache()
    client.get(PATH)
    assert list(page_cache.pages) == []
    assert client.post(PATH).status_code == 405


def test_a_page_with_a_form_is_drawn_for_each_reader_and_carries_the_code_on(
    page: EditorialPage,
) -> None:
    link = TrackedLinkFactory()
    coordinator_of(link.campaign.departement)
    form = {"title": "Restons en contact", "words": "Une lettre par mois, pas plus."}
    page.body = [("contact_form", form)]
    page.save_revision().publish()
    reader = Client()

    by_a_link = reader.get(PATH, {"c": link.code}).text
    again, by_another = reader.get(PATH).text, Client().get(PATH).text

    assert "Restons en contact" in by_a_link
    assert 'action="/gardons-le-contact/"' in by_a_link
    assert f'name="c" value="{link.code}"' in by_a_link
    signed = [re.search(r'name="sent_as" value="([^"]+)"', text) for text in (again, by_another)]
    assert len({match[1] for match in signed if match}) == 2


def test_a_page_with_a_form_shows_the_rest_where_nobody_would_answer(
    client: Client, page: EditorialPage
) -> None:
    page.body = [("contact_form", {"title": "Restons en contact", "words": ""})]
    page.save_revision().publish()

    answer = client.get(PATH)

    assert (answer.status_code, 'gardons-le-contact/" novalidate' in answer.text) == (200, False)
