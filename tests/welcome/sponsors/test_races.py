"""Concurrent sponsors, households and scheduled jobs, in real threads: one answer remains."""

import pytest
from django.utils import timezone

from bocage.welcome.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.errors import SponsorTaken
from bocage.welcome.sponsors.operations.profiles import offer_to_sponsor
from bocage.welcome.sponsors.operations.scheduled import pass_on_unanswered_requests
from bocage.welcome.sponsors.operations.sponsorships import (
    accept_sponsorship,
    decline_sponsorship,
    propose_next_sponsor,
    propose_sponsor,
)
from tests.housing.leads.factories import town_hall
from tests.territory.factories import CommuneFactory
from tests.welcome.sponsors.factories import (
    SponsorProfileFactory,
    SponsorshipFactory,
    agreeing_project,
    coordinator_of,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sponsors_accept_at_once():
    project = agreeing_project()
    expired_sponsorship = SponsorshipFactory(
        project=project, status="withdrawn", reason="no_answer", ended_at=timezone.now()
    )
    proposed_sponsorship = SponsorshipFactory(project=project)

    results = race(
        *[
            lambda candidate=sponsorship: accept_sponsorship(
                by=candidate.sponsor.person, sponsorship=candidate
            )
            for sponsorship in (expired_sponsorship, proposed_sponsorship)
        ]
    )

    assert outcomes(results) == {"Sponsorship": 1, "SponsorTaken": 1}
    assert Sponsorship.objects.filter(status="active").count() == 1
    (refusal,) = [result for result in results if isinstance(result, SponsorTaken)]
    assert "vient d’accepter" in str(refusal.sentence)


def test_one_question_per_household_whoever_asks():
    project = agreeing_project()
    coordinator = coordinator_of(project)
    sponsors = [SponsorProfileFactory() for _number in range(4)]

    results = race(
        *[
            lambda sponsor=sponsor: propose_sponsor(
                by=coordinator, project=project, sponsor=sponsor
            )
            for sponsor in sponsors
        ]
    )

    assert outcomes(results) == {"Sponsorship": 1, "AnotherSponsorProposed": 3}


def test_sponsor_asked_about_many_households_at_once_takes_what_they_can():
    sponsor = SponsorProfileFactory(max_at_once=2)
    projects = [agreeing_project() for _number in range(5)]
    coordinator = coordinator_of(projects[0])

    results = race(
        *[
            lambda project=project: propose_sponsor(
                by=coordinator, project=project, sponsor=sponsor
            )
            for project in projects
        ]
    )

    assert outcomes(results) == {"Sponsorship": 2, "SponsorFull": 3}
    assert Sponsorship.objects.filter(status="proposed").count() == 2


def test_next_one_is_asked_once_though_refusal_and_silence_come_together():
    now = timezone.now()
    sponsorship = SponsorshipFactory(answer_due_at=now)
    SponsorProfileFactory()
    SponsorProfileFactory()

    race(
        lambda: decline_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship),
        lambda: pass_on_unanswered_requests(now=now),
        lambda: propose_next_sponsor(project=sponsorship.project),
    )

    assert sorted(Sponsorship.objects.values_list("status", flat=True)) in (
        ["declined", "proposed"],
        ["proposed", "withdrawn"],
    )


def test_yes_and_silence_at_once():
    now = timezone.now()
    sponsorship = SponsorshipFactory(answer_due_at=now)

    race(
        lambda: accept_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship),
        lambda: pass_on_unanswered_requests(now=now),
    )

    assert Sponsorship.objects.get().status == "active"


def test_offer_by_ten_clicks_asks_once():
    commune = CommuneFactory(boitron=True)
    person = town_hall(commune)

    race(
        *[
            lambda: offer_to_sponsor(by=person, commune=commune, email="yves@exemple.example")
            for _click in range(10)
        ]
    )

    assert SponsorProfile.objects.count() == 1
