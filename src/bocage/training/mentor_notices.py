"""Who is told what of mentors: the operations call these in their transactions."""

from __future__ import annotations

from bocage.foundation.mail import send_mail
from bocage.training.mails.mentors import MentorAnsweredMail, MentorAskedMail, MentorFoundMail
from bocage.training.models import Mentorship


def ask_mentor(mentorship: Mentorship) -> None:
    """Would they help this learner?"""
    person = mentorship.mentor.person
    enrolment = mentorship.enrolment
    send_mail(
        MentorAskedMail(
            mentorship_id=mentorship.pk,
            learner=enrolment.who,
            programme=enrolment.cohort.programme.name,
        ),
        to=person.email,
        language=person.language,
        person=person,
    )


def tell_answer(mentorship: Mentorship) -> None:
    """The learner reads who helps them; who proposed it, that a mentor declined."""
    mentor, learner = mentorship.mentor.person, mentorship.enrolment.person
    if mentorship.state == Mentorship.State.ACTIVE:
        send_mail(
            MentorFoundMail(
                mentorship_id=mentorship.pk,
                mentor=mentor.name or mentor.email,
                trade=mentorship.mentor.trade,
                email=mentor.email,
            ),
            to=learner.email,
            language=learner.language,
            person=learner,
        )
    asked_by = mentorship.proposed_by
    if asked_by is not None:
        send_mail(
            MentorAnsweredMail(
                cohort_id=mentorship.enrolment.cohort_id,
                mentor=mentor.name or mentor.email,
                learner=mentorship.enrolment.who,
                has_accepted=mentorship.state == Mentorship.State.ACTIVE,
            ),
            to=asked_by.email,
            language=asked_by.language,
            person=asked_by,
        )
