"""An edition from call to archive: permissions, dates, and notifications."""

import io
from datetime import date, time, timedelta

import pytest
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.network.members.operations.members import leave_club
from bocage.network.models import (
    Attendance,
    Pitch,
    PitchVote,
    ProgrammeProposal,
    Session,
    SessionHold,
    WebSchoolEdition,
)
from bocage.network.web_school.errors import (
    DoorClosed,
    EditionNotOver,
    GridInUse,
    NotAtThisStage,
    NothingToLead,
    NothingToPublish,
    NotTakingPitches,
    NotTakingVotes,
    NotToday,
    NoVoteLeft,
    PastEdition,
    ProgrammeChangedMeanwhile,
    RoomTaken,
    SlotOverlaps,
    TooLongThere,
)
from bocage.network.web_school.operations.day import (
    check_in,
    flag_sessions_of,
    give_feedback,
    write_session,
)
from bocage.network.web_school.operations.editions import (
    add_partner,
    add_room,
    add_slots,
    lead_edition_to,
    open_edition,
    remove_room,
)
from bocage.network.web_school.operations.pitches import (
    accept_lead,
    make_pitch,
    offer_to_lead,
    record_coming,
    take_vote_back,
    vote_for,
    votes_left,
    withdraw_pitch,
)
from bocage.network.web_school.operations.proposals import (
    apply_proposal,
    leave_proposal,
    propose_programme,
)
from bocage.network.web_school.operations.scheduled import hold_past_editions
from bocage.network.web_school.operations.sessions import (
    pin_session,
    place_pitch,
    start_session,
    take_session_away,
)
from bocage.network.web_school.operations.versions import publish_programme
from bocage.network.web_school.presentation import public_lines
from bocage.network.web_school.programme.conflicts import Clash, conflicts
from bocage.network.web_school.programme.reading import programme_of
from bocage.people.errors import NotALogo
from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.network.web_school.factories import DAY, MORNING, NOW, EditionFactory, PitchFactory
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db
Status = WebSchoolEdition.Status


def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def sent_mails():
    return [
        (kind.rpartition(".")[2], recipient)
        for kind, recipient in OutgoingMail.objects.order_by("pk").values_list("kind", "recipient")
    ]


def apply_computation(by, edition):
    propose_programme(by=by, edition=edition)
    apply_proposal(by=by, edition=edition)


