"""Permissions of programmes, cohorts and sessions: a partner's officers run what it teaches; the
coordinator of the département can read it, with its figures."""

from typing import Any

import rules

from bocage.people.models.mandates import Role
from bocage.people.policies import entrusted, holds_anywhere, is_administrator

runs_cohort = entrusted(Role.TRAINING_OFFICER)
follows_project_of = entrusted(Role.TRAINING_OFFICER, Role.COORDINATOR)


@rules.predicate
def is_published(_person: Any, programme: Any) -> bool:
    """Checks whether the programme is published, and so public."""
    return programme is not None and programme.is_published


@rules.predicate
def is_public(_person: Any, cohort: Any) -> bool:
    """Checks whether the cohort is public: it was opened, and its programme is published."""
    return cohort is not None and cohort.is_public and cohort.programme.is_published


@rules.predicate
def runs_training(person: Any) -> bool:
    """Checks whether the person is a training officer of any partner."""
    return holds_anywhere(person, Role.TRAINING_OFFICER)


@rules.predicate
def follows_training(person: Any) -> bool:
    """Checks whether the person is a training officer of any partner or coordinates a territory."""
    return holds_anywhere(person, (Role.TRAINING_OFFICER, Role.COORDINATOR))


rules.add_perm("training.see_programme", is_published | follows_project_of)
rules.add_perm("training.manage_programme", runs_cohort)
rules.add_perm("training.see_cohort", is_public | follows_project_of)
rules.add_perm("training.follow_cohort", follows_project_of)
rules.add_perm("training.manage_cohort", runs_cohort)
rules.add_perm("training.write_programmes", runs_training | is_administrator)
rules.add_perm("training.follow_training", follows_training | is_administrator)
