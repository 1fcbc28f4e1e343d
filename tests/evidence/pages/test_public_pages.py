"""The public pages of evidence: figures with their definitions, open data, and no secret."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.proofs.page_cache import clear_page_cache
from bocage.evidence.registry import indicators
from tests.evidence.settled_households import add_settled_household
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "campaign_touches"})

NIGHT = date(2026, 6, 20)


@pytest.fixture
def counted_night(sources):
    """Twenty households in three communes: two in Boitron, which is secret."""
    for trait, households in (("boitron", 2), ("essay", 6), ("sees", 12)):
        commune = CommuneFactory(epci=sources, **{trait: True})
        for _number in range(households):
            add_settled_household(commune, date(2026, 5, 3))
    count_night(NIGHT)


def data_of(client, name, extension="csv"):
    answer = client.get(reverse("indicator_data", args=[name, extension]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_before_the_first_night_the_page_says_so(client):
    assert "Pas encore de chiffre" in text_of(client.get(reverse("evidence")))


def test_figures_are_shown_with_their_definition_and_their_night(client, counted_night):
    text = text_of(client.get(reverse("evidence")))

    assert "20 Ménages installés en 2026" in text
    assert "20 ménages installés en 2026, à ce jour" in text
    assert "Ménages accompagnés qui ont emménagé dans une commune" in text
    assert "20 juin 2026" in text


def test_the_page_asks_as_many_questions_for_many_figures_as_for_none(
    client, counted_night, django_assert_num_queries
):
    clear_page_cache()
    with django_assert_num_queries(8):
        client.get(reverse("evidence"))
    with django_assert_num_queries(1):
        client.get(reverse("evidence"))


def test_an_indicator_tells_each_part_of_the_territory_and_keeps_small_ones_secret(
    client, counted_night
):
    text = text_of(client.get(reverse("indicator_detail", args=["settled_households"])))
    read = text.replace(" ", "")

    assert "Boitroncommunesecret" in read
    assert "Essaycommunesecret" in read
    assert "Séescommune12" in read
    assert "Sourcesdel’Orneintercommunalité20" in read


def test_where_several_departements_have_a_figure_one_of_them_is_chosen(client, counted_night):
    sarthe = DepartementFactory(code="72", name="Sarthe", slug="sarthe")
    commune_of_sarthe = CommuneFactory(departement=sarthe)
    for _number in range(5):
        add_settled_household(commune_of_sarthe, date(2026, 5, 3))
    count_night(NIGHT)
    page = reverse("indicator_detail", args=["settled_households"])

    everywhere, inside, unknown = (
        client.get(page, {"departement": code} if code else {}).content.decode()
        for code in ("", "61", "99' OR 1=1")
    )

    assert 'href="?departement=61#ou"' in everywhere
    assert "/preuves/communes/61464/" not in everywhere
    assert "/preuves/communes/61464/" in inside
    assert "Tous les départements" in inside
    assert 'href="?departement=61#ou"' in unknown


def test_a_page_of_an_indicator_lists_fifty_parts_whatever_their_number(client, sources):
    counts = []
    for number in (3, 60):
        for _number in range(number):
            add_settled_household(CommuneFactory(epci=sources), date(2026, 5, 3))
        count_night(NIGHT)
        page = reverse("indicator_detail", args=["settled_households"])
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            first = client.get(page).content.decode()
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert first.count('scope="row"') == 51
    second = client.get(page, {"page": "2"}).content.decode()
    assert second.count("/preuves/communes/") > 5
    for wrong in ("0", "9" * 400, "x", "-1"):
        assert client.get(page, {"page": wrong}).status_code == 200


def test_a_funder_recomputes_a_figure_from_the_table(client, counted_night):
    rows = list(csv.DictReader(io.StringIO(data_of(client, "settled_people")), delimiter=";"))

    communes = [row for row in rows if (row["level"], row["span"]) == ("commune", "year")]
    departement = [row for row in rows if (row["level"], row["span"]) == ("departement", "year")]
    assert [row["value"] for row in communes] == ["", "", "48.0000"]
    assert [float(row["value"]) for row in departement] == [80]


def test_the_same_data_as_json_come_with_their_definition(client, counted_night):
    document = json.loads(data_of(client, "settled_households", "json"))

    assert document["definition"].startswith("Ménages accompagnés")
    boitron = [
        figure
        for figure in document["figures"]
        if (figure["code"], figure["span"]) == ("61051", "year")
    ]
    assert [figure["value"] for figure in boitron] == [None]


def test_months_of_communes_are_not_in_the_open_data(client, counted_night):
    rows = csv.DictReader(io.StringIO(data_of(client, "settled_people")), delimiter=";")

    assert {row["level"] for row in rows if row["span"] == "month"} == {"instance", "departement"}


@pytest.mark.parametrize("name", ["unknown", "campaign_touches", "../secret", "x" * 500])
def test_what_is_not_public_has_no_page_and_no_data(client, name):
    assert client.get(f"/preuves/indicateurs/{name}/").status_code == 404
    assert client.get(f"/preuves/indicateurs/{name}/donnees.csv").status_code == 404


def test_the_register_defines_every_public_indicator(client):
    text = text_of(client.get(reverse("indicator_list")))

    assert [
        indicator.name
        for indicator in indicators()
        if indicator.is_public and str(indicator.label) not in text
    ] == []


def test_pages_are_whole_in_english(client, counted_night):
    with translation.override("en"):
        text = text_of(client.get(reverse("evidence")))

    assert "Households settled" in text
    assert "Ménages" not in text
