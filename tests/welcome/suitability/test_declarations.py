"""Declarations of the criteria of the ranking, whatever they are."""

from collections import Counter

import pytest

from bocage.welcome.suitability.addresses import SINGLE_PARAMETERS
from bocage.welcome.suitability.ranking_criteria.registry import HEAVIEST, Part, ranking_criteria
from bocage.welcome.suitability.words import CountWords

CRITERIA = ranking_criteria()
PARTS = [part for criterion in CRITERIA for part in criterion.parts]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def test_a_criterion_weighs_from_nothing_to_the_heaviest(criterion):
    assert 0 <= criterion.usual_weight <= HEAVIEST


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_has_the_rule_of_its_mark(part: Part):
    assert part.measure is not None if part.is_stored else part.sql is not None


@pytest.mark.parametrize(
    "names",
    [
        [criterion.rank for criterion in CRITERIA],
        [part.name for part in PARTS],
        [kind for part in PARTS for kind in part.facts],
        SINGLE_PARAMETERS,
    ],
    ids=["ranks", "parts", "kinds of facts", "parameters"],
)
def test_a_name_is_given_once(names):
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_words_about_a_number_have_a_singular_and_a_plural():
    count_words = CountWords(
        fr=("%(n)s école", "%(n)s écoles"), en=("%(n)s school", "%(n)s schools")
    )
    assert [count_words.of(number) % {"n": number} for number in (1, 2)] == ["1 école", "2 écoles"]
