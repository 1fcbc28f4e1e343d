"""Results of a search, their order, and the relaxations if there are none."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchVector
from django.http import QueryDict
from django.utils import timezone

from bocage.housing.criteria.criteria import Criteria
from bocage.housing.homes import relaxations
from bocage.housing.homes import search as home_search
from bocage.housing.homes.search import find_homes, read_home_search
from bocage.housing.models import Dwelling, Offer, PropertyKind
from tests.housing.factories import DwellingFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def find_titles(query=""):
    return [home.title for home in find_homes(read_home_search(QueryDict(query))).homes]


def make_home(**values):
    """A dwelling whose words are those that deduplication writes."""
    home = DwellingFactory(**values)
    words = SearchVector("title", "description", config="bocage_french")
    Dwelling.objects.filter(pk=home.pk).update(search_vector=words)
    return home


@pytest.mark.parametrize(
    ("query", "near_miss"),
    [
        ("offre=location", {}),
        ("bien=maison", {"kind": PropertyKind.APARTMENT}),
        ("prix-max=200000", {"price_eur": 200_001}),
        ("prix-min=100000", {"price_eur": 99_999}),
        ("surface-min=100", {"surface_m2": 99}),
        ("surface-max=150", {"surface_m2": 151}),
        ("surface-min=100", {"surface_m2": None}),
        ("pieces-min=4", {"rooms": 3}),
        ("pieces-max=6", {"rooms": 7}),
        ("terrain-min=1000", {"land_m2": 999}),
        ("terrain-min=1000", {"land_m2": None}),
        ("energie=D", {"energy_class": "E"}),
        ("energie=D", {"energy_class": ""}),
        ("energie=D", {"energy_class": "VI"}),
        ("fibre=oui", {"has_fibre": None}),
        ("bureau=oui", {"has_office_room": False}),
        ("jardin=oui", {"has_garden": False}),
        ("travail=5", {"workspace_m": 5_001}),
        ("travail=5", {"workspace_m": None}),
    ],
)
def test_each_criterion_leaves_out_what_does_not_meet_it(query, near_miss):
    offer = Offer.RENTAL if "location" in query else Offer.SALE
    suits = {
        "has_fibre": True,
        "has_office_room": True,
        "has_garden": True,
        "workspace_m": 5_000,
        "offer": offer,
    }
    DwellingFactory(title="Celle qui convient", **suits)
    DwellingFactory(title="Presque", **{**suits, "offer": Offer.SALE, **near_miss})
    assert find_titles(query) == ["Celle qui convient"]


def test_what_has_left_the_market_is_not_found():
    DwellingFactory(off_market=True)
    assert find_titles() == []


def test_only_homes_are_searched_by_default():
    DwellingFactory(kind=PropertyKind.LAND, title="Un terrain")
    assert find_titles() == []
    assert find_titles("bien=terrain") == ["Un terrain"]


def test_an_area_keeps_what_is_near_and_no_more():
    CommuneFactory(boitron=True)
    DwellingFactory(title="À Sées", commune=CommuneFactory(sees=True))
    DwellingFactory(title="À Flers", commune=CommuneFactory(flers=True))
    DwellingFactory(title="Nulle part", latitude=None, longitude=None)
    assert find_titles("commune=61051&rayon=15") == ["À Sées"]
    assert find_titles("commune=61051&rayon=8") == []


def test_the_edge_of_an_area_is_measured():
    # 10 km to the north of the centre, to within 60 m.
    inside = {"latitude": 48.5 + 9_940 / 111_195, "longitude": 0.2}
    outside = {"latitude": 48.5 + 10_060 / 111_195, "longitude": 0.2}
    DwellingFactory(title="Dedans", position_precision="street", **inside)
    DwellingFactory(title="Dehors", position_precision="street", **outside)
    assert find_titles("lat=48.5&lon=0.2&rayon=10") == ["Dedans"]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("recents", ["neuve", "chère", "ancienne"]),
        ("prix", ["ancienne", "neuve", "chère"]),
        ("prix-desc", ["chère", "neuve", "ancienne"]),
        ("surface", ["ancienne", "chère", "neuve"]),
        ("au-hasard", ["neuve", "chère", "ancienne"]),
    ],
)
def test_orders(order, titles):
    now = timezone.now()
    DwellingFactory(
        title="ancienne", price_eur=90_000, surface_m2=200, first_seen_at=now - timedelta(days=90)
    )
    DwellingFactory(title="neuve", price_eur=150_000, surface_m2=None, first_seen_at=now)
    DwellingFactory(
        title="chère", price_eur=300_000, surface_m2=90, first_seen_at=now - timedelta(days=1)
    )
    assert find_titles(f"tri={order}") == titles


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_the_nearest_come_first_however_far_the_circles_reach(monkeypatch, limit):
    monkeypatch.setattr(home_search, "MAX_COUNTED", limit)
    CommuneFactory(boitron=True)
    for title, commune in (("Alençon", "alencon"), ("Essay", "essay"), ("Sées", "sees")):
        DwellingFactory(title=title, commune=CommuneFactory(**{commune: True}))
    for kilometres in (30, 60, 200):
        nearest = find_titles(f"commune=61051&rayon={kilometres}&tri=proches")
        assert nearest == ["Essay", "Sées", "Alençon"][:limit]


@pytest.mark.parametrize("words", ["longère", "LONGERES", "étangs longère", "longere -piscine"])
def test_words_are_found_without_their_accents_and_in_the_plural(words):
    make_home(title="Une longère", description="Avec un étang.")
    make_home(title="Un pavillon", description="Avec une piscine.")
    assert find_titles(QueryDict(mutable=True).urlencode() + f"mots={words.replace(' ', '+')}") == [
        "Une longère"
    ]


@pytest.mark.parametrize("words", ["'\";--", "((((", "a & | !", "le la les", "\\", "%%", ":*"])
def test_no_words_break_the_search(words):
    make_home(title="Une longère")
    query = QueryDict(mutable=True)
    query["mots"] = words
    assert find_titles(query.urlencode()) in ([], ["Une longère"])


def test_a_search_counts_and_pages_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(home_search, "MAX_COUNTED", 5)
    monkeypatch.setattr(home_search, "HOMES_PER_PAGE", 2)
    DwellingFactory.create_batch(7)
    search = read_home_search(QueryDict())
    last = find_homes(search, "3")
    assert (last.count, last.is_capped, len(last.homes), last.page.has_next()) == (
        5,
        True,
        1,
        False,
    )
    keys = [home.pk for page in "123" for home in find_homes(search, page).homes]
    assert len(set(keys)) == 5


def test_where_nothing_is_found_it_says_what_to_let_go_of():
    CommuneFactory(boitron=True)
    DwellingFactory(title="À Sées", commune=CommuneFactory(sees=True), price_eur=150_000)
    DwellingFactory(title="À Flers", commune=CommuneFactory(flers=True), price_eur=90_000)
    results = find_homes(
        read_home_search(QueryDict("commune=61051&rayon=15&prix-max=100000&pieces-min=2"))
    )
    assert [(relaxation.words, relaxation.count) for relaxation in results.relaxations] == [
        ("jusqu’à 100 km", 1),
        ("sur tout le territoire", 1),
        ("sans limite de prix", 1),
    ]
    for relaxation in results.relaxations:
        assert len(find_titles(relaxation.query)) == relaxation.count


@pytest.mark.parametrize("homes", [1, 30])
def test_a_search_costs_the_same_however_many_it_finds(django_assert_num_queries, homes):
    DwellingFactory.create_batch(homes)
    with django_assert_num_queries(2):
        find_homes(read_home_search(QueryDict()))


class TestNarrowSearches:
    """Homes that are few among many are found by another way: the same ones, in the same order."""

    @pytest.fixture(autouse=True)
    def _short_walks(self, monkeypatch):
        monkeypatch.setattr(home_search, "MAX_COUNTED", 3)
        monkeypatch.setattr(home_search, "WALKED", 2)
        monkeypatch.setattr(home_search, "WALKED_FARTHER", 4)
        monkeypatch.setattr(home_search, "WALKED_WITH_WORDS", 2)
        monkeypatch.setattr(home_search, "SHARE_OF_A_GLANCE", 2)

    @pytest.fixture(autouse=True)
    def _homes(self):
        now = timezone.now()
        for rank in range(10):
            make_home(
                title=f"Maison {rank}",
                price_eur=100_000 + rank * 10_000,
                surface_m2=None if rank == 9 else 150 - rank * 5,
                has_garden=rank % 3 == 2,
                rooms=rank,
                first_seen_at=now - timedelta(hours=rank),
            )

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("jardin=oui", [2, 5, 8]),
            ("tri=prix&jardin=oui", [2, 5, 8]),
            ("tri=prix-desc&jardin=oui", [8, 5, 2]),
            ("tri=surface&jardin=oui", [2, 5, 8]),
            ("tri=prix&prix-min=120000&pieces-min=5", [5, 6, 7]),
            ("tri=prix-desc&prix-max=160000&pieces-max=5", [5, 4, 3]),
            ("tri=prix&prix-min=105000&surface-min=120", [1, 2, 3]),
            ("tri=prix-desc&surface-max=135", [8, 7, 6]),
            ("tri=prix-desc&surface-min=120&jardin=oui", [5, 2]),
            ("tri=surface&surface-max=130&pieces-min=5", [5, 6, 7]),
            ("tri=surface&pieces-min=8", [8, 9]),
            ("pieces-min=8", [8, 9]),
            ("mots=maison&pieces-min=7", [7, 8, 9]),
        ],
    )
    def test_are_in_the_order_asked_for(self, query, titles):
        assert find_titles(query) == [f"Maison {rank}" for rank in titles]

    def test_that_find_nothing_say_what_there_is_at_least(self, monkeypatch):
        monkeypatch.setattr(relaxations, "READ", 4)
        results = find_homes(read_home_search(QueryDict("pieces-min=20&prix-max=115000")))
        assert [
            (relaxation.count, relaxation.is_at_least) for relaxation in results.relaxations
        ] == [(2, True)]

    def test_that_find_nothing_cost_as_many_queries_whatever_is_asked(
        self, django_assert_num_queries
    ):
        query = "pieces-min=20&prix-max=900000&surface-min=10&energie=D&jardin=oui"
        with django_assert_num_queries(3):
            find_homes(read_home_search(QueryDict(query)))


def test_no_wider_circle_is_asked_where_the_whole_territory_has_none(django_assert_num_queries):
    CommuneFactory(boitron=True)
    search = read_home_search(QueryDict("commune=61051&rayon=10&prix-max=1000"))
    with django_assert_num_queries(3):
        assert not find_homes(search).relaxations


def test_the_index_of_price_and_surface_finds_what_stands_at_the_edge_of_a_step():
    prices = (1, 2, 7_331, 7_332, 99_999, 100_000, 100_001, 2**31 - 1)
    for price in prices:
        DwellingFactory(price_eur=price, surface_m2=120)

    for lowest in prices:
        for highest in prices:
            criteria = Criteria(price_from=lowest, price_to=highest, surface_from=100)
            homes = Dwelling.objects.meeting(criteria).read_narrowly(criteria).order_by("price_eur")
            between = [price for price in prices if lowest <= price <= highest]
            assert list(homes.values_list("price_eur", flat=True)) == between
