"""Operations on letters of a sequence: drafting, test, marking as ready, moving, withdrawal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.mail import send_mail
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.errors import LetterIncomplete, LetterLeft, TooFarApart
from bocage.outreach.sequences.letter_drawing import draw_letter
from bocage.outreach.sequences.letter_notation import read_letter
from bocage.outreach.sequences.letter_planning import (
    hold_enrolments,
    plan_again,
    wait_for_the_sender,
)
from bocage.outreach.sequences.mails import SequenceLetter
from bocage.outreach.sequences.models.sendings import Sending
from bocage.outreach.sequences.models.sequences import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    MAX_DAYS,
    Letter,
    Sequence,
)
from bocage.outreach.sequences.operations.sequences import lock_sequence
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person

Status = Letter.Status
TRIALS = Limit(action="outreach.letter_trial", amount=20, window=timedelta(hours=1))


@dataclass(frozen=True, kw_only=True)
class LetterWords:
    """Text of a letter in both languages, and the number of days after the previous one."""

    days_after: int
    subject: str = ""
    body: str = ""
    subject_en: str = ""
    body_en: str = ""


def write_letter(
    *, by: Person, sequence: Sequence, words: LetterWords, now: datetime | None = None
) -> Letter:
    """Adds a letter after the others, as a draft; it is sent once it is marked as ready.

    Raises:
        NotAllowed: `by` does not run the sequence.
        SequenceEnded: the sequence has ended.
        UnknownNotation, TooFarApart: the text or the number of days is not valid.
    """
    with transaction.atomic():
        locked = lock_sequence(by, sequence)
        last = locked.letters.aggregate(rank=Max("rank"))["rank"] or 0
        letter = Letter(sequence=locked, rank=last + 1)
        _write_words(letter, words, now)
        letter.save()
        plan_again(locked)
    return letter


def change_letter(
    *, by: Person, letter: Letter, words: LetterWords, now: datetime | None = None
) -> Letter:
    """Changes a letter; sendings already received are unchanged. A ready letter stays ready.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: the sequence has ended.
        LetterIncomplete: the letter is ready, and would lack text in a language of its sequence.
        UnknownNotation, TooFarApart: the text or the number of days is not valid.
    """
    with transaction.atomic():
        sequence, locked = _locked(by, letter)
        _write_words(locked, words, now)
        if locked.is_ready:
            _check_complete(locked, sequence)
        locked.save()
        plan_again(sequence)
    return locked


def make_letter_ready(*, by: Person, letter: Letter) -> Letter:
    """Marks a letter as ready to be sent, even after it was withdrawn. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: the sequence has ended.
        LetterIncomplete: text is missing in a language of its sequence.
    """
    with transaction.atomic():
        sequence, locked = _locked(by, letter)
        _check_complete(locked, sequence)
        locked.status = Status.READY
        locked.save(update_fields=["status"])
        plan_again(sequence)
    return locked


def withdraw_letter(*, by: Person, letter: Letter, now: datetime | None = None) -> Letter:
    """Withdraws a letter: it is no longer sent, queued sendings included, and enrolments waiting
    for it go on to the next one. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: the sequence has ended.
    """
    now = now or timezone.now()
    with transaction.atomic():
        sequence, locked = _locked(by, letter)
        locked.status = Status.WITHDRAWN
        locked.save(update_fields=["status"])
        hold_enrolments(sequence)
        waiting = locked.sendings.filter(state=Sending.State.QUEUED)
        waiting.update(state=Sending.State.SKIPPED, reason=Sending.Reason.WITHDRAWN, closed_at=now)
        plan_again(sequence)
    return locked


def move_letter_up(*, by: Person, letter: Letter) -> Letter:
    """Exchanges a letter and the one before it; the first one stays where it is.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: it is over.
    """
    with transaction.atomic():
        sequence, locked = _locked(by, letter)
        before = sequence.letters.filter(rank__lt=locked.rank).order_by("-rank").first()
        _exchange(locked, before)
    return locked


def move_letter_down(*, by: Person, letter: Letter) -> Letter:
    """Exchanges a letter and the one after it; the last one stays where it is.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: it is over.
    """
    with transaction.atomic():
        sequence, locked = _locked(by, letter)
        after = sequence.letters.filter(rank__gt=locked.rank).order_by("rank").first()
        _exchange(locked, after)
    return locked


def remove_letter(*, by: Person, letter: Letter) -> None:
    """Deletes a letter that was never sent. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its sequence.
        SequenceEnded: the sequence has ended.
        LetterLeft: it was sent to a prospect, or is queued.
    """
    with transaction.atomic():
        sequence = lock_sequence(by, letter.sequence)
        wait_for_the_sender()
        hold_enrolments(sequence)
        locked = Letter.objects.select_for_update(of=("self",)).filter(pk=letter.pk).first()
        if locked is None:
            return
        if locked.sendings.exists():
            raise LetterLeft
        locked.delete()
        plan_again(sequence)


def try_letter(*, by: Person, letter: Letter, prospect: Prospect, language: str) -> None:
    """Sends a letter to oneself alone, as `prospect` would read it. It counts no visit.

    Raises:
        NotAllowed: `by` does not run its sequence.
        LetterLeftOut: there is nothing to send in this language, or for this person.
        TooManyAttempts: they tried twenty times in an hour.
    """
    by.require("outreach.run_sequence", letter)
    count_attempt(TRIALS, str(by.pk))
    rendered = draw_letter(letter, prospect, language=language)
    mail = SequenceLetter(
        subject_line=rendered.subject, body_html=rendered.html, body_text=rendered.text
    )
    send_mail(mail, to=by.email, language=language)


def _exchange(letter: Letter, neighbour: Letter | None) -> None:
    """Gives each the rank of the other; the constraint on ranks is checked at the end."""
    if neighbour is None:
        return
    letter.rank, neighbour.rank = neighbour.rank, letter.rank
    letter.save(update_fields=["rank"])
    neighbour.save(update_fields=["rank"])
    plan_again(letter.sequence)


def _locked(by: Person, letter: Letter) -> tuple[Sequence, Letter]:
    sequence = lock_sequence(by, letter.sequence)
    locked = lock_row(letter)
    locked.sequence = sequence
    return sequence, locked


def _write_words(letter: Letter, words: LetterWords, now: datetime | None) -> None:
    if not 0 <= words.days_after <= MAX_DAYS:
        raise TooFarApart
    letter.days_after = words.days_after
    for name, text in (("subject", words.subject), ("subject_en", words.subject_en)):
        setattr(letter, name, " ".join(text.replace("\0", "").split())[:LONGEST_SUBJECT])
    for name, text in (("body", words.body), ("body_en", words.body_en)):
        body = text.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_BODY]
        read_letter(body)
        setattr(letter, name, body)
    letter.written_at = now or timezone.now()


def _check_complete(letter: Letter, sequence: Sequence) -> None:
    """Raises:
    LetterIncomplete: words of a language of its sequence are missing.
    """
    for language in sequence.languages:
        if not all(part.strip() for part in letter.words_in(language)):
            raise LetterIncomplete
