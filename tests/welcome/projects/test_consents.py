"""Consents of households, by use."""

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.welcome.models import ProjectConsent
from bocage.welcome.projects.errors.consents import FollowingIsTheProject, HouseholdDidNotAgree
from bocage.welcome.projects.operations.consents import (
    agreed_uses,
    agrees,
    ask_agreement,
    give_consent,
    withdraw_consent,
)
from tests.people.factories import PersonFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectConsentFactory,
    ProjectFactory,
    coordinator_of,
    first_adult,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

Use = ProjectConsent.Use


@pytest.fixture
def project():
    return ProjectFactory()


def test_no_consent_before_it_is_given(project):
    ProjectConsentFactory()

    assert not agrees(project, Use.TOWN_HALLS)
    with pytest.raises(HouseholdDidNotAgree):
        ask_agreement(project, Use.TOWN_HALLS)


def test_one_adult_agrees_for_one_use(project):
    give_consent(by=first_adult(project), project=project, use=Use.TOWN_HALLS)

    assert agreed_uses(project) == {Use.TOWN_HALLS}
    ask_agreement(project, Use.TOWN_HALLS)


def test_given_twice_it_stands_once(project):
    consent = give_consent(by=first_adult(project), project=project, use=Use.CLUB)
    assert give_consent(by=first_adult(project), project=project, use=Use.CLUB) == consent
    assert ProjectConsent.objects.count() == 1


def test_any_adult_withdraws_a_consent_of_another(project):
    other_adult = HouseholdAdultFactory(project=project).person
    give_consent(by=first_adult(project), project=project, use=Use.HELPERS)

    withdraw_consent(by=other_adult, project=project, use=Use.HELPERS)
    withdraw_consent(by=other_adult, project=project, use=Use.HELPERS)

    assert not agrees(project, Use.HELPERS)
    assert ProjectConsent.objects.get().withdrawn_at is not None


def test_given_again_after_it_was_taken_back(project):
    adult = first_adult(project)
    give_consent(by=adult, project=project, use=Use.CLUB)
    withdraw_consent(by=adult, project=project, use=Use.CLUB)

    give_consent(by=adult, project=project, use=Use.CLUB)

    assert agrees(project, Use.CLUB)


def test_consent_of_an_adult_who_left_no_longer_counts(project):
    ProjectConsentFactory(project=project, person=PersonFactory())

    assert not agrees(project, Use.TOWN_HALLS)


def test_being_followed_is_not_taken_back_alone(project):
    with pytest.raises(FollowingIsTheProject):
        withdraw_consent(by=first_adult(project), project=project, use=Use.FOLLOW)


def test_nobody_agrees_for_a_household(project):
    for person in (PersonFactory(), coordinator_of(project), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            give_consent(by=person, project=project, use=Use.CLUB)
        with pytest.raises(NotAllowed):
            withdraw_consent(by=person, project=project, use=Use.CLUB)


def test_unknown_use_is_refused(project):
    with pytest.raises(ValueError, match="everything"):
        give_consent(by=first_adult(project), project=project, use="everything")


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_give_one_consent():
    project = ProjectFactory()
    adult = first_adult(project)

    results = race(
        *[lambda: give_consent(by=adult, project=project, use=Use.CLUB) for _click in range(10)]
    )

    assert outcomes(results) == {"ProjectConsent": 10}
    assert ProjectConsent.objects.count() == 1
