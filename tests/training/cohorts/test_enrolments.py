"""Seats in a cohort: given by its officer, counted by the database, freed by who leaves."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.training.cohorts.errors import (
    CohortFull,
    CohortTakesNobody,
    EnrolmentOver,
    IdentityMissing,
)
from bocage.training.cohorts.operations.enrolments import enrol, leave_cohort
from bocage.training.models import Cohort, Enrolment
from tests.people.factories import PersonFactory
from tests.training.factories import CohortFactory, EnrolmentFactory, chamber, identity_of, seat

pytestmark = pytest.mark.django_db


def test_an_officer_gives_a_seat_once_and_who_leaves_frees_it():
    teaching, other_teaching = chamber(), chamber()
    cohort = CohortFactory(programme=teaching.programme, seats=1)
    nadia, paul = PersonFactory.create_batch(2)

    with pytest.raises(NotAllowed):
        seat(nadia, cohort, by=other_teaching.officer)
    enrolment = seat(nadia, cohort, by=teaching.officer)
    assert seat(nadia, cohort, by=teaching.officer) == enrolment
    with pytest.raises(CohortFull):
        seat(paul, cohort, by=teaching.officer)

    ended = leave_cohort(
        by=nadia, enrolment=enrolment, reason=Enrolment.EndReason.EMPLOYMENT, note="Un CDI"
    )
    assert (
        leave_cohort(by=nadia, enrolment=enrolment, reason=Enrolment.EndReason.OTHER).ended_note
        == "Un CDI"
    )
    assert ended.state == Enrolment.State.WITHDRAWN
    seat(paul, cohort)
    cohort.refresh_from_db()
    assert (cohort.seats_taken, cohort.seats_left) == (1, 0)


def test_who_completed_keeps_their_seat_and_does_not_leave_any_more():
    enrolment = EnrolmentFactory(
        cohort__running=True, state=Enrolment.State.COMPLETED, ended_at=timezone.now()
    )

    with pytest.raises(EnrolmentOver):
        leave_cohort(by=None, enrolment=enrolment, reason=Enrolment.EndReason.LEARNER)
    assert Cohort.objects.get().seats_taken == 1


def test_a_cohort_in_preparation_or_over_takes_nobody():
    for state in ("draft", "closed"):
        with pytest.raises(CohortTakesNobody):
            seat(PersonFactory(), CohortFactory(state=state, closed_at=timezone.now()))


def test_nobody_has_a_seat_without_a_name_and_an_address():
    cohort, nadia = CohortFactory(), PersonFactory(name="Nadia Prigent")

    for name in ("given_name", "family_name", "postal_address"):
        with pytest.raises(IdentityMissing):
            enrol(
                by=None,
                person=nadia,
                identity=replace(identity_of(nadia), **{name: " \n "}),
                cohort=cohort,
            )
    enrolment = seat(nadia, cohort)
    with pytest.raises(IntegrityError, match="training_enrolment_identified"), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(family_name=" ")
    assert enrolment.display_name == "Nadia Prigent"
