"""Juries: who reads what, who may not, what the scores come to, and what is answered."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.personal_data import personal_data_of
from bocage.people.seams import relocation_projects
from bocage.training.admissions.applications.errors import SeatGone
from bocage.training.admissions.applications.operations.seat_offers import (
    confirm_seat,
    decline_seat,
    expire_seat_offers,
    remind_of_offers,
)
from bocage.training.admissions.juries.assignment import assign_readers
from bocage.training.admissions.juries.errors import (
    AnswersSent,
    DecisionsMissing,
    GridInUse,
    MoreThanSeats,
    NothingToSend,
    ReaderInConflict,
    ReadersMissing,
    ReasonsMissing,
    ReviewGiven,
    ReviewNotGiven,
    ScoresMissing,
)
from bocage.training.admissions.juries.operations.decisions import (
    prepare_decision,
    propose_decisions,
    ranking_of,
    send_decisions,
)
from bocage.training.admissions.juries.operations.grid import criteria_of, write_criterion
from bocage.training.admissions.juries.operations.juries import enter_jury, invite_juror, leave_jury
from bocage.training.admissions.juries.operations.reviews import (
    assign_review,
    assign_reviews,
    correct_scores,
    declare_conflict,
    give_scores,
    save_scores,
)
from bocage.training.admissions.juries.ranking import Weighed, mark_of, rank_applications
from bocage.training.cohorts.operations.enrolments import leave_cohort
from bocage.training.models import (
    Application,
    Cohort,
    JuryConflict,
    JuryReview,
    ScoreCorrection,
    SeatOffer,
)
from tests.pages.page_text import text_of
from tests.training.admissions.factories import (
    ApplicationFactory,
    JurorFactory,
    JuryReviewFactory,
    score_review,
)
from tests.training.factories import CohortFactory, EnrolmentFactory, chamber

Status = Application.Status
A, B, C, D = (UUID(int=number) for number in range(1, 5))
X, Y, Z = (UUID(int=number) for number in range(11, 14))


def test_marks_weigh_criteria_and_those_of_one_mean_share_their_rank():
    grid = {1: Weighed(weight=3, max_points=5), 2: Weighed(weight=1, max_points=10)}
    assert mark_of({1: 5, 2: 5}, grid) == Decimal("87.5")
    assert mark_of({1: 5}, grid) is None

    marks = {A: [Decimal(80), Decimal(40)], B: [Decimal(60)], C: [Decimal(90)], D: []}
    ranked_applications = {
        rank_application.application: rank_application
        for rank_application in rank_applications(marks)
    }
    assert [ranked_applications[application].rank for application in (A, B, C, D)] == [
        2,
        2,
        1,
        None,
    ]
    assert [ranked_applications[application].is_tied for application in (A, B, C)] == [
        True,
        True,
        False,
    ]
    assert (ranked_applications[A].spread, ranked_applications[A].is_far_apart) == (
        Decimal(40),
        True,
    )
    assert not ranked_applications[B].is_far_apart


def test_reviews_are_shared_alike_around_conflicts_and_what_stands():
    sharing = assign_readers(
        [A, B, C], [X, Y, Z], reader_count=2, barred={(A, X)}, existing={B: [Y]}
    )
    readers = {
        application: {juror for key, juror in sharing.added if key == application}
        for application in (A, B, C)
    }
    assert readers[A] == {Y, Z}
    assert len(readers[B] | {Y}) == 2
    loads = [sum(juror == reader for _key, reader in sharing.added) for juror in (X, Y, Z)]
    assert sorted([loads[0], loads[1] + 1, loads[2]]) == [2, 2, 2]
    assert assign_readers([A, B], [X], reader_count=2).short == [A, B]
    # Whoever may read most of them does not end up with all of them.
    barred = {(application, Y) for application in (A, B)} | {
        (application, Z) for application in (A, B)
    }
    loads = [
        juror
        for _application, juror in assign_readers(
            [A, B, C, D], [X, Y, Z], reader_count=1, barred=barred
        ).added
    ]
    assert sorted(loads.count(juror) for juror in (X, Y, Z)) == [1, 1, 2]


class Household:
    """Replacement of the welcome's projects: two people of one household."""

    def __init__(self, *people):
        self.people = {person.pk for person in people}

    def project_of(self, _person):
        return None

    def project_with(self, _project_id):
        return None

    def households_of(self, person_ids):
        return {
            person_id: self.people - {person_id}
            for person_id in person_ids
            if person_id in self.people
        }


