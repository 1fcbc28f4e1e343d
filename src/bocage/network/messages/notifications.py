"""Who is told what of the messages that the club passes on, in the transaction of the operation."""

from django.db.models import Q

from bocage.foundation.mail.incoming import reply_address
from bocage.network.messages.formatting import spoken_name
from bocage.network.messages.mails import (
    ContactRestored,
    ContactSuspended,
    MessageNotArrived,
    MessageNotPassedOn,
    MessagePassedOn,
    MessageReported,
    ReportAnswered,
)
from bocage.network.messages.models import (
    ContactSuspension,
    ConversationMessage,
    ConversationReport,
    ConversationSide,
)
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.people.scopes.holders import holders_over

RELAY = "club"
"""The kind of the addresses whose mails are passed on."""


def pass_on(message: ConversationMessage) -> None:
    """Brings the words to the other of the two."""
    carry(message, MessagePassedOn)


def carry(message: ConversationMessage, kind: type[MessagePassedOn], **said: str) -> None:
    """Writes to the other of the two. Their answer goes to an address of the club."""
    others = message.conversation.sides.exclude(person=message.author)
    side = others.select_related("person").get()
    person, address = side.person, reply_address(RELAY, side.pk)
    mail = kind(
        conversation_id=message.conversation_id,
        author=spoken_name(message.author),
        words=message.words,
        may_answer_by_mail=bool(address),
        **said,
    )
    write_to(person, mail, reply_to=address)


def tell_not_passed_on(side: ConversationSide, *, words: str, reason: str) -> None:
    """Gives words back to who wrote them by mail, with what stopped them."""
    mail = MessageNotPassedOn(conversation_id=side.conversation_id, words=words, reason=reason)
    write_to(side.person, mail)


def tell_not_arrived(side: ConversationSide) -> None:
    """To the other: the mail that brought their words to this side came back."""
    others = side.conversation.sides.exclude(pk=side.pk).select_related("person")
    for other in others:
        write_to(other.person, MessageNotArrived(conversation_id=side.conversation_id))


def tell_report(report: ConversationReport) -> None:
    """To who runs the club and takes no part; the coordinators where there is nobody else."""
    commune = report.conversation.reader.membership.commune
    parts = {report.conversation.writer_id, report.conversation.reader_id}
    told: list[Person] = []
    for role in (Role.CLUB_ORGANISER, Role.COORDINATOR):
        told = told or [
            person for person in holders_over(commune, Q(role=role)) if person.pk not in parts
        ]
    for person in told:
        mail = MessageReported(report_id=report.pk, reason=report.get_reason_display())
        write_to(person, mail)


def tell_outcome(report: ConversationReport) -> None:
    """To whoever reported."""
    mail = ReportAnswered(
        conversation_id=report.conversation_id,
        is_suspended=report.outcome == ConversationReport.Outcome.SUSPENDED,
    )
    write_to(report.reported_by, mail)


def tell_suspended(suspension: ContactSuspension) -> None:
    write_to(suspension.person, ContactSuspended(reason=suspension.reason))


def tell_restored(suspension: ContactSuspension) -> None:
    write_to(suspension.person, ContactRestored())
