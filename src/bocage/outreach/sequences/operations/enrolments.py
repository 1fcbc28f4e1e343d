"""Enrolment in a sequence: one prospect manually, an audience in the background, new ones
automatically.

An audience is enrolled by `INSERT … SELECT`, some thousand at a time, each batch with its progress:
memory use is constant, and an interrupted task resumes (docs/decisions/outreach-sequences.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, ProspectQuerySet, Touch
from bocage.outreach.prospects.segment_choices import prospects_of_segment
from bocage.outreach.sequences.errors import (
    CannotEnter,
    EntryGoingOn,
    NobodyChosen,
    SequenceNotRunning,
)
from bocage.outreach.sequences.letter_planning import plan_next_letters
from bocage.outreach.sequences.models.sendings import Enrolment, Sending
from bocage.outreach.sequences.models.sequences import Sequence, SequenceEntry

if TYPE_CHECKING:
    from bocage.people.models import Person

ENTER = "outreach.enter_crowd"
ENTERED_AT_ONCE = 5_000
Origin = Enrolment.Origin

LATE = timedelta(days=7)
"""How far back new prospects are searched: a shorter interruption of the worker misses nobody."""

ENTERED = """
WITH chosen AS ({candidates}), entered AS (
    INSERT INTO outreach_enrolment
        (id, sequence_id, prospect_id, origin, entered_at, next_letter_id, next_at, end_reason)
    SELECT gen_random_uuid(), %s, chosen.id, %s, %s, %s, %s, ''
    FROM chosen WHERE chosen.may_enter
    ORDER BY chosen.id
    ON CONFLICT (sequence_id, prospect_id) DO NOTHING
    RETURNING 1
)
SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM entered),
       (SELECT id FROM chosen ORDER BY id DESC LIMIT 1)
