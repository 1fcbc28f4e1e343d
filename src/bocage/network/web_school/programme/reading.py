"""The programme of an edition, read from the database, as a problem and an answer to it."""

from collections import defaultdict
from dataclasses import dataclass

from bocage.network.web_school.models.editions import Slot, WebSchoolEdition, WebSchoolRoom, follows
from bocage.network.web_school.models.pitches import Pitch, PitchComing, PitchVote
from bocage.network.web_school.models.programmes import Session
from bocage.network.web_school.people import leaders_by_pitch
from bocage.network.web_school.programme.problem import Place, Problem, Room, Wish
from bocage.people.models import Person


@dataclass(frozen=True)
class Programme:
    """Programme of an edition as a problem and its current solution, with the database row of each
    key.
    """

    problem: Problem
    placements: dict[str, Place]
    rooms: list[WebSchoolRoom]
    slots: list[Slot]
    pitches: dict[str, Pitch]
    sessions: dict[str, Session]
    leader_names: dict[str, str]
    without_leader: list[Pitch]
    """Requested sessions that still lack a leader: they can only be placed by hand."""

    def title_of(self, key: str) -> str:
        if key in self.sessions:
            return self.sessions[key].title
        return self.pitches[key].title


def programme_of(edition: WebSchoolEdition) -> Programme:
    """Reads the programme of an edition; eight queries whatever its size.

    The key of a wish is that of its pitch, or of its session if it has none.
    """
    rooms = list(edition.rooms.all())
    slots = list(edition.slots.all())
    sessions = {
        str(session.pitch_id or session.pk): session
        for session in edition.sessions.select_related("room", "slot", "started_by")
    }
    pitches = {
        str(pitch.pk): pitch
        for pitch in edition.pitches.select_related("author")
        if not pitch.is_withdrawn or str(pitch.pk) in sessions
    }
    leaders = _leaders(pitches, sessions)
    voters, coming = _demand_for(edition)
    room_numbers = {room.pk: number for number, room in enumerate(rooms)}
    slot_numbers = {slot.pk: number for number, slot in enumerate(slots)}
    placements = {
        key: Place(room_numbers[session.room_id], slot_numbers[session.slot_id])
        for key, session in sessions.items()
    }
    without = [
        pitch
        for key, pitch in pitches.items()
        if not leaders[key] and key not in sessions and not pitch.is_offer
    ]
    left_out = {str(pitch.pk) for pitch in without}
    wishes = [
        _wish(
            key,
            pitches.get(key),
            sessions.get(key),
            leaders=frozenset(str(person.pk) for person in leaders[key]),
            wanted_by=voters[key],
            coming=coming[key],
            place=placements.get(key),
        )
        for key in [*pitches, *(key for key in sessions if key not in pitches)]
        if key not in left_out
    ]
    return Programme(
        problem=Problem(
            rooms=tuple(Room(str(room.pk), room.seats) for room in rooms),
            follows=tuple(follows(slots)),
            wishes=tuple(wishes),
        ),
        placements=placements,
        rooms=rooms,
        slots=slots,
        pitches=pitches,
        sessions=sessions,
        leader_names=_names(leaders),
        without_leader=without,
    )


def _leaders(pitches: dict[str, Pitch], sessions: dict[str, Session]) -> dict[str, list[Person]]:
    """Returns the leaders of each wish: those of its pitch, or the person who started it on the
    day."""
    leaders = {str(key): list(people) for key, people in leaders_by_pitch(pitches.values()).items()}
    for key, session in sessions.items():
        if session.is_walk_up:
            leaders[key] = [session.started_by] if session.started_by else []
    return leaders


def _names(leaders: dict[str, list[Person]]) -> dict[str, str]:
    return {
        str(person.pk): person.name or person.email.partition("@")[0]
        for people in leaders.values()
        for person in people
    }


def _wish(
    key: str,
    pitch: Pitch | None,
    session: Session | None,
    *,
    leaders: frozenset[str],
    wanted_by: set[str],
    coming: int,
    place: Place | None,
) -> Wish:
    is_pinned = session is not None and (session.is_pinned or session.is_walk_up)
    length = pitch.length if pitch is not None else 1
    return Wish(
        key=key,
        length=session.length if is_pinned and session is not None else length,
        leaders=leaders,
        wanted_by=frozenset(wanted_by) | leaders,
        coming=coming,
        is_for_beginners=pitch is not None and pitch.level == Pitch.Level.BEGINNER,
        pinned=place if is_pinned else None,
        was=place,
    )


def _demand_for(edition: WebSchoolEdition) -> tuple[dict[str, set[str]], dict[str, int]]:
    """Returns who wants each pitch (by a vote or by announcing that they come), and how many
    come."""
    people: dict[str, set[str]] = defaultdict(set)
    coming: dict[str, int] = defaultdict(int)
    statements = PitchComing.objects.filter(pitch__edition=edition, person__is_active=True)
    for pitch, person in statements.order_by("pk").values_list("pitch_id", "person_id"):
        people[str(pitch)].add(str(person))
        coming[str(pitch)] += 1
    votes = PitchVote.objects.filter(pitch__edition=edition)
    for pitch, person in votes.order_by("pk").values_list("pitch_id", "ballot__person_id"):
        people[str(pitch)].add(str(person))
    return people, coming
