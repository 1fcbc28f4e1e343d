"""Matching of market facts with the searches that they meet, and no other."""

import pytest
from django.db import connection
from django.utils import timezone

from bocage.housing.alerts.operations.matching import (
    DWELLING_SEARCHES_SQL,
    dwelling_parameters,
    match_pending_facts,
    searches_met_by_dwelling,
    searches_newly_met_by_dwelling,
)
from bocage.housing.models import Alert, Dwelling, MarketFact, SavedSearch
from tests.housing.factories import (
    DwellingFactory,
    LeadFactory,
    MarketFactFactory,
    SavedSearchFactory,
)
from tests.housing.wishes import between, search_around
from tests.people.factories import EntitlementFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

SEARCHES_AMONG = 5_000


def met(home):
    return {match.search_id for match in searches_met_by_dwelling(home)}


def words_of(home, text):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE housing_dwelling SET search_vector = to_tsvector('bocage_french', %s)"
            " WHERE id = %s",
            [text, home.pk],
        )


@pytest.mark.parametrize(
    ("wish", "home"),
    [
        ({"price": between(last=180_000)}, {"price_eur": 180_000}),
        ({"price": between(180_000)}, {"price_eur": 180_000}),
        ({"surface": between(120, 120)}, {"surface_m2": 120}),
        ({"rooms": between(5)}, {"rooms": 5}),
        ({}, {"rooms": None, "surface_m2": None}),
        ({"kinds": ["house", "apartment"]}, {"kind": "apartment"}),
        ({"land_from_m2": 1_200}, {"land_m2": 1_200}),
        ({"energy_at_least": "D"}, {"energy_class": "D"}),
        ({"energy_at_least": "D"}, {"energy_class": "A"}),
        ({"needs_fibre": True}, {"has_fibre": True}),
        ({"needs_office_room": True}, {"has_office_room": True}),
        ({"needs_garden": True}, {"has_garden": True}),
        ({"workspace_within_m": 5_000}, {"workspace_m": 5_000}),
        ({}, {"latitude": None, "longitude": None, "position_precision": ""}),
    ],
)
def test_a_home_meets_what_it_answers(wish, home):
    search = SavedSearchFactory(**wish)

    assert met(DwellingFactory(**home)) == {search.pk}


@pytest.mark.parametrize(
    ("wish", "home"),
    [
        ({"price": between(last=179_999)}, {"price_eur": 180_000}),
        ({"price": between(180_001)}, {"price_eur": 180_000}),
        ({"surface": between(121)}, {"surface_m2": 120}),
        ({"surface": between(1)}, {"surface_m2": None}),
        ({"rooms": between(last=9)}, {"rooms": None}),
        ({"kinds": ["house"]}, {"kind": "land"}),
        ({"offer": "rental"}, {"offer": "sale"}),
        ({"land_from_m2": 1_201}, {"land_m2": 1_200}),
        ({"land_from_m2": 1}, {"land_m2": None}),
        ({"energy_at_least": "C"}, {"energy_class": "D"}),
        ({"energy_at_least": "G"}, {"energy_class": "VI"}),
        ({"energy_at_least": "G"}, {"energy_class": ""}),
        ({"needs_fibre": True}, {"has_fibre": None}),
        ({"needs_office_room": True}, {"has_office_room": False}),
        ({"needs_garden": True}, {"has_garden": False}),
        ({"workspace_within_m": 4_999}, {"workspace_m": 5_000}),
        ({"workspace_within_m": 4_999}, {"workspace_m": None}),
        ({"status": "paused"}, {}),
        ({"status": "stopped"}, {}),
        ({"status": "unconfirmed", "confirmed_at": None}, {}),
        ({}, {"off_market": True}),
        ({}, {"is_under_offer": True}),
    ],
)
def test_a_home_meets_nothing_that_it_does_not_answer(wish, home):
    SavedSearchFactory(**wish)

    assert met(DwellingFactory(**home)) == set()


