"""Examples of the mails of `bocage.training.attendance.mails`."""

from uuid import UUID

from bocage.training.attendance.mails import ConvocationMail
from tests.mail_examples.registry import example_of


@example_of(ConvocationMail)
def convocation_mail(mail):
    return mail(
        enrolment_id=UUID("0199b7a4-0000-7000-8000-0000000000c4"),
        programme="Créer son activité dans le numérique",
        cohort="printemps 2027",
    )
