"""Town halls that take the last seats at once, in real threads: none is given twice."""

import pytest
from django.db.models import Sum

from bocage.foundation.models import OutgoingMail
from bocage.welcome.meetings.operations import (
    MeetingAnswer,
    answer_meeting,
    call_off_meeting,
    open_meeting,
)
from bocage.welcome.models import AwarenessMeeting, MeetingInvitation
from tests.housing.leads.factories import coordinator, town_hall
from tests.territory.factories import CommuneFactory
from tests.welcome.meetings.factories import MeetingFactory, MeetingInvitationFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_last_seats_taken_at_once():
    meeting = MeetingFactory(open=True, capacity=5)
    invitations = [
        MeetingInvitationFactory(meeting=meeting, commune=CommuneFactory()) for _commune in range(8)
    ]
    people = [town_hall(invitation.commune) for invitation in invitations]
    acceptance_of_two = MeetingAnswer(comes=True, people=2)

    results = race(
        *[
            lambda person=person, seat_request=seat_request: answer_meeting(
                by=person, invitation=seat_request, answer=acceptance_of_two
            )
            for person, seat_request in zip(people, invitations, strict=True)
        ]
    )

    assert outcomes(results) == {"MeetingInvitation": 2, "NotEnoughSeats": 6}
    people_count = MeetingInvitation.objects.aggregate(Sum("people"))["people__sum"]
    assert (people_count, AwarenessMeeting.objects.get().seats_taken) == (4, 4)


def test_opened_by_two_people_invites_once():
    boitron = CommuneFactory(boitron=True)
    mayor, people = town_hall(boitron), [coordinator(boitron), coordinator(boitron)]
    meeting = MeetingFactory()

    results = race(
        *[lambda person=person: open_meeting(by=person, meeting=meeting) for person in people * 3]
    )

    assert outcomes(results) == {"AwarenessMeeting": 6}
    assert OutgoingMail.objects.filter(recipient=mayor.email).count() == 1


def test_answer_and_calling_off_at_once():
    invitation = MeetingInvitationFactory()
    mayor, nadia = town_hall(invitation.commune), coordinator(invitation.commune)
    acceptance = MeetingAnswer(comes=True, people=1)

    results = race(
        lambda: answer_meeting(by=mayor, invitation=invitation, answer=acceptance),
        lambda: call_off_meeting(by=nadia, meeting=invitation.meeting, reason=""),
    )

    assert set(outcomes(results)) <= {"MeetingInvitation", "AwarenessMeeting", "MeetingOver"}
    assert AwarenessMeeting.objects.get().status == "called_off"
