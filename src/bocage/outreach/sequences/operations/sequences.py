"""Operations on sequences: drafting, launch, pause, end. Nothing is sent before the launch."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.segments import Segment
from bocage.outreach.sequences.errors import (
    NobodyChosen,
    NoLetterReady,
    SequenceEnded,
    SequenceNameTaken,
    SequenceNotNamed,
)
from bocage.outreach.sequences.models.sendings import Enrolment
from bocage.outreach.sequences.models.sequences import Letter, Sequence
from bocage.outreach.sequences.operations.enrolment_ends import end_enrolments
from bocage.people.models import Person
from bocage.territory.models import Departement

Status, Entry = Sequence.Status, Sequence.Entry


@dataclass(frozen=True, kw_only=True)
class SequenceTerms:
    """Terms of a sequence: its audience, the purpose that its prospects consent to, and its
    language.
    """

    name: str
    purpose: str = Sequence.PURPOSES[0][0]
    language: str = Sequence.Language.FRENCH
    entry: str = Entry.BY_HAND
    segment: Segment | None = None
    campaign: Campaign | None = None
    enters_by_itself: bool = False


def write_sequence(
    *, by: Person, departement: Departement, terms: SequenceTerms, now: datetime | None = None
) -> Sequence:
    """Begins a sequence, without letters yet.

    Raises:
        NotAllowed: `by` does not coordinate this département.
        SequenceNotNamed, SequenceNameTaken, NobodyChosen: the terms do not hold.
    """
    sequence = Sequence(departement=departement, created_by=by, created_at=now or timezone.now())
    by.require("outreach.run_sequence", sequence)
    _set_terms(sequence, terms)
    with refusing({"outreach_sequence_one_name": SequenceNameTaken}):
        sequence.save()
    return sequence


def change_sequence(*, by: Person, sequence: Sequence, terms: SequenceTerms) -> Sequence:
    """Changes a sequence. Its enrolments stay; ready letters that lack a newly required language
    become drafts.

    Raises:
        NotAllowed: `by` does not run it.
        SequenceEnded: it has ended.
        SequenceNotNamed, SequenceNameTaken, NobodyChosen: the terms are not valid.
    """
    with refusing({"outreach_sequence_one_name": SequenceNameTaken}):
        locked = lock_sequence(by, sequence)
        _set_terms(locked, terms)
        locked.save()
        for letter in locked.letters.filter(status=Letter.Status.READY):
            if any(
                not all(map(str.strip, letter.words_in(language))) for language in locked.languages
            ):
                letter.status = Letter.Status.DRAFT
                letter.save(update_fields=["status"])
    return locked


def start_sequence(*, by: Person, sequence: Sequence, now: datetime | None = None) -> Sequence:
    """Starts a sequence, or resumes a paused one. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
        SequenceEnded: it has ended.
        NoLetterReady: it has no ready letter.
    """
    with transaction.atomic():
        locked = lock_sequence(by, sequence)
        if not locked.letters.filter(status=Letter.Status.READY).exists():
            raise NoLetterReady
        locked.status = Status.RUNNING
        locked.started_at = locked.started_at or now or timezone.now()
        locked.save(update_fields=["status", "started_at"])
    return locked


def pause_sequence(*, by: Person, sequence: Sequence) -> Sequence:
    """Pauses a running sequence: nothing is sent until it is started again, and what is queued
    waits. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
        SequenceEnded: it has ended.
    """
    with transaction.atomic():
        locked = lock_sequence(by, sequence)
        if locked.status == Status.RUNNING:
            locked.status = Status.PAUSED
            locked.save(update_fields=["status"])
    return locked


def end_sequence(*, by: Person, sequence: Sequence, now: datetime | None = None) -> Sequence:
    """Ends a sequence for good, with all its enrolments. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        try:
            locked = lock_sequence(by, sequence)
        except SequenceEnded:
            return sequence
        locked.status, locked.ended_at = Status.ENDED, now
        locked.save(update_fields=["status", "ended_at"])
        end_enrolments(Q(sequence=locked), Enrolment.EndReason.ENDED, now=now)
    return locked


def lock_sequence(by: Person, sequence: Sequence) -> Sequence:
    """Returns the sequence as it is in the database, locked until the transaction ends.

    Raises:
        NotAllowed: `by` does not run it.
        SequenceEnded: it has ended.
    """
    by.require("outreach.run_sequence", sequence)
    locked = lock_row(sequence, "departement", "segment", "campaign")
    if locked.is_ended:
        raise SequenceEnded
    return locked


def _set_terms(sequence: Sequence, terms: SequenceTerms) -> None:
    sequence.name = " ".join(terms.name.split())[:120]
    if not sequence.name:
        raise SequenceNotNamed
    sequence.purpose = ProspectConsent.Purpose(terms.purpose)
    sequence.language = Sequence.Language(terms.language)
    sequence.entry = Entry(terms.entry)
    sequence.segment = terms.segment if terms.entry == Entry.SEGMENT else None
    sequence.campaign = terms.campaign if terms.entry == Entry.CAMPAIGN else None
    sources = {Entry.SEGMENT: sequence.segment, Entry.CAMPAIGN: sequence.campaign}
    if sequence.entry in sources:
        source = sources[Entry(sequence.entry)]
        if source is None or source.departement_id != sequence.departement_id:
            raise NobodyChosen
    sequence.enters_by_itself = terms.enters_by_itself and terms.entry != Entry.BY_HAND
