"""People at once at the last seat of a cohort, in real threads: one seat is one seat."""

import pytest

from bocage.training.cohorts.operations.enrolments import leave_cohort
from bocage.training.models import Cohort, Enrolment
from tests.people.factories import PersonFactory
from tests.training.factories import CohortFactory, EnrolmentFactory, seat
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_seat_goes_to_one():
    cohort = CohortFactory(seats=2)
    leaving = EnrolmentFactory(cohort=cohort)
    people = PersonFactory.create_batch(4)

    results = race(
        *[lambda learner=learner: seat(learner, cohort) for learner in (*people, people[0])]
    )

    assert outcomes(results)["CohortFull"] >= 3
    assert Cohort.objects.get().seats_taken == Enrolment.objects.seated().count() == 2

    race(
        lambda: leave_cohort(by=None, enrolment=leaving, reason=Enrolment.EndReason.OTHER),
        *[lambda learner=person: seat(learner, cohort) for person in people],
    )

    assert Cohort.objects.get().seats_taken == Enrolment.objects.seated().count()
