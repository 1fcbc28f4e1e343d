"""Adults of a household: invited, joined, removed."""

import re
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.people.errors import NotAnAddress
from bocage.people.models import Entitlement, Person
from bocage.people.sign_in.adapters import SIGNED_IN_AT
from bocage.welcome.models import HouseholdInvitation
from bocage.welcome.projects.errors.projects import (
    AlreadyOfHousehold,
    HouseholdFull,
    LastOfHousehold,
)
from bocage.welcome.projects.operations.consents import agrees, give_consent
from bocage.welcome.projects.operations.households import (
    invite_adult,
    join_household,
    leave_household,
    take_back_invitation,
)
from bocage.welcome.projects.operations.projects import MAX_ADULTS
from tests.people.factories import PersonFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectFactory,
    coordinator_of,
    first_adult,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


def invite(project, email="Sacha@Exemple.example"):
    return invite_adult(by=first_adult(project), project=project, email=email)


def link_in(mail):
    return re.search(r"Rejoindre le projet\n(\S+)", mail.text).group(1)


def test_invited_adult_joins_by_the_link_and_has_an_account(client, project, deliver_mails):
    invite(project)
    mail = deliver_mails()[0]
    assert mail.recipient == "sacha@exemple.example"
    assert project.name in client.get(link_in(mail)).content.decode()
    assert project.adults.count() == 1

    for _press in range(2):
        assert "Bienvenue" in client.post(link_in(mail)).content.decode()

    assert {adult.person.email for adult in project.adults.all()} == {
        first_adult(project).email,
        "sacha@exemple.example",
    }
    assert "Bienvenue" in client.get(link_in(mail)).content.decode()


def test_invitation_that_was_taken_back_opens_nothing(client, project, deliver_mails):
    invitation = invite(project)
    take_back_invitation(by=first_adult(project), invitation=invitation)
    take_back_invitation(by=first_adult(project), invitation=invitation)

    page = client.post(link_in(deliver_mails()[0]))

    assert (page.status_code, "reprise" in page.content.decode()) == (410, True)
    assert not Person.objects.filter(email="sacha@exemple.example").exists()


def test_address_asked_twice_is_one_invitation_and_two_mails(project, deliver_mails):
    assert invite(project) == invite(project, "sacha@exemple.example")
    assert len(deliver_mails()) == 2


def test_member_of_the_household_is_not_invited(project):
    with pytest.raises(AlreadyOfHousehold):
        invite(project, first_adult(project).email)
    with pytest.raises(NotAnAddress):
        invite(project, "sacha")


def test_household_invites_no_more_than_it_takes(project):
    for number in range(MAX_ADULTS - 1):
        HouseholdInvitation.objects.create(
            project=project,
            email=f"a{number}@exemple.example",
            invited_by=first_adult(project),
            invited_at=timezone.now(),
        )
    with pytest.raises(HouseholdFull):
        invite(project)


def test_strangers_invite_nobody(project):
    invitation = invite(project)
    for person in (PersonFactory(), coordinator_of(project), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            invite_adult(by=person, project=project, email="b@exemple.example")
        with pytest.raises(NotAllowed):
            take_back_invitation(by=person, invitation=invitation)
        with pytest.raises(NotAllowed):
            leave_household(by=person, project=project)


def test_account_that_is_closed_does_not_join(project):
    PersonFactory(email="sacha@exemple.example", is_active=False)
    invitation = invite(project)

    with pytest.raises(NoLongerPossible):
        join_household(invitation_id=invitation.pk)


def test_adult_of_a_known_project_is_an_accompanied_candidate_until_they_leave():
    project = ProjectFactory(answered=True)
    adult = join_household(invitation_id=invite(project).pk)
    entitlements = Entitlement.objects.in_force().filter(person=adult.person, kind="accompanied")
    assert entitlements.exists()

    leave_household(by=adult.person, project=project)

    assert not entitlements.exists()


def test_first_adult_who_leaves_hands_the_project_over(project):
    first_person = first_adult(project)
    other_adult = HouseholdAdultFactory(project=project).person
    give_consent(by=first_person, project=project, use="club")

    leave_household(by=first_person, project=project)

    assert first_adult(project) == other_adult
    assert not agrees(project, "club")


def test_last_adult_does_not_leave(project):
    with pytest.raises(LastOfHousehold):
        leave_household(by=first_adult(project), project=project)


@pytest.mark.django_db(transaction=True)
def test_both_adults_leaving_at_once_leave_one():
    project = ProjectFactory()
    people = [first_adult(project), HouseholdAdultFactory(project=project).person]

    results = race(
        *[lambda person=person: leave_household(by=person, project=project) for person in people]
    )

    assert outcomes(results) == {"NoneType": 1, "LastOfHousehold": 1}
    assert project.adults.filter(is_first=True).count() == 1


def test_adult_leaves_from_the_page_of_the_household_and_agrees_to_nothing_any_more(client):
    project = ProjectFactory()
    first_person, other_adult = first_adult(project), HouseholdAdultFactory(project=project).person
    for person in (first_person, other_adult):
        give_consent(by=person, project=project, use="club")
    client.force_login(first_person)

    page = client.post(reverse("own_household_leave"), follow=True)

    assert page.status_code == 200
    assert [adult.person for adult in project.adults.all()] == [other_adult]
    assert project.adults.get().is_first
    assert not first_person.project_consents.filter(withdrawn_at=None).exists()
    assert agrees(project, "club")


def test_adult_of_a_shared_household_erases_their_account_from_its_page(client):
    project = ProjectFactory()
    first_person, other_adult = first_adult(project), HouseholdAdultFactory(project=project).person
    give_consent(by=other_adult, project=project, use="club")
    client.force_login(other_adult)

    session = client.session
    session[SIGNED_IN_AT] = time.time()
    session.save()

    page = client.post(reverse("account_erase"), {"understood": "on"})

    assert page.status_code == 200
    other_adult.refresh_from_db()
    assert other_adult.erased_at is not None
    assert [adult.person for adult in project.adults.all()] == [first_person]
    assert not agrees(project, "club")
