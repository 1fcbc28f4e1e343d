"""Notifications to prospects about their own record: confirmation of the mailbox."""

from datetime import datetime, timedelta

from bocage.foundation.mail import send_mail
from bocage.outreach.prospects.mails import ConfirmAddress
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.people.errors import TooManyAttempts
from bocage.people.limits import Limit, count_attempt

CONFIRMATION_RETRY_DELAY = timedelta(hours=1)
MAX_IN_A_WEEK = Limit(action="outreach.confirm", amount=3, window=timedelta(days=7))
"""Limit of mails to one address, in case a stranger enters it repeatedly."""


def ask_mailbox(prospect: Prospect, now: datetime) -> bool:
    """Mails a prospect to confirm what they agreed to, or to remind them where to see what they
    receive. The caller holds the lock of the prospect. Returns True if a mail was sent, which no
    visitor may learn. The mail holds nothing that a stranger may have typed in a form.
    """
    last_sent_at = prospect.confirmation_requested_at
    if not prospect.email or (
        last_sent_at is not None and now - last_sent_at < CONFIRMATION_RETRY_DELAY
    ):
        return False
    waiting = prospect.consents.filter(withdrawn_at=None, confirmed_at=None)
    words = list(waiting.order_by("given_at", "id").values_list("words", flat=True))
    try:
        count_attempt(MAX_IN_A_WEEK, str(prospect.pk), now=now)
    except TooManyAttempts:
        return False
    prospect.confirmation_requested_at = now
    prospect.save(update_fields=["confirmation_requested_at"])
    letter = ConfirmAddress(prospect_id=str(prospect.pk), email=prospect.email, words=words)
    send_mail(letter, to=prospect.email, language=prospect.language)
    return True
