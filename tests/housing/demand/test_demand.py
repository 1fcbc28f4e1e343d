"""The demand around a commune: who looks for what, and nobody recognised."""

import pytest

from bocage.housing.demand.demand import (
    Count,
    demand_in,
    hide_the_few,
    households_around,
    shown_total,
)
from tests.housing.factories import SavedSearchFactory
from tests.housing.wishes import between, search_around
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def lines(cells):
    return {
        cell.label.replace("\u202f", " ").replace("\xa0", " "): cell.count.value for cell in cells
    }


def test_a_commune_where_nobody_looks_has_no_demand():
    demand = demand_in(CommuneFactory(mortagne=True))

    assert demand.is_empty
    assert demand.offers == ()


def test_households_are_counted_by_kind_size_and_budget():
    mortagne = CommuneFactory(mortagne=True)
    for _number in range(6):
        search_around(mortagne, price=between(last=150_000), rooms=between(4))
    for _number in range(5):
        search_around(mortagne, price=between(last=150_001), kinds=["apartment"])

    (sale,) = demand_in(mortagne).offers

    assert sale.households == Count(11)
    assert lines(sale.by_kind) == {"maison": 6, "appartement": 5}
    assert lines(sale.by_rooms) == {"4 pièces ou plus": 6, "sans demander de taille": 5}
    assert lines(sale.by_budget) == {
        "de 100 000 € à 150 000 €": 6,
        "de 150 000 € à 200 000 €": 5,
    }


def test_a_household_with_two_searches_is_one_household():
    mortagne = CommuneFactory(mortagne=True)
    searches = [search_around(mortagne) for _number in range(5)]
    search_around(mortagne, person=searches[0].person)

    assert demand_in(mortagne).households == Count(5)


def test_an_address_without_an_account_is_a_household():
    mortagne = CommuneFactory(mortagne=True)
    for number in range(5):
        search_around(mortagne, person=None, email=f"foyer{number}@ville.example")

    assert demand_in(mortagne).households == Count(5)


def test_fewer_than_five_households_are_not_shown_how_many():
    mortagne = CommuneFactory(mortagne=True)
    for _number in range(4):
        search_around(mortagne)

    demand = demand_in(mortagne)

    assert demand.households == Count(None)
    assert demand.households.words == "moins de 5"
    assert demand.offers[0].by_kind == ()


def test_a_line_that_subtraction_would_give_hides_another():
    assert hide_the_few([3, 20, 7]) == [Count(None), Count(20), Count(None)]
    assert hide_the_few([3, 4, 20]) == [Count(None), Count(None), Count(20)]
    assert hide_the_few([1, 2, 20, 9]) == [Count(None), Count(None), Count(20), Count(None)]
    assert hide_the_few([3]) == [Count(None)]
    assert hide_the_few([0, 20, 7]) == [Count(0), Count(20), Count(7)]


def test_the_total_does_not_tell_the_few_who_look_for_the_other_offer():
    mortagne = CommuneFactory(mortagne=True)
    for _number in range(7):
        search_around(mortagne)
    for _number in range(2):
        search_around(mortagne, offer="rental")

    demand = demand_in(mortagne)

    assert [offer.households for offer in demand.offers] == [Count(7), Count(None)]
    assert demand.households == Count(7, is_least=True)
    assert demand.households.sentence == "au moins 7 ménages"
    assert households_around([mortagne]) == [(mortagne, demand.households)]


def test_a_total_of_which_both_offers_are_few_is_reported_as_five_at_least():
    assert shown_total(6, [3, 3]) == Count(5, is_least=True)
    assert shown_total(4, [3, 1]) == Count(None)
    assert shown_total(9, [9, 0]) == Count(9)


def test_who_looks_elsewhere_paused_or_did_not_confirm_is_left_out():
    mortagne, flers = CommuneFactory(mortagne=True), CommuneFactory(flers=True)
    for _number in range(5):
        search_around(flers)
        search_around(mortagne, status="paused")
        search_around(mortagne, status="unconfirmed", confirmed_at=None)
        SavedSearchFactory()

    assert demand_in(mortagne).is_empty


def test_a_circle_that_only_touches_its_box_does_not_hold_the_commune():
    """Sées stands in the corner of the box of this circle, and outside of the circle."""
    sees, boitron = CommuneFactory(sees=True), CommuneFactory(boitron=True)
    for _number in range(5):
        search_around(boitron, radius_m=8_300)

    assert demand_in(sees).is_empty
    assert demand_in(boitron).households == Count(5)


def test_the_demand_is_read_with_one_query(django_assert_num_queries):
    mortagne = CommuneFactory(mortagne=True)
    for _number in range(12):
        search_around(mortagne)

    with django_assert_num_queries(1):
        demand_in(mortagne)


def test_the_communes_around_which_somebody_looks_are_counted_once_in_ten_minutes(
    django_assert_num_queries,
):
    mortagne, boitron = CommuneFactory(mortagne=True), CommuneFactory(boitron=True)
    lonely = CommuneFactory(latitude=43.3, longitude=5.4)  # Out of reach of the others.
    search_around(boitron)
    for _number in range(6):
        search_around(mortagne)

    counts = households_around([boitron, lonely, mortagne])
    with django_assert_num_queries(1):  # The cached demand.
        again = households_around([mortagne, boitron, lonely])

    assert counts == again == [(mortagne, Count(6)), (boitron, Count(None))]
    assert dict(counts)[mortagne] == demand_in(mortagne).households
