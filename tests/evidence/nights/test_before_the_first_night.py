"""Before the first night, nothing is counted: pages state it, and there is no file."""

import pytest
from django.urls import reverse

from bocage.evidence.proofs.page_cache import clear_page_cache
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _drawn_anew():
    clear_page_cache()
    yield
    clear_page_cache()


def test_each_page_says_so(client, sources):
    CommuneFactory(boitron=True, epci=sources)

    for name, args in (
        ("evidence", []),
        ("commune_evidence", ["61051"]),
        ("epci_evidence", [sources.pk]),
        ("chart_embed", ["settled_households", "instance", "tout"]),
    ):
        assert "Pas encore de chiffre" in text_of(client.get(reverse(name, args=args)))


def test_there_is_no_open_data(client):
    assert client.get("/preuves/indicateurs/settled_people/donnees.xls").status_code == 404
    assert client.get("/preuves/donnees/tout.json").status_code == 404
    for name in ("open_data_package", "open_data_schema", "open_data_versions"):
        status = client.get(reverse(name)).status_code
        assert status == (404 if name == "open_data_package" else 200)
    assert client.get(reverse("open_data_all", args=["csv"])).status_code == 404
    assert client.get(reverse("open_data_catalogue", args=["rdf"])).status_code == 404
    assert "Pas encore de données" in text_of(client.get(reverse("open_data")))
