"""Proposed programme of an edition: computed, then applied or discarded."""

from datetime import datetime

from django.utils import timezone

from bocage.network.web_school.errors import (
    NotAtThisStage,
    NothingToCompute,
    ProgrammeChangedMeanwhile,
)
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.models.programmes import ProgrammeProposal, Session
from bocage.network.web_school.operations.editions import managed_edition, touch_programme
from bocage.network.web_school.operations.sessions import put_sessions
from bocage.network.web_school.programme.problem import Place, worth_of
from bocage.network.web_school.programme.reading import Programme, programme_of
from bocage.network.web_school.programme.solver import solve
from bocage.people.models import Person


def propose_programme(
    *, by: Person, edition: WebSchoolEdition, now: datetime | None = None
) -> ProgrammeProposal:
    """Computes a programme, which replaces the proposal before. Nothing is locked meanwhile.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
        NothingToCompute: a room, a slot or a pitch is missing.
    """
    with managed_edition(by, edition) as locked:
        if not locked.is_being_made:
            raise NotAtThisStage
        programme = programme_of(locked)
    problem = programme.problem
    if not (programme.rooms and programme.slots and problem.wishes):
        raise NothingToCompute
    placements = solve(problem)
    worth = worth_of(problem, placements)
    proposal, _is_new = ProgrammeProposal.objects.update_or_create(
        edition=locked,
        defaults={
            "revision": locked.revision,
            "proposed_at": now or timezone.now(),
            "placements": [
                [key, programme.rooms[place.room].pk, programme.slots[place.slot].pk]
                for key, place in sorted(placements.items())
            ],
            "placed": worth.placed,
            "to_place": len(problem.wishes),
            "missed": worth.missed,
        },
    )
    return proposal


def leave_proposal(*, by: Person, edition: WebSchoolEdition) -> None:
    """Deletes the proposed programme; the current programme does not change.

    Raises:
        NotAllowed: `by` does not manage the edition.
    """
    with managed_edition(by, edition) as locked:
        ProgrammeProposal.objects.filter(edition=locked).delete()


def apply_proposal(*, by: Person, edition: WebSchoolEdition) -> None:
    """Applies the proposed programme; pinned sessions stay.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
        ProgrammeChangedMeanwhile: the grid or the programme changed since the computation, or
            the proposal no longer exists.
    """
    with managed_edition(by, edition) as locked:
        if not locked.is_being_made:
            raise NotAtThisStage
        proposal = ProgrammeProposal.objects.filter(edition=locked).first()
        if proposal is None or proposal.revision != locked.revision:
            raise ProgrammeChangedMeanwhile
        _apply(locked, proposal)
        proposal.delete()
        touch_programme(locked)


def _apply(edition: WebSchoolEdition, proposal: ProgrammeProposal) -> None:
    """Moves each session to its place in the proposal; those without a place leave the
    programme."""
    rooms = {room.pk: room for room in edition.rooms.all()}
    slots = list(edition.slots.all())
    by_slot = {slot.pk: slot for slot in slots}
    sessions = {
        str(session.pitch_id): session
        for session in edition.sessions.filter(is_pinned=False, pitch__isnull=False)
    }
    pitches = {str(pitch.pk): pitch for pitch in edition.pitches.all()}
    pinned = set(
        edition.sessions.filter(is_pinned=True, pitch__isnull=False).values_list(
            "pitch_id", flat=True
        )
    )
    places = {}
    for key, room, slot in proposal.placements:
        pitch = pitches.get(key)
        if pitch is None or pitch.pk in pinned:
            continue
        session = sessions.pop(key, None) or _new_session(edition, pitch)
        session.length, session.title = pitch.length, pitch.title
        places[session] = (rooms[room], by_slot[slot])
    Session.objects.filter(pk__in=[session.pk for session in sessions.values()]).delete()
    put_sessions(places, slots)


def _new_session(edition: WebSchoolEdition, pitch: Pitch) -> Session:
    return Session(edition=edition, pitch=pitch, title=pitch.title, length=pitch.length)


def places_of(proposal: ProgrammeProposal, programme: Programme) -> dict[str, Place]:
    """Returns the place of each wish in a proposal, by the room and slot numbers of the current
    programme; wishes, rooms and slots deleted since are left out.
    """
    rooms = {room.pk: number for number, room in enumerate(programme.rooms)}
    slots = {slot.pk: number for number, slot in enumerate(programme.slots)}
    return {
        key: Place(rooms[room], slots[slot])
        for key, room, slot in proposal.placements
        if room in rooms and slot in slots and key in programme.problem.by_key
    }
