"""Figures returned by the assistant, with their definitions; secret ones are never included."""

from datetime import date

import pytest

from bocage.evidence.operations.snapshots import count_night
from tests.api.assistants.asking import answer_of, refusal_of
from tests.evidence.settled_households import add_settled_household
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def counted_night():
    """Counts a night with twelve households in Sées."""
    sees = CommuneFactory(sees=True)
    for _number in range(12):
        add_settled_household(sees, date(2026, 5, 3))
    count_night(date(2026, 6, 20))


def test_a_figure_comes_with_its_definition(server, counted_night):
    answer = answer_of(
        server, "read_indicator", indicator="settled_households", commune="Sées", year=2026
    )

    assert answer["indicator"]["definition"].startswith("Ménages accompagnés")
    (figure,) = answer["figures"]["items"]
    assert (figure["name"], figure["value"]) == ("Sées", 12)


def test_figures_of_a_commune_and_of_the_whole(server, counted_night):
    commune = answer_of(server, "read_figures", commune="61464", limit=200)["items"]
    whole = answer_of(server, "read_figures", limit=200)["items"]

    assert {figure["name"] for figure in commune} == {"Sées"}
    assert {figure["name"] for figure in whole} == {"Tout le territoire"}


def test_indicators_have_their_definitions(server):
    items = answer_of(server, "list_indicators", theme="housing")["items"]

    assert items
    assert all(item["definition"] and item["unit"] for item in items)


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("read_indicator", {"indicator": "unknown"}, "Il n’y a rien à cette adresse."),
        ("read_indicator", {"indicator": "../places"}, "Il n’y a rien à cette adresse."),
        ("read_indicator", {"indicator": "settled_households", "level": "place"}, "level\xa0: "),
        ("read_figures", {"commune": "Atlantis"}, "Aucune commune"),
        ("read_figures", {"year": 1}, "year\xa0: "),
    ],
)
def test_bad_input_is_refused_in_a_sentence(server, tool, arguments, sentence):
    assert refusal_of(server, tool, **arguments).startswith(sentence)