class TestCall:
    def test_an_edition_goes_from_its_call_to_its_archive_in_order(self):
        by = organiser()
        edition = EditionFactory(rooms=[20], slots=1)
        pitch = PitchFactory(edition=edition)
        with pytest.raises(NotAllowed):
            lead_edition_to(by=pitch.author, edition=edition, status=Status.VOTING)
        with pytest.raises(NotAtThisStage):
            lead_edition_to(by=by, edition=edition, status=Status.ARCHIVED)
        for status in (Status.VOTING, Status.VOTING, Status.SCHEDULING):
            lead_edition_to(by=by, edition=edition, status=status)
        place_pitch(by=by, pitch=pitch, room=edition.rooms.get(), slot=edition.slots.get())
        publish_programme(by=by, edition=edition)
        edition.refresh_from_db()

        assert edition.status == Status.PUBLISHED
        with pytest.raises(EditionNotOver):
            lead_edition_to(
                by=by, edition=edition, status=Status.HELD, now=MORNING - timedelta(days=1)
            )
        for status in (Status.HELD, Status.PUBLISHED):
            lead_edition_to(by=by, edition=edition, status=status, now=MORNING)
        assert hold_past_editions(now=MORNING) == 0
        assert hold_past_editions(now=MORNING + timedelta(days=1)) == 1
        with pytest.raises(NotAtThisStage):
            lead_edition_to(
                by=by, edition=edition, status=Status.PUBLISHED, now=MORNING + timedelta(days=1)
            )
        assert lead_edition_to(by=by, edition=edition, status=Status.ARCHIVED).version == 1

    def test_only_who_runs_the_club_of_the_departement_opens_one(self):
        edition = EditionFactory(slug="autre-edition")

        opened = open_edition(
            by=organiser(), commune=edition.commune, name="École du Web", starts_on=DAY
        )
        second_edition = open_edition(
            by=organiser(), commune=edition.commune, name="École du Web", starts_on=DAY
        )
        assert (opened.slug, second_edition.slug) == ("ecole-du-web", "ecole-du-web-2")
        with pytest.raises(NotAllowed):
            open_edition(by=PersonFactory(), commune=edition.commune, name="x", starts_on=DAY)

    def test_a_grid_is_made_of_rooms_and_of_slots_that_never_overlap(self):
        by, edition = organiser(), EditionFactory()
        room = add_room(by=by, edition=edition, name="Salle du Perche", seats=30)

        slots = add_slots(
            by=by, edition=edition, day=DAY, starts=time(9), minutes=45, pause=15, number=3
        )
        with pytest.raises(SlotOverlaps):
            add_slots(by=by, edition=edition, day=DAY, starts=time(8, 30), minutes=45, number=2)

        assert [slot.starts_at for slot in edition.slots.all()] == [
            MORNING + timedelta(hours=number) for number in range(3)
        ]
        edition.status = Status.SCHEDULING
        edition.save()
        place_pitch(by=by, pitch=PitchFactory(edition=edition), room=room, slot=slots[0])
        with pytest.raises(GridInUse):
            remove_room(by=by, room=room)

    def test_a_partner_has_a_logo_that_we_drew_and_nothing_else(self):
        by, edition = organiser(), EditionFactory()
        picture = io.BytesIO()
        Image.new("RGB", (900, 300), "green").save(picture, "PNG")
        picture.seek(0)

        partner = add_partner(
            by=by, edition=edition, name="CCI", logo=picture, logo_size=picture.getbuffer().nbytes
        )

        assert max(Image.open(io.BytesIO(bytes(partner.logo))).size) == 256
        with pytest.raises(NotALogo):
            add_partner(by=by, edition=edition, name="x", logo=io.BytesIO(b"<svg/>"), logo_size=6)


class TestPitches:
    def test_anybody_with_an_account_pitches_while_the_call_is_open(self):
        edition = EditionFactory()

        pitch = make_pitch(
            by=PersonFactory(), edition=edition, kind=Pitch.Kind.ASK, title="Comprendre le RGPD"
        )
        assert pitch.edition == edition
        edition.status = Status.VOTING
        edition.save()
        with pytest.raises(NotTakingPitches):
            make_pitch(by=PersonFactory(), edition=edition, kind=Pitch.Kind.ASK, title="Trop tard")

    def test_a_vote_is_one_a_pitch_within_a_budget_and_comes_back(self):
        edition = EditionFactory(status=Status.VOTING, votes_each=2)
        first, second, third = (PitchFactory(edition=edition) for _ in range(3))
        by = PersonFactory()

        for pitch in (first, first, second):
            vote_for(by=by, pitch=pitch)
        with pytest.raises(NoVoteLeft):
            vote_for(by=by, pitch=third)
        withdraw_pitch(by=second.author, pitch=second)
        vote_for(by=by, pitch=third)
        assert votes_left(by, edition) == 0
        take_vote_back(by=by, pitch=first)
        assert votes_left(by, edition) == 1

        edition.status = Status.SCHEDULING
        edition.save()
        with pytest.raises(NotTakingVotes):
            vote_for(by=by, pitch=first)
        with pytest.raises(NotTakingVotes):
            take_vote_back(by=by, pitch=third)

    def test_the_leader_of_a_pitch_is_accepted_once_and_receives_a_mail(self):
        pitch = PitchFactory(looked_for=True)
        ana, bob = PersonFactory(email="ana@orne.example"), PersonFactory()
        offer = offer_to_lead(by=ana, pitch=pitch, words="Depuis dix ans")
        other_offer = offer_to_lead(by=bob, pitch=pitch)

        with pytest.raises(NotAllowed):
            accept_lead(by=bob, offer=offer)
        accept_lead(by=pitch.author, offer=offer)
        accept_lead(by=pitch.author, offer=offer)
        with pytest.raises(NothingToLead):
            accept_lead(by=pitch.author, offer=other_offer)
        with pytest.raises(NothingToLead):
            offer_to_lead(by=bob, pitch=PitchFactory())

        assert sent_mails() == [("LeadAccepted", "ana@orne.example")]


