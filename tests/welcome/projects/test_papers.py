"""« Vos papiers »: every document that was made for a household, with its day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.welcome.models import Ceremony, Stay
from bocage.welcome.projects.papers import papers_of
from bocage.welcome.projects.project_page import own_papers, papers_of_file
from tests.people.factories import PersonFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory, coordinator_of, first_adult
from tests.welcome.relays.factories import town_hall
from tests.welcome.visits.factories import StayFactory, days_of_stay

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PAPERS = ("invitation", "livret")


@pytest.fixture
def project():
    return ProjectFactory(settled=True)


@pytest.fixture
def guest(project):
    return CeremonyGuestFactory(project=project)


def test_household_finds_every_paper_the_latest_first(project):
    now = timezone.now()
    StayFactory(
        project=project, confirmed=True, confirmed_at=now - 9 * DAY, notified_at=now - 8 * DAY
    )
    ceremony = CeremonyFactory(held=True, commune=project.commune)
    CeremonyGuestFactory(
        ceremony=ceremony,
        project=project,
        comes=True,
        has_come=True,
        invited_at=now - 5 * DAY,
        thanked_at=now - DAY,
    )

    assert [(paper.title.split(" ")[0], paper.at) for paper in papers_of(project)] == [
        ("Certificat", now - DAY),
        ("Invitation", now - 5 * DAY),
        ("Livret", now - 5 * DAY),
        ("Programme\u00a0:", now - 8 * DAY),
    ]


def test_papers_exclude_drafts_cancellations_and_other_households(project):
    StayFactory(project=project)
    StayFactory(
        project=project,
        called_off=True,
        confirmed_at=timezone.now(),
        period=days_of_stay(days=40),
    )
    cancelled_ceremony = CeremonyFactory(
        status=Ceremony.Status.CALLED_OFF, called_off_at=timezone.now(), commune=project.commune
    )
    CeremonyGuestFactory(ceremony=cancelled_ceremony, project=project)
    StayFactory(confirmed=True)

    assert papers_of(project) == []
    assert own_papers(project, first_adult(project)) is None
    assert papers_of_file(project, coordinator_of(project)) is None


def test_both_pages_show_the_papers_with_addresses_that_open(client, project, guest):
    StayFactory(project=project, confirmed=True)
    readers = {
        first_adult(project): (reverse("own_project"), own_papers),
        coordinator_of(project): (project.get_absolute_url(), papers_of_file),
    }
    for person, (page, section) in readers.items():
        client.force_login(person)
        html = client.get(page).content.decode()
        for paper, url in section(project, person)["papers"]:
            assert url in html
            assert paper.title in html
            answer = client.get(url)
            assert answer.content.startswith(b"%PDF")
            assert "no-store" in answer["Cache-Control"]


def test_programme_of_long_ago_still_opens_on_the_page_of_the_household(client, project):
    stay = StayFactory(project=project, done=True, period=days_of_stay(days=-60))
    client.force_login(first_adult(project))

    assert client.get(reverse("stay_sheet_pdf", args=[stay.token])).status_code == 404
    assert client.get(reverse("own_stay_paper", args=[stay.pk])).content.startswith(b"%PDF")


def test_programme_that_is_prepared_or_called_off_does_not_open(client, project):
    prepared = StayFactory(project=project)
    cancelled_stay = StayFactory(project=project, called_off=True, confirmed_at=timezone.now())
    client.force_login(first_adult(project))

    for stay in (prepared, cancelled_stay):
        assert client.get(reverse("own_stay_paper", args=[stay.pk])).status_code == 404


def test_papers_of_a_household_open_for_nobody_else(client, project, guest):
    stay = StayFactory(project=project, confirmed=True)
    addresses = [
        reverse("own_stay_paper", args=[stay.pk]),
        *(
            reverse("ceremony_guest_paper", args=[guest.pk, paper_name])
            for paper_name in ("invitation", "livret")
        ),
    ]
    neighbour = first_adult(ProjectFactory(settled=True, commune=project.commune))
    for stranger in (PersonFactory(), neighbour):
        client.force_login(stranger)
        assert [client.get(url).status_code for url in addresses] == [404] * 3


def test_town_hall_prints_the_invitation_of_a_household_once_it_may_read_its_name(client, guest):
    client.force_login(town_hall(guest.ceremony.commune))
    url = reverse("ceremony_guest_paper", args=[guest.pk, "invitation"])
    assert client.get(url).status_code == 404

    guest.answer, guest.answered_at, guest.people = "yes", timezone.now(), 2
    guest.save()

    assert client.get(url).content.startswith(b"%PDF")


@pytest.mark.parametrize("paper", ["autre", "certificats", "deroule"])
def test_paper_that_nobody_makes_is_not_found(client, project, guest, paper):
    client.force_login(first_adult(project))

    url = reverse("ceremony_guest_paper", args=[guest.pk, paper])
    assert client.get(url).status_code == 404


def test_invitation_to_a_cancelled_ceremony_is_closed(client, project, guest):
    Ceremony.objects.update(status="called_off", called_off_at=timezone.now())
    client.force_login(first_adult(project))

    url = reverse("ceremony_guest_paper", args=[guest.pk, "invitation"])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_papers_cost_as_much_for_three_as_for_one(count, project, django_assert_num_queries):
    for number in range(count):
        StayFactory(project=project, confirmed=True, period=days_of_stay(days=10 * number + 10))
        moment = timezone.now() + (number + 1) * DAY
        ceremony = CeremonyFactory(invited=True, commune=project.commune, starts_at=moment)
        CeremonyGuestFactory(ceremony=ceremony, project=project)

    with django_assert_num_queries(2):
        assert len(papers_of(project)) == 3 * count
    assert Stay.objects.filter(project=project).count() == count
