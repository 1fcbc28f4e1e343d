"""The rights over a session, its register and what learners answer."""

from tests.people.holders import HOLDER
from tests.training.programmes.rights import OFFICERS

RIGHTS = {
    ("training.hold_session", "a session that somebody teaches"): {*OFFICERS, HOLDER},
    ("training.follow_session", "a session that somebody teaches"): {*OFFICERS, HOLDER},
    ("training.answer_as_learner", "what a learner answers"): {HOLDER},
    ("training.read_learner_answers", "what a learner answers"): OFFICERS,
    ("training.read_papers", "what a learner answers"): {*OFFICERS, HOLDER},
}
