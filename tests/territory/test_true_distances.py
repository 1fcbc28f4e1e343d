"""Distances between the communes of a territory that was imported without network."""

import csv
from pathlib import Path

import pytest

from bocage.territory.geography import distance_between
from bocage.territory.models import Commune
from bocage.territory.operations.positions import locate_communes
from bocage.territory.operations.reference import import_territory
from bocage.territory.reference_data import read_positions, read_reference

PAIRS = Path(__file__).parent / "truth" / "pairs-61.csv"

pytestmark = pytest.mark.django_db


def imported(departement):
    import_territory(reference=read_reference(), departements=[departement])
    locate_communes(departements=[departement], positions=read_positions())
    return Commune.objects.current().in_bulk()


def test_fifty_pairs_of_the_orne_are_as_far_apart_as_in_truth():
    communes = imported("61")
    pairs = list(csv.reader(PAIRS.read_text().splitlines()))
    assert len(pairs) == 50

    for first, second, metres in pairs:
        origin, destination = communes[first], communes[second]
        apart = distance_between(
            origin.latitude, origin.longitude, destination.latitude, destination.longitude
        )
        assert apart == pytest.approx(float(metres), abs=1_000), (origin.name, destination.name)
        assert origin.km_to(destination) == pytest.approx(apart / 1000)
        in_a_query = (
            Commune.objects.near(origin.latitude, origin.longitude).get(pk=second).distance_m
        )
        assert in_a_query == pytest.approx(float(metres), abs=1_000), (
            origin.name,
            destination.name,
        )


def test_no_two_communes_of_the_creuse_are_at_one_point_without_network():
    located = [commune for commune in imported("23").values() if commune.is_located]

    points = {(commune.latitude, commune.longitude) for commune in located}
    assert len(points) == len(located) > 0
    assert {commune.position_source for commune in located} == {"geonames"}