def test_the_exact_distance_decides_not_the_box():
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    near = search_around(boitron, radius_m=8_800)
    search_around(boitron, radius_m=8_300)

    assert met(DwellingFactory(commune=sees)) == {near.pk}


def test_a_home_that_stands_nowhere_known_meets_no_circle():
    search_around(CommuneFactory(boitron=True), radius_m=1_000_000)

    assert met(DwellingFactory(latitude=None, longitude=None, position_precision="")) == set()


@pytest.mark.parametrize("words", ["longère étang", "longere", "ETANGS", '"belle longère"'])
def test_words_are_met_whatever_their_accents_and_plurals(words):
    search = SavedSearchFactory(words=words)
    home = DwellingFactory()
    words_of(home, "Belle longère avec un étang")

    assert met(home) == {search.pk}


def test_words_that_are_absent_meet_nothing():
    SavedSearchFactory(words="longère -étang")
    home = DwellingFactory()
    words_of(home, "Belle longère avec un étang")

    assert met(home) == set()


def test_a_fact_makes_one_alert_for_each_search_that_it_meets():
    searches = {SavedSearchFactory().pk, SavedSearchFactory().pk}
    SavedSearchFactory(offer="rental")
    fact = MarketFactFactory()

    assert match_pending_facts() == 1

    assert set(Alert.objects.values_list("search", "fact")) == {
        (search, fact.pk) for search in searches
    }
    assert MarketFact.objects.filter(matched_at=None).count() == 0
    assert match_pending_facts() == 0


def test_a_fact_matched_again_makes_no_second_alert():
    SavedSearchFactory()
    fact = MarketFactFactory()
    match_pending_facts()
    MarketFact.objects.filter(pk=fact.pk).update(matched_at=None)

    match_pending_facts()

    assert Alert.objects.count() == 1


def test_a_fall_interests_who_could_not_pay_before_and_who_could():
    could = SavedSearchFactory(price=between(last=200_000))
    can_now = SavedSearchFactory(price=between(last=185_000))
    SavedSearchFactory(price=between(last=170_000))
    home = DwellingFactory(price_eur=180_000)
    MarketFactFactory(
        kind="price_fell", dwelling=home, price_eur=180_000, previous_price_eur=195_000
    )

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == {could.pk, can_now.pk}


def test_a_home_that_left_before_it_was_matched_is_reported_to_nobody():
    SavedSearchFactory()
    fact = MarketFactFactory()
    Dwelling.objects.filter(pk=fact.dwelling_id).update(
        is_on_the_market=False, gone_at=fact.happened_at
    )

    assert match_pending_facts() == 1
    assert Alert.objects.count() == 0


def lead_fact(**fields):
    lead = LeadFactory(**fields)
    return MarketFactFactory(dwelling=None, lead=lead)


def accompanied_search(**fields):
    search = SavedSearchFactory(**fields)
    EntitlementFactory(person=search.person, kind="accompanied")
    return search


def test_a_lead_is_for_accompanied_candidates_alone():
    accompanied = accompanied_search()
    SavedSearchFactory()
    ended = SavedSearchFactory()
    EntitlementFactory(person=ended.person, kind="accompanied", ends_on=timezone.localdate())
    member = SavedSearchFactory()
    EntitlementFactory(person=member.person, kind="club_member")
    SavedSearchFactory(person=None, email="lea@ville.example")
    lead_fact()

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == {accompanied.pk}


def test_what_comes_soon_meets_who_buys_and_who_rents():
    searches = {accompanied_search().pk, accompanied_search(offer="rental").pk}
    accompanied_search(offer="life_annuity")
    lead_fact(market="soon", price_from_eur=None, price_to_eur=None)

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == searches


@pytest.mark.parametrize("offer", ["sale", "rental"])
def test_what_is_known_to_come_for_an_offer_meets_that_offer_alone(offer):
    searches = {
        searched_offer: accompanied_search(offer=searched_offer).pk
        for searched_offer in ("sale", "rental")
    }
    lead_fact(market="soon", soon_offer=offer, price_from_eur=800, price_to_eur=800)

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == {searches[offer]}