@pytest.fixture
def world():
    """An edition whose programme is being made: two rooms, three slots, three pitches."""
    edition = EditionFactory(status=Status.SCHEDULING, rooms=[30, 10], slots=3)
    by = organiser()
    pitches = [PitchFactory(edition=edition, coming=number + 1) for number in range(3)]
    return edition, by, pitches


def grid(edition):
    return list(edition.rooms.all()), list(edition.slots.all())


class TestProgrammeByHand:
    def test_a_session_is_placed_pinned_moved_and_exchanged(self, world):
        edition, by, (pitch, other_pitch, _third_pitch) = world
        (big, small), (first, second, _third) = grid(edition)

        place_pitch(by=by, pitch=pitch, room=big, slot=first)
        place_pitch(by=by, pitch=other_pitch, room=small, slot=first)
        with pytest.raises(RoomTaken, match=other_pitch.title):
            place_pitch(by=by, pitch=PitchFactory(edition=edition), room=small, slot=first)
        place_pitch(by=by, pitch=pitch, room=small, slot=first)

        placed = {session.pitch: session for session in Session.objects.all()}
        assert (placed[pitch].room, placed[other_pitch].room) == (small, big)
        assert all(session.is_pinned for session in placed.values())
        assert SessionHold.objects.count() == 2
        take_session_away(by=by, session=placed[other_pitch])
        place_pitch(by=by, pitch=pitch, room=big, slot=second)
        assert SessionHold.objects.get().slot == second

    def test_a_longer_session_takes_slots_that_follow_each_other(self, world):
        edition, by, _pitches = world
        (big, _small), (first, _second, third) = grid(edition)
        long = PitchFactory(edition=edition, length=2)

        with pytest.raises(TooLongThere):
            place_pitch(by=by, pitch=long, room=big, slot=third)
        place_pitch(by=by, pitch=long, room=big, slot=first)

        assert SessionHold.objects.filter(room=big).count() == 2

    def test_conflicts_of_hands_are_named(self, world):
        edition, by, (pitch, other_pitch, third_pitch) = world
        (big, small), (first, second, _third) = grid(edition)
        other_pitch.author = pitch.author
        other_pitch.save()
        third_pitch.coming_people = [PersonFactory() for _ in range(11)]
        for person in third_pitch.coming_people:
            record_coming(by=person, pitch=third_pitch)
        place_pitch(by=by, pitch=pitch, room=big, slot=first)
        place_pitch(by=by, pitch=other_pitch, room=small, slot=first)
        place_pitch(by=by, pitch=third_pitch, room=small, slot=second)

        programme = programme_of(edition)
        clashes = conflicts(programme.problem, programme.placements)

        assert {clash.kind for clash in clashes} == {Clash.LEADER_TWICE, Clash.TOO_SMALL}