@pytest.mark.django_db
def test_nobody_reads_their_own_application_nor_that_of_their_spouse(monkeypatch, deliver_mails):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    first_juror, second_juror, third_juror = (
        invite_juror(by=teaching.officer, cohort=cohort, email=f"jury{number}@exemple.fr")
        for number in range(3)
    )
    enter_jury(by=first_juror.person, juror=first_juror)
    own_application = ApplicationFactory(cohort=cohort, applicant=first_juror.person)
    of_spouse = ApplicationFactory(cohort=cohort)
    household = Household(second_juror.person, of_spouse.applicant)
    monkeypatch.setattr(relocation_projects, "_providers", [household])

    sharing = assign_reviews(by=teaching.officer, cohort=cohort)

    assert sharing.short == []
    assert {review.juror_id for review in own_application.reviews.all()} == {
        second_juror.pk,
        third_juror.pk,
    }
    assert {review.juror_id for review in of_spouse.reviews.all()} == {
        first_juror.pk,
        third_juror.pk,
    }
    assert set(JuryConflict.objects.values_list("relation", flat=True)) == {"oneself", "household"}
    with pytest.raises(ReaderInConflict):
        assign_review(by=teaching.officer, application=of_spouse, juror=second_juror)
    with pytest.raises(IntegrityError, match="training_review_by_another"), transaction.atomic():
        JuryReview.objects.create(
            application=own_application, juror=first_juror, assigned_at=timezone.now()
        )
    mails = [mail.recipient for mail in deliver_mails()]
    assert sorted(mails) == sorted(
        [juror.person.email for juror in (first_juror, second_juror, third_juror)] * 2
    )


@pytest.mark.django_db
def test_a_juror_who_declares_a_conflict_is_replaced_and_never_reads_it_again():
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    application = ApplicationFactory(cohort=cohort)
    first_juror, _second_juror = JurorFactory.create_batch(2, cohort=cohort)
    assert assign_reviews(by=teaching.officer, cohort=cohort).short == []
    other_juror = JurorFactory(cohort=cohort)
    review = application.reviews.get(juror=first_juror)
    save_scores(by=first_juror.person, review=review, points={})
    with pytest.raises(NotAllowed):
        declare_conflict(
            by=other_juror.person,
            application=application,
            person=other_juror.person,
            relation="family",
        )
    replacement = declare_conflict(
        by=first_juror.person,
        application=application,
        person=first_juror.person,
        relation="family",
    )
    assert replacement is not None
    assert replacement.juror == other_juror
    with pytest.raises(IntegrityError, match="without_conflict"), transaction.atomic():
        JuryReview.objects.create(
            application=application, juror=first_juror, assigned_at=timezone.now()
        )
    with pytest.raises(IntegrityError, match="without_conflict"), transaction.atomic():
        JuryConflict.objects.create(
            application=application,
            person=other_juror.person,
            relation="work",
            declared_at=timezone.now(),
        )
    (orphan,) = leave_jury(by=other_juror.person, juror=other_juror)
    assert orphan == application
    assert assign_reviews(by=teaching.officer, cohort=cohort).short == [application.pk]


@pytest.mark.django_db
def test_scores_are_private_until_the_grid_is_complete():
    teaching = chamber()
    review = JuryReviewFactory(application__cohort__programme=teaching.programme)
    person = review.juror.person
    first, *other_criteria = criteria_of(teaching.programme)

    with pytest.raises(ScoresMissing):
        give_scores(by=person, review=review, points={first.pk: 40}, words="Clair.")
    assert review.scores.get().points == first.max_points
    with pytest.raises(GridInUse):
        write_criterion(by=teaching.officer, programme=teaching.programme, label="Nouveau")
    points = {criterion.pk: 2 for criterion in other_criteria}
    scored_review = give_scores(by=person, review=review, points=points)
    assert scored_review.is_given
    assert (
        give_scores(by=person, review=review, points={first.pk: 0}).given_at
        == scored_review.given_at
    )
    assert review.scores.get(criterion=first).points == first.max_points
    with pytest.raises(ReviewGiven):
        save_scores(by=person, review=review, points={first.pk: 0})
    with pytest.raises(NotAllowed):
        save_scores(by=teaching.officer, review=review, points={})


