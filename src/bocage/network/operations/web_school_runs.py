"""Computing a programme: asked for, followed, kept or left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from bocage.foundation.constraints import refusing
from bocage.foundation.row_locks import lock_row
from bocage.network.errors.web_school import (
    NotAtThisStage,
    NothingFoundYet,
    NothingToCompute,
    ProgrammeChangedMeanwhile,
    RunUnderWay,
)
from bocage.network.models import Pitch, ProgrammeRun, Session, WebSchoolEdition
from bocage.network.operations.web_school_editions import keeping, touch_programme
from bocage.network.operations.web_school_sessions import put_sessions
from bocage.network.programme.problem import Place
from bocage.network.programme.reading import Programme, programme_of
from bocage.network.programme.solver import LONGEST_S, Answer, solve
from bocage.people.models import Person

Status = ProgrammeRun.Status

Worker = Callable[[UUID], object]
"""Has somebody else compute a run, once the transaction is over."""


def ask_for_programme(
    *,
    by: Person,
    edition: WebSchoolEdition,
    defer: Worker,
    seed: int = 1,
    now: datetime | None = None,
) -> ProgrammeRun:
    """Asks for a programme: `defer` hands it to the worker. One is computed at a time.

    Raises:
        NotAllowed: `by` does not keep the edition.
        NotAtThisStage: its programme is not being made.
        NothingToCompute: a room, a slot or a pitch is missing.
        RunUnderWay: one is being computed.
    """
    with keeping(by, edition) as locked:
        if not locked.is_being_made:
            raise NotAtThisStage
        programme = programme_of(locked)
        if not (programme.rooms and programme.slots and programme.problem.wishes):
            raise NothingToCompute
        locked.runs.filter(status=Status.FOUND).update(status=Status.LEFT)
        with refusing({"network_run_one_at_a_time": RunUnderWay}):
            run = ProgrammeRun.objects.create(
                edition=locked,
                revision=locked.revision,
                seed=seed,
                asked_by=by,
                asked_at=now or timezone.now(),
                wanted=len(programme.problem.wishes),
            )
        defer(run.pk)
    return run


def compute_programme(*, run_id: UUID, longest_s: float = LONGEST_S) -> ProgrammeRun | None:
    """Computes what was asked, and writes the best so far while it goes on: it holds no lock.

    Called again for a run that a worker left half-way, it begins anew; for one that is over, it
    does nothing.
    """
    run = ProgrammeRun.objects.select_related("edition").filter(pk=run_id).first()
    if run is None or not run.is_under_way:
        return run
    begun = ProgrammeRun.objects.filter(pk=run_id, status__in=ProgrammeRun.UNDER_WAY)
    begun.update(status=Status.RUNNING, started_at=timezone.now())
    programme = programme_of(run.edition)
    try:
        answer = solve(
            programme.problem,
            seed=run.seed,
            longest_s=longest_s,
            told=lambda best: _write(run_id, programme, best),
        )
    except Exception:
        begun.update(status=Status.FAILED, ended_at=timezone.now())
        raise
    _write(run_id, programme, answer)
    begun.update(status=Status.FOUND, ended_at=timezone.now(), is_best=answer.is_best)
    run.refresh_from_db()
    return run


def _write(run_id: UUID, programme: Programme, answer: Answer) -> bool:
    """Writes the best so far; says whether somebody still waits for a better one."""
    under_way = ProgrammeRun.objects.filter(pk=run_id, status__in=ProgrammeRun.UNDER_WAY)
    waits = under_way.update(
        placements=[
            [key, programme.rooms[place.room].pk, programme.slots[place.slot].pk]
            for key, place in sorted(answer.placements.items())
        ],
        placed=answer.worth.placed,
        missed=answer.worth.missed,
    )
    return bool(waits) and under_way.filter(is_asked_to_stop=False).exists()


def stop_run(*, by: Person, run: ProgrammeRun) -> ProgrammeRun:
    """Has a computation end with the best that it has. One that is over stays as it is.

    Raises:
        NotAllowed: `by` does not keep the edition.
    """
    with keeping(by, run.edition):
        ProgrammeRun.objects.filter(pk=run.pk).update(is_asked_to_stop=True)
    run.refresh_from_db()
    return run


def leave_run(*, by: Person, run: ProgrammeRun, now: datetime | None = None) -> ProgrammeRun:
    """Leaves what a computation found, or finds: the programme stays as it is.

    Raises:
        NotAllowed: `by` does not keep the edition.
    """
    with keeping(by, run.edition):
        ProgrammeRun.objects.filter(pk=run.pk).exclude(status=Status.KEPT).update(
            status=Status.LEFT, ended_at=now or timezone.now(), is_asked_to_stop=True
        )
    run.refresh_from_db()
    return run


def keep_run(*, by: Person, run: ProgrammeRun, now: datetime | None = None) -> ProgrammeRun:
    """Makes the programme of what a computation has found, also before it is over: what is pinned
    stays. Kept twice, it is kept once.

    Raises:
        NotAllowed: `by` does not keep the edition.
        NotAtThisStage: its programme is not being made.
        NothingFoundYet: it has no answer yet.
        ProgrammeChangedMeanwhile: the grid or the programme is not as when it began.
    """
    with keeping(by, run.edition) as edition:
        locked = lock_row(run)
        if locked.status == Status.KEPT:
            return locked
        if not edition.is_being_made:
            raise NotAtThisStage
        if locked.placements is None:
            raise NothingFoundYet
        if locked.status == Status.LEFT or locked.revision != edition.revision:
            raise ProgrammeChangedMeanwhile
        _apply(edition, locked)
        locked.status, locked.ended_at = Status.KEPT, locked.ended_at or now or timezone.now()
        locked.save(update_fields=["status", "ended_at"])
        touch_programme(edition)
    return locked


def _apply(edition: WebSchoolEdition, run: ProgrammeRun) -> None:
    """Puts each session where the run says; those that have no place leave the programme."""
    rooms = {room.pk: room for room in edition.rooms.all()}
    slots = list(edition.slots.all())
    by_slot = {slot.pk: slot for slot in slots}
    sessions = {
        str(one.pitch_id): one
        for one in edition.sessions.filter(is_pinned=False, pitch__isnull=False)
    }
    pitches = {str(pitch.pk): pitch for pitch in edition.pitches.all()}
    pinned = set(
        edition.sessions.filter(is_pinned=True, pitch__isnull=False).values_list(
            "pitch_id", flat=True
        )
    )
    places = {}
    for key, room, slot in run.placements or []:
        pitch = pitches.get(key)
        if pitch is None or pitch.pk in pinned:
            continue
        session = sessions.pop(key, None) or _new_session(edition, pitch)
        session.length, session.title = pitch.length, pitch.title
        places[session] = (rooms[room], by_slot[slot])
    Session.objects.filter(pk__in=[left.pk for left in sessions.values()]).delete()
    put_sessions(places, slots)


def _new_session(edition: WebSchoolEdition, pitch: Pitch) -> Session:
    return Session(edition=edition, pitch=pitch, title=pitch.title, length=pitch.length)


def proposal_of(run: ProgrammeRun, programme: Programme) -> dict[str, Place]:
    """What a run found, in the numbers of the programme as it stands; what is gone is left out."""
    rooms = {room.pk: number for number, room in enumerate(programme.rooms)}
    slots = {slot.pk: number for number, slot in enumerate(programme.slots)}
    return {
        key: Place(rooms[room], slots[slot])
        for key, room, slot in run.placements or []
        if room in rooms and slot in slots and key in programme.problem.by_key
    }
