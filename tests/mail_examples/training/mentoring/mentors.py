"""Examples of the mails of `bocage.training.mentoring.mails`."""

from uuid import UUID

from bocage.training.mentoring.mails import MentorAnsweredMail, MentorAskedMail, MentorFoundMail
from tests.mail_examples.registry import example_of

EXAMPLE = UUID("0199b7a4-0000-7000-8000-0000000000c3")


@example_of(MentorAskedMail)
def mentor_asked_mail(mail):
    return mail(
        mentorship_id=EXAMPLE,
        learner="Inès Rebours",
        programme="Créer son activité dans le numérique",
    )


@example_of(MentorFoundMail)
def mentor_found_mail(mail):
    return mail(
        mentorship_id=EXAMPLE,
        mentor="Paul Aubert",
        trade="Graphisme",
        email="paul@example.org",
    )


@example_of(MentorAnsweredMail)
def mentor_answered_mail(mail):
    return mail(cohort_id=EXAMPLE, mentor="Paul Aubert", learner="Inès Rebours", has_accepted=False)