@pytest.mark.django_db
def test_an_officer_of_the_jury_sees_no_score_before_giving_theirs(client):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme)
    application = ApplicationFactory(cohort=cohort)
    jury_review = JuryReviewFactory(application=application)
    officer_review = JuryReviewFactory(
        application=application, juror=JurorFactory(cohort=cohort, person=teaching.officer)
    )
    grid = criteria_of(teaching.programme)
    points = {criterion.pk: 4 for criterion in grid}
    give_scores(by=jury_review.juror.person, review=jury_review, points=points, words="Trop cher.")
    client.force_login(teaching.officer)
    file = reverse("application_file", args=[cohort.pk, application.pk])
    ranking = reverse("cohort_ranking", args=[cohort.pk])

    assert "Trop cher." not in text_of(client.get(file))
    assert [row.is_hidden for row in client.get(ranking).context["rows"]] == [True]
    score_review(officer_review, 2)
    assert "Trop cher." in text_of(client.get(file))
    assert [row.is_hidden for row in client.get(ranking).context["rows"]] == [False]


@pytest.mark.django_db
def test_scores_are_corrected_in_sight_of_the_jury_until_the_answers_are_sent(client):
    teaching = chamber()
    application = ApplicationFactory(cohort__programme=teaching.programme)
    review, second = (JuryReviewFactory(application=application) for _reader in range(2))
    person = review.juror.person
    first, *_other_criteria = criteria_of(teaching.programme)
    change = {"by": person, "review": review, "reason": "Budget mal lu"}
    with pytest.raises(ReviewNotGiven):
        correct_scores(points={first.pk: 1}, **change)
    score_review(review, 4)
    score_review(second, 2)

    page = reverse("review_detail", args=[review.pk])
    client.force_login(person)
    data = {f"c{criterion.pk}": "4" for criterion in criteria_of(teaching.programme)} | {
        "corriger": "1"
    }
    for error in ({"reason": " "}, {"why": "x" * 301}, {f"c{first.pk}": "99", "why": "Erreur"}):
        assert client.post(page, data | error).status_code == 422
    assert client.post(page, {"donner": "1", f"c{first.pk}": "0"}).status_code == 200
    assert ScoreCorrection.objects.count() == 0
    assert (
        client.post(page, data | {f"c{first.pk}": "1", "reason": "Budget mal lu"}).status_code
        == 302
    )
    correct_scores(points={first.pk: 1}, **change)
    correction = ScoreCorrection.objects.get()
    assert (correction.was, correction.became, review.scores.get(criterion=first).points) == (
        4,
        1,
        1,
    )
    client.force_login(second.juror.person)
    assert "4 devient 1" in text_of(client.get(reverse("review_detail", args=[second.pk])))
    assert "Budget mal lu" in str(personal_data_of(person))
    with pytest.raises(NotAllowed):
        correct_scores(points={}, by=teaching.officer, review=review, reason="Non")
    Application.objects.update(status=Status.REFUSED, decided_at=timezone.now())
    with pytest.raises(AnswersSent):
        correct_scores(points={first.pk: 2}, **change)


