"""Sending of letters: due ones are queued in batches, then rendered and sent at the instance's
rate.

A queued letter is sent only while its consent, letter and sequence are valid: each is checked in
the transaction that sends, and again when the mail is handed over
(docs/decisions/outreach-sequences.md).
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.foundation.mail import send_mail
from bocage.foundation.mail.incoming import reply_address
from bocage.outreach.campaigns.operations.links import LETTERS as SIGNS
from bocage.outreach.prospects.formatting import LETTERS_AT_MOST, LETTERS_COUNTED_OVER
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.last_check import agreements_in_force, prospect_and_purpose
from bocage.outreach.sequences.letter_drawing import DrawnLetter, LetterLeftOut, draw_letter
from bocage.outreach.sequences.letter_planning import (
    continue_or_finish,
    send_alone,
    sendable_letter_count,
)
from bocage.outreach.sequences.mails import SequenceLetter
from bocage.outreach.sequences.models.sendings import Enrolment, Sending
from bocage.outreach.sequences.models.sequences import Letter, Sequence
from bocage.outreach.sequences.operations.enrolment_ends import end_enrolments

State, Reason = Sending.State, Sending.Reason
Purpose = ProspectConsent.Purpose

QUEUED_AT_ONCE = 5_000
CODE_LENGTH = 12
"""Longer than the codes of campaigns (`operations/links.py`): none is taken for the other."""
LATER = timedelta(days=1)

QUEUED = """
WITH due AS MATERIALIZED (
    SELECT id, prospect_id FROM outreach_enrolment
    WHERE ended_at IS NULL AND next_letter_id = %(letter)s AND next_at <= %(now)s
    ORDER BY next_at LIMIT %(limit)s
    FOR NO KEY UPDATE SKIP LOCKED
),
agreed AS (
    SELECT due.id FROM due
    JOIN outreach_prospect prospect
      ON prospect.id = due.prospect_id AND prospect.erased_at IS NULL
     AND prospect.merged_into_id IS NULL AND prospect.email <> ''
    JOIN outreach_prospectconsent consent
      ON consent.prospect_id = prospect.id AND consent.purpose = %(purpose)s
     AND consent.withdrawn_at IS NULL AND consent.confirmed_at IS NOT NULL
    WHERE %(purpose)s <> 'letters' OR %(most)s > (
        SELECT count(*) FROM outreach_sending sent
        JOIN outreach_enrolment other ON other.id = sent.enrolment_id
        WHERE other.prospect_id = due.prospect_id AND sent.state = 'sent'
          AND sent.closed_at > %(since)s)
),
queued AS (
    INSERT INTO outreach_sending
        (id, enrolment_id, letter_id, state, reason, queued_at, address, subject, clicks,
         answer, answered_from)
    SELECT gen_random_uuid(), agreed.id, %(letter)s, 'queued', '', %(now)s, '', '', 0, '', ''
    FROM agreed
    ON CONFLICT (enrolment_id, letter_id) DO NOTHING
    RETURNING enrolment_id
)
UPDATE outreach_enrolment enrolment
SET next_at = CASE WHEN agreed.id IS NULL THEN %(later)s END
FROM due LEFT JOIN agreed ON agreed.id = due.id
WHERE enrolment.id = due.id
RETURNING (SELECT count(*) FROM queued)
"""
"""Queues a batch of due letters: one row for each consenting prospect below the monthly limit, and
clears the due date; the others are examined again tomorrow. A constraint prevents queuing a letter
twice."""

logger = structlog.get_logger("bocage.letters")


def queue_due_letters(*, now: datetime | None = None) -> int:
    """Queues every letter that is due, in batches of one transaction each; and ends the enrolments
    whose consent was withdrawn.

    Returns: how many were queued.
    """
    now = now or timezone.now()
    _end_without_consent(now)
    ready = Letter.objects.filter(
        status=Letter.Status.READY, sequence__status=Sequence.Status.RUNNING
    )
    whole = 0
    for letter in ready.select_related("sequence").order_by("pk"):
        read = QUEUED_AT_ONCE
        while read == QUEUED_AT_ONCE:
            queued, read = _queue_batch(letter, now)
            whole += queued
    return whole


def send_due_letters(*, now: datetime | None = None) -> int:
    """Sends queued letters, up to the rate per minute, in one transaction. Of two concurrent
    workers, only one sends.

    Returns: how many left or failed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if not send_alone():
            return 0
        room = sendable_letter_count(now)
        waiting = _waiting(room) if room else []
        if not waiting:
            return 0
        agreed = agreements_in_force(waiting)
        full = _full_months(waiting, now)
        processed = []
        for sending in waiting:
            prospect = sending.enrolment.prospect
            if full.get(prospect.pk, 0) >= LETTERS_AT_MOST and _counts(sending):
                _put_off(sending, now)
                continue
            _send_or_skip(sending, _why_not(sending, agreed), now)
            if sending.state == State.SENT and _counts(sending):
                full[prospect.pk] = full.get(prospect.pk, 0) + 1
            processed.append(sending)
        continue_or_finish([row.enrolment_id for row in processed], now=now)
    return len(processed)


def note_refused_address(*, mail_id: UUID, now: datetime | None = None) -> None:
    """Records that a server reports an address as gone, and ends the sequences of its prospect. It
    is idempotent.
    """
    now = now or timezone.now()
    with transaction.atomic():
        sending = Sending.objects.select_related("enrolment").filter(mail_id=mail_id).first()
        if sending is None or sending.state == State.REFUSED:
            return
        end_enrolments(
            Q(prospect=sending.enrolment.prospect_id), Enrolment.EndReason.ADDRESS, now=now
        )
        sending.state, sending.reason = State.REFUSED, Reason.ADDRESS
        sending.save(update_fields=["state", "reason"])


