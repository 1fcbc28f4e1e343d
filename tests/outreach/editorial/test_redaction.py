"""The pages in which editors write: who enters, what is open there, and what visitors then see."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import (
    EditorialVersion,
    HomePage,
    LandingPage,
    LegalPage,
    TestimonyConsent,
)
from bocage.people.models import Person, Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_cache() -> None:
    clear_page_cache()


def mandated(role: str) -> Person:
    departement = ScopeFactory(of_departement=True)
    return MandateFactory(role=role, scope=departement).person


def published(title: str, slug: str, **fields: object) -> LandingPage:
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=LandingPage(title=title, slug=slug, **fields))
    page.save_revision().publish()
    return page


def test_the_first_pages_say_what_the_product_stated_until_then(client: Client) -> None:
    before = {path: client.get(path).content.decode() for path in ("/", "/en/a-propos/")}
    assert open_site(by=None)
    assert not open_site(by=None)
    assert LegalPage.objects.live().count() == 6
    for path, page in before.items():
        after = client.get(path).content.decode()
        title = page.partition("<h1>")[2].partition("</h1>")[0]
        assert f"<h1>{title}</h1>" in after
        assert 'property="og:title"' in after
    for path in ("/", "/en/"):
        linked = re.findall(r' <a href="([^"]+)">', client.get(path).content.decode())
        assert linked
        assert {client.get(address).status_code for address in linked} == {200}
    with pytest.raises(NotAllowed):
        open_site(by=PersonFactory())


def test_people_enter_by_their_mandate(client: Client) -> None:
    for role in (Role.EDITOR, Role.COORDINATOR, Role.CLUB_ORGANISER):
        client.force_login(mandated(role))
        page = client.get("/redaction/")
        assert page.status_code == 200, role
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert EditorialVersion.objects.count() == 1
    client.force_login(PersonFactory())
    assert client.get("/redaction/").status_code == 404
    client.logout()
    assert client.get("/redaction/")["Location"].startswith("/connexion/")
    assert client.get("/redaction/login/").status_code != 200


def test_a_consent_is_recorded_for_somebody_who_has_an_account(client: Client) -> None:
    client.force_login(mandated(Role.EDITOR))
    camille = PersonFactory(email="camille@ville.example")
    fields = {
        "name": "Camille",
        "words_shown": "Votre phrase, deux ans.",
        "collection_method": "signed",
        "given_on": "2026-11-01",
        "ends_on": "2027-11-01",
    }
    add = reverse("testimony_consents:add")
    refused = client.post(add, fields | {"account": "personne@ville.example"})
    assert "Personne n’a de compte à cette adresse." in refused.content.decode()
    assert client.post(add, fields | {"account": "Camille@ville.example"}).status_code == 302
    assert client.post(add, fields | {"name": "Odile", "account": ""}).status_code == 302
    recorded = dict(TestimonyConsent.objects.values_list("name", "person"))
    assert recorded == {"Camille": camille.pk, "Odile": None}
    consent = TestimonyConsent.objects.get(name="Camille")
    page = client.get(reverse("testimony_consents:edit", args=[consent.pk]))
    assert page.status_code == 200
    client.post(reverse("testimony_consents:edit", args=[consent.pk]), {"is_withdrawn": "on"})
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
