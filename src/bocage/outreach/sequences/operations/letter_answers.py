"""Answers by mail to a letter: they end its sequence, and are forwarded to the coordinators."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.outreach.campaigns.models import RUN_BY
from bocage.outreach.prospects.operations.prospects import surviving_record
from bocage.outreach.sequences.mails import LetterAnswered
from bocage.outreach.sequences.models.sendings import Sending
from bocage.outreach.sequences.models.sequences import Sequence
from bocage.outreach.sequences.operations.enrolment_ends import record_answer
from bocage.people.mailing import write_to
from bocage.people.models import Person

LONGEST_ANSWER = 10_000


def take_answer(
    *, sending_id: UUID, sender: str, words: str, now: datetime | None = None
) -> Sending | None:
    """Stores a prospect's answer to a letter, stops their sequences, and mails the coordinators.
    The reply address is unique to the letter; a sender other than the prospect's address is
    reported as such, since people answer from several mailboxes.

    Returns: the letter that was answered, or None if it is unknown or its prospect was erased.
    """
    now = now or timezone.now()
    with transaction.atomic():
        sendings = Sending.objects.select_related(
            "enrolment__prospect", "enrolment__sequence__departement"
        )
        sending = sendings.filter(pk=sending_id).first()
        if sending is None:
            return None
        # Lock order used everywhere: the prospect first, then their letter.
        prospect = lock_row(surviving_record(sending.enrolment.prospect))
        if prospect.erased_at is not None:
            return None
        sending = lock_rows(sendings).get(pk=sending_id)
        addresses = {sending.address, prospect.email}
        sending.answered_from = "" if sender in addresses else sender[:254]
        answer = words.replace("\0", "").strip()
        sending.answer = "\n\n".join(filter(None, [sending.answer, answer]))[:LONGEST_ANSWER]
        sending.answered_at = sending.answered_at or now
        sending.save(update_fields=["answered_from", "answer", "answered_at"])
        record_answer(prospect, sending.subject, now=now)
        for person in _recipients(sending.enrolment.sequence):
            write_to(
                person,
                LetterAnswered(
                    prospect_id=str(prospect.pk),
                    sender_name=str(prospect),
                    subject_line=sending.subject,
                    words=answer[:4000],
                    answered_from=sending.answered_from,
                ),
                reply_to=sending.answered_from or prospect.email,
            )
    return sending


def _recipients(sequence: Sequence) -> list[Person]:
    """Returns the coordinators of the département; without any, the author of the sequence."""
    from bocage.people.models import Mandate

    holding = Mandate.objects.in_force().filter(
        role__in=RUN_BY, scope__departement=sequence.departement_id
    )
    people = list(
        Person.objects.filter(pk__in=holding.values("person"), is_active=True).order_by("pk")
    )
    writer = sequence.created_by
    return people or ([writer] if writer is not None and writer.is_active else [])
