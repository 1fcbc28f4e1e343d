"""Seats in a cohort: given by its officer, counted by the database, freed by who leaves."""

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.training.errors.cohorts import CohortFull, CohortTakesNobody, EnrolmentOver
from bocage.training.models import Cohort, Enrolment
from bocage.training.operations.enrolments import complete_enrolment, enrol, leave_cohort
from tests.people.factories import PersonFactory
from tests.training.factories import CohortFactory, EnrolmentFactory, chamber

pytestmark = pytest.mark.django_db


def test_an_officer_gives_a_seat_once_and_who_leaves_frees_it():
    here, elsewhere = chamber(), chamber()
    cohort = CohortFactory(programme=here.programme, seats=1)
    nadia, paul = PersonFactory.create_batch(2)

    with pytest.raises(NotAllowed):
        enrol(by=elsewhere.officer, person=nadia, cohort=cohort)
    seat = enrol(by=here.officer, person=nadia, cohort=cohort)
    assert enrol(by=here.officer, person=nadia, cohort=cohort) == seat
    with pytest.raises(CohortFull):
        enrol(by=here.officer, person=paul, cohort=cohort)

    left = leave_cohort(by=nadia, enrolment=seat, why=Enrolment.Why.EMPLOYMENT, note="Un CDI")
    assert leave_cohort(by=nadia, enrolment=seat, why=Enrolment.Why.OTHER).ended_note == "Un CDI"
    assert left.state == Enrolment.State.WITHDRAWN
    enrol(by=None, person=paul, cohort=cohort)
    cohort.refresh_from_db()
    assert (cohort.seats_taken, cohort.seats_left) == (1, 0)


def test_who_completed_keeps_their_seat_and_does_not_leave_any_more():
    enrolment = EnrolmentFactory(cohort__running=True)

    done = complete_enrolment(by=None, enrolment=enrolment)

    assert complete_enrolment(by=None, enrolment=done).ended_at == done.ended_at
    with pytest.raises(EnrolmentOver):
        leave_cohort(by=None, enrolment=done, why=Enrolment.Why.LEARNER)
    assert Cohort.objects.get().seats_taken == 1


def test_a_cohort_in_preparation_or_over_takes_nobody():
    for state in ("draft", "closed"):
        with pytest.raises(CohortTakesNobody):
            enrol(by=None, person=PersonFactory(), cohort=CohortFactory(state=state))
