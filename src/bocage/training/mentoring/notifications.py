"""Notifications of mentoring: called by the operations, in their transactions."""

from bocage.people.mailing import write_to
from bocage.training.mentoring.mails import MentorAnsweredMail, MentorAskedMail, MentorFoundMail
from bocage.training.mentoring.models import Mentorship


def request_mentor(mentorship: Mentorship) -> None:
    """Sends a mentor the request to help a learner."""
    person = mentorship.mentor.person
    enrolment = mentorship.enrolment
    write_to(
        person,
        MentorAskedMail(
            mentorship_id=mentorship.pk,
            learner=enrolment.display_name,
            programme=enrolment.cohort.programme.name,
        ),
    )


def notify_answer(mentorship: Mentorship) -> None:
    """Notifies the person who proposed the mentor of their answer and, if they accepted, the
    learner.
    """
    mentor, learner = mentorship.mentor.person, mentorship.enrolment.person
    if mentorship.state == Mentorship.State.ACTIVE:
        write_to(
            learner,
            MentorFoundMail(
                mentorship_id=mentorship.pk,
                mentor=mentor.name or mentor.email,
                trade=mentorship.mentor.trade,
                email=mentor.email,
            ),
        )
    proposer = mentorship.proposed_by
    if proposer is not None:
        write_to(
            proposer,
            MentorAnsweredMail(
                cohort_id=mentorship.enrolment.cohort_id,
                mentor=mentor.name or mentor.email,
                learner=mentorship.enrolment.display_name,
                has_accepted=mentorship.state == Mentorship.State.ACTIVE,
            ),
        )