@pytest.mark.django_db
def test_answers_go_together_and_the_waiting_list_passes_on(deliver_mails):
    teaching = chamber()
    cohort = CohortFactory(programme=teaching.programme, seats=2)
    best, second, third, last = ApplicationFactory.create_batch(4, cohort=cohort)
    for application, points in ((best, 5), (second, 4), (third, 4), (last, 1)):
        for _reader in range(2):
            score_review(JuryReviewFactory(application=application), points)
    officer = teaching.officer

    assert [row.rank for row in ranking_of(cohort)] == [1, 2, 2, 4]
    propose_decisions(by=officer, cohort=cohort)
    # The last seat is between two who share their rank: people choose.
    prepared = dict(Application.objects.values_list("pk", "prepared"))
    assert prepared == {best.pk: "accept", second.pk: "wait", third.pk: "wait", last.pk: "wait"}
    check_incomplete_answers(officer, best, second, third, last)
    assert deliver_mails() == []
    counts = send_decisions(by=officer, cohort=cohort)

    assert (counts.accepted, counts.waiting, counts.refused) == (2, 1, 1)
    with pytest.raises(NothingToSend):
        send_decisions(by=officer, cohort=cohort)
    with pytest.raises(AnswersSent):
        prepare_decision(by=officer, application=last, prepared="accept")
    by_kind = {mail.recipient: mail.kind.rsplit(".", 1)[-1] for mail in deliver_mails()}
    assert by_kind == {
        best.applicant.email: "SeatOffered",
        second.applicant.email: "SeatOffered",
        third.applicant.email: "OnWaitingList",
        last.applicant.email: "NotChosen",
    }
    cohort.refresh_from_db()
    assert cohort.seats_left == 0
    answer_seats(cohort, best, second, third)


def check_incomplete_answers(officer, best, second, third, last):
    """A decision, two readers, a reason, a seat for each who is chosen."""
    prepare_decision(by=officer, application=second, prepared="accept")
    prepare_decision(by=officer, application=last, prepared="")
    with pytest.raises(DecisionsMissing):
        send_decisions(by=officer, cohort=best.cohort)
    one_too_few = JuryReview.objects.filter(application=best)[:1]
    JuryReview.objects.filter(pk__in=one_too_few).update(given_at=None)
    with pytest.raises(ReadersMissing):
        send_decisions(by=officer, cohort=best.cohort)
    JuryReview.objects.update(given_at=timezone.now())
    prepare_decision(by=officer, application=last, prepared="refuse")
    with pytest.raises(ReasonsMissing):
        send_decisions(by=officer, cohort=best.cohort)
    prepare_decision(by=officer, application=last, prepared="refuse", words="Qui paiera ?")
    prepare_decision(by=officer, application=third, prepared="accept")
    with pytest.raises(MoreThanSeats):
        send_decisions(by=officer, cohort=best.cohort)
    prepare_decision(by=officer, application=third, prepared="wait", rank=1)


def answer_seats(cohort, best, second, third):
    """Confirmed, declined, passed on, left without an answer."""
    first_seat = confirm_seat(by=best.applicant, offer=best.seat_offers.get())
    assert confirm_seat(by=best.applicant, offer=best.seat_offers.get()) == first_seat
    with pytest.raises(NotAllowed):
        decline_seat(by=best.applicant, offer=second.seat_offers.get())
    decline_seat(by=second.applicant, offer=second.seat_offers.get())
    offer = third.seat_offers.get()
    assert offer.is_held
    assert remind_of_offers(now=offer.answer_by - timedelta(days=1)) == 1
    assert expire_seat_offers(now=offer.answer_by + timedelta(minutes=1)) == 1
    with pytest.raises(SeatGone):
        confirm_seat(by=third.applicant, offer=offer)
    third.refresh_from_db()
    assert (third.status, third.withdrawal_reason) == ("withdrawn", "silent")
    cohort.refresh_from_db()
    assert (cohort.seats_taken, cohort.seats_left) == (1, 1)


@pytest.mark.django_db
def test_a_learner_who_leaves_makes_room_for_the_first_who_waits(run_tasks):
    cohort = CohortFactory(seats=1)
    waiting = ApplicationFactory(waiting=True, cohort=cohort, waiting_rank=2)
    next_waiting = ApplicationFactory(waiting=True, cohort=cohort, waiting_rank=3)
    enrolment = EnrolmentFactory(cohort=cohort)
    leave_cohort(by=enrolment.person, enrolment=enrolment, reason="health")
    run_tasks()
    assert SeatOffer.objects.get().application == waiting
    next_waiting.refresh_from_db()
    assert next_waiting.status == Status.WAITING
    assert Cohort.objects.get(pk=cohort.pk).seats_left == 0
