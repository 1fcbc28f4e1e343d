"""Applicants, officers, readers and the clock at once, in real threads."""

import pytest
from django.db import connection
from django.utils import timezone

from bocage.training.admissions.applications.operations.applications import (
    start_application,
    withdraw_application,
)
from bocage.training.admissions.applications.operations.seat_offers import (
    confirm_seat,
    decline_seat,
    expire_seat_offers,
    fill_free_seats,
    offer_seat,
    pass_seats_on,
)
from bocage.training.admissions.juries.operations.decisions import prepare_decision, send_decisions
from bocage.training.admissions.juries.operations.reviews import assign_review, declare_conflict
from bocage.training.models import Application, Cohort, JuryConflict, JuryReview, SeatOffer
from tests.people.factories import PersonFactory
from tests.training.admissions.factories import (
    ApplicationFactory,
    JurorFactory,
    JuryReviewFactory,
    score_review,
)
from tests.training.factories import CohortFactory, chamber, seat
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def _seat_counts(cohort: Cohort) -> tuple[int, int]:
    """The seats that the database counts, and those that are held or sat on."""
    cohort.refresh_from_db()
    offer_count = SeatOffer.objects.filter(cohort=cohort, state="held").count()
    return cohort.seats_taken, offer_count + cohort.enrolments.seated().count()


def test_ten_clicks_begin_one_application():
    cohort, person = CohortFactory(), PersonFactory()

    results = race(*[lambda: start_application(by=person, cohort=cohort) for _click in range(6)])

    assert outcomes(results) == {"Application": 6}
    assert Application.objects.count() == 1


def test_seats_that_come_free_go_down_the_list_and_nobody_holds_two():
    cohort = CohortFactory(seats=2)
    first, second = ApplicationFactory.create_batch(2, cohort=cohort)
    offers = [offer_seat(first, timezone.now()), offer_seat(second, timezone.now())]
    waiting = [
        ApplicationFactory(waiting=True, cohort=cohort, waiting_rank=rank) for rank in (1, 2, 3)
    ]
    moment = offers[1].answer_by

    race(
        lambda: decline_seat(by=first.applicant, offer=offers[0]),
        lambda: decline_seat(by=first.applicant, offer=offers[0]),
        lambda: confirm_seat(by=second.applicant, offer=offers[1]),
        lambda: expire_seat_offers(now=moment),
        lambda: pass_seats_on(cohort=cohort),
        fill_free_seats,
        lambda: withdraw_application(by=waiting[0].applicant, application=waiting[0]),
        lambda: seat(PersonFactory(), cohort),
    )

    seats_taken, seats_held = _seat_counts(cohort)
    assert seats_taken == seats_held <= 2
    application_ids = SeatOffer.objects.filter(state="held").values_list("application", flat=True)
    assert len(application_ids) == len(set(application_ids))
    pass_seats_on(cohort=cohort)
    assert _seat_counts(cohort) == (2, 2)


def test_two_officers_send_the_answers_once():
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme, seats=1)
    accepted, waiting = ApplicationFactory.create_batch(2, cohort=cohort)
    for application in (accepted, accepted, waiting, waiting):
        score_review(JuryReviewFactory(application=application), 3)
    prepare_decision(by=teaching.officer, application=accepted, prepared="accept")
    prepare_decision(by=teaching.officer, application=waiting, prepared="wait", rank=1)

    send = [lambda: send_decisions(by=teaching.officer, cohort=cohort) for _officer in range(3)]

    assert outcomes(race(*send)) == {"Sent": 1, "NothingToSend": 2}
    assert _seat_counts(cohort) == (1, 1)


def test_a_conflict_and_a_review_never_stand_beside_each_other():
    teaching = chamber()
    application = ApplicationFactory(cohort__programme=teaching.programme)
    juror = JurorFactory(cohort=application.cohort)

    def conflict() -> object:
        return declare_conflict(
            by=teaching.officer, application=application, person=juror.person, relation="family"
        )

    def give() -> JuryReview:
        return assign_review(by=teaching.officer, application=application, juror=juror)

    def by_hand() -> JuryReview:
        """Creates a row that no operation would create."""
        try:
            return JuryReview.objects.create(
                application=application, juror=juror, assigned_at=timezone.now()
            )
        finally:
            connection.close()

    race(conflict, give, by_hand, conflict)

    assert JuryConflict.objects.count() <= 1
    assert not (JuryConflict.objects.exists() and JuryReview.objects.exists())
