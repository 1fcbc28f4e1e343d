"""Many people at an edition at once, in real threads: the database alone decides."""

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.network.models import (
    Attendance,
    PitchComing,
    PitchVote,
    ProgrammeProposal,
    Session,
    WebSchoolEdition,
)
from bocage.network.web_school.errors import NoVoteLeft, RoomTaken
from bocage.network.web_school.operations import sessions as web_school_sessions
from bocage.network.web_school.operations.day import check_in
from bocage.network.web_school.operations.pitches import record_coming, vote_for
from bocage.network.web_school.operations.proposals import apply_proposal, propose_programme
from bocage.network.web_school.operations.sessions import place_pitch, start_session
from bocage.network.web_school.operations.versions import publish_programme
from bocage.people.models import Role
from tests.network.web_school.factories import MORNING, EditionFactory, PitchFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)
Status = WebSchoolEdition.Status


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def refusals(results, kind):
    assert [
        result
        for result in results
        if isinstance(result, Exception) and not isinstance(result, kind)
    ] == []
    return sum(isinstance(result, kind) for result in results)


def test_a_person_who_votes_ten_times_at_once_stays_within_their_budget():
    edition = EditionFactory(status=Status.VOTING, votes_each=3)
    pitches = [PitchFactory(edition=edition) for _ in range(4)]
    by = PersonFactory()

    results = race(
        *[lambda pitch=pitch: vote_for(by=by, pitch=pitch) for pitch in (*pitches, *pitches)]
    )

    assert refusals(results, NoVoteLeft) == 2
    assert PitchVote.objects.values("pitch").distinct().count() == 3 == PitchVote.objects.count()


def test_a_room_that_five_people_take_on_the_spot_is_one_person_s():
    edition = EditionFactory(status=Status.PUBLISHED, version=1, rooms=[10], slots=1)
    room, slot = edition.rooms.get(), edition.slots.get()
    people = [PersonFactory() for _ in range(5)]

    results = race(
        *[
            lambda by=by: start_session(
                by=by, edition=edition, room=room, slot=slot, title="Café", now=MORNING
            )
            for by in people
        ]
    )

    assert refusals(results, RoomTaken) == 4
    assert Session.objects.count() == 1


def test_the_database_itself_keeps_one_session_in_a_room():
    """The constraint holds even without the locks."""
    edition = EditionFactory(status=Status.SCHEDULING, rooms=[10], slots=1)
    room, slot = edition.rooms.get(), edition.slots.get()
    sessions = [
        Session(edition=edition, pitch=pitch, title=pitch.title)
        for pitch in (PitchFactory(edition=edition), PitchFactory(edition=edition))
    ]

    results = race(
        *[
            lambda placed=session: web_school_sessions.put_sessions({placed: (room, slot)}, [slot])
            for session in sessions
        ]
    )

    assert refusals(results, RoomTaken) == 1
    assert Session.objects.count() == 1


def test_ten_presses_note_one_arrival_and_start_one_computation():
    live = EditionFactory(status=Status.PUBLISHED, version=1)
    person = PersonFactory()
    race(
        *[
            lambda: check_in(edition=live, token=live.door_token, person=person, now=MORNING)
            for _ in range(5)
        ]
    )
    assert Attendance.objects.count() == 1

    edition = EditionFactory(commune=live.commune, status=Status.SCHEDULING, rooms=[10], slots=1)
    PitchFactory(edition=edition)
    by = organiser()
    race(*[lambda: propose_programme(by=by, edition=edition) for _ in range(5)])
    assert ProgrammeProposal.objects.count() == 1
    race(*[lambda: apply_proposal(by=by, edition=edition) for _ in range(5)])
    assert (ProgrammeProposal.objects.count(), Session.objects.count()) == (0, 1)


def test_coming_while_a_version_is_published_receives_a_mail_or_sees_it():
    edition = EditionFactory(status=Status.SCHEDULING, rooms=[10], slots=1)
    by, pitch = organiser(), PitchFactory(edition=edition)
    place_pitch(by=by, pitch=pitch, room=edition.rooms.get(), slot=edition.slots.get())
    people = [PersonFactory() for _ in range(6)]

    race(
        lambda: publish_programme(by=by, edition=edition),
        *[lambda person=person: record_coming(by=person, pitch=pitch) for person in people],
    )

    recipients = set(OutgoingMail.objects.values_list("recipient", flat=True))
    for coming in PitchComing.objects.select_related("person"):
        assert (coming.seen_version == 0) == (coming.person.email in recipients)
