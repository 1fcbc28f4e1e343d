"""Homes that an assistant finds and reads."""

import pytest

from tests.api.assistants.asking import answer_of, refusal_of
from tests.housing.factories import DwellingFactory, ListingFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_homes_near_a_commune_are_found_and_read(server):
    home = DwellingFactory(commune=CommuneFactory(boitron=True))
    ListingFactory(dwelling=home, commune=home.commune)

    (item,) = answer_of(server, "find_homes", near="Boitron", within_km=20, order="proches")[
        "items"
    ]
    assert item["id"] == str(home.pk)
    assert answer_of(server, "read_home", home=item["id"])["page"] == item["page"]
    assert answer_of(server, "find_homes", price_max=1, kinds=["terrain"])["items"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"near": "Atlantis"}, "near\xa0: "),
        ({"price_min": 5, "price_max": 4}, "price_min\xa0: Le minimum dépasse le maximum."),
        ({"kinds": ["castle"]}, "kinds\xa0: Valeurs possibles"),
        ({"order": "proches"}, "order\xa0: "),
    ],
)
def test_bad_input_is_refused_in_a_sentence(server, arguments, sentence):
    assert refusal_of(server, "find_homes", **arguments).startswith(sentence)
