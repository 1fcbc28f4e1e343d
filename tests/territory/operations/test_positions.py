import pytest

from bocage.territory.imports.geo_api import ApiCommune
from bocage.territory.imports.positions import Position
from bocage.territory.models import Commune
from bocage.territory.operations.positions import locate_communes
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

SOURCES = ["geonames", "centre", "outline", "town_hall"]


def position(source, latitude=48.1, longitude=0.1):
    if source in ("centre", "town_hall"):
        return ApiCommune("61051", latitude, longitude, source)
    return Position(latitude, longitude, source)


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True, unlocated=True, latitude=None, longitude=None)


def locate(positions):
    return locate_communes(departements=["61"], positions={"61051": positions})


def test_commune_without_position_takes_the_one_that_is_found(boitron):
    report = locate(position("geonames"))

    boitron.refresh_from_db()
    assert (boitron.latitude, boitron.longitude) == (48.1, 0.1)
    assert (report.written, report.unlocated) == (1, [])
    assert report.by_source == {"geonames": 1, "centre": 0, "outline": 0, "town_hall": 0}


@pytest.mark.parametrize("existing_source", SOURCES)
@pytest.mark.parametrize("new_source", SOURCES)
def test_position_is_replaced_by_an_equal_or_a_better_one_alone(
    boitron, existing_source, new_source
):
    Commune.objects.update(
        latitude=48.9,
        longitude=0.9,
        position_source=existing_source,
    )

    report = locate(position(new_source))

    is_replaced = SOURCES.index(new_source) >= SOURCES.index(existing_source)
    boitron.refresh_from_db()
    assert boitron.latitude == (48.1 if is_replaced else 48.9)
    assert boitron.position_source == (new_source if is_replaced else existing_source)
    assert report.written == int(is_replaced)


def test_locating_again_writes_nothing(boitron):
    locate(position("geonames"))

    assert locate(position("geonames")).written == 0


def test_what_remains_without_position_is_listed(boitron):
    unlocated = CommuneFactory(sees=True, unlocated=True, latitude=None, longitude=None)
    Commune.objects.filter(pk=unlocated.pk).update(is_current=False)

    report = locate_communes(departements=["61"], positions={})

    assert report.unlocated == ["Boitron (61051)"]