class TestComputation:
    def test_places_everything_but_what_is_pinned_and_is_kept_once(self, world):
        edition, by, (pitch, _other_pitch, _third_pitch) = world
        (_big, small), (_first, _second, third) = grid(edition)
        pinned = place_pitch(by=by, pitch=pitch, room=small, slot=third)

        proposal = propose_programme(by=by, edition=edition)
        assert (proposal.placed, proposal.to_place) == (3, 3)
        apply_proposal(by=by, edition=edition)
        with pytest.raises(ProgrammeChangedMeanwhile):
            apply_proposal(by=by, edition=edition)

        assert Session.objects.count() == 3
        pinned.refresh_from_db()
        assert (pinned.room, pinned.slot, pinned.is_pinned) == (small, third, True)
        programme = programme_of(edition)
        assert conflicts(programme.problem, programme.placements) == []

    def test_is_not_kept_over_what_hands_did_meanwhile(self, world):
        edition, by, (pitch, *_other_pitches) = world
        (big, _small), (first, *_) = grid(edition)
        propose_programme(by=by, edition=edition)
        place_pitch(by=by, pitch=pitch, room=big, slot=first)

        with pytest.raises(ProgrammeChangedMeanwhile):
            apply_proposal(by=by, edition=edition)

        assert Session.objects.count() == 1

    def test_replaces_the_proposal_before_and_can_be_left(self, world):
        edition, by, _pitches = world
        propose_programme(by=by, edition=edition)
        propose_programme(by=by, edition=edition)
        assert ProgrammeProposal.objects.count() == 1
        for action in (propose_programme, apply_proposal, leave_proposal):
            with pytest.raises(NotAllowed):
                action(by=PersonFactory(), edition=edition)

        leave_proposal(by=by, edition=edition)

        assert ProgrammeProposal.objects.count() == Session.objects.count() == 0

    def test_moves_again_what_is_unpinned_and_leaves_out_what_nobody_leads(self, world):
        edition, by, (pitch, *_other_pitches) = world
        (_big, small), (*_, third) = grid(edition)
        session = place_pitch(by=by, pitch=pitch, room=small, slot=third)
        pin_session(by=by, session=session, is_pinned=False)
        PitchFactory(edition=edition, looked_for=True)

        apply_computation(by, edition)

        assert Session.objects.count() == 3


class TestVersions:
    def test_tell_only_those_whom_a_change_touches_once_a_version(self, world):
        edition, by, pitches = world
        apply_computation(by, edition)

        first = publish_programme(by=by, edition=edition)
        assert first.notified_count == len(sent_mails()) == 3 + 1 + 2 + 3
        with pytest.raises(NothingToPublish):
            publish_programme(by=by, edition=edition)

        session = Session.objects.get(pitch=pitches[1])
        rooms, slots = grid(edition)
        occupied = set(SessionHold.objects.values_list("room", "slot"))
        room, slot = next(
            (room, slot) for room in rooms for slot in slots if (room.pk, slot.pk) not in occupied
        )
        place_pitch(by=by, pitch=pitches[1], room=room, slot=slot)
        OutgoingMail.objects.all().delete()
        latecomer = PersonFactory()
        record_coming(by=latecomer, pitch=pitches[1])
        second = publish_programme(by=by, edition=edition, words="Plus de place.")

        touched = {pitches[1].author.email, latecomer.email}
        touched |= {coming.person.email for coming in pitches[1].comings.all()}
        assert {recipient for _kind, recipient in sent_mails()} == touched
        assert second.notified_count == len(sent_mails()) == 4
        assert [change["kind"] for change in second.changes] == ["moved"]
        assert second.changes[0]["session"] == str(session.pk)

    def test_coming_after_a_version_receives_no_mail_about_it(self, world):
        edition, by, pitches = world
        apply_computation(by, edition)
        publish_programme(by=by, edition=edition)

        assert record_coming(by=PersonFactory(), pitch=pitches[0]).seen_version == 1

    def test_everybody_sees_the_last_version_and_on_the_day_what_is_true_now(self, world):
        edition, by, (pitch, *_other_pitches) = world
        (big, small), (first, second, _third) = grid(edition)
        place_pitch(by=by, pitch=pitch, room=big, slot=first)
        publish_programme(by=by, edition=edition)
        place_pitch(by=by, pitch=pitch, room=small, slot=second)
        edition.refresh_from_db()

        assert public_lines(edition, NOW)[0]["room"] == big.name
        assert public_lines(edition, MORNING)[0]["room"] == small.name