"""
"""Enrols one batch; returns how many were selected, how many enrolled, and the last key."""


def audience_of(sequence: Sequence) -> ProspectQuerySet:
    """Returns the prospects whom a sequence is for, whether or not they consent to it; none if
    people enter one by one, or if its segment or its campaign was deleted.
    """
    prospects = Prospect.objects.current().filter(departement=sequence.departement_id)
    if sequence.entry == Sequence.Entry.EVERYBODY:
        return prospects
    if sequence.entry == Sequence.Entry.SEGMENT and sequence.segment is not None:
        return prospects_of_segment(sequence.segment, prospects)
    if sequence.entry == Sequence.Entry.CAMPAIGN and sequence.campaign_id is not None:
        met = Touch.objects.filter(campaign=sequence.campaign_id).values_list("prospect", flat=True)
        return prospects.filter(pk__in=met)
    return prospects.none()


def may_enter(sequence: Sequence) -> Q:
    """Returns the condition that a prospect may be written to today: confirmed, with a consent in
    force for the purpose of the sequence, in one of its languages, at an address that no server
    has refused.
    """
    in_force = ProspectConsent.objects.in_force().filter(
        prospect=OuterRef("pk"), purpose=sequence.purpose
    )
    refused = Sending.objects.filter(
        address=OuterRef("email"), state=Sending.State.REFUSED, reason=Sending.Reason.ADDRESS
    )
    return (
        Q(status=Prospect.Status.CONFIRMED, language__in=sequence.languages)
        & ~Q(email="")
        & Exists(in_force)
        & ~Exists(refused)
    )


def count_possible_entrants(sequence: Sequence) -> int:
    """Counts the prospects of a sequence's audience who could enter it now, without those who have
    already been in it.
    """
    already = Enrolment.objects.filter(sequence=sequence, prospect=OuterRef("pk"))
    return audience_of(sequence).filter(may_enter(sequence)).exclude(Exists(already)).count()


def have_crowd_enter(
    *, by: Person, sequence: Sequence, now: datetime | None = None
) -> SequenceEntry:
    """Starts the entry of a sequence's whole audience, in the background.

    Raises:
        NotAllowed: `by` does not run it.
        SequenceNotRunning: it is not running.
        NobodyChosen: people enter it one by one.
        EntryGoingOn: such an entry is already in progress.
    """
    by.require("outreach.run_sequence", sequence)
    if not sequence.is_running:
        raise SequenceNotRunning
    if sequence.entry == Sequence.Entry.BY_HAND:
        raise NobodyChosen
    with refusing({"outreach_sequenceentry_one_at_a_time": EntryGoingOn}):
        entry = SequenceEntry.objects.create(
            sequence=sequence,
            requested_by=by,
            requested_at=now or timezone.now(),
            total=audience_of(sequence).count(),
        )
        app.configure_task(ENTER).defer(entry_id=str(entry.pk))
    return entry


def enter_crowd(entry_id: UUID, *, now: datetime | None = None) -> SequenceEntry | None:
    """Enrols an audience in a sequence, from where the last run stopped until its end. Run again,
    or concurrently, it enrols each prospect once. It stops if the sequence no longer runs.
    """
    entry: SequenceEntry | None = None
    goes_on = True
    while goes_on:
        with transaction.atomic():
            entry = (
                lock_rows(SequenceEntry.objects.all())
                .select_related("sequence__segment", "sequence__campaign")
                .filter(pk=entry_id, finished_at=None)
                .first()
            )
            if entry is None:
                return None
            goes_on = entry.sequence.is_running and _enter_batch(entry, now or timezone.now())
            if not goes_on:
                entry.finished_at = now or timezone.now()
            entry.save()
    return entry


@periodic("*/10 * * * *", description=_("Fait entrer les nouveaux contacts dans leurs lettres"))
def enter_the_new(*, now: datetime | None = None) -> int:
    """Enrols the prospects who confirmed their address since a sequence was launched, within the
    last seven days, in the running sequences that accept them automatically. A prospect enters a
    sequence only once. Returns the number of enrolments.
    """
    now = now or timezone.now()
    entered = 0
    running = Sequence.objects.filter(
        status=Sequence.Status.RUNNING, enters_by_itself=True
    ).select_related("segment", "campaign")
    for sequence in running:
        since = max(sequence.started_at or now, now - LATE)
        new = ProspectConsent.objects.in_force().filter(
            purpose=sequence.purpose, confirmed_at__gte=since
        )
        candidates = audience_of(sequence).filter(pk__in=new.values("prospect"))
        _read, some, _last = _enter(sequence, candidates, Origin.CONFIRMED, now)
        entered += some
    return entered


def enter_prospect(
    *, by: Person, sequence: Sequence, prospect: Prospect, now: datetime | None = None
) -> Enrolment:
    """Enrols one prospect in a sequence, at the request of a coordinator.

    Raises:
        NotAllowed: `by` does not run it or does not follow the prospect, or they are of
            different départements.
        SequenceNotRunning: it is not running.
        CannotEnter: the prospect cannot be written to for its purpose, or was in it already.
    """
    allowed = by.has_perm("outreach.run_sequence", sequence) and by.has_perm(
        "outreach.follow_prospect", prospect
    )
    if not allowed or sequence.departement_id != prospect.departement_id:
        raise NotAllowed
    if not sequence.is_running:
        raise SequenceNotRunning
    now = now or timezone.now()
    with transaction.atomic():
        candidates = Prospect.objects.current().filter(pk=prospect.pk)
        _read, entered, _last = _enter(sequence, candidates, Origin.BY_HAND, now)
        if not entered:
            raise CannotEnter
        return Enrolment.objects.get(sequence=sequence, prospect=prospect)


def _enter_batch(entry: SequenceEntry, now: datetime) -> bool:
    """Writes one batch of a crowd; whether there may be more."""
    candidates = audience_of(entry.sequence)
    if entry.reached is not None:
        candidates = candidates.filter(pk__gt=entry.reached)
    read, entered, last = _enter(entry.sequence, candidates, Origin.CROWD, now)
    entry.read += read
    entry.entered += entered
    entry.reached = last or entry.reached
    return read == ENTERED_AT_ONCE


def _enter(
    sequence: Sequence, candidates: ProspectQuerySet, origin: str, now: datetime
) -> tuple[int, int, UUID | None]:
    """Enrols the eligible prospects of a batch. Returns how many were read, how many enrolled, and
    the last one read."""
    some = (
        candidates.order_by("pk")
        .annotate(may_enter=ExpressionWrapper(may_enter(sequence), BooleanField()))
        .values("id", "may_enter")[:ENTERED_AT_ONCE]
    )
    sql, values = some.query.sql_with_params()
    letter_id, due_at = plan_next_letters(sequence, now)
    with connection.cursor() as cursor:
        cursor.execute(
            ENTERED.replace("{candidates}", sql),
            [*values, sequence.pk, Origin(origin).value, now, letter_id, due_at],
        )
        read, entered, last = cursor.fetchone()
    return read, entered, last
