"""Price habits of two agencies, learned from the homes that both offer."""

from dataclasses import replace

import pytest

from bocage.housing.deduplication.record_linkage import Habits, Traits, judge_pairs, score_pair
from bocage.housing.deduplication.record_linkage.evidence import prices

HOUSE = Traits(key="a", agency="A", commune="61050", price_eur=200_000, surface_m2=120.4)


def sold_by_both(ratio: float, homes: int = 12) -> list[tuple[Traits, Traits]]:
    """Homes that B offers at so many times the price of A."""
    return [
        (
            replace(HOUSE, key=f"a{number}", price_eur=price),
            replace(HOUSE, key=f"b{number}", agency="B", price_eur=round(price * ratio)),
        )
        for number, price in enumerate(range(110_000, 110_000 + homes * 17_000, 17_000))
    ]


def habits_of(ratio: float, homes: int = 12) -> Habits:
    habits = Habits()
    habits.learn(sold_by_both(ratio, homes))
    return habits


def weigh_price(habits: Habits, price_eur: int) -> tuple[str, float]:
    twin = replace(HOUSE, key="b", agency="B", price_eur=price_eur)
    (reason,) = prices(HOUSE, twin, habits.between(HOUSE, twin))
    return reason.code, reason.weight


def test_the_usual_distance_of_two_agencies_says_more_than_a_price_that_is_merely_closer():
    habits = habits_of(1.04)

    code, as_usual = weigh_price(habits, 208_000)

    assert code == "price_steady"
    assert as_usual > weigh_price(Habits(), 208_000)[1] + 2
    assert as_usual > weigh_price(habits, 203_000)[1] + 4


def test_a_distance_that_two_agencies_never_have_speaks_for_two_homes():
    code, weight = weigh_price(habits_of(1.04), 192_000)

    assert code == "price_unusual"
    assert weight < 0 < weigh_price(Habits(), 192_000)[1]


def test_the_habit_holds_in_both_orders():
    habits = habits_of(1.04)
    twin = replace(HOUSE, key="b", agency="B", price_eur=208_000)

    (forwards,) = prices(HOUSE, twin, habits.between(HOUSE, twin))
    (backwards,) = prices(twin, HOUSE, habits.between(twin, HOUSE))

    assert forwards.weight == pytest.approx(backwards.weight, abs=0.1)


def test_two_homes_are_no_habit_yet():
    few, many = habits_of(1.04, homes=2), habits_of(1.04, homes=12)

    assert weigh_price(few, 197_000)[1] > weigh_price(many, 197_000)[1]
    assert weigh_price(few, 208_000)[1] < weigh_price(many, 208_000)[1]


def test_a_pair_is_no_witness_of_itself():
    first, second = sold_by_both(1.06, homes=1)[0]
    habits = Habits()
    habits.learn([(first, second)])

    (alone,) = prices(first, second, habits.between(first, second))
    (unknown,) = prices(first, second)

    assert alone.weight == unknown.weight


def test_fees_never_explain_a_quarter_of_the_price():
    assert weigh_price(habits_of(1.25), 250_000) == weigh_price(Habits(), 250_000)


def test_a_rent_has_no_fees_to_learn():
    habits = Habits()
    habits.learn(
        [(replace(a, offer="rental"), replace(b, offer="rental")) for a, b in sold_by_both(1.04)]
    )

    assert habits.between(HOUSE, replace(HOUSE, agency="B")) is None


def test_sure_homes_of_a_delivery_teach_what_the_others_are_judged_by():
    features = {"energy_kwh": 174, "energy_class": "D", "land_m2": 2_341}
    sure = [(replace(a, **features), replace(b, **features)) for a, b in sold_by_both(1.04)]
    bare = {"surface_m2": 95.0, "rooms": 4}
    doubtful = (
        replace(HOUSE, key="a", **bare),
        replace(HOUSE, key="b", agency="B", price_eur=208_000, **bare),
    )
    traits = {listing.key: listing for pair in [*sure, doubtful] for listing in pair}
    pairs = [(a.key, b.key) for a, b in [*sure, doubtful]]

    judgement = judge_pairs(pairs, traits, lambda _a, _b: 80, Habits())[frozenset(("a", "b"))]

    assert judgement.bits > score_pair(*doubtful, crowd=80).bits + 1.5
    assert "price_steady" in {reason.code for reason in judgement.reasons}
