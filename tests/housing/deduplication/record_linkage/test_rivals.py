"""An agency lists a home once: what resembles a listing takes from the odds of what else does."""

import pytest

from bocage.housing.deduplication.record_linkage import Judgement, Traits, heed_rivals

LISTINGS = {
    key: Traits(key=key, agency=key[0], price_eur=200_000)
    for key in ("a1", "a2", "b1", "b2", "b3", "c1")
}


def judge_with_rivals(**bits: float) -> dict[str, float]:
    """Bits by « a1_b1 », before and after."""
    judgements = {frozenset(name.split("_")): Judgement(value, ()) for name, value in bits.items()}
    revised = heed_rivals(judgements, LISTINGS)
    return {name: revised[frozenset(name.split("_"))].bits for name in bits}


def test_a_pair_without_a_rival_stays_as_it_is():
    assert judge_with_rivals(a1_b1=5.0, a1_c1=4.0) == {"a1_b1": 5.0, "a1_c1": 4.0}


def test_two_that_resemble_a_third_as_much_are_for_a_person():
    bits = judge_with_rivals(a1_b1=6.0, a1_b2=6.0)

    assert bits["a1_b1"] == bits["a1_b2"] == pytest.approx(0.0, abs=0.1)


def test_the_clearly_better_of_two_is_joined():
    bits = judge_with_rivals(a1_b1=12.0, a1_b2=6.0)

    assert bits["a1_b1"] > 5.5
    assert bits["a1_b2"] < -5.5


def test_a_rival_that_has_its_own_mate_takes_nothing():
    alone, explained = (
        judge_with_rivals(a1_b1=8.0, a1_b2=7.0),
        judge_with_rivals(a1_b1=8.0, a1_b2=7.0, a2_b2=14.0),
    )

    assert alone["a1_b1"] < 3 < explained["a1_b1"]


def test_odds_are_those_of_all_matchings():
    bits = judge_with_rivals(a1_b1=3.0, a1_b2=1.0)

    assert bits["a1_b1"] == pytest.approx(3 - 1.585, abs=0.01)


def test_lots_that_both_agencies_list_are_matched_one_to_one():
    bits = judge_with_rivals(a1_b1=12.0, a2_b2=12.0, a1_b2=9.0, a2_b1=9.0)

    assert bits["a1_b1"] > 3
    assert bits["a1_b2"] < 0


def test_a_rival_off_the_market_takes_nothing():
    LISTINGS["b9"] = Traits(key="b9", agency="b", price_eur=1, is_on_the_market=False)

    assert judge_with_rivals(a1_b1=6.0, a1_b9=6.0)["a1_b1"] == 6.0


def test_what_rivals_take_is_a_reason():
    judgements = {
        frozenset(pair): Judgement(6.0, ()) for pair in (("a1", "b1"), ("a1", "b2"), ("a1", "b3"))
    }

    (reason,) = heed_rivals(judgements, LISTINGS)[frozenset(("a1", "b1"))].reasons

    assert (reason.code, reason.values) == ("rivals", (2,))
    assert reason.weight < -6
