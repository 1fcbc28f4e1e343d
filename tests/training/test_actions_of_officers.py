"""Single actions of officers and mentors, in the database role of pages."""

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.training.admissions.juries.operations.grid import criteria_of, remove_criterion
from bocage.training.admissions.juries.operations.reviews import withdraw_review
from bocage.training.attendance.operations.convocations import convoke
from bocage.training.cohorts.operations.cohorts import CohortPlan, change_cohort
from bocage.training.mentoring.operations import (
    accept_mentorship,
    decline_mentorship,
    propose_mentor,
    stop_mentoring,
)
from bocage.training.models import JuryReview, MentorProfile, ProgrammeModule
from bocage.training.programmes.operations import (
    archive_programme,
    change_module,
    change_programme,
    remove_part,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.training.admissions.factories import JuryReviewFactory
from tests.training.attendance.factories import TrainingProviderFactory
from tests.training.factories import (
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeModuleFactory,
    chamber,
)
from tests.training.learning.test_learning import mentor

pytestmark = pytest.mark.django_db


@pytest.fixture
def teaching():
    return chamber()


def test_officer_rewrites_a_programme_and_archives_it(teaching):
    module = ProgrammeModuleFactory(programme=teaching.programme)
    with pytest.raises(NotAllowed):
        change_programme(by=PersonFactory(), programme=teaching.programme, name="Another")

    change_programme(by=teaching.officer, programme=teaching.programme, name="Vendre en ligne")
    change_module(by=teaching.officer, module=module, title="Ses prix", minutes=90)
    teaching.programme.refresh_from_db()
    module.refresh_from_db()
    assert (teaching.programme.name, module.title, module.minutes) == (
        "Vendre en ligne",
        "Ses prix",
        90,
    )

    remove_part(by=teaching.officer, part=module)
    assert not ProgrammeModule.objects.exists()
    archive_programme(by=teaching.officer, programme=teaching.programme)
    teaching.programme.refresh_from_db()
    assert teaching.programme.state == "archived"


def test_officer_takes_a_line_out_of_the_grid(teaching):
    first, *other_criteria = criteria_of(teaching.programme)

    remove_criterion(by=teaching.officer, criterion=first)

    assert list(criteria_of(teaching.programme)) == other_criteria


def test_officer_moves_a_cohort_and_convokes_its_learners(teaching, deliver_mails):
    cohort = CohortFactory(programme=teaching.programme)
    learner = EnrolmentFactory(cohort=cohort).person
    CohortSessionFactory(cohort=cohort)
    TrainingProviderFactory(partner=teaching.programme.partner)
    plan = CohortPlan(
        name="Automne",
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        apply_until=cohort.apply_until,
        seats=5,
    )

    change_cohort(by=teaching.officer, cohort=cohort, plan=plan)

    cohort.refresh_from_db()
    assert (cohort.name, cohort.seats) == ("Automne", 5)
    assert convoke(by=teaching.officer, cohort=cohort) == 1
    assert [mail.recipient for mail in deliver_mails()] == [learner.email]


def test_officer_takes_an_application_back_from_a_reader(teaching):
    review = JuryReviewFactory(application__cohort__programme=teaching.programme)
    with pytest.raises(NotAllowed):
        withdraw_review(by=review.juror.person, review=review)

    withdraw_review(by=teaching.officer, review=review)

    assert not JuryReview.objects.exists()


def test_mentor_accepts_or_declines_then_stops(teaching):
    cohort = CohortFactory(programme=teaching.programme, running=True)
    for answer, state in ((accept_mentorship, "active"), (decline_mentorship, "declined")):
        mentor_offer = mentor(CommuneFactory())
        mentorship = propose_mentor(
            by=teaching.officer, enrolment=EnrolmentFactory(cohort=cohort), mentor=mentor_offer
        )
        answer(by=mentor_offer.person, mentorship=mentorship)
        stop_mentoring(by=mentor_offer.person)

        mentorship.refresh_from_db()
        assert mentorship.state == state
    assert not MentorProfile.objects.filter(stopped_at=None).exists()
