"""The rights over mentors."""

from tests.people.holders import HOLDER
from tests.training.programmes.rights import OFFICERS

RIGHTS = {
    ("training.propose_mentor", "a learner without a mentor"): OFFICERS,
    ("training.answer_mentorship", "a mentorship"): {HOLDER},
    ("training.write_mentor_note", "a mentorship"): {HOLDER},
    ("training.end_mentorship", "a mentorship"): {*OFFICERS, HOLDER},
    ("training.see_mentorship", "a mentorship"): {*OFFICERS, HOLDER},
    ("training.offer_to_mentor", "any mentor"): set(),
}