@pytest.fixture
def live(world):
    """Returns the edition on its day, published with one session in the large room at nine."""
    edition, by, pitches = world
    rooms, slots = grid(edition)
    place_pitch(by=by, pitch=pitches[0], room=rooms[0], slot=slots[0])
    publish_programme(by=by, edition=edition)
    edition.refresh_from_db()
    OutgoingMail.objects.all().delete()
    return edition, by, pitches


class TestTheDay:
    def test_a_free_room_is_taken_on_the_spot(self, live):
        edition, _by, _pitches = live
        (big, small), (first, second, _third) = grid(edition)
        ana = PersonFactory()

        def start(room, slot, now=MORNING, by=ana):
            return start_session(
                by=by, edition=edition, room=room, slot=slot, title="Café des fibres", now=now
            )

        session = start(small, first)
        with pytest.raises(RoomTaken):
            start(big, first, by=PersonFactory())
        with pytest.raises(NotToday):
            start(small, second, now=NOW)
        with pytest.raises(NotToday):
            start(small, second, now=MORNING + timedelta(hours=3))

        assert session.title in {line["title"] for line in public_lines(edition, MORNING)}

    def test_who_arrives_is_noted_once_by_the_code_of_the_door(self, live):
        edition, _by, _pitches = live
        ana, token = PersonFactory(name="Ana"), edition.door_token

        for _time in range(2):
            check_in(edition=edition, token=token, person=ana, now=MORNING)
            check_in(edition=edition, token=token, name="Bob  Huet", now=MORNING)
        with pytest.raises(NotAllowed):
            check_in(edition=edition, token="x", person=ana, now=MORNING)
        with pytest.raises(DoorClosed):
            check_in(edition=edition, token=token, person=PersonFactory(), now=NOW)

        assert list(Attendance.objects.values_list("name", flat=True)) == ["Ana", "Bob Huet"]

    def test_sessions_of_a_member_who_leaves_on_the_day_are_flagged_and_reported_once(self, live):
        edition, by, pitches = live
        member = MemberFactory(person=pitches[0].author, commune=edition.commune)
        leave_club(by=member.person, member=member, now=MORNING)

        for _time in range(2):
            flag_sessions_of(person_id=member.person_id, now=MORNING)

        session = Session.objects.get()
        assert session.speaker_left_at == MORNING
        assert sent_mails() == [("SpeakerGone", by.email)]
        assert flag_sessions_of(person_id=PersonFactory().pk, now=MORNING) == 0

    def test_what_remains_is_written_by_who_led_and_judged_by_who_came(self, live):
        edition, by, pitches = live
        session, ana = Session.objects.get(), PersonFactory()

        with pytest.raises(NotAllowed):
            write_session(by=ana, session=session, notes="x", links=[])
        write_session(
            by=pitches[0].author, session=session, notes="Retenu", links=["https://a.example"]
        )
        for face in (1, 3):
            give_feedback(by=ana, session=session, face=face, now=MORNING)
        assert session.feedbacks.get().face == 3

        for status in (Status.HELD, Status.ARCHIVED):
            lead_edition_to(by=by, edition=edition, status=status, now=MORNING)
        with pytest.raises(PastEdition):
            give_feedback(by=ana, session=session, face=2, now=MORNING)
        with pytest.raises(PastEdition):
            record_coming(by=ana, pitch=pitches[0])


def test_votes_of_one_person_count_once_for_a_computation():
    edition = EditionFactory(status=Status.VOTING, starts_on=date(2027, 3, 20))
    pitch, ana = PitchFactory(edition=edition), PersonFactory()
    vote_for(by=ana, pitch=pitch)
    record_coming(by=ana, pitch=pitch)

    wish = programme_of(edition).problem.wishes[0]

    assert PitchVote.objects.count() == 1
    assert wish.wanted_by == {str(ana.pk), str(pitch.author_id)}
    assert wish.coming == 1
