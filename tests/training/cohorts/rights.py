"""The rights over a seat in a cohort."""

from tests.people.holders import HOLDER
from tests.training.programmes.rights import FOLLOWERS, OFFICERS

RIGHTS = {
    ("training.see_enrolment", "a seat in a cohort"): {*FOLLOWERS, HOLDER},
    ("training.leave_cohort", "a seat in a cohort"): {*OFFICERS, HOLDER},
    ("training.correct_enrolment", "a seat in a cohort"): OFFICERS,
}
