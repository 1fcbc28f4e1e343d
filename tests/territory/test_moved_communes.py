"""When a commune gets a more exact position, what copied it follows, in every room."""

import pytest

from bocage.housing.criteria.circles import box_around
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.models import MarketFact, SavedSearch
from bocage.housing.searches.columns import columns_of
from bocage.territory.operations.departements import update_from_api
from bocage.workspaces.models import Place
from tests.housing.factories import DwellingFactory, ListingFactory, SavedSearchFactory
from tests.network.factories import MemberFactory
from tests.servers.geo_api import BOITRON
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

LATITUDE, LONGITUDE = 48.5783, 0.2836
HERE = (LATITUDE, LONGITUDE)


@pytest.fixture
def commune():
    return CommuneFactory(code="61051", latitude=48.52, longitude=0.2)


@pytest.fixture
def move(geo_api, run_tasks):
    def run():
        geo_api.will_answer(body=[BOITRON])
        assert update_from_api(departements=["61"]).positions == 1
        run_tasks()

    return run


def position(row):
    row.refresh_from_db()
    return row.latitude, row.longitude


@pytest.mark.parametrize("was_placed", [True, False])
def test_members_places_and_homes_follow_their_commune(commune, move, was_placed):
    if not was_placed:
        commune.latitude = commune.longitude = None
        commune.position_source = ""
        commune.save()
    known = {"latitude": commune.latitude, "longitude": commune.longitude}
    member = MemberFactory(commune=commune, **known)
    source = "commune" if was_placed else ""
    place = PlaceFactory(commune=commune, position_source=source, **known)
    home = DwellingFactory(commune=commune, workspace_m=None)
    elsewhere = MemberFactory(latitude=48.4, longitude=0.1)

    move()

    assert position(member) == position(place) == position(home) == HERE
    assert place.position_source == "commune"
    assert home.position_precision == "commune"
    assert home.workspace_m == 0
    assert position(elsewhere) == (elsewhere.commune.latitude, elsewhere.commune.longitude)
    assert not MarketFact.objects.exists()


def test_what_has_a_position_of_its_own_stays(commune, move):
    place = PlaceFactory(
        commune=commune, latitude=48.6, longitude=0.3, position_source=Place.PositionSource.HOST
    )
    exact = DwellingFactory(
        commune=commune, latitude=48.61, longitude=0.31, position_precision="street"
    )
    placed = DwellingFactory(commune=commune, latitude=48.62, longitude=0.32)
    ListingFactory(
        dwelling=placed,
        commune=commune,
        latitude=48.62,
        longitude=0.32,
        position_precision="commune",
    )

    move()

    assert position(place) == (48.6, 0.3)
    assert position(exact) == (48.61, 0.31)
    assert position(placed) == (48.62, 0.32)


def test_saved_search_around_a_commune_follows_it(commune, move):
    criteria = Criteria(area=Area.around(commune, 10_000))
    area = columns_of(criteria)
    names = ("latitude", "longitude", "radius_m", "commune_id", "west", "south", "east", "north")
    around = SavedSearchFactory(**{name: area[name] for name in names})
    anywhere = SavedSearchFactory()
    by_map = SavedSearchFactory(latitude=48.1, longitude=0.1, radius_m=5_000)

    move()

    assert position(around) == HERE
    box = box_around(*HERE, 10_000)
    assert (around.west, around.north) == (box.west, box.north)
    assert position(anywhere) == (None, None)
    assert position(by_map) == (48.1, 0.1)


def test_searches_follow_batch_after_batch(commune, move, monkeypatch):
    monkeypatch.setattr("bocage.housing.searches.operations.BATCH", 2)
    for _ in range(5):
        SavedSearchFactory(commune=commune, latitude=48.52, longitude=0.2, radius_m=1_000)

    move()

    assert set(SavedSearch.objects.values_list("latitude", "longitude")) == {HERE}


def test_suitability_is_computed_again(commune, move, monkeypatch):
    runs = []
    monkeypatch.setattr(
        "bocage.welcome.suitability.handlers.suitability.refresh_suitability",
        lambda: runs.append(1),
    )

    move()

    assert runs == [1]


def test_communes_that_stay_announce_nothing(commune, move, geo_api, run_tasks):
    move()
    geo_api.will_answer(body=[BOITRON])
    update_from_api(departements=["61"])

    assert run_tasks() == 0
