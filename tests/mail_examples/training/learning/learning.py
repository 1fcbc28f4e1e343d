"""Examples of the mails of `bocage.training.learning.mails`."""

from bocage.training.learning.mails import OutcomeAskedMail, SatisfactionAskedMail
from tests.mail_examples.registry import example_of

EXAMPLE = "Créer son activité dans le numérique"


@example_of(SatisfactionAskedMail)
def satisfaction_asked_mail(mail):
    return mail(link="exemple", programme=EXAMPLE)


@example_of(OutcomeAskedMail)
def outcome_asked_mail(mail):
    return mail(link="exemple", programme=EXAMPLE, months=6)
