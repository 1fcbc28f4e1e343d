"""A search of homes in a frame on another site."""

from html import unescape

import pytest
from django.urls import reverse

from tests.housing.factories import DwellingFactory
from tests.pages.framed import check_blind_to, check_framed
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

FRAME = "/se-loger/encart/"


def test_a_frame_shows_the_first_homes_of_a_search_and_leads_to_all(client):
    for price in range(100_000, 108_000, 1_000):
        DwellingFactory(price_eur=price)
    DwellingFactory(price_eur=900_000, title="Un château")

    answer = client.get(FRAME, {"prix-max": "200000", "tri": "prix"})

    check_framed(answer)
    assert answer["Cache-Control"] == "public, max-age=60"
    page = unescape(answer.content.decode())
    assert page.count('class="card-target"') == 6
    assert 'href="/se-loger/?prix-max=200000&tri=prix"' in page
    assert "Voir les 8 logements" in text_of(answer)
    assert "château" not in text_of(answer)


def test_a_frame_says_the_same_to_whoever_is_signed_in():
    DwellingFactory()
    check_blind_to(PersonFactory(), FRAME)


def test_a_search_that_finds_nothing_leads_to_where_it_is_widened(client):
    answer = client.get(FRAME, {"prix-max": "1"})

    assert "Aucun logement ne répond" in text_of(answer)
    assert 'href="/se-loger/?prix-max=1"' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"prix-max": "x" * 5000},
        {"lat": "nan", "lon": "inf"},
        {"commune": "99999", "rayon": "-1", "mots": "\0"},
        {"bien": ["maison"] * 500, "tri": "<script>"},
    ],
)
def test_a_frame_is_shown_whatever_its_address_asks(client, query):
    check_framed(client.get(FRAME, query))


def test_a_frame_costs_the_same_whatever_there_is(client, django_assert_num_queries):
    DwellingFactory()
    client.get(reverse("home_embed"))
    with django_assert_num_queries(3):
        client.get(FRAME)
    DwellingFactory.create_batch(9)
    with django_assert_num_queries(3):
        client.get(FRAME)
