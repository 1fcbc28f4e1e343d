"""The page that shows how the communes are placed, and its button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.first_steps.operations.arrivals import ask_for_positions
from bocage.foundation.errors import NotAllowed
from bocage.territory.models import Commune, PositionsUpdate
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.servers.geo_api import BOITRON
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.territory.imports.test_outlines import feature

pytestmark = pytest.mark.django_db

OUTLINED = BOITRON | {"contour": feature()["geometry"]}


@pytest.fixture
def communes():
    CommuneFactory(boitron=True)
    CommuneFactory(sees=True, position_source="town_hall")
    CommuneFactory(code="61156", name="Essay", unlocated=True)
    CommuneFactory(unlocated=True, postcodes=[])
    CommuneFactory(is_current=False)


@pytest.fixture
def page(signed_in_client, administrator):
    client = signed_in_client(administrator)

    def read(press=False):
        if press:
            assert client.post(reverse("first_steps_positions")).status_code == 302
        return client.get(reverse("first_steps_territory"))

    return read


def test_page_counts_the_communes_by_the_way_they_are_placed(communes, page):
    text = text_of(page())

    assert "Orne 4 communes" in text
    assert "À la mairie1 Au bourg, d’après GeoNames1 Par leur code postal seul1" in text
    assert "Nulle part1 Contour connu pour les cartes0" in text
    assert "2 communes sont indiquées « même secteur », sans distance" in text


def test_button_has_the_worker_ask_and_the_page_follows(communes, page, geo_api, run_tasks):
    assert "Interroger l’API officielle" in text_of(page())
    during = page(press=True)
    assert 'hx-trigger="every 2s"' in during.text
    assert "Interroger l’API officielle" not in text_of(during)
    page(press=True)  # Pressed twice, it asks once.
    geo_api.will_answer(body=[OUTLINED])
    run_tasks()

    after = page()
    assert len(geo_api.paths) == 1
    assert "Au milieu de leur contour1" in text_of(after)
    assert "Contour connu pour les cartes1" in text_of(after)
    assert "Dernière réponse de l’API officielle" in text_of(after)
    assert "every 2s" not in after.text


def test_page_says_why_the_api_did_not_answer_and_when_it_is_asked_again(
    communes, page, geo_api, run_tasks
):
    geo_api.will_answer(404)
    page(press=True)
    run_tasks()

    text = text_of(page())
    assert "n’a rien donné pour le 61" in text
    assert "Prochaine demande" in text
    assert Commune.objects.get(code="61051").position_source == "geonames"


def test_instance_that_asks_nothing_has_no_button(communes, page):
    text = text_of(page(press=True))

    assert "Interroger l’API officielle" not in text
    assert "BOCAGE_GEO_API est vide" in text
    assert not PositionsUpdate.objects.exists()


def test_request_that_was_interrupted_can_be_made_again(communes, page, geo_api, run_tasks):
    DepartementFactory()
    long_ago = timezone.now() - timedelta(hours=1)
    PositionsUpdate.objects.create(departement_id="61", requested_at=long_ago)

    assert "Interroger l’API officielle" in text_of(page())


def test_empty_instance_shows_no_positions(page):
    assert "Position des communes" not in text_of(page())


def test_only_an_administrator_asks(geo_api, communes):
    with pytest.raises(NotAllowed):
        ask_for_positions(by=PersonFactory())


def test_page_reads_as_many_rows_whatever_the_departements(
    communes, page, django_assert_max_num_queries
):
    page()
    with django_assert_max_num_queries(60) as few:
        page()
    for code in ("72", "27", "28"):
        departement = DepartementFactory(code=code, name=code, slug=code)
        CommuneFactory(code=f"{code}001", departement=departement)
    with django_assert_max_num_queries(len(few)):
        page()
