"""Retention of outgoing mails."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.foundation.models.mail import MailAttachment, OutgoingMail

TEXT_RETENTION = timedelta(days=30)
"""Long enough to answer « je n’ai rien reçu »; a mail may hold a door code or a name."""
RECORD_RETENTION = timedelta(days=365)
"""Retention of recipients and dates, which prove that a duty to inform was met."""


@dataclass(frozen=True)
class Forgotten:
    """Numbers of mails whose contents were emptied, and of mails that were deleted."""

    emptied: int
    removed: int


def forget_old_mails(*, now: datetime | None = None) -> Forgotten:
    """Empties the mails in a final state of more than 30 days, and deletes those of more than a
    year."""
    now = now or timezone.now()
    final = OutgoingMail.objects.filter(state__in=OutgoingMail.FINAL_STATES)
    _all, by_table = final.filter(created_at__lt=now - RECORD_RETENTION).delete()
    old = final.filter(created_at__lt=now - TEXT_RETENTION)
    MailAttachment.objects.filter(mail__in=old).delete()
    emptied = old.exclude(html="", facts={}).update(subject="", text="", html="", facts={})
    return Forgotten(emptied=emptied, removed=by_table.get(OutgoingMail._meta.label, 0))