def test_a_lead_meets_the_prices_that_its_band_touches():
    touches = accompanied_search(price=between(last=95_000))
    accompanied_search(price=between(last=89_999))
    accompanied_search(price=between(first=120_001))
    lead_fact(price_from_eur=90_000, price_to_eur=120_000)

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == {touches.pk}


def test_a_lead_is_where_its_commune_is():
    boitron, flers = CommuneFactory(boitron=True), CommuneFactory(flers=True)
    near = search_around(boitron)
    EntitlementFactory(person=near.person, kind="accompanied")
    far = search_around(flers)
    EntitlementFactory(person=far.person, kind="accompanied")
    lead_fact(commune=boitron)

    match_pending_facts()

    assert set(Alert.objects.values_list("search", flat=True)) == {near.pk}


@pytest.mark.parametrize("status", ["reported", "stale", "listed"])
def test_a_lead_that_is_not_shared_is_reported_to_nobody(status):
    accompanied_search()
    lead_fact(status=status, stale_at=timezone.now() if status == "stale" else None)

    match_pending_facts()

    assert Alert.objects.count() == 0


def test_a_fact_costs_the_same_queries_for_one_search_and_for_many(django_assert_num_queries):
    for count in (1, 12):
        for _number in range(count):
            SavedSearchFactory()
        MarketFactFactory()
        with django_assert_num_queries(6):  # savepoint, facts, match, insert, mark, release
            match_pending_facts()


def among_many_searches():
    """Thousands of searches over all of France, counted: of a few, the planner may read each."""
    pattern = SavedSearchFactory()
    SavedSearch.objects.bulk_create(
        another_search(pattern, number) for number in range(1, SEARCHES_AMONG)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {SavedSearch._meta.db_table}")


def another_search(pattern, number):
    """A search of another place, another price and another size."""
    west, south = -4 + number % 120 / 10, 43 + number % 70 / 10
    values = {
        field.attname: getattr(pattern, field.attname)
        for field in SavedSearch._meta.concrete_fields
        if field.name != "id"
    } | {
        "price": between(100_000, 101_000 + 100 * number),
        "surface": between(20 + number % 50, 80 + number % 90),
        "rooms": between(1 + number % 5, 5 + number % 3),
        "feed_key": f"parmi-{number}",
        "west": west,
        "south": south,
        "east": west + 0.3,
        "north": south + 0.3,
    }
    return SavedSearch(**values)


def test_the_index_answers_the_question():
    """The columns of the index are all in its condition: nothing is read but candidates."""
    home = DwellingFactory()
    among_many_searches()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + DWELLING_SEARCHES_SQL, dwelling_parameters(home))
        plan = "\n".join(row[0] for row in cursor.fetchall())

    condition = plan.partition("Index Cond:")[2].partition("\n")[0]
    assert "housing_savedsearch_match_gist" in plan
    for column in ("box(", "offer", "price", "surface", "rooms"):
        assert column in condition


def test_the_index_answers_the_question_of_what_changed():
    """The previous state of the home only filters the rows that the index returns for its current
    state.
    """
    home, queries = DwellingFactory(), []

    def note(execute, sql, parameters, many, context):
        queries.append((sql, parameters))
        return execute(sql, parameters, many, context)

    was = {"offer": "sale", "kind": "house", "price_eur": 200_000, "energy_class": ""}
    with connection.execute_wrapper(note):
        searches_newly_met_by_dwelling(home, [was])
    ((sql, parameters),) = queries
    among_many_searches()
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql, parameters)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    scan = plan.partition("housing_savedsearch_match_gist")[2]
    condition = scan.partition("Index Cond:")[2].partition("\n")[0]
    for column in ("box(", "offer", "price", "surface", "rooms"):
        assert column in condition
