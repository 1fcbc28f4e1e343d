"""Delivery: in the worker, a queued mail is rendered, handed over, and its fate written down.

Two workers never send one mail: each delivery holds the lock of its row. After a crash between
the server's answer and our own commit, a mail may leave twice, with the same Message-ID, by which
mail clients recognise it.
"""

from email import policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from pydantic import ValidationError

from bocage.foundation.jobs.tasks import task
from bocage.foundation.mail.addresses import sender_header
from bocage.foundation.mail.messages import Attachment, Mail, mail_class
from bocage.foundation.mail.refused import publish_refused_address
from bocage.foundation.mail.rendering import render_mail
from bocage.foundation.mail.transport import (
    Conversation,
    MailServer,
    PermanentRefusal,
    TemporaryFailure,
)
from bocage.foundation.mail.unsubscribing import unsubscribe_links
from bocage.foundation.models.mail import MailAttachment, MailState, OutgoingMail

MAX_ATTEMPTS = 10
"""Tries after 3, 9, 27… seconds: the last, after nine waits, about eight hours after the first."""

RENDERED_COLUMNS = ("subject", "text", "html", "message_id", "state", "attempts")
"""Columns of a mail that is ready to leave."""
OUTCOME_COLUMNS = ("state", "error", "sent_at", "attempts")


