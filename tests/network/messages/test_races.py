"""Messages, reports and suspensions at once, in real threads."""

import pytest

from bocage.network.messages.operations.messages import write_to_member
from bocage.network.messages.operations.reports import (
    close_report,
    report_conversation,
    suspend_writer,
)
from bocage.network.models import Conversation, ConversationMessage, ConversationReport
from bocage.people.models import Role
from tests.network.factories import MemberFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_write_to_each_other_at_once_have_one_conversation():
    first, second = MemberFactory(public=True), MemberFactory(public=True)

    race(
        *[lambda: write_to_member(by=first.person, member=second, words="Bonjour")] * 3,
        *[lambda: write_to_member(by=second.person, member=first, words="Bonjour")] * 3,
    )

    assert Conversation.objects.get().sides.count() == 2
    assert ConversationMessage.objects.count() == 2


def test_somebody_who_writes_to_ten_people_at_once_reaches_five():
    members, person = [MemberFactory(public=True) for _number in range(10)], PersonFactory()

    race(
        *[
            lambda recipient=recipient: write_to_member(
                by=person, member=recipient, words="Achetez"
            )
            for recipient in members
        ]
    )

    assert Conversation.objects.count() == 5


def test_a_report_pressed_twice_and_answered_in_two_ways_has_one_outcome():
    member = MemberFactory(public=True, commune=CommuneFactory(boitron=True))
    organiser = MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person
    message = write_to_member(by=PersonFactory(), member=member, words="Achetez")

    race(
        *[
            lambda: report_conversation(
                by=member.person, conversation=message.conversation, reason="canvassing"
            )
        ]
        * 4
    )
    report = ConversationReport.objects.get()
    race(
        lambda: close_report(by=organiser, report=report),
        lambda: suspend_writer(by=organiser, report=report, reason="Démarchage."),
    )

    report.refresh_from_db()
    suspended = message.author.contact_suspensions.count()
    assert suspended == (report.outcome == ConversationReport.Outcome.SUSPENDED)
