"""The welcome of the demo, as its rooms hold it once it is loaded."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from PIL import Image

from bocage.demo.cast import COORDINATOR, SPONSOR
from bocage.demo.welcome.households import (
    BAZIN,
    BERTIN,
    BOITRON,
    DELMAS,
    FERRAND,
    HOUSEHOLDS,
    LE_GOFF,
    LE_MELE,
    MARCHESSEAU,
    NKOSI,
    ROUSSEL,
    SEES,
    SHAH,
    VASSEUR,
)
from bocage.demo.welcome.stages import welcome_households
from bocage.foundation.mail import without_mails
from bocage.people.models import Person
from bocage.welcome.models import (
    AwarenessMeeting,
    Commitment,
    CommuneProposal,
    FollowUp,
    HelpRequest,
    MeetingInvitation,
    OwnTaskTemplate,
    Relay,
    SettlementProject,
    Sponsorship,
    WeekendHousehold,
    WelcomeWeekend,
)
from tests.demo.factories import make_people

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The households, loaded once for this module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = make_people(NOW)
        with without_mails():
            welcome_households(people, NOW)
        # Checked once: what is still to be is checked again after each test.
        connection.check_constraints()
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def welcomed(loaded, db):
    return loaded


def test_households_stand_where_their_story_says(welcomed):
    stages = dict(SettlementProject.objects.values_list("name", "stage"))

    assert stages == {household.name: household.stage for household in HOUSEHOLDS}
    assert Counter(SettlementProject.objects.values_list("status", flat=True)) == {
        "open": len(HOUSEHOLDS) - 2,
        "paused": 1,
        "closed": 1,
    }
    waiting = SettlementProject.objects.filter(answered_at=None)
    assert set(waiting.values_list("name", flat=True)) == {FERRAND.name, LE_GOFF.name}


def test_helpers_answered_were_thanked_and_still_think(welcomed):
    answers = Counter(HelpRequest.objects.values_list("answer", flat=True))

    assert answers == {"yes": 2, "no": 1, "": 1}
    assert HelpRequest.objects.filter(answer="yes", thanked_at=None).count() == 1


def test_town_halls_answered_wait_and_are_late(welcomed):
    rows = Relay.objects.values_list("project__name", "commune_id", "status", "answer")

    assert set(rows) == {
        (VASSEUR.name, LE_MELE, "answered", "yes"),
        (DELMAS.name, BOITRON, "answered", "yes"),
        (DELMAS.name, SEES, "escalated", ""),
        (BERTIN.name, BOITRON, "sent", ""),
    }
    assert Relay.objects.filter(answer="yes", answer_words="").count() == 0
    late = Relay.objects.get(commune=SEES)
    assert late.due_at < late.reminded_at < late.coordinator_notified_at < NOW


def test_who_accompanies_has_a_face_and_a_number(welcomed):
    for email in (COORDINATOR.email, SPONSOR.email):
        person = Person.objects.get(email=email)
        assert person.phone
        with person.portrait.image.open() as file:
            width, height = Image.open(file).size
        assert width == height


def test_a_commune_is_proposed_and_waits_for_the_household(welcomed):
    proposed = CommuneProposal.objects.get()

    assert (proposed.project.name, proposed.commune_id) == (DELMAS.name, SEES)
    assert proposed.answered_at is None


def test_the_departement_has_a_task_of_its_own(welcomed):
    template = OwnTaskTemplate.objects.get()

    assert (template.departement_id, template.stage, template.is_active) == ("61", "moving", True)


def test_a_sponsor_is_asked_and_has_not_answered(welcomed):
    sponsorship = Sponsorship.objects.get(status=Sponsorship.Status.PROPOSED)

    assert sponsorship.project.name == SHAH.name
    assert sponsorship.answer_due_at > NOW


def test_households_that_came_answered_or_are_to_be_called(welcomed):
    answered = FollowUp.objects.exclude(answered_at=None)
    assert set(answered.values_list("project__name", "months")) == {
        (BAZIN.name, 1),
        (BAZIN.name, 3),
        (BAZIN.name, 6),
        (BAZIN.name, 12),
        (MARCHESSEAU.name, 1),
    }
    waiting = FollowUp.objects.filter(answered_at=None).exclude(requested_at=None)
    assert set(waiting.values_list("project__name", "months", "call_due_at")) == {
        (MARCHESSEAU.name, 3, None),
        (ROUSSEL.name, 1, NOW),
    }


def test_the_charter_of_boitron_has_something_done_late_and_to_come(welcomed):
    today = NOW.date()
    commitments = Commitment.objects.filter(charter__commune=BOITRON, charter__ended_at=None)

    assert commitments.exclude(done_on=None).count() == 1
    assert commitments.filter(done_on=None, due_on__lt=today).count() == 1
    assert commitments.filter(done_on=None, due_on__gt=today).count() == 2


def test_mayors_met_and_are_invited(welcomed):
    meetings = AwarenessMeeting.objects.order_by("starts_at")

    assert [meeting.status for meeting in meetings] == ["held", "open"]
    invitations = MeetingInvitation.objects
    assert list(invitations.filter(attended=True).values_list("commune_id", flat=True)) == [LE_MELE]
    coming = invitations.get(meeting=meetings[1], commune=BOITRON)
    assert (coming.answer, coming.people) == ("yes", 2)


def test_two_households_come_to_the_weekend(welcomed):
    weekend = WelcomeWeekend.objects.get()

    assert (weekend.status, weekend.seats, weekend.steps.count()) == ("open", 3, 4)
    assert dict(WeekendHousehold.objects.values_list("project__name", "status")) == {
        SHAH.name: "coming",
        DELMAS.name: "coming",
        NKOSI.name: "declined",
        BERTIN.name: "invited",
    }
    assert weekend.households.exclude(car=None).exclude(host=None).count() == 1
    assert list(weekend.steps.filter(status="requested").values_list("kind", flat=True)) == ["club"]
