"""Concurrent proposals of mentors to one learner: one mentor gets a request."""

import pytest

from bocage.training.mentoring.operations import MentorOffer, offer_to_mentor, propose_mentor
from bocage.training.models import Mentorship
from tests.territory.factories import CommuneFactory
from tests.training.attendance.factories import make_course
from tests.training.factories import EnrolmentFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_learner_is_proposed_one_mentor_and_a_mentor_as_many_learners_as_they_wish():
    course, commune = make_course(), CommuneFactory()
    mentors = [
        offer_to_mentor(
            by=EnrolmentFactory(state="completed", ended_at="2026-01-01T09:00Z").person,
            offer=MentorOffer(trade="Vente", commune=commune),
        )
        for _number in range(3)
    ]

    results = race(
        *[
            lambda mentor=mentor: propose_mentor(
                by=course.officer, enrolment=course.ines, mentor=mentor
            )
            for mentor in mentors
        ]
    )

    assert outcomes(results)["MentorProposed"] == 2
    free = next(mentor for mentor in mentors if mentor != Mentorship.objects.get().mentor)
    race(
        *[
            lambda learner=enrolment: propose_mentor(
                by=course.officer, enrolment=learner, mentor=free
            )
            for enrolment in (course.malo, EnrolmentFactory(cohort=course.cohort))
        ]
    )
    assert Mentorship.objects.filter(mentor=free).count() == 1
