"""Delivery of many mails at once: written in one transaction, handed over through one connection.

Each is still handed over in a transaction of its own, with the lock of its row: as of a mail that
goes alone, one that left is known to have left. What does not leave with the others goes on alone,
with the patience of `deliver_mail`.
"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail.delivery import (
    UnknownMessage,
    compose,
    deliver_mail,
    render_into,
    settle,
    settle_refused,
    withhold,
)
from bocage.foundation.mail.messages import mail_class
from bocage.foundation.mail.transport import (
    Conversation,
    MailServer,
    PermanentRefusal,
    ServerAway,
    TemporaryFailure,
)
from bocage.foundation.models.mail import MailState, OutgoingMail
from bocage.foundation.tasks import task


@task(
    says=_("Envoie des courriels, plusieurs à la fois"),
    if_it_fails=_("« bocage try_mail ADRESSE » donne la réponse du serveur de courriel."),
)
def deliver_mails(*, mail_ids: list[str]) -> None:
    """Delivers queued mails; does nothing to those that are settled."""
    deliver_together([UUID(mail_id) for mail_id in mail_ids])


def deliver_together(mail_ids: list[UUID]) -> None:
    """See `deliver_mails`."""
    ready = _render(mail_ids)
    if not ready:
        return
    with MailServer.from_url(settings.BOCAGE.email_url).conversation() as conversation:
        for place, outgoing in enumerate(ready):
            try:
                _hand_over(outgoing, conversation)
            except ServerAway:
                _go_on_alone(ready[place:])
                return
            except TemporaryFailure:
                _go_on_alone([outgoing])


@transaction.atomic
def _render(mail_ids: list[UUID]) -> list[OutgoingMail]:
    """Makes mails ready, and returns those to hand over: none where there is no server. A worker
    that died may have left some of them ready."""
    waiting = OutgoingMail.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk__in=mail_ids, state__in=[MailState.QUEUED, MailState.SENDING]
    )
    ready = []
    for outgoing in waiting.order_by("id"):
        try:
            if not outgoing.html:
                render_into(outgoing)
        except UnknownMessage as unknown:
            settle(outgoing, MailState.FAILED, str(unknown))
        except Exception:  # Whatever a template may raise: said, and tried again, alone.
            _go_on_alone([outgoing])
        else:
            outgoing.attempts, outgoing.state = outgoing.attempts + 1, MailState.SENDING
            ready.append(outgoing)
    _write(ready)
    if settings.BOCAGE.email_url:
        prefetch_related_objects(ready, "attachments")
        return ready
    for outgoing in ready:
        if not withhold(outgoing):
            settle(outgoing, MailState.KEPT)
    return []


def _write(ready: list[OutgoingMail]) -> None:
    """In one statement: Django's `bulk_update` says each value of each row in a case of its own,
    which takes longer to build than to carry out."""
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE_SQL,
            {
                "ids": [one.pk for one in ready],
                "subjects": [one.subject for one in ready],
                "texts": [one.text for one in ready],
                "pages": [one.html for one in ready],
                "message_ids": [one.message_id for one in ready],
                "state": MailState.SENDING,
            },
        )


@transaction.atomic
def _hand_over(outgoing: OutgoingMail, conversation: Conversation) -> None:
    """Hands over one mail that is not settled since.

    Raises:
        TemporaryFailure: it did not leave.
    """
    leaving = OutgoingMail.objects.filter(pk=outgoing.pk, state=MailState.SENDING)
    # Said before it is so, which holds its row; whatever stops it takes that back with it.
    is_ours = leaving.update(state=MailState.SENT, sent_at=timezone.now(), error="")
    if not is_ours or withhold(outgoing):
        return
    try:
        conversation.hand_over(compose(outgoing), bounces_to=settings.BOCAGE.incoming_address)
    except PermanentRefusal as refusal:
        settle_refused(outgoing, refusal)


def _go_on_alone(mails: Iterable[OutgoingMail]) -> None:
    for outgoing in mails:
        kind = mail_class(outgoing.kind)
        task = deliver_mail.configure(priority=kind.priority if kind else 0)
        task.defer(mail_id=str(outgoing.pk))


_WRITE_SQL = """
UPDATE foundation_outgoingmail SET
    subject = ready.subject, text = ready.text, html = ready.page,
    message_id = ready.message_id, state = %(state)s, attempts = attempts + 1
FROM unnest(
    %(ids)s::uuid[], %(subjects)s::text[], %(texts)s::text[], %(pages)s::text[],
    %(message_ids)s::text[]
) AS ready (id, subject, text, page, message_id)
WHERE foundation_outgoingmail.id = ready.id
"""
