"""Whether two listings are about one home: pure reasoning, without a database.

Each thing that two listings state is a piece of evidence whose weight is the logarithm (base 2)
of how much likelier it is seen when the home is one than when there are two: the theory of
Fellegi and Sunter, “A Theory for Record Linkage”, Journal of the American Statistical
Association 64 (1969). Weights add up to the log-odds that `score_pair` turns into a score.
"""

from bocage.housing.deduplication.joining.clusters import Ruling, group_homes
from bocage.housing.deduplication.joining.comparison import judge_pairs
from bocage.housing.deduplication.joining.habits import Habits
from bocage.housing.deduplication.joining.judgement import (
    APART,
    DOUBTFUL,
    JOINED,
    Judgement,
    score_pair,
)
from bocage.housing.deduplication.joining.reasons import Reason
from bocage.housing.deduplication.joining.rivals import heed_rivals
from bocage.housing.deduplication.joining.traits import Traits
from bocage.housing.deduplication.joining.vocabulary import Vocabulary
from bocage.housing.deduplication.joining.words import Words

__all__ = [
    "APART",
    "DOUBTFUL",
    "JOINED",
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
