"""Record linkage of two listings to one home: pure functions, without a database.

Each field that two listings state is a piece of evidence whose weight is the logarithm (base 2) of
the likelihood ratio between one home and two: the theory of Fellegi and Sunter, “A Theory for
Record Linkage”, Journal of the American Statistical Association 64 (1969). Weights add up to the
log-odds that `score_pair` turns into a score.
"""

from bocage.housing.deduplication.record_linkage.clusters import Ruling, group_homes
from bocage.housing.deduplication.record_linkage.comparison import judge_pairs
from bocage.housing.deduplication.record_linkage.habits import Habits
from bocage.housing.deduplication.record_linkage.judgement import (
    APART,
    DOUBTFUL,
    LINKED,
    Judgement,
    score_pair,
)
from bocage.housing.deduplication.record_linkage.reasons import Reason
from bocage.housing.deduplication.record_linkage.rivals import heed_rivals
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.deduplication.record_linkage.vocabulary import Vocabulary
from bocage.housing.deduplication.record_linkage.words import Words

__all__ = [
    "APART",
    "DOUBTFUL",
    "LINKED",
    "Habits",
    "Judgement",
    "Reason",
    "Ruling",
    "Traits",
    "Vocabulary",
    "Words",
    "group_homes",
    "heed_rivals",
    "judge_pairs",
    "score_pair",
]
