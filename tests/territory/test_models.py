import pytest
from django.db import IntegrityError, transaction

from bocage.territory.geography import distance_between
from bocage.territory.models import Commune, resolve_commune
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db


def test_near_sorts_by_distance_and_gives_it_in_metres(django_assert_num_queries):
    boitron = CommuneFactory(boitron=True)
    alencon = CommuneFactory(alencon=True)
    essay = CommuneFactory(essay=True)
    CommuneFactory(flers=True, unlocated=True, latitude=None, longitude=None)

    with django_assert_num_queries(1):
        nearest = list(Commune.objects.near(boitron.latitude, boitron.longitude))

    assert nearest == [boitron, essay, alencon]
    assert nearest[0].distance_m == 0
    expected = distance_between(
        boitron.latitude, boitron.longitude, alencon.latitude, alencon.longitude
    )
    assert nearest[2].distance_m == pytest.approx(expected, abs=1)
    assert nearest[2].distance_m == pytest.approx(21_600, abs=200)


def test_near_reaches_the_antipodes_without_an_arithmetic_error():
    commune = CommuneFactory(latitude=12.5, longitude=100.0)

    nearest = Commune.objects.near(-12.5, -80.0).get()

    assert nearest == commune
    assert nearest.distance_m == pytest.approx(20_015_115, abs=10)


@pytest.mark.parametrize(
    "position",
    [
        {"latitude": 48.0, "longitude": None},
        {"latitude": None, "longitude": 0.2},
        {"latitude": 48.0, "longitude": 0.2, "position_source": ""},
        {"latitude": 91.0, "longitude": 0.2},
        {"latitude": 48.0, "longitude": 181.0},
    ],
)
def test_half_a_position_is_refused_by_the_database(position):
    with (
        pytest.raises(IntegrityError, match="territory_commune_position_whole"),
        transaction.atomic(),
    ):
        CommuneFactory(**position)


def test_code_that_is_not_an_insee_code_is_refused_by_the_database():
    with (
        pytest.raises(IntegrityError, match="territory_commune_code_is_insee"),
        transaction.atomic(),
    ):
        CommuneFactory(code="6105")


def test_former_code_resolves_to_the_commune_of_today():
    former = FormerCommuneFactory(code="61310", name="Nonant-le-Pin")

    assert resolve_commune("61310") == former.commune
    assert resolve_commune(former.commune.code) == former.commune
    assert resolve_commune("61999") is None


def test_gone_commune_resolves_to_its_successor_and_to_itself_without_one():
    former = CommuneFactory(boitron=True, is_current=False)

    assert resolve_commune(former.code) == former

    successor = FormerCommuneFactory(code=former.code, name=former.name).commune
    assert resolve_commune(former.code) == successor
