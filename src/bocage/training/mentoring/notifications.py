"""Who is told what of mentors: the operations call these in their transactions."""

from bocage.people.mailing import write_to
from bocage.training.mentoring.mails import MentorAnsweredMail, MentorAskedMail, MentorFoundMail
from bocage.training.mentoring.models import Mentorship


def ask_mentor(mentorship: Mentorship) -> None:
    """Would they help this learner?"""
    person = mentorship.mentor.person
    enrolment = mentorship.enrolment
    write_to(
        person,
        MentorAskedMail(
            mentorship_id=mentorship.pk,
            learner=enrolment.who,
            programme=enrolment.cohort.programme.name,
        ),
    )


def tell_answer(mentorship: Mentorship) -> None:
    """The learner reads who helps them; who proposed it, that a mentor declined."""
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
    asked_by = mentorship.proposed_by
    if asked_by is not None:
        write_to(
            asked_by,
            MentorAnsweredMail(
                cohort_id=mentorship.enrolment.cohort_id,
                mentor=mentor.name or mentor.email,
                learner=mentorship.enrolment.who,
                has_accepted=mentorship.state == Mentorship.State.ACTIVE,
            ),
        )
