"""Receiving: a mail is stored as a row and handled, in one transaction.

A mail that comes twice is one row (its `Message-ID`). A mail without a handler, and one on which
the handler fails, is held for a person with its whole text: none is lost, and none is retried for
ever.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.mail.addresses import sender_address, server_sender
from bocage.foundation.mail.incoming import (
    Held,
    IncomingMail,
    NotOurAddress,
    OldAddress,
    Taken,
    handler_of,
    read_address,
)
from bocage.foundation.mail.mailbox import Mailbox
from bocage.foundation.mail.messages import Mail
from bocage.foundation.mail.reading import LONGEST_MAIL, ReadMail, read_mail
from bocage.foundation.mail.refused import publish_refused_address
from bocage.foundation.mail.sending import send_mail
from bocage.foundation.models.mail import OutgoingMail
from bocage.foundation.models.received_mail import ReceivedMail

MAX_IN_AN_HOUR = 30
"""Mails of one sender in an hour: an autoresponder sends more, a person does not."""
NOTICE_EVERY = timedelta(days=1)

TEXT_RETENTION = timedelta(days=90)
"""Retention of the text of mails that need no review: long enough for a question about them."""
RECORD_RETENTION = timedelta(days=365)

State = ReceivedMail.State

logger = structlog.get_logger("bocage.mail")


def receive_mail(
    raw: bytes, *, recipients: Iterable[str] = (), now: datetime | None = None
) -> ReceivedMail:
    """Receives one raw mail; a mail that comes twice is stored once.

    `recipients` are those of its envelope, if the mail server gives them.
    """
    mail = read_mail(raw)
    now = now or timezone.now()
    addresses = [*(address.strip().lower() for address in recipients), *mail.recipients]
    with transaction.atomic():
        received, is_new = ReceivedMail.objects.get_or_create(
            message_id=mail.message_id, defaults=_row(mail, addresses, now)
        )
        if is_new:
            _decide_state(received, mail, addresses, now)
    return received


def take_mailbox() -> int:
    """Takes the unread mails of the mailbox of the instance, where it has one; returns how many.

    Raises:
        MailboxClosed: the server is away, or refuses.
        ValueError: the address of the mailbox is none.
    """
    url: str = settings.BOCAGE.incoming_imap_url
    return Mailbox.from_url(url).take(receive_mail) if url else 0


def close_received(received: ReceivedMail, *, by: UUID, now: datetime | None = None) -> bool:
    """Records a review of a mail; returns True if it is the first. Call it in a transaction."""
    return bool(
        ReceivedMail.objects.filter(
            pk=received.pk, closed_at=None, state__in=ReceivedMail.TO_LOOK_AT
        ).update(closed_at=now or timezone.now(), closed_by_id=by)
    )


def forget_received_mails(*, now: datetime | None = None) -> int:
    """Deletes the rows after a year, and before it the texts of mails that need no review.

    A mail that waits for a review stays until it is reviewed.
    """
    now = now or timezone.now()
    handled = ReceivedMail.objects.exclude(state__in=ReceivedMail.TO_LOOK_AT, closed_at=None)
    removed, _tables = handled.filter(received_at__lt=now - RECORD_RETENTION).delete()
    handled.filter(received_at__lt=now - TEXT_RETENTION).exclude(whole="", words="").update(
        words="", whole="", subject=""
    )
    return removed


def _row(mail: ReadMail, addresses: list[str], now: datetime) -> dict[str, object]:
    return {
        "sender": mail.sender,
        "sender_name": mail.sender_name,
        "recipient": (addresses[0] if addresses else "")[:254],
        "subject": mail.subject,
        "words": mail.words,
        "whole": mail.whole,
        "attachments": list(mail.attachments),
        "state": State.HELD,
        "received_at": now,
    }


def _decide_state(
    received: ReceivedMail, mail: ReadMail, addresses: list[str], now: datetime
) -> None:
    """Decides the state of a mail that has just come, and stores it."""
    received.kind, received.key, problem = _about(mail, addresses)
    received.state, received.reason = _state(received, mail, problem, now)
    if received.state == State.TAKEN:
        received.state, received.reason = _hand_over(received, mail)
    if received.state == State.TAKEN:
        received.words = received.whole = ""  # The handler has stored them.
    if received.state == State.BOUNCE:
        _publish_refusal(mail)
    _notify_missing_parts(received, mail, now)
    received.save()


def _about(mail: ReadMail, addresses: list[str]) -> tuple[str, UUID | None, str]:
    """Returns the object of a mail, and the problem with its address, if any."""
    if mail.is_bounce:
        return *_about_sent(mail.bounced_message_id), ""
    old: OldAddress | None = None
    for address in addresses:
        try:
            return *read_address(address), ""
        except OldAddress as error:
            old = error
        except NotOurAddress:
            continue
    if old is not None:
        return old.kind, old.key, _("L’adresse à laquelle il répond a plus de deux ans.")
    kind, key = _about_answered(mail)
    if key is not None:
        return kind, key, _("Il répond à un courriel de nous, par une autre adresse que la sienne.")
    if any("+" in address for address in addresses):
        return "", None, _("L’adresse à laquelle il est envoyé n’a pas été donnée par nous.")
    return "", None, _("Il ne répond à aucun de nos courriels.")


def _about_answered(mail: ReadMail) -> tuple[str, UUID | None]:
    """Returns the object of the mail that this one claims to answer.

    Anybody may claim so: it only serves to show a held mail to the right people.
    """
    return _about_sent(mail.in_reply_to)


def _about_sent(message_id: str) -> tuple[str, UUID | None]:
    """Returns the object of a mail that we sent, from its own reply address."""
    outgoing = OutgoingMail.objects.filter(message_id=message_id).first() if message_id else None
    if outgoing is None or not outgoing.reply_to:
        return "", None
    try:
        return read_address(outgoing.reply_to)
    except OldAddress as old:
        return old.kind, old.key
    except NotOurAddress:
        return "", None


def _state(
    received: ReceivedMail, mail: ReadMail, problem: str, now: datetime
) -> tuple[State, str]:
    """Returns the state of a mail before a handler runs. TAKEN: a handler is to process it."""
    if mail.is_bounce:
        recipient = mail.bounced_recipient or _("une adresse inconnue")
        reason = mail.bounce_words or mail.subject
        return State.BOUNCE, (
            _("Non remis à %(who)s : %(why)s") % {"who": recipient, "why": reason}
        )[:500]
    if mail.sender in _own_addresses() or mail.sender.startswith(_own_mailbox() + "+"):
        return State.LOOP, _("Il vient de nous-mêmes.")
    if mail.is_automatic:
        return State.AUTOMATIC, _("Personne ne l’a écrit : absence, liste ou accusé de réception.")
    if _writes_too_much(received, now):
        problem = _("Cette adresse nous écrit sans arrêt : rien n’est plus pris d’elle.")
    elif not mail.words:
        problem = problem or _without_words(mail)
    return (State.HELD, problem) if problem else (State.TAKEN, "")


def _publish_refusal(mail: ReadMail) -> None:
    """Publishes that an address is gone, if this mail is the bounce of one of ours.

    The identifier of our mail is known to its recipient alone, so that nobody can forge it.
    """
    wrong = OutgoingMail.objects.filter(message_id=mail.bounced_message_id or None).first()
    if wrong is not None:
        publish_refused_address(wrong, f"{mail.bounce_status} {mail.bounce_words}".strip())


def _without_words(mail: ReadMail) -> str:
    if mail.is_cut:
        return _("Il est trop lourd : son début, seul lu, ne contient aucun mot de son auteur.")
    return _("Il ne contient aucun mot de son auteur.")


def _hand_over(received: ReceivedMail, mail: ReadMail) -> tuple[State, str]:
    """Runs the handler of the room. If it refuses or fails, the mail is held."""
    handler = handler_of(received.kind)
    if handler is None or received.key is None:
        return State.HELD, _("Rien ne prend plus les réponses à ce courriel.")
    incoming = IncomingMail(
        sender=mail.sender,
        sender_name=mail.sender_name,
        words=mail.words,
        message_id=mail.message_id,
        subject=mail.subject,
        in_reply_to=mail.in_reply_to,
        is_automatic=mail.is_automatic,
        is_bounce=mail.is_bounce,
        attachments_left_out=mail.attachments,
    )
    try:
        with transaction.atomic():
            outcome = handler(received.key, incoming)
    except Refusal as refusal:
        return State.HELD, str(refusal.sentence)[:500]
    except Exception:
        logger.exception("mail not taken", mail=str(received.pk), kind=received.kind)
        return State.HELD, _("Une erreur de notre part l’a empêché d’être pris.")
    if isinstance(outcome, Taken):
        return State.TAKEN, ""
    assert isinstance(outcome, Held)  # noqa: S101 - for the reader of types
    return State.HELD, str(outcome.reason)[:500]


def _own_mailbox() -> str:
    address: str = settings.BOCAGE.incoming_address
    return address.lower().partition("@")[0]


def _own_addresses() -> set[str]:
    addresses = {
        settings.BOCAGE.incoming_address,
        server_sender(),
        sender_address(),
    }
    return {address.lower() for address in addresses if address}


def _writes_too_much(received: ReceivedMail, now: datetime) -> bool:
    return (
        ReceivedMail.objects.filter(
            sender=received.sender, received_at__gt=now - timedelta(hours=1)
        ).count()
        > MAX_IN_AN_HOUR
    )


def _notify_missing_parts(received: ReceivedMail, mail: ReadMail, now: datetime) -> None:
    """Notifies a sender, at most once a day, that files or the end of a mail were not received."""
    notice = _notice(received, mail)
    if notice is None or not received.sender:
        return
    notifications = OutgoingMail.objects.filter(
        kind=notice.kind(), recipient=received.sender, created_at__gt=now - NOTICE_EVERY
    )
    if not notifications.exists():
        send_mail(notice, to=received.sender, language=_language_of(received.sender))


def _notice(received: ReceivedMail, mail: ReadMail) -> Mail | None:
    """Returns the mail that informs the author, if any.

    A held mail is answered by people, but what they cannot see is reported to its author at once,
    if the mail is about an object of ours: the sender of an unrelated mail may be forged.
    """
    from bocage.foundation.mails import AttachmentsLeftOut, OnlyTheBeginningRead

    is_held_of_ours = received.state == State.HELD and received.key is not None
    if mail.is_cut and (received.state == State.TAKEN or is_held_of_ours):
        return OnlyTheBeginningRead(
            names=list(mail.attachments[:-1]),
            subject_of_mail=received.subject,
            max_megabytes=LONGEST_MAIL // 1_000_000,
        )
    if received.state == State.TAKEN and received.attachments:
        return AttachmentsLeftOut(
            names=list(received.attachments), subject_of_mail=received.subject
        )
    return None


def _language_of(address: str) -> str:
    """Returns the language of the last mail that we sent to an address."""
    last = OutgoingMail.objects.filter(recipient=address).order_by("-id").first()
    return last.language if last is not None else "fr"
