"""The pages of the proofs: the story, a page for each part of the territory, charts in frames."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.proofs import page_cache
from bocage.evidence.proofs.page_cache import clear_page_cache
from tests.evidence.settled_households import add_settled_household
from tests.lasting import undone_at_the_end
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.charters.factories import CharterFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "welcoming_communes"})

NIGHT = date(2026, 6, 20)


@pytest.fixture(autouse=True)
def _drawn_anew():
    clear_page_cache()
    yield
    clear_page_cache()


@pytest.fixture(scope="module")
def counted_night(django_db_setup, django_db_blocker):
    """Households of this year and of the year before in three communes: two in Boitron."""
    with undone_at_the_end(django_db_blocker):
        sources = EpciFactory(name="Sources de l’Orne")
        for trait, before, now in (("boitron", 0, 2), ("essay", 5, 6), ("sees", 9, 12)):
            commune = CommuneFactory(epci=sources, **{trait: True})
            for day, households in ((date(2025, 3, 2), before), (date(2026, 5, 3), now)):
                for _number in range(households):
                    add_settled_household(commune, day)
        count_night(NIGHT)
        yield sources


def page(client, name, *args, **kwargs):
    answer = client.get(reverse(name, args=args), **kwargs)
    assert answer.status_code == 200
    return answer


def test_the_story_tells_what_changed_with_its_chart_and_its_data(client, counted_night):
    answer = page(client, "evidence")

    assert "20 ménages installés en 2026, à ce jour, déjà 6 de plus" in text_of(answer)
    content = answer.content.decode()
    data = json.loads(re.search(r'id="graphique-settling-data"[^>]*>(.*?)</script>', content)[1])
    assert [point["value"] for point in data["series"][0]["points"]] == [14.0, 20.0]
    assert [point["provisional"] for point in data["series"][0]["points"]] == [False, True]
    assert reverse("indicator_data", args=["settled_households", "csv"]) in content


def test_a_port_where_nobody_is_served_keeps_nothing(client, counted_night):
    for number in range(3):
        page(client, "evidence", headers={"host": f"testserver:{9000 + number}"})
    assert not page_cache._cache
    page(client, "evidence")
    assert page_cache._cache


def test_the_map_stripes_what_is_secret_and_never_holds_it(client, counted_night):
    content = page(client, "evidence").content.decode()

    data = json.loads(re.search(r'id="communes-colorees"[^>]*>(.*?)</script>', content)[1])
    assert data["61051"]["step"] == data["61156"]["step"] == "secret"
    assert data["61051"]["text"] == "secret"
    assert len(data["61464"].pop("at")) == 2
    assert data["61464"] == {
        "step": 1,
        "name": "Sées",
        "text": "12",
        "url": reverse("commune_evidence", args=["61464"]),
    }
    assert "Dans 2 communes, le chiffre est secret" in text_of(page(client, "evidence"))


@pytest.mark.parametrize(
    "query",
    [
        "carte=welcoming_communes",
        "carte=unknown&departement=99",
        "carte=" + "x" * 5000,
        "carte=%00",
    ],
)
def test_the_map_takes_its_indicator_from_the_address_and_nothing_worse(
    client, counted_night, query
):
    answer = client.get(f"{reverse('evidence')}?{query}")

    assert answer.status_code == 200
    assert "Commune par commune" in text_of(answer)


def test_a_page_is_drawn_once_a_night_and_answers_304_to_who_has_it(
    client, counted_night, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        first = page(client, "evidence")
    with django_assert_max_num_queries(2):
        again = client.get(reverse("evidence"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "no-cache" in first["Cache-Control"]
    assert page(client, "evidence").content == first.content

    add_settled_household(CommuneFactory(boitron=True), date(2026, 6, 1))
    count_night(date(2026, 6, 21))

    fresh = client.get(reverse("evidence"), headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200
    assert "21 ménages installés" in text_of(fresh)


def test_another_language_and_another_reader_have_another_page(
    client, counted_night, django_user_model
):
    first = page(client, "evidence")
    english = client.get(f"/en{reverse('evidence')}")

    assert english["ETag"] != first["ETag"]
    assert "20 households settled in 2026, to date" in text_of(english)


@pytest.mark.parametrize("households", [1, 6])
def test_the_page_of_a_commune_asks_as_much_for_many_as_for_few(
    client, sources, households, django_assert_max_num_queries
):
    commune = CommuneFactory(boitron=True, epci=sources)
    for _number in range(households):
        add_settled_household(commune, date(2026, 5, 3))
    count_night(NIGHT)

    with django_assert_max_num_queries(10):
        page(client, "commune_evidence", "61051")


def test_a_commune_stands_beside_what_it_lies_in(client, counted_night):
    text = text_of(page(client, "commune_evidence", "61464"))

    assert "Sées, preuves à l’appui" in text
    assert "12 ménages installés en 2026" in text
    assert "À côté de ce qui l’entoure" in text
    assert "Sources de l’Orne (intercommunalité)" in text


def test_what_a_commune_keeps_secret_is_stated_in_a_sentence(client, counted_night):
    answer = page(client, "commune_evidence", "61051")
    text = text_of(answer)

    assert "chiffres de 2026 sont gardés secrets" in text
    assert "2 ménages installés" not in text
    assert "graphique-comparaison" not in answer.content.decode()


def test_raw_cells_of_a_secret_reach_no_page(client, counted_night):
    """A number found nowhere else: the inputs of two households settled in Boitron."""
    IndicatorCell.objects.filter(code="61051", indicator="settled_people").update(numerator=7777)
    for name, args in (
        ("evidence", []),
        ("commune_evidence", ["61051"]),
        ("chart_embed", ["settled_people", "commune", "61051"]),
        ("indicator_detail", ["settled_people"]),
    ):
        assert "7777" not in page(client, name, *args).content.decode()


def test_an_intercommunalite_leads_to_its_communes_and_a_departement_to_those(
    client, counted_night
):
    epci = page(client, "epci_evidence", counted_night.pk).content.decode()
    departement = page(client, "departement_evidence", "61").content.decode()

    assert reverse("commune_evidence", args=["61464"]) in epci
    assert reverse("departement_evidence", args=["61"]) in epci
    assert reverse("epci_evidence", args=[counted_night.pk]) in departement


@pytest.mark.parametrize(
    "address",
    [
        "/preuves/communes/99999/",
        "/preuves/communes/x/",
        "/preuves/communes/" + "1" * 400 + "/",
        "/preuves/intercommunalites/0/",
        "/preuves/departements/zz/",
        "/preuves/integrer/unknown/instance/tout/",
        "/preuves/integrer/campaign_touches/instance/tout/",
        "/preuves/integrer/settled_households/commune/99999/",
        "/preuves/integrer/settled_households/place/tout/",
        "/preuves/integrer/settled_households/instance/61/",
        "/preuves/integrer/settled_households/x/y/",
    ],
)
def test_what_is_nowhere_has_no_page(client, counted_night, address):
    assert client.get(address).status_code == 404


def test_an_embedded_chart_is_framed_anywhere_and_leaves_no_cookie(client, counted_night):
    answer = page(client, "chart_embed", "settled_households", "instance", "tout")

    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"
    text = text_of(answer)
    assert "compté dans la nuit qui a suivi le 20 juin 2026" in text
    assert "20 ménages installés en 2026" in text


def test_only_the_embedded_chart_may_be_framed(client, counted_night):
    assert "frame-ancestors 'none'" in page(client, "evidence")["Content-Security-Policy"]


def test_the_page_of_a_commune_leads_to_its_proofs(client, sources):
    commune = CommuneFactory(boitron=True, epci=sources)
    CharterFactory(commune=commune)
    count_night(NIGHT)

    answer = client.get(commune.get_absolute_url())

    assert reverse("commune_evidence", args=["61051"]) in answer.content.decode()
    assert "Communes accueillantes en 2026" in text_of(answer)
