"""The indicators and their public figures in the API: never a secret one."""

from datetime import date

import pytest

from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.registry import indicators
from tests.evidence.settled_households import add_settled_household
from tests.territory.factories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "campaign_touches"})

NIGHT = date(2026, 6, 20)
KEY = ("level", "code", "span", "starts_on")
FIGURES = "/api/v1/indicators/settled_households/figures"


def add_settled_households(trait, households, epci):
    commune = CommuneFactory(epci=epci, **{trait: True})
    for _number in range(households):
        add_settled_household(commune, date(2026, 5, 3))


@pytest.fixture
def counted_night():
    """Twenty households in three communes: two in Boitron, which is secret."""
    sources = EpciFactory(name="Sources de l’Orne")
    for trait, households in (("boitron", 2), ("essay", 6), ("sees", 12)):
        add_settled_households(trait, households, sources)
    count_night(NIGHT)


def test_list_is_of_what_is_public(client):
    items = client.get("/api/v1/indicators?taille=200").json()["items"]

    public = {indicator.name for indicator in indicators() if indicator.is_public}
    assert {item["name"] for item in items} == public
    assert public != {indicator.name for indicator in indicators()}
    assert all(item["definition"] and item["unit"] for item in items)


def test_list_is_of_one_theme(client):
    items = client.get("/api/v1/indicators?theme=housing&taille=200").json()["items"]

    assert {item["theme"] for item in items} == {"housing"}


def test_indicator_tells_how_it_is_made(client):
    document = client.get("/api/v1/indicators/settled_households").json()
    english = client.get(
        "/api/v1/indicators/settled_households", headers={"Accept-Language": "en"}
    ).json()

    assert document["definition"].startswith("Ménages accompagnés")
    assert document["method"]
    assert document["is_about_people"]
    assert english["label"] != document["label"]


@pytest.mark.parametrize("name", ["campaign_touches", "unknown", "%00", "x" * 3000])
@pytest.mark.parametrize("part", ["", "/figures"])
def test_indicator_that_is_not_public_is_nothing(client, name, part):
    response = client.get(f"/api/v1/indicators/{name}{part}")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_secret_figure_has_its_line_and_no_number(client, counted_night):
    items = client.get(f"{FIGURES}?echelle=commune&duree=annee&annee=2026").json()["items"]

    by_name = {item["name"]: item for item in items}
    assert {name: item["value"] for name, item in by_name.items()} == {
        "Boitron": None,
        "Essay": None,  # Its value would give that of Boitron away.
        "Sées": 12,
    }
    secret = by_name["Boitron"]
    assert secret["is_secret"]
    assert (secret["numerator"], secret["denominator"], secret["text"]) == (None, None, "secret")
    assert "counted" not in secret


def test_months_of_people_are_not_notified_of_communes(client, counted_night):
    items = client.get(f"{FIGURES}?duree=mois&taille=200").json()["items"]

    assert {item["level"] for item in items} == {"instance", "departement"}


def test_figures_come_in_pages_once_each(client, counted_night):
    keys, address = [], f"{FIGURES}?taille=2"
    while address:
        page = client.get(address).json()
        keys += [
            (item["level"], item["code"], item["span"], item["starts_on"]) for item in page["items"]
        ]
        address = page["next"]

    whole = client.get(f"{FIGURES}?taille=200").json()["items"]
    assert len(keys) == len(set(keys)) == len(whole)


def test_figures_of_a_territory(client, counted_night):
    items = client.get("/api/v1/figures/commune/61464?annee=2026&taille=200").json()["items"]
    whole = client.get("/api/v1/figures/instance/tout?duree=annee&taille=200").json()["items"]

    by_indicator = {item["indicator"]: item["value"] for item in items}
    public = {indicator.name for indicator in indicators() if indicator.is_public}
    assert by_indicator["settled_households"] == 12
    assert set(by_indicator) <= public
    assert {item["name"] for item in whole} == {"Tout le territoire"}
    assert {item["indicator"]: item["value"] for item in whole}["settled_households"] == 20


@pytest.mark.parametrize(
    "perimeter", ["commune/99999", "commune/%00", "instance/61", "departement/tout", "epci/x"]
)
def test_figures_of_an_unknown_perimeter_are_not_found(client, perimeter):
    assert client.get(f"/api/v1/figures/{perimeter}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["echelle=place", "duree=year", "annee=1", "annee=x", "level=commune", "curseur=x", "taille=0"],
)
def test_figures_refuse_what_means_nothing(client, query):
    assert client.get(f"{FIGURES}?{query}").status_code == 422


@pytest.mark.parametrize("level", ["place", "campaign", "partner", "x"])
def test_figures_of_other_levels_are_not_shown(client, level):
    assert client.get(f"/api/v1/figures/{level}/61464").status_code == 422


def test_figures_take_as_many_statements_for_many(client, counted_night, django_assert_num_queries):
    client.get("/api/v1/")
    with django_assert_num_queries(4):
        assert len(client.get(f"{FIGURES}?duree=annee&taille=200").json()["items"]) == 6
    for trait in ("mortagne", "alencon"):
        add_settled_households(trait, 6, None)
    count_night(date(2026, 6, 21))

    with django_assert_num_queries(4):
        assert len(client.get(f"{FIGURES}?duree=annee&taille=200").json()["items"]) >= 8


def test_figures_before_the_first_night(client):
    assert client.get(FIGURES).json()["items"] == []
