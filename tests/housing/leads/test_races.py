"""Town halls, candidates and the clock at once, in real threads: one answer stands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.leads.operations.freshness import ask_about_old_leads, hide_stale_leads
from bocage.housing.leads.operations.leads import (
    MAX_UNREAD,
    LeadReport,
    close_lead,
    confirm_lead,
    report_lead,
    share_lead,
)
from bocage.housing.leads.operations.owners import (
    ask_for_owner,
    refuse_owner,
    release_owner,
    show_owner,
    take_back_number,
)
from bocage.housing.leads.operations.photos import MAX_PHOTOS, add_lead_photo
from bocage.housing.models import Lead, LeadPhoto, LeadRelease, MarketFact, TownHallLetter
from bocage.housing.town_hall_letters.operations import send_letter
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import LeadReleaseFactory, candidate, phone_photo, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)

HOUSE = LeadReport(kind="house", market="sale")


@pytest.fixture
def lead():
    return LeadFactory(commune=CommuneFactory(boitron=True))


def test_one_form_sent_by_ten_clicks():
    commune = CommuneFactory(boitron=True)
    person = town_hall(commune)

    results = race(
        *[
            lambda: report_lead(by=person, commune=commune, report=HOUSE, idempotency_key="once")
            for _click in range(10)
        ]
    )

    assert outcomes(results) == {"Lead": 10}
    assert (Lead.objects.count(), MarketFact.objects.count()) == (1, 1)


def test_many_forms_of_somebody_without_a_mandate():
    commune, person = CommuneFactory(boitron=True), PersonFactory()

    results = race(
        *[
            lambda: report_lead(by=person, commune=commune, report=HOUSE)
            for _form in range(MAX_UNREAD + 4)
        ]
    )

    assert outcomes(results) == {"Lead": MAX_UNREAD, "TooManyLeads": 4}


def test_two_people_of_one_town_hall_share_at_once(lead):
    Lead.objects.update(status="reported", shared_at=None)
    people = [town_hall(lead.commune), town_hall(lead.commune)]

    results = race(*[lambda person=person: share_lead(by=person, lead=lead) for person in people])

    assert outcomes(results) == {"Lead": 2}
    assert MarketFact.objects.count() == 1


def test_sharing_and_closing_at_once(lead):
    Lead.objects.update(status="reported", shared_at=None)
    people = [town_hall(lead.commune), town_hall(lead.commune)]

    results = race(
        lambda: share_lead(by=people[0], lead=lead),
        lambda: close_lead(by=people[1], lead=lead, reason="mistake"),
    )

    assert set(outcomes(results)) <= {"Lead", "LeadClosed"}
    assert Lead.objects.get().status == "closed"


def test_release_twice_at_once(lead):
    people = [town_hall(lead.commune), town_hall(lead.commune)]
    asker = LeadReleaseFactory(lead=lead).person

    results = race(
        *[
            lambda person=person: release_owner(by=person, lead=lead, person=asker)
            for person in people * 3
        ]
    )

    assert outcomes(results) == {"LeadRelease": 6}
    assert LeadRelease.objects.get().released_by in people
    assert OutgoingMail.objects.filter(recipient=asker.email).count() == 1


def test_yes_and_no_at_once(lead):
    people = [town_hall(lead.commune), town_hall(lead.commune)]
    asker = LeadReleaseFactory(lead=lead).person

    results = race(
        lambda: release_owner(by=people[0], lead=lead, person=asker),
        lambda: refuse_owner(by=people[1], lead=lead, person=asker),
    )

    release = LeadRelease.objects.get()
    assert outcomes(results) == {"LeadRelease": 2}
    assert (release.released_at is not None, release.refused_at) == (True, None)


def test_asking_by_ten_clicks_writes_once(lead):
    secretary, person = town_hall(lead.commune), candidate()

    race(*[lambda: ask_for_owner(by=person, lead=lead) for _click in range(10)])

    assert LeadRelease.objects.count() == 1
    assert OutgoingMail.objects.filter(recipient=secretary.email).count() == 1


def test_reading_while_it_is_taken_back(lead):
    secretary = town_hall(lead.commune)
    person = LeadReleaseFactory(lead=lead, released=True).person

    reading, removal = race(
        lambda: show_owner(by=person, lead=lead),
        lambda: take_back_number(by=secretary, lead=lead, person=person),
    )

    pair = (type(reading).__name__, type(removal).__name__)
    assert pair in {("Owner", "NumberSeenAlready"), ("NotAllowed", "LeadRelease")}


def test_confirming_while_the_clock_hides_it(lead):
    now = timezone.now()
    Lead.objects.update(confirmation_requested_at=now - timedelta(days=8))

    race(lambda: confirm_lead(by=lead.reported_by, lead=lead), lambda: hide_stale_leads(now=now))

    assert Lead.objects.get().status == "shared"


def test_two_workers_ask_once():
    old = timezone.now() - timedelta(days=31)
    leads = [LeadFactory(reported_at=old) for _number in range(5)]

    counts = race(*[ask_about_old_leads for _worker in range(4)])

    assert sum(counts) == 5
    assert OutgoingMail.objects.count() == len(leads)


def test_two_workers_send_one_letter():
    commune = CommuneFactory(boitron=True)
    person, now = town_hall(commune), timezone.now()

    results = race(
        *[
            lambda: send_letter(person=person, commune=commune, week=now.date(), now=now)
            for _worker in range(5)
        ]
    )

    assert sorted(results) == [False] * 4 + [True]
    assert (TownHallLetter.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_photos_sent_at_once_stay_few(lead):
    results = race(
        *[
            lambda: add_lead_photo(by=lead.reported_by, lead=lead, image=phone_photo(size=(40, 30)))
            for _photo in range(MAX_PHOTOS + 2)
        ]
    )

    assert outcomes(results) == {"LeadPhoto": MAX_PHOTOS, "TooManyPhotos": 2}
    assert LeadPhoto.objects.count() == MAX_PHOTOS
