"""Permissions of mentoring: offering, proposing, and reading the notes."""

from typing import Any

import rules

from bocage.people.models import Entitlement
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.policies import runs_cohort


@rules.predicate
def may_help(person: Any) -> bool:
    """Checks whether the person has completed a course, or is a member of the club."""
    if not person.is_authenticated or person._state.adding:
        return False
    completed = Enrolment.objects.filter(person=person, state=Enrolment.State.COMPLETED)
    if completed.exists():
        return True
    entitlements = Entitlement.objects.in_force().filter(person=person)
    return bool(entitlements.filter(kind=Entitlement.Kind.CLUB_MEMBER).exists())


@rules.predicate
def is_its_mentor(person: Any, mentorship: Any) -> bool:
    """Checks whether the person is the mentor of the mentorship."""
    return bool(
        person.is_authenticated
        and mentorship is not None
        and mentorship.mentor.person_id == person.pk
    )


@rules.predicate
def is_its_learner(person: Any, mentorship: Any) -> bool:
    """Checks whether the person is the learner of the mentorship."""
    return bool(
        person.is_authenticated
        and mentorship is not None
        and mentorship.enrolment.person_id == person.pk
    )


rules.add_perm("training.offer_to_mentor", may_help)
rules.add_perm("training.propose_mentor", runs_cohort)
rules.add_perm("training.answer_mentorship", is_its_mentor)
rules.add_perm("training.write_mentor_note", is_its_mentor)
rules.add_perm("training.end_mentorship", is_its_mentor | is_its_learner | runs_cohort)
rules.add_perm("training.see_mentorship", is_its_mentor | is_its_learner | runs_cohort)
