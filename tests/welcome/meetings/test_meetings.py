"""Awareness meetings: prepared, opened, answered, held or called off; rights and seats."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.territory.models import FormerCommune
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes
from bocage.welcome.meetings.errors import (
    MeetingMomentTaken,
    MeetingNotOpen,
    MeetingOver,
    MeetingToCome,
    NotEnoughSeats,
    SeatsTaken,
)
from bocage.welcome.meetings.operations import (
    MeetingAnswer,
    MeetingPlan,
    answer_meeting,
    call_off_meeting,
    change_meeting,
    hold_meeting,
    open_meeting,
    plan_meeting,
    remind_town_halls,
)
from bocage.welcome.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.shared.errors import MomentPassed
from tests.housing.leads.factories import coordinator, elected_of_epci, town_hall
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.meetings.factories import MeetingFactory, MeetingInvitationFactory

pytestmark = pytest.mark.django_db

REFUSAL = MeetingAnswer(comes=False)


@pytest.fixture
def nadia(boitron):
    return coordinator(boitron)


def in_days(days):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)


def make_plan(days=10, **options):
    return MeetingPlan(starts_at=in_days(days), place="Sées", **options)


def acceptance(people=1, names=""):
    return MeetingAnswer(comes=True, people=people, names=names)


def mail_count_of(person):
    return OutgoingMail.objects.filter(recipient=person.email).count()


def coordinator_of_epci(commune, **options):
    scope = ScopeFactory(of_epci=True, epci=commune.epci, departement=commune.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


@pytest.mark.parametrize("planner", [coordinator, coordinator_of_epci])
def test_coordinators_prepare_a_meeting(planner, boitron):
    meeting = plan_meeting(by=planner(boitron), epci=boitron.epci, plan=make_plan())

    assert (meeting.status, OutgoingMail.objects.count()) == ("draft", 0)


@pytest.mark.parametrize(
    "planner",
    [
        town_hall,
        elected_of_epci,
        lambda commune: coordinator_of_epci(commune, over=True),
        lambda _commune: coordinator_of_epci(
            CommuneFactory(alencon=True, epci=EpciFactory(alencon=True))
        ),
    ],
    ids=["town hall", "elected", "over", "neighbour"],
)
def test_others_prepare_no_meeting(planner, boitron):
    with pytest.raises(NotAllowed):
        plan_meeting(by=planner(boitron), epci=boitron.epci, plan=make_plan())


def test_same_moment_twice_is_one_meeting_and_the_past_is_refused(nadia, boitron):
    meeting_plan = make_plan()

    meeting = plan_meeting(by=nadia, epci=boitron.epci, plan=meeting_plan)

    assert plan_meeting(by=nadia, epci=boitron.epci, plan=meeting_plan) == meeting
    with pytest.raises(MomentPassed):
        plan_meeting(by=nadia, epci=boitron.epci, plan=make_plan(days=-1))


def test_open_invites_every_town_hall_and_lists_those_to_call(nadia, boitron):
    mayor, secretary = town_hall(boitron, role=Role.ELECTED), town_hall(boitron)
    essay = CommuneFactory(essay=True)
    CommuneFactory(alencon=True, epci=EpciFactory(alencon=True))
    CommuneFactory(is_current=False)
    meeting = MeetingFactory()

    for _time in range(2):
        open_meeting(by=nadia, meeting=meeting)

    informed_by_commune = {
        invitation.commune: invitation.invited_at is not None
        for invitation in MeetingInvitation.objects.all()
    }
    assert informed_by_commune == {boitron: True, essay: False}
    assert (mail_count_of(mayor), mail_count_of(secretary)) == (1, 1)

    newly_known = town_hall(essay)
    open_meeting(by=nadia, meeting=meeting)
    assert (mail_count_of(newly_known), mail_count_of(mayor)) == (1, 1)


def test_seats_are_counted_given_back_and_never_overbooked(nadia, boitron):
    meeting = MeetingFactory(open=True, capacity=3)
    first_invitation = MeetingInvitationFactory(meeting=meeting)
    second_invitation = MeetingInvitationFactory(
        meeting=meeting, commune=CommuneFactory(essay=True)
    )
    secretary = town_hall(boitron)

    answer_meeting(by=secretary, invitation=first_invitation, answer=acceptance(2, "Odile, Gérard"))
    with pytest.raises(NotEnoughSeats):
        answer_meeting(by=nadia, invitation=second_invitation, answer=acceptance(2))
    second_invitation.refresh_from_db()
    assert second_invitation.answer == "none"

    answer_meeting(by=nadia, invitation=second_invitation, answer=acceptance(1))
    meeting.refresh_from_db()
    assert (meeting.status, meeting.seats_left) == ("full", 0)

    answer_meeting(by=secretary, invitation=first_invitation, answer=REFUSAL)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.seats_left) == ("open", 2)


def test_database_refuses_a_seat_too_many():
    invitation = MeetingInvitationFactory(meeting=MeetingFactory(open=True, capacity=1))

    with pytest.raises(IntegrityError, match="welcome_meeting_seats"):
        MeetingInvitation.objects.filter(pk=invitation.pk).update(
            answer="yes", people=2, answered_at=timezone.now()
        )


def test_answer_that_grows_keeps_that_of_before_where_there_is_no_room(boitron):
    invitation = MeetingInvitationFactory(meeting=MeetingFactory(open=True, capacity=2))
    secretary = town_hall(boitron)
    answer_meeting(by=secretary, invitation=invitation, answer=acceptance(2))

    with pytest.raises(NotEnoughSeats):
        answer_meeting(by=secretary, invitation=invitation, answer=acceptance(3))

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.people) == ("yes", 2)


def test_answer_by_the_neighbour_before_the_opening_or_after_the_end(boitron):
    neighbour, secretary = town_hall(CommuneFactory(essay=True)), town_hall(boitron)

    with pytest.raises(NotAllowed):
        answer_meeting(by=neighbour, invitation=MeetingInvitationFactory(), answer=REFUSAL)
    draft = MeetingInvitationFactory(meeting=MeetingFactory(starts_at=in_days(5)))
    with pytest.raises(MeetingNotOpen):
        answer_meeting(by=secretary, invitation=draft, answer=REFUSAL)
    past_meeting = MeetingFactory(
        past=True, status=AwarenessMeeting.Status.HELD, held_at=timezone.now()
    )
    late_invitation = MeetingInvitationFactory(meeting=past_meeting)
    with pytest.raises(MeetingOver):
        answer_meeting(by=secretary, invitation=late_invitation, answer=REFUSAL)


def test_new_date_asks_again_frees_seats_and_tells_once(nadia, boitron):
    mayor = town_hall(boitron)
    meeting = MeetingFactory(open=True, capacity=2)
    invitation = MeetingInvitationFactory(meeting=meeting)
    answer_meeting(by=mayor, invitation=invitation, answer=acceptance(2))

    change_meeting(by=nadia, meeting=meeting, plan=make_plan(days=40, capacity=2))

    invitation.refresh_from_db()
    meeting.refresh_from_db()
    assert (invitation.answer, meeting.seats_taken, meeting.status) == ("none", 0, "open")
    assert mail_count_of(mayor) == 1


def test_fewer_seats_than_are_taken_and_a_moment_that_is_taken(nadia, boitron):
    meeting = MeetingFactory(open=True, capacity=5)
    invitation = MeetingInvitationFactory(meeting=meeting)
    answer_meeting(by=nadia, invitation=invitation, answer=acceptance(3))
    same_plan = MeetingPlan(starts_at=meeting.starts_at, place=meeting.place, capacity=2)
    other_meeting = MeetingFactory(starts_at=in_days(50))

    with pytest.raises(SeatsTaken):
        change_meeting(by=nadia, meeting=meeting, plan=same_plan)
    with pytest.raises(MeetingMomentTaken):
        change_meeting(
            by=nadia,
            meeting=meeting,
            plan=MeetingPlan(starts_at=other_meeting.starts_at, place="Ici"),
        )


def test_reminder_three_days_before_to_the_silent_once(nadia, boitron):
    essay = CommuneFactory(essay=True)
    silent_person, answering_person = town_hall(boitron), town_hall(essay)
    meeting = MeetingFactory(open=True, starts_at=in_days(2))
    MeetingInvitationFactory(meeting=meeting)
    invitation = MeetingInvitationFactory(meeting=meeting, commune=essay)
    answer_meeting(by=answering_person, invitation=invitation, answer=REFUSAL)
    MeetingInvitationFactory(meeting=MeetingFactory(open=True, starts_at=in_days(9)))

    assert (remind_town_halls(), remind_town_halls()) == (1, 0)
    assert (mail_count_of(silent_person), mail_count_of(answering_person)) == (1, 0)


def test_held_meeting_records_presence_and_can_be_corrected(nadia):
    invitation = MeetingInvitationFactory(meeting=MeetingFactory(past=True))
    meeting = invitation.meeting

    hold_meeting(by=nadia, meeting=meeting, attended=[invitation.pk])
    invitation.refresh_from_db()
    assert invitation.attended
    hold_meeting(by=nadia, meeting=meeting, attended=[])
    invitation.refresh_from_db()
    assert not invitation.attended
    with pytest.raises(MeetingToCome):
        hold_meeting(by=nadia, meeting=MeetingFactory(open=True), attended=[])
    with pytest.raises(MeetingNotOpen):
        hold_meeting(by=nadia, meeting=MeetingFactory(starts_at=in_days(-3)), attended=[])


def test_called_off_tells_everybody_once(nadia, boitron):
    mayor, refuses = town_hall(boitron), town_hall(CommuneFactory(essay=True))
    meeting = MeetingFactory(open=True)
    MeetingInvitationFactory(meeting=meeting)
    invitation = MeetingInvitationFactory(meeting=meeting, commune=CommuneFactory(essay=True))
    answer_meeting(by=refuses, invitation=invitation, answer=REFUSAL)

    for _time in range(2):
        call_off_meeting(by=nadia, meeting=meeting, reason="Neige")

    assert (mail_count_of(mayor), mail_count_of(refuses)) == (1, 0)
    with pytest.raises(MeetingOver):
        open_meeting(by=nadia, meeting=meeting)


def test_communes_that_merge_come_together(nadia, boitron):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)
    meeting = MeetingFactory(open=True, capacity=5)
    first_invitation = MeetingInvitationFactory(meeting=meeting)
    second_invitation = MeetingInvitationFactory(meeting=meeting, commune=essay)
    for invitation, names in ((first_invitation, "Odile"), (second_invitation, "Gérard")):
        answer_meeting(by=nadia, invitation=invitation, answer=acceptance(2, names))

    assert (follow_merged_communes(), follow_merged_communes()) == (1, 0)

    invitation = MeetingInvitation.objects.get()
    meeting.refresh_from_db()
    assert (invitation.commune, invitation.people, invitation.names) == (
        boitron,
        4,
        "Odile, Gérard",
    )
    assert meeting.seats_taken == 4
