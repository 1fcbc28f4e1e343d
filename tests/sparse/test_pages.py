"""Every page that needs no object, on an empty instance."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from bocage.foundation.http.access import policy_of
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.people.models import Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.sparse.reading import EMPTY_MARK, save_text, words_in, wrong_in
from tests.test_access import ADDRESSES

UNFOUNDED = [
    "plusieurs employeurs",
    "Aucune ne sonne.",
    "en autonomie",
    "où l’on vous attend",
    "sera bientôt",
    "en signalent chaque semaine",
    "la personne qui vous accueille",
    "Tout est en ordre",
    "Tout fonctionne",
    "gratuit et",
]
"""Sentences that pages showed without any data to support them."""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()
    clear_page_cache()


def test_public_pages_of_an_empty_instance(client: Client) -> None:
    pages = _pages(client, "public")
    assert len(pages) > 20
    assert _wrong(pages, "public") == []


def test_own_pages_of_somebody_who_did_nothing(client: Client) -> None:
    client.force_login(PersonFactory(name=""))
    pages = _pages(client, "signed_in")
    assert len(pages) > 10
    assert _wrong(pages, "own") == []


def test_pages_of_a_team_that_has_nothing_yet(client: Client) -> None:
    person, scope = PersonFactory(), ScopeFactory(of_departement=True)
    for role in (Role.COORDINATOR, Role.CLUB_ORGANISER, Role.EDITOR):
        MandateFactory(person=person, role=role, scope=scope)
    client.force_login(person)
    pages = _pages(client, "permitted")
    assert len(pages) > 30
    assert _wrong(pages, "team") == []


def _pages(client: Client, audience: str) -> dict[str, str]:
    """The pages without a parameter that are shown as they are, by their route."""
    pages = {}
    for route, entry in ADDRESSES:
        policy = policy_of(entry.callback)
        if policy is None or policy.audience != audience or set("<(^\\") & set(route):
            continue
        if route.startswith("redaction/"):  # Wagtail's own pages.
            continue
        answer = client.get(f"/{route}")
        is_page = answer.get("Content-Type", "").startswith("text/html")
        if answer.status_code == 200 and is_page and not answer.streaming:
            pages[route] = answer.content.decode()
    return pages


def _wrong(pages: dict[str, str], folder: str) -> list[str]:
    wrong = []
    for route, page in pages.items():
        text = words_in(page)
        save_text(folder, re.sub(r"\W+", "-", route).strip("-") or "home", text)
        findings = [
            finding for finding in wrong_in(text) if not finding.startswith("a label alone")
        ]
        findings += [f"said: {finding}" for finding in UNFOUNDED if finding in text]
        findings += [f"empty mark: {finding.group()}" for finding in EMPTY_MARK.finditer(page)]
        wrong += [f"/{route} {finding}" for finding in findings]
    return wrong
