"""Prospects by the hundred thousand, and a letter queued for all those of a language.

They are copied, in a dedicated instance. Besides people who consent, some have withdrawn their
consent and some mailboxes never answered: none of them may be queued. The letters are due tomorrow,
so that the worker of the instance ignores them.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from django.db.models import Exists, OuterRef

from bench.harness.copying import NULL, bulk_loading, copy_lines
from bench.harness.nation import identifier
from bench.harness.stage import InstanceInUse
from bench.harness.stages.projects import FIRST_NAMES, LAST_NAMES
from bocage.outreach.models import (
    Letter,
    Prospect,
    ProspectConsent,
    Sending,
    Sequence,
    SequenceEntry,
)
from bocage.outreach.sequences.operations.enrolments import audience_of, enter_crowd
from bocage.outreach.sequences.operations.sendings import queue_due_letters
from bocage.territory.models import Departement

KIND_OF_PROSPECTS, KIND_OF_CONSENTS = 41, 42
"""Kinds of identifiers, after those of the other stages."""
ORIGINS = ("Paris", "Rouen", "Londres", "Nantes", "Caen", "75011 Paris", "Lille", "Rennes")
KIB_IN_MB = 1024 if sys.platform == "linux" else 1024 * 1024

_PROSPECT = [
    "id", "departement_id", "email", "name", "origin", "language", "status", "captured_at",
    "confirmed_at", "last_touch_at",
]  # fmt: skip
_CONSENT = [
    "id", "prospect_id", "purpose", "words", "collection_method", "given_at", "confirmed_at",
    "withdrawn_at", "withdrawn_by",
]  # fmt: skip


@dataclass(frozen=True)
class ProspectsStage:
    """Number of prospects who may receive letters, by language, and the total."""

    french: int
    english: int
    prospects: int
    load_seconds: float


@dataclass(frozen=True)
class LettersStage:
    """Number of queued letters, with time and memory."""

    queued: int
    people: int
    disagree: int
    chosen_seconds: float
    queued_seconds: float
    peak_mb: float


def set_prospects_stage(count: int, *, now: datetime) -> ProspectsStage:
    """Loads so many French prospects who agree, a tenth as many English ones, and a tenth who do
    not agree any more, or never did.

    Raises:
        InstanceInUse: prospects are there already.
    """
    if Prospect.objects.exists():
        raise InstanceInUse
    started = perf_counter()
    whole = count + 2 * (count // 10)
    with bulk_loading(Prospect, ProspectConsent):
        copy_lines(Prospect, _PROSPECT, _prospects(whole, count, now), now=now)
        copy_lines(ProspectConsent, _CONSENT, _consents(whole, count, now), now=now)
    return ProspectsStage(
        french=count,
        english=count // 10,
        prospects=Prospect.objects.count(),
        load_seconds=round(perf_counter() - started, 1),
    )


def queue_letters(language: str, *, now: datetime) -> LettersStage:
    """Adds all prospects of a language to a sequence, and queues its first letter for each."""
    tomorrow = now + timedelta(days=1)
    sequence = Sequence.objects.create(
        departement=Departement.objects.get(code="61"),
        name=f"Banc {language}",
        status=Sequence.Status.RUNNING,
        language=language,
        entry=Sequence.Entry.EVERYBODY,
        created_at=now,
        started_at=now,
    )
    words = {"subject": "Venez voir", "body": "Bonjour {prenom|à vous},\n\n[[sejour]]"}
    if language == "en":
        words = {f"{name}_en": text for name, text in words.items()}
    Letter.objects.create(
        sequence=sequence,
        rank=1,
        days_after=0,
        status=Letter.Status.READY,
        written_at=now,
        **words,
    )
    started = perf_counter()
    entry = SequenceEntry.objects.create(
        sequence=sequence, requested_at=now, total=audience_of(sequence).count()
    )
    enter_crowd(entry.pk, now=tomorrow)
    chosen_at = perf_counter()
    queue_due_letters(now=tomorrow)
    done_at = perf_counter()
    sendings = Sending.objects.filter(letter__sequence=sequence, state=Sending.State.QUEUED)
    in_force = ProspectConsent.objects.in_force().filter(prospect=OuterRef("enrolment__prospect"))
    return LettersStage(
        queued=sendings.count(),
        people=sendings.order_by().values("enrolment__prospect").distinct().count(),
        disagree=sendings.exclude(Exists(in_force)).count(),
        chosen_seconds=round(chosen_at - started, 2),
        queued_seconds=round(done_at - chosen_at, 2),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB, 1),
    )


def _prospects(whole: int, french: int, now: datetime) -> Iterator[str]:
    met = now - timedelta(days=20)
    for number in range(whole):
        name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"
        language = "en" if french <= number < french + french // 10 else "fr"
        yield "\t".join(
            (
                *(str(identifier(KIND_OF_PROSPECTS, number)), "61", f"p{number}@banc.example"),
                *(name, ORIGINS[number % len(ORIGINS)], language, "confirmed"),
                *(str(met), str(met), str(met)),
            )
        )


def _consents(whole: int, french: int, now: datetime) -> Iterator[str]:
    given_at, taken_back = now - timedelta(days=20), now - timedelta(days=2)
    agreeing = french + french // 10
    for number in range(whole):
        has_left = number >= agreeing and number % 2 == 0
        waits = number >= agreeing and not has_left
        yield "\t".join(
            (
                str(identifier(KIND_OF_CONSENTS, number)),
                str(identifier(KIND_OF_PROSPECTS, number)),
                *("letters", "J’accepte de recevoir vos lettres.", "form", str(given_at)),
                NULL if waits else str(given_at),
                *((str(taken_back), "link") if has_left else (NULL, "")),
            )
        )
