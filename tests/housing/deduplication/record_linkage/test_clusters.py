"""Pairs become homes: chains do not link what is apart, and people have the last word."""

from bocage.housing.deduplication.record_linkage import (
    Judgement,
    Ruling,
    Traits,
    group_homes,
    heed_rivals,
)


def judged(**bits: float) -> dict[frozenset[str], Judgement]:
    return {frozenset(pair): Judgement(value, ()) for pair, value in bits.items()}


def homes(keys, judgements, rulings=None, default_bits=-9.0):
    def judge(a, b):
        return judgements.get(frozenset((a, b)), Judgement(default_bits, ()))

    groups = group_homes(keys, judgements, rulings or {}, judge)
    return sorted("".join(sorted(group)) for group in groups)


def test_three_listings_that_agree_are_one_home():
    assert homes("abc", judged(ab=6, bc=6, ac=4)) == ["abc"]


def test_a_chain_does_not_join_two_homes_that_are_apart():
    assert homes("abc", judged(ab=6, bc=5)) == ["ab", "c"]


def test_a_chain_joins_what_is_only_doubtful():
    assert homes("abc", judged(ab=6, bc=5, ac=1)) == ["abc"]


def test_what_a_person_holds_apart_is_not_joined_through_a_third():
    rulings = {frozenset("ac"): Ruling(False, 1)}

    assert homes("abc", judged(ab=6, bc=5, ac=9), rulings) == ["ab", "c"]


def test_what_a_person_joined_is_one_home_whatever_the_machine_thinks():
    assert homes("ab", {}, {frozenset("ab"): Ruling(True, 1)}) == ["ab"]


def test_what_is_sure_of_one_listing_follows_the_one_that_a_person_tied_to_it():
    rulings = {frozenset("ab"): Ruling(True, 1)}

    assert homes("abc", judged(bc=6), rulings) == ["abc"]


def test_the_latest_of_two_decisions_that_contradict_each_other_stands():
    rulings = {
        frozenset("ab"): Ruling(True, 1),
        frozenset("bc"): Ruling(True, 2),
        frozenset("ac"): Ruling(False, 3),
    }

    assert homes("abc", {}, rulings) == ["a", "bc"]


def test_two_homes_of_an_agency_that_resemble_a_listing_as_much_are_doubtful():
    traits = {
        key: Traits(key=key, agency=agency, price_eur=1)
        for key, agency in (("a", "A"), ("x", "B"), ("y", "B"))
    }

    tied = heed_rivals(judged(ax=6, ay=5.5), traits)
    clear = heed_rivals(judged(ax=9, ay=5), traits)

    assert [judgement.verdict for judgement in tied.values()] == ["doubtful", "doubtful"]
    assert clear[frozenset("ax")].is_linked


def test_groups_that_are_as_likely_two_homes_stay_two():
    assert homes("abcd", judged(ab=6, cd=6, bc=4, ac=-1, ad=-1, bd=-1)) == ["ab", "cd"]


def test_one_that_is_little_likelier_another_home_does_not_part_the_others():
    assert homes("abc", judged(ab=6, bc=5, ac=-1)) == ["abc"]
