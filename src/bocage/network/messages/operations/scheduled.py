"""Scheduled jobs of conversations: deletion after a year, and notification of writers whose mails
could not be passed on."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.foundation.models import ReceivedMail
from bocage.network.messages import notifications
from bocage.network.messages.models import Conversation, ConversationReport, ConversationSide

RETENTION = timedelta(days=365)
"""Retention of a conversation after its last message."""


def forget_conversations(*, now: datetime | None = None) -> int:
    """Deletes the conversations without a message for a year and without an open report. If one of
    the two people stopped a conversation, only its messages are deleted, so that it stays
    stopped.
    """
    now = now or timezone.now()
    waiting = ConversationReport.objects.filter(conversation=OuterRef("pk"), handled_at=None)
    old = Conversation.objects.filter(~Exists(waiting), last_written_at__lt=now - RETENTION)
    stopped = ConversationSide.objects.filter(conversation=OuterRef("pk"), stopped_at__isnull=False)
    with transaction.atomic():
        for conversation in old.filter(Exists(stopped)):
            conversation.messages.all().delete()
        removed, _tables = old.exclude(Exists(stopped)).delete()
    return removed


@periodic(
    "*/10 * * * *", description=_("Dit à qui écrivait que son courriel n’a pas pu être transmis")
)
def notify_mails_not_passed_on(*, now: datetime | None = None) -> int:
    """Notifies the people whose answers by mail were not passed on, and the people whose messages
    did not arrive: no third person reads a conversation. Returns how many received mails were
    found."""
    waiting = ReceivedMail.objects.filter(
        kind=notifications.RELAY, closed_at=None, state__in=ReceivedMail.TO_LOOK_AT
    )
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            _notify_sender(key, now or timezone.now())
    return len(keys)


def _notify_sender(key: UUID, now: datetime) -> None:
    received = lock_rows(ReceivedMail.objects.all()).filter(pk=key, closed_at=None).first()
    if received is None:
        return
    received.closed_at = now
    received.save(update_fields=["closed_at"])
    sides = ConversationSide.objects.select_related("person", "conversation")
    side = sides.filter(pk=received.key).first() if received.key is not None else None
    if side is None:
        return
    if received.state == ReceivedMail.State.BOUNCE:
        notifications.notify_not_arrived(side)
    else:
        notifications.notify_not_passed_on(side, words=received.words, reason=received.reason)
