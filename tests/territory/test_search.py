import pytest

from bocage.territory.models import Commune
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def orne():
    for trait in ("boitron", "essay", "sees", "le_mele", "alencon", "mortagne", "l_aigle"):
        CommuneFactory(**{trait: True})
    CommuneFactory(name="Saint-Germain-d’Aunay", code="61392", population=160)
    CommuneFactory(name="Saint-Germain-du-Corbéis", code="61397", population=3700)
    CommuneFactory(name="Sainte-Scolasse-sur-Sarthe", code="61454", population=600)
    CommuneFactory(name="Vitrai-sous-Laigle", code="61510", population=270)
    CommuneFactory(name="Strasbourg-la-Haie", code="61899", population=12)
    FormerCommuneFactory(code="61310", name="Nonant-le-Pin")


def names(text, **options):
    return [commune.name for commune in Commune.objects.search(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected_names"),
    [
        ("boitr", ["Boitron"]),
        ("BOITRON", ["Boitron"]),
        ("itro", ["Boitron"]),
        ("boiton", ["Boitron"]),
        ("sees", ["Sées"]),
        ("Sées", ["Sées"]),
        ("mele sur sarthe", ["Le Mêle-sur-Sarthe"]),
        ("le mêle s/ sarthe", ["Le Mêle-sur-Sarthe"]),
        ("LE-MELE-SUR-SARTHE", ["Le Mêle-sur-Sarthe"]),
        ("lemelesur", ["Le Mêle-sur-Sarthe"]),
        ("aigle", ["L’Aigle", "Vitrai-sous-Laigle"]),
        ("l'aigle", ["L’Aigle"]),
        ("laigle", ["L’Aigle", "Vitrai-sous-Laigle"]),
        ("st germain", ["Saint-Germain-du-Corbéis", "Saint-Germain-d’Aunay"]),
        ("st-germain d aunay", ["Saint-Germain-d’Aunay"]),
        ("ste scol", ["Sainte-Scolasse-sur-Sarthe"]),
        ("perche mortagne", ["Mortagne-au-Perche"]),
        ("61500", ["Sées", "Essay", "Boitron"]),
        ("61051", ["Boitron"]),
        ("6129", ["Mortagne-au-Perche"]),
        ("nonant", ["Merlerault-le-Pin"]),
        ("61310", ["Merlerault-le-Pin"]),
        ("nonant le pain", ["Merlerault-le-Pin"]),
        ("sarthe", ["Le Mêle-sur-Sarthe", "Sainte-Scolasse-sur-Sarthe"]),
        ("a", ["Alençon", "L’Aigle", "Mortagne-au-Perche", "Saint-Germain-d’Aunay"]),
        ("zzzz", []),
        ("9", []),
        ("", []),
        ("%", []),
        ("_____", []),
        ("'; drop table", []),
    ],
)
def test_any_part_of_a_name_finds_its_commune(orne, text, expected_names):
    assert names(text) == expected_names


def test_saint_being_typed_finds_also_what_begins_with_st(orne):
    assert names("st") == [
        "Saint-Germain-du-Corbéis",
        "Sainte-Scolasse-sur-Sarthe",
        "Saint-Germain-d’Aunay",
        "Strasbourg-la-Haie",
    ]


def test_whole_name_comes_before_longer_names_and_larger_communes():
    CommuneFactory(name="Essay-la-Grande", population=90_000)
    CommuneFactory(essay=True)

    assert names("essay") == ["Essay", "Essay-la-Grande"]


def test_larger_commune_comes_first_among_equals_and_unknown_population_last():
    CommuneFactory(name="Villers-en-Ouche", population=None)
    CommuneFactory(name="Villers-le-Petit", population=10)
    CommuneFactory(name="Villers-le-Grand", population=900)

    assert names("villers") == ["Villers-le-Grand", "Villers-le-Petit", "Villers-en-Ouche"]


def test_former_name_says_how_the_commune_was_found(orne):
    [commune] = Commune.objects.search("nonant")

    assert commune.found_as == {"code": "61310", "name": "Nonant-le-Pin", "kind": "delegated"}


def test_own_name_is_not_explained_by_a_former_one():
    FormerCommuneFactory(code="61310", name="Le Merlerault")

    [commune] = Commune.objects.search("merlerault")

    assert commune.found_as is None


def test_gone_commune_is_not_found():
    CommuneFactory(boitron=True, is_current=False)

    assert names("boitron") == []


def test_search_takes_one_query_and_a_second_for_other_spellings(orne, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names("s", limit=3) == [
            "Sées",
            "Saint-Germain-du-Corbéis",
            "Sainte-Scolasse-sur-Sarthe",
        ]
    with django_assert_num_queries(1):
        assert names("nonant le pin") == ["Merlerault-le-Pin"]
    with django_assert_num_queries(2):
        assert names("boiton") == ["Boitron"]
    with django_assert_num_queries(0):
        assert names(" - ") == []


def test_search_keeps_to_the_communes_that_it_is_asked_about(orne):
    sought = Commune.objects.filter(departement="72")

    assert sought.search("boitron") == []
