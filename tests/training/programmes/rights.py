"""The rights on programmes and cohorts."""

from tests.people.holders import (
    ACCOUNT,
    ADMIN,
    COORDINATORS,
    OF_THE_DEPARTEMENT,
    STRANGER,
    WITH_AN_ACCOUNT,
)

OFFICER = "training_officer of partner"
OFFICERS = {*ADMIN, OFFICER}
FOLLOWERS = {*OF_THE_DEPARTEMENT, OFFICER}
ALL_SUBJECTS = {STRANGER, ACCOUNT, *WITH_AN_ACCOUNT}

RIGHTS = {
    ("training.manage_programme", "a programme in preparation"): OFFICERS,
    ("training.see_programme", "a programme in preparation"): FOLLOWERS,
    ("training.see_programme", "a published programme"): ALL_SUBJECTS,
    ("training.manage_cohort", "a cohort in preparation"): OFFICERS,
    ("training.follow_cohort", "a cohort in preparation"): FOLLOWERS,
    ("training.see_cohort", "a cohort in preparation"): FOLLOWERS,
    ("training.see_cohort", "a cohort that is open"): ALL_SUBJECTS,
    ("training.write_programmes", "any programme"): OFFICERS,
    ("training.follow_training", "any programme"): {*COORDINATORS, OFFICER},
}
