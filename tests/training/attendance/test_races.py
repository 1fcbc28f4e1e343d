"""Concurrent signatures: each is in the chain once, and the chain has one end."""

import pytest

from bocage.training.attendance.check import check_register
from bocage.training.attendance.operations.attendance import sign_session
from bocage.training.models import AttendanceEntry, AttendanceRegister
from tests.people.factories import PersonFactory
from tests.training.attendance.factories import STROKES, make_course
from tests.training.factories import EnrolmentFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_room_that_signs_at_once_makes_one_chain_and_each_is_in_it_once():
    course = make_course()
    learners = [course.ines, course.malo] + [
        EnrolmentFactory(cohort=course.cohort, person=PersonFactory()) for _number in range(3)
    ]

    race(
        *[
            lambda signatory=learner: sign_session(
                by=signatory.person,
                session=course.morning,
                signatory=signatory,
                mark=STROKES,
                method="own",
                now=course.morning.starts_at,
            )
            for learner in learners
            for _press in range(2)
        ]
    )

    assert AttendanceEntry.objects.count() == AttendanceRegister.objects.get().length == 5
    assert check_register(course.cohort).findings == []
