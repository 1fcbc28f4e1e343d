"""Sender address of mails, trusted only once a trial mail has come back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.first_steps.mails import TrialMail
from bocage.first_steps.models import MailTrial
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.mail import server_sender
from bocage.foundation.mail.incoming import reply_address
from bocage.people.limits import Limit, count_attempt
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.people.operations.instance import update_instance_settings

TRIALS_AN_HOUR = Limit(action="first_steps.trial", amount=12, window=timedelta(hours=1))


def try_sender(*, by: Person, sender_email: str, now: datetime | None = None) -> MailTrial:
    """Sets the sender address of mails (« » is the server's default), and sends a mail from it,
    only to `by`, that must come back.

    Raises:
        NotAllowed: `by` does not administer the instance.
        ValidationError: it is not a valid sender address.
        TooManyAttempts: twelve trials within the hour.
    """
    by.require("people.update_instance_settings")
    moment = now or timezone.now()
    count_attempt(TRIALS_AN_HOUR, str(by.pk), now=moment)
    with transaction.atomic():
        row = update_instance_settings(by=by, values={"sender_email": sender_email})
        sender = row.sender_email or server_sender()
        trial = MailTrial(pk=new_identifier(), sender=sender, sent_at=moment)
        outgoing = write_to(
            by,
            TrialMail(trial_id=trial.pk, sender=trial.sender, requested_at=moment),
            reply_to=reply_address("trial", trial.pk),
        )
        trial.mail = outgoing.pk if outgoing else None
        trial.save(force_insert=True)
    return trial


def note_return(
    *, trial_id: UUID, return_method: MailTrial.ReturnMethod, now: datetime | None = None
) -> MailTrial | None:
    """Records that a mail came back; the first time stays. No permission is checked: the holder of
    the link, or the author of the answer, has received the mail. Returns None if the trial is gone.
    """
    waiting = MailTrial.objects.filter(pk=trial_id, came_back_at=None)
    waiting.update(came_back_at=now or timezone.now(), return_method=return_method)
    return MailTrial.objects.filter(pk=trial_id).first()