class _CachedHeaders(HeaderRegistry):
    """Registry of headers with a cache: most headers of a mail are equal to those of the previous
    one.

    The standard library makes a class for each header of each message, twenty per mail, which only
    the garbage collector frees.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, Any] = {}
        self._headers = lru_cache(maxsize=500)(super().__call__)

    def __getitem__(self, name: str) -> Any:
        kind = name.lower()
        if kind not in self._kinds:
            self._kinds[kind] = super().__getitem__(name)
        return self._kinds[kind]

    def __call__(self, name: str, value: str) -> Any:
        return self._headers(name, value)


WIRE = policy.SMTP.clone(cte_type="7bit", max_line_length=200, header_factory=_CachedHeaders())
LONG_ADDRESSES = WIRE.clone(max_line_length=998)
"""Policy for headers: an address longer than the line would be encoded, and become invalid."""

logger = structlog.get_logger("bocage.mail")


class DeliveryPostponed(Exception):
    """The mail did not leave, and will be tried again."""


@task(
    retry=RetryStrategy(max_attempts=MAX_ATTEMPTS + 1, exponential_wait=3),
    description=_("Envoie un courriel"),
    if_it_fails=_("« bocage try_mail ADRESSE » donne la réponse du serveur de courriel."),
)
def deliver_mail(*, mail_id: str) -> None:
    """Delivers one queued mail; does nothing to one in a final state.

    Raises:
        DeliveryPostponed: it did not leave this time.
    """
    deliver(UUID(mail_id))


@task(
    description=_("Envoie des courriels, plusieurs à la fois"),
    if_it_fails=_("« bocage try_mail ADRESSE » donne la réponse du serveur de courriel."),
)
def deliver_mails(*, mail_ids: list[str]) -> None:
    """Delivers queued mails over one connection. Each that does not leave this time goes on alone,
    with the patience of `deliver_mail`."""
    deliver_together([UUID(mail_id) for mail_id in mail_ids])


def deliver(mail_id: UUID) -> None:
    """Delivers one queued mail (the work of the task `deliver_mail`).

    Raises:
        DeliveryPostponed: the mail did not leave this time.
    """
    for _outgoing, problem in _deliver([mail_id]):
        raise DeliveryPostponed(str(problem)) from problem


def deliver_together(mail_ids: list[UUID]) -> None:
    """Delivers several queued mails (the work of the task `deliver_mails`); each one that does not
    leave this time gets a task of its own.
    """
    for outgoing, _problem in _deliver(mail_ids):
        kind = mail_class(outgoing.kind)
        alone = deliver_mail.configure(priority=kind.priority if kind else 0)
        alone.defer(mail_id=str(outgoing.pk))


type Stopped = list[tuple[OutgoingMail, Exception]]
"""Mails that could not be sent this time, each with its error."""


def _deliver(mail_ids: list[UUID]) -> Stopped:
    """Renders mails in one transaction, then hands each over in a transaction of its own, which
    holds its row: a mail that has left is known to have left, whatever happens to the others."""
    ready, stopped = _render(mail_ids)
    if not ready:
        return stopped
    with MailServer.from_url(settings.BOCAGE.email_url).conversation() as conversation:
        for outgoing in ready:
            problem = _send(outgoing, conversation)
            if problem is not None:
                stopped.append((outgoing, problem))
    return stopped


@transaction.atomic
def _render(mail_ids: list[UUID]) -> tuple[list[OutgoingMail], Stopped]:
    """Renders mails, except those that another worker has locked.

    Returns those to send, none without a mail server, and those whose template failed.
    """
    waiting = OutgoingMail.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk__in=mail_ids, state__in=[MailState.QUEUED, MailState.SENDING]
    )
    ready: list[OutgoingMail] = []
    stopped: Stopped = []
    for outgoing in waiting.order_by("id"):
        outgoing.attempts += 1
        try:
            if not outgoing.html:
                render_into(outgoing)
        except UnknownMessage as unknown:
            record_outcome(outgoing, MailState.FAILED, str(unknown))
        except Exception as error:  # Whatever a template may raise: the mail waits for its repair.
            problem = _postpone(outgoing, error, f"{type(error).__name__}: {error}")
            if problem is not None:
                stopped.append((outgoing, problem))
        else:
            outgoing.state = MailState.SENDING
            outgoing.save(update_fields=RENDERED_COLUMNS)
            ready.append(outgoing)
    if settings.BOCAGE.email_url:
        prefetch_related_objects(ready, "attachments")
        return ready, stopped
    for outgoing in ready:
        if not withhold(outgoing):
            record_outcome(outgoing, MailState.KEPT)
    return [], stopped


@transaction.atomic
def _send(outgoing: OutgoingMail, conversation: Conversation) -> Exception | None:
    """Sends a mail to the server, unless another worker has; returns the error, if any."""
    if not _hold(outgoing) or withhold(outgoing):
        return None
    try:
        conversation.hand_over(compose(outgoing), bounces_to=settings.BOCAGE.incoming_address)
    except PermanentRefusal as refusal:
        record_refusal(outgoing, refusal)
    except TemporaryFailure as failure:
        return _postpone(outgoing, failure, str(failure))
    else:
        record_outcome(outgoing, MailState.SENT)
    return None


def _postpone(outgoing: OutgoingMail, problem: Exception, words: str) -> Exception | None:
    """Writes down why the mail did not leave; gives it up at the last attempt."""
    if outgoing.attempts >= MAX_ATTEMPTS:
        record_outcome(outgoing, MailState.FAILED, words)
        return None
    outgoing.error = words
    outgoing.save(update_fields=["error", "attempts"])
    return problem


class UnknownMessage(Exception):
    """The message exists no more in this version of the product."""


def render_into(outgoing: OutgoingMail) -> None:
    """Writes the subject, the text and the page of a mail, and its attachments.

    Raises:
        UnknownMessage: no message of this version fits it.
    """
    mail_type = mail_class(outgoing.kind)
    if mail_type is None:
        raise UnknownMessage(f"No message is called {outgoing.kind}")
    try:
        mail = mail_type.from_facts(outgoing.facts)
    except ValidationError as error:
        raise UnknownMessage(f"The facts do not fit {outgoing.kind}") from error
    rendered = render_mail(mail, language=outgoing.language, person_id=outgoing.person_id)
    outgoing.subject, outgoing.text, outgoing.html = rendered.subject, rendered.text, rendered.html
    outgoing.message_id = _message_id(outgoing)
    MailAttachment.objects.bulk_create(
        MailAttachment(
            mail=outgoing,
            filename=attachment.filename,
            mimetype=attachment.mimetype,
            method=attachment.method,
            content=attachment.content,
        )
        for attachment in rendered.attachments
    )


def withhold(outgoing: OutgoingMail) -> bool:
    """Closes a mail that asks not to be sent any more; returns True if it does."""
    mail = _mail_of(outgoing)
    reason = mail.held_back() if mail else ""
    if reason:
        record_outcome(outgoing, MailState.WITHHELD, reason)
    return bool(reason)


def record_refusal(outgoing: OutgoingMail, refusal: PermanentRefusal) -> None:
    """Closes a mail that was refused for good, and publishes that its address is gone."""
    record_outcome(outgoing, MailState.FAILED, str(refusal))
    publish_refused_address(outgoing, str(refusal))


def record_outcome(outgoing: OutgoingMail, state: MailState, error: str = "") -> None:
    """Records what a mail has become: sent, stored, failed or withheld."""
    outgoing.state, outgoing.error = state, error
    has_left = state not in {MailState.FAILED, MailState.WITHHELD}
    outgoing.sent_at = timezone.now() if has_left else None
    outgoing.save(update_fields=OUTCOME_COLUMNS)
    if state == MailState.FAILED:
        logger.error("mail refused", mail=str(outgoing.pk), kind=outgoing.kind, error=error)


def _hold(outgoing: OutgoingMail) -> bool:
    """Locks the row of a mail that is to leave; False where another worker has it, or had it."""
    rows = OutgoingMail.objects.select_for_update(of=("self",), skip_locked=True)
    return bool(rows.filter(pk=outgoing.pk, state=MailState.SENDING).values_list("pk"))


def _message_id(outgoing: OutgoingMail) -> str:
    host = urlsplit(settings.BOCAGE.public_url).hostname or "localhost"
    return f"<{outgoing.pk}@{host}>"


def compose(outgoing: OutgoingMail) -> EmailMessage:
    """Composes the MIME message: text, HTML page, calendar objects and attachments."""
    message, mail = EmailMessage(policy=WIRE), _mail_of(outgoing)
    message["Subject"] = outgoing.subject
    message["From"] = sender_header(mail.own_sender() if mail else "")
    message["To"] = outgoing.recipient
    if outgoing.reply_to:
        message["Reply-To"] = outgoing.reply_to
    message["Date"] = format_datetime(outgoing.created_at)
    message["Message-ID"] = outgoing.message_id
    message["Auto-Submitted"] = "auto-generated"
    stop = unsubscribe_links(mail, outgoing.person_id, outgoing.language) if mail else None
    if stop:
        message["List-Unsubscribe"] = f"<{stop.one_click}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(outgoing.text)
    message.add_alternative(outgoing.html, subtype="html")
    attachments = [_attachment_of(row) for row in outgoing.attachments.all()]
    for attachment in attachments:
        if attachment.method:
            message.add_alternative(
                attachment.content.decode(),
                subtype="calendar",
                params={"method": attachment.method},
            )
    for attachment in attachments:
        maintype, _slash, subtype = attachment.mimetype.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=attachment.filename,
            params={"method": attachment.method, "charset": "utf-8"} if attachment.method else None,
        )
    # Written last: written first, it would be taken for a header of the text part alone.
    message["Content-Language"] = outgoing.language
    message.policy = LONG_ADDRESSES
    return message


def _mail_of(outgoing: OutgoingMail) -> Mail | None:
    """Returns the message of a row; None if another version of the product wrote it, in which case
    the stored rendering is sent.
    """
    mail_type = mail_class(outgoing.kind)
    if mail_type is None:
        return None
    try:
        return mail_type.from_facts(outgoing.facts)
    except ValidationError:
        return None


def _attachment_of(row: MailAttachment) -> Attachment:
    return Attachment(
        filename=row.filename,
        content=bytes(row.content),
        mimetype=row.mimetype,
        method=row.method,
    )
