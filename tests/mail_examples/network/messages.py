"""Examples of the mails of `bocage.network.messages.mails`."""

from uuid import UUID

from bocage.network.messages.mails import (
    ContactRestored,
    ContactSuspended,
    MessageNotArrived,
    MessageNotPassedOn,
    MessagePassedOn,
    MessageReported,
    ReportAnswered,
)
from tests.mail_examples.registry import example_of

EXAMPLE = UUID("01938a4e-7c00-7000-8000-000000000072")


@example_of(MessagePassedOn)
def message_passed_on(mail):
    return mail(
        conversation_id=EXAMPLE,
        author="Nadia Prigent",
        words="Bonjour,\n\nJe cherche une graphiste pour une lettre. Un café jeudi ?",
        may_answer_by_mail=True,
    )


@example_of(MessageNotPassedOn)
def message_not_passed_on(mail):
    return mail(
        conversation_id=EXAMPLE,
        words="Jeudi me va, à dix heures.",
        reason="Cette personne ne reçoit plus vos messages par le club.",
    )


@example_of(MessageNotArrived)
def message_not_arrived(mail):
    return mail(conversation_id=EXAMPLE)


@example_of(MessageReported)
def message_reported(mail):
    return mail(report_id=EXAMPLE, reason="c’est du démarchage")


@example_of(ReportAnswered)
def report_answered(mail):
    return mail(conversation_id=EXAMPLE, is_suspended=True)


@example_of(ContactSuspended)
def contact_suspended(mail):
    return mail(reason="Le club n’est pas une liste de prospects.")


@example_of(ContactRestored)
def contact_restored(mail):
    return mail()
