"""Notifications about messages passed on by the club, in the operation's transaction."""

from django.db.models import Q

from bocage.foundation.mail.incoming import reply_address
from bocage.network.messages.formatting import format_name
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


def notify_recipient(message: ConversationMessage) -> None:
    """Sends a message to the other person of its conversation."""
    carry(message, MessagePassedOn)


def carry(message: ConversationMessage, kind: type[MessagePassedOn], **fields: str) -> None:
    """Sends a message to the other person of its conversation, as a mail of the given class. Their
    answer goes to an address of the club.
    """
    other_sides = message.conversation.sides.exclude(person=message.author)
    side = other_sides.select_related("person").get()
    person, address = side.person, reply_address(RELAY, side.pk)
    mail = kind(
        conversation_id=message.conversation_id,
        author=format_name(message.author),
        words=message.words,
        may_answer_by_mail=bool(address),
        **fields,
    )
    write_to(person, mail, reply_to=address)


def notify_not_passed_on(side: ConversationSide, *, words: str, reason: str) -> None:
    """Returns a text to the person who sent it by mail, with the reason why it was stopped."""
    mail = MessageNotPassedOn(conversation_id=side.conversation_id, words=words, reason=reason)
    write_to(side.person, mail)


def notify_not_arrived(side: ConversationSide) -> None:
    """Notifies the other person that the mail which carried their message to this side was
    returned.
    """
    other_sides = side.conversation.sides.exclude(pk=side.pk).select_related("person")
    for other_side in other_sides:
        write_to(other_side.person, MessageNotArrived(conversation_id=side.conversation_id))


def notify_report(report: ConversationReport) -> None:
    """Notifies the club organisers who do not take part in the conversation of a report on it, or
    the coordinators if the organiser does not exist.
    """
    commune = report.conversation.reader.membership.commune
    parts = {report.conversation.writer_id, report.conversation.reader_id}
    recipients: list[Person] = []
    for role in (Role.CLUB_ORGANISER, Role.COORDINATOR):
        recipients = recipients or [
            person for person in holders_over(commune, Q(role=role)) if person.pk not in parts
        ]
    for person in recipients:
        mail = MessageReported(report_id=report.pk, reason=report.get_reason_display())
        write_to(person, mail)


def notify_outcome(report: ConversationReport) -> None:
    """Notifies the author of a report of its outcome."""
    mail = ReportAnswered(
        conversation_id=report.conversation_id,
        is_suspended=report.outcome == ConversationReport.Outcome.SUSPENDED,
    )
    write_to(report.reported_by, mail)


def notify_suspension(suspension: ContactSuspension) -> None:
    write_to(suspension.person, ContactSuspended(reason=suspension.reason))


def notify_restoration(suspension: ContactSuspension) -> None:
    write_to(suspension.person, ContactRestored())
