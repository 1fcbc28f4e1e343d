"""The criteria in use, each with the address of the search without it."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse

from bocage.housing.criteria.addresses import criteria_from
from bocage.housing.homes.filters import active_filters
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

FULL_QUERY = (
    "offre=location&bien=maison&prix-min=300&prix-max=700&surface-min=60&pieces-min=3"
    "&terrain-min=500&energie=D&fibre=oui&bureau=oui&jardin=oui&travail=5&mots=verger"
    "&pres-de=Boitron&commune=61051&rayon=30"
)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def filters(query, **options):
    active = active_filters(criteria_from(QueryDict(query)), **options)
    return {plain(criterion.words): criterion.query for criterion in active}


def test_a_search_that_asks_for_nothing_has_none():
    assert filters("") == {}
    assert filters("offre=location") == {}


def test_each_criterion_is_stated_once_in_words():
    CommuneFactory(boitron=True)

    assert list(filters(FULL_QUERY)) == [
        "30 km autour de Boitron",
        "maison",
        "de 300 € par mois à 700 € par mois",
        "au moins 60 m²",
        "au moins 3 pièces",
        "terrain d’au moins 500 m²",
        "classe énergie D ou mieux",
        "fibre",
        "place pour un bureau",
        "jardin",
        "bureau partagé à moins de 5 km",
        "« verger »",
    ]


def test_taken_away_one_after_another_nothing_but_the_offer_is_left():
    CommuneFactory(boitron=True)
    query, count = FULL_QUERY, 0
    while remaining := filters(query):
        query, count = next(iter(remaining.values())), count + 1

    assert (query, count) == ("offre=location", 12)


def test_the_order_stays():
    assert filters("prix-max=200000", order="prix") == {"jusqu’à 200 000 €": "tri=prix"}


def test_the_page_shows_them_as_links_that_take_them_away(client):
    page = client.get(f"{reverse('home_list')}?prix-max=200000&jardin=oui&tri=prix")

    links = re.findall(r'class="chip chip-removable" href="([^"]*)"', page.content.decode())
    address = reverse("home_list")
    assert [unescape(link) for link in links] == [
        f"{address}?jardin=oui&tri=prix",
        f"{address}?prix-max=200000&tri=prix",
    ]
    assert "Tout enlever" in page.content.decode()
