"""The address of a search: what it says is what is looked for, and nothing it says can break."""

import pytest
from django.http import QueryDict

from bocage.housing.criteria.addresses import address_of, criteria_from, read_criteria
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.models import Offer, PropertyKind
from tests.territory.factories import CommuneFactory

FULL_CRITERIA = Criteria(
    offer=Offer.RENTAL.value,
    kinds=(PropertyKind.APARTMENT.value, PropertyKind.OFFICE.value),
    price_from=300,
    price_to=900,
    surface_from=40,
    surface_to=120,
    rooms_from=2,
    rooms_to=5,
    land_from_m2=500,
    energy_at_least="C",
    needs_fibre=True,
    needs_office_room=True,
    needs_garden=True,
    workspace_within_m=2_500,
    words="longère & étang",
    area=Area(latitude=48.52, longitude=0.25, radius_m=12_500, label="Le Tiers-Lieu"),
)


@pytest.mark.parametrize("criteria", [Criteria(), FULL_CRITERIA])
def test_an_address_says_all_of_its_criteria(criteria):
    assert criteria_from(QueryDict(address_of(criteria))) == criteria


def test_what_is_not_asked_is_not_written():
    assert address_of(Criteria()) == ""


@pytest.mark.django_db
def test_a_commune_is_the_centre_of_its_search():
    boitron = CommuneFactory(boitron=True)
    criteria = criteria_from(QueryDict("commune=61051&rayon=10"))
    assert criteria.area == Area(
        latitude=boitron.latitude,
        longitude=boitron.longitude,
        radius_m=10_000,
        label="Boitron",
        commune="61051",
    )
    assert criteria_from(QueryDict(address_of(criteria))) == criteria


@pytest.mark.django_db
def test_a_commune_that_is_only_typed_is_found():
    CommuneFactory(sees=True)
    area = criteria_from(QueryDict("pres-de=sees")).area
    assert area
    assert (area.commune, area.radius_m) == ("61464", 15_000)


@pytest.mark.django_db
def test_an_unknown_commune_is_reported():
    read = read_criteria(QueryDict("pres-de=Nulle+Part"))
    assert read.criteria == Criteria()
    assert read.sentences == (
        "Aucune commune ne s’appelle « Nulle Part » : voici tout le territoire.",
    )


def test_numbers_are_read_as_people_write_them():
    criteria = criteria_from(QueryDict("prix-max=180%20000%20€&surface-min=95%20m²&travail=2,5"))
    assert (criteria.price_to, criteria.surface_from, criteria.workspace_within_m) == (
        180_000,
        95,
        2_500,
    )


def test_bounds_in_the_wrong_order_are_exchanged():
    read = read_criteria(QueryDict("prix-min=200000&prix-max=100000"))
    assert (read.criteria.price_from, read.criteria.price_to) == (100_000, 200_000)
    assert read.sentences == ("Un minimum dépassait son maximum : ils ont été échangés.",)


@pytest.mark.parametrize(
    "query",
    [
        "prix-max=-1",
        "prix-max=9e99",
        "prix-max=" + "9" * 5_000,
        "surface-min=NaN",
        "pieces-min=1.5",
        "rayon=inf&lat=48.5&lon=0.2",
        "rayon=0&lat=48.5&lon=0.2",
        "travail=-3",
        "lat=nan&lon=0.2",
        "lat=91&lon=0.2",
        "offre=vol",
        "bien=maison&bien=%00",
        "energie=Z",
        "mots=a%00b",
        "mots=" + "longue " * 60,
        "commune=%27%3B--",
        "prix-max=<script>",
    ],
)
@pytest.mark.django_db
def test_what_makes_no_sense_is_reported_and_left_aside(query):
    read = read_criteria(QueryDict(query))
    assert len(read.sentences) == 1
    assert read.criteria.price_to is None
    again = criteria_from(QueryDict(address_of(read.criteria)))
    assert again == read.criteria
