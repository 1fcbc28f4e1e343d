"""The pages of a list that is brought in: looked at, read, what was left out."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.urls import reverse

from bocage.outreach.models import Prospect, ProspectImport
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

LISTS = "/espace/prospects/listes/"


def sent(content: bytes, **more: object) -> dict[str, object]:
    return {
        "fichier": SimpleUploadedFile("forum.csv", content),
        "lawful_basis": "Inscrits au forum.",
        "purposes": ["letters"],
        **more,
    }


def test_a_list_is_looked_at_then_read(client: Client, run_tasks: Callable[..., int]) -> None:
    campaign = CampaignFactory()
    client.force_login(coordinator_of(campaign.departement))
    for wrong in (
        sent(b""),
        sent(b"PK\x03\x04\0", campaign=campaign.pk),
        sent(b"a;b\n", campaign=CampaignFactory(departement=DepartementFactory(sarthe=True)).pk),
        sent(b"a;b\n", campaign=campaign.pk, lawful_basis=" "),
        sent(b"a;b\n", campaign=campaign.pk, purposes=["pirate"]),
    ):
        assert client.post(LISTS, wrong).status_code == 422
    client.post(
        LISTS, sent(b"Contact;A;B\nada@ville.example;Ada;=1\nada@;;\n", campaign=campaign.pk)
    )
    brought = ProspectImport.objects.get()
    page = reverse("prospect_import", args=[brought.pk])
    assert "ada@ville.example · ada@" in client.get(page).content.decode()
    assert client.post(page, {"colonne-0": "pirate", "colonne-1": "name"}).status_code == 422
    client.post(page, {"colonne-0": "email", "colonne-1": "name", "colonne-2": "email"})
    assert "hx-trigger" in client.get(page).content.decode()
    run_tasks()
    shown = client.get(page).content.decode()
    assert "hx-trigger" not in shown
    assert "Cette adresse n’est pas complète." in shown
    assert Prospect.objects.get().name == "Ada"
    table = client.get(f"{page}lignes-refusees.csv")
    assert b"3;Contact;ada@;" in b"".join(table.streaming_content)
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))
    assert client.get(page).status_code == 404


def test_a_list_is_put_aside(client: Client) -> None:
    campaign = CampaignFactory()
    client.force_login(coordinator_of(campaign.departement))
    client.post(LISTS, sent(b"email\nada@ville.example\n", campaign=campaign.pk))
    page = reverse("prospect_import", args=[ProspectImport.objects.get().pk])
    assert client.post(page, {"decision": "ecarter"}).headers["Location"] == LISTS
    assert "écarté" in client.get(LISTS).content.decode()


def test_the_form_stands_within_another_page() -> None:
    template = engines["django"].from_string("{% load contact %}{% contact_form code %}")
    link = TrackedLinkFactory()
    shown = template.render({"code": link.code})
    assert f'name="c" value="{link.code}"' in shown
    assert 'action="/gardons-le-contact/"' in shown
    assert "<form" not in template.render({"code": "inconnu"})