def _queue_batch(letter: Letter, now: datetime) -> tuple[int, int]:
    """Returns how many letters were queued, and how many were due."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            QUEUED,
            {
                "letter": letter.pk,
                "purpose": letter.sequence.purpose,
                "now": now,
                "later": now + LATER,
                "since": now - LETTERS_COUNTED_OVER,
                "most": LETTERS_AT_MOST,
                "limit": QUEUED_AT_ONCE,
            },
        )
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), len(rows)


def _end_without_consent(now: datetime) -> None:
    for purpose in (Purpose.LETTERS, Purpose.EVENINGS):
        agreeing = ProspectConsent.objects.in_force().filter(
            prospect=OuterRef("prospect"), purpose=purpose
        )
        due = Q(next_at__lte=now, sequence__purpose=purpose, sequence__status="running")
        end_enrolments(due & Q(~Exists(agreeing)), Enrolment.EndReason.NO_CONSENT, now=now)


def _waiting(room: int) -> list[Sending]:
    """Returns the next queued letters, with their prospects, letters and enrolments, all locked: a
    concurrent withdrawal waits for this transaction, or is seen by it. Rows are locked in the order
    used everywhere."""
    rows = list(
        Sending.objects.filter(
            state=State.QUEUED, enrolment__sequence__status=Sequence.Status.RUNNING
        )
        .order_by("queued_at", "id")
        .values_list("pk", "enrolment__prospect", "letter", "enrolment")[:room]
    )
    keys, people, words, places = zip(*rows, strict=True) if rows else ((), (), (), ())
    prospects = lock_rows(Prospect.objects.all()).order_by("pk").in_bulk(people)
    letters = lock_rows(Letter.objects.all()).order_by("pk").in_bulk(words)
    locked = lock_rows(Enrolment.objects.all()).order_by("pk")
    enrolments = locked.select_related("sequence__departement").in_bulk(places)
    waiting = lock_free_rows(Sending.objects.all()).filter(pk__in=keys, state=State.QUEUED)
    sendings = list(waiting.order_by("queued_at", "id"))
    for sending in sendings:
        sending.enrolment = enrolments[sending.enrolment_id]
        sending.enrolment.prospect = prospects[sending.enrolment.prospect_id]
        sending.letter = letters[sending.letter_id]
        sending.letter.sequence = sending.enrolment.sequence
    return sendings


def _counts(sending: Sending) -> bool:
    """Checks whether a letter counts towards the promised monthly limit."""
    return sending.enrolment.sequence.purpose == Purpose.LETTERS


def _full_months(waiting: list[Sending], now: datetime) -> dict[UUID, int]:
    """Returns how many letters each prospect received in the period, all sequences together."""
    sent_letters = Sending.objects.filter(
        enrolment__prospect__in=[sending.enrolment.prospect_id for sending in waiting],
        enrolment__sequence__purpose=Purpose.LETTERS,
        state=State.SENT,
        closed_at__gt=now - LETTERS_COUNTED_OVER,
    )
    return dict(
        sent_letters.order_by().values_list("enrolment__prospect").annotate(number=Count("pk"))
    )


def _put_off(sending: Sending, now: datetime) -> None:
    """Postpones a letter to tomorrow, because the monthly limit is reached."""
    sending.delete()
    Enrolment.objects.filter(pk=sending.enrolment_id, ended_at=None).update(next_at=now + LATER)


def _why_not(sending: Sending, agreed: set[tuple[UUID, str]]) -> str:
    if sending.enrolment.is_over:
        return Reason.OVER
    if not sending.letter.is_ready:
        return Reason.WITHDRAWN
    if prospect_and_purpose(sending) not in agreed or not sending.enrolment.prospect.email:
        return Reason.NO_CONSENT
    return ""


def _send_or_skip(sending: Sending, why_not: str, now: datetime) -> None:
    """Sends one, or writes why not. A failure of ours is of this letter alone."""
    sending.closed_at = now
    try:
        with transaction.atomic():
            if why_not:
                raise LetterLeftOut(why_not)
            code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))
            rendered = draw_letter(sending.letter, sending.enrolment.prospect, code=code)
            _send(sending, rendered, code)
    except LetterLeftOut as left_out:
        sending.state, sending.reason = State.SKIPPED, left_out.reason
    except Exception:
        logger.exception("letter not drawn", sending=str(sending.pk))
        sending.state, sending.reason = State.REFUSED, Reason.ERROR
        sending.code, sending.mail_id = None, None
    sending.save()


def _send(sending: Sending, rendered: DrawnLetter, code: str) -> None:
    prospect = sending.enrolment.prospect
    mail = SequenceLetter(
        subject_line=rendered.subject,
        body_html=rendered.html,
        body_text=rendered.text,
        prospect_id=str(prospect.pk),
        email=prospect.email,
        purpose=sending.enrolment.sequence.purpose,
        sending_id=str(sending.pk),
    )
    outgoing = send_mail(
        mail,
        to=prospect.email,
        language=prospect.language,
        reply_to=reply_address("letter", sending.pk),
    )
    if outgoing is None:
        raise LetterLeftOut(Reason.ADDRESS)
    sending.state, sending.mail_id, sending.code = State.SENT, outgoing.pk, code
    sending.address, sending.subject = prospect.email, rendered.subject
