"""Visibility of leads: near misses tested on pages, mails, photos, files and searches.

Each negative test creates a lead whose every secret is a word found nowhere else.
"""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.housing.models import Lead
from bocage.people.models import Role
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import (
    LeadPhotoFactory,
    LeadReleaseFactory,
    candidate,
    coordinator,
    elected_of_epci,
    town_hall,
)
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db

WHEREABOUTS, OWNER, PHONE, WORDS = (
    "Chemin-du-Gué",
    "Odile-Lefranc",
    "06 99 88 77 66",
    "Longère-au-puits",
)
SECRETS = (WHEREABOUTS, OWNER, PHONE, PHONE.replace(" ", ""))


@pytest.fixture
def lead():
    lead = LeadFactory(
        commune=CommuneFactory(boitron=True),
        about_where=WHEREABOUTS,
        owner__name=OWNER,
        owner__phone=PHONE,
        words=WORDS,
    )
    LeadPhotoFactory(lead=lead)
    return lead


MANAGER_RIGHTS = {"manage_lead", "see_lead", "confirm_lead"}
DECIDER_RIGHTS = {*MANAGER_RIGHTS, "release_owner", "see_owner"}
PEOPLE = [
    ("its secretary", lambda lead: town_hall(lead.commune), DECIDER_RIGHTS),
    ("its mayor", lambda lead: town_hall(lead.commune, role=Role.ELECTED), DECIDER_RIGHTS),
    ("elected of its intercommunalité", lambda lead: elected_of_epci(lead.commune), DECIDER_RIGHTS),
    ("its coordinator", lambda lead: coordinator(lead.commune), MANAGER_RIGHTS),
    ("an administrator", lambda _lead: MandateFactory(role=Role.ADMIN).person, MANAGER_RIGHTS),
    ("who told it", lambda lead: lead.reported_by, {"see_lead", "confirm_lead", "see_owner"}),
    ("a candidate", lambda _lead: candidate(), {"see_lead", "ask_for_owner"}),
    (
        "a candidate who was given the number",
        lambda lead: LeadReleaseFactory(lead=lead, released=True).person,
        {"see_lead", "ask_for_owner", "see_owner"},
    ),
    ("the public", lambda _lead: AnonymousUser(), set()),
    ("somebody with an account", lambda _lead: PersonFactory(), set()),
    ("a sponsor of the commune", lambda lead: town_hall(lead.commune, role=Role.SPONSOR), set()),
    ("a former secretary", lambda lead: town_hall(lead.commune, over=True), set()),
    ("a secretary to come", lambda lead: town_hall(lead.commune, not_begun=True), set()),
    ("the neighbour commune", lambda _lead: town_hall(CommuneFactory(essay=True)), set()),
    (
        "elected of another intercommunalité",
        lambda _lead: elected_of_epci(CommuneFactory(epci=EpciFactory(alencon=True))),
        set(),
    ),
    ("a former candidate", lambda _lead: candidate(ends_on=timezone.localdate()), set()),
    (
        "a former candidate who was given the number",
        lambda lead: (
            LeadReleaseFactory(
                lead=lead, released=True, person=candidate(ends_on=timezone.localdate())
            ).person
        ),
        set(),
    ),
    ("a member of the club", lambda _lead: member_of_the_club(), set()),
    ("a closed account", lambda _lead: candidate(person__is_active=False), set()),
]
RIGHTS = ("manage_lead", "see_lead", "confirm_lead", "ask_for_owner", "release_owner", "see_owner")


def member_of_the_club():
    person = candidate()
    person.entitlements.update(kind="club_member")
    return person


def rights_on(person, lead):
    if not person.is_active and person.is_authenticated:
        return {right for right in RIGHTS if person.has_perm(f"housing.{right}", lead)}
    return {right for right in RIGHTS if rules.has_perm(f"housing.{right}", person, lead)}


@pytest.mark.parametrize(
    ("make_person", "expected"), [row[1:] for row in PEOPLE], ids=[row[0] for row in PEOPLE]
)
def test_rights_on_a_shown_lead(lead, make_person, expected):
    assert rights_on(make_person(lead), lead) == expected


@pytest.mark.parametrize("status", ["reported", "stale", "listed", "closed"])
def test_candidates_have_no_right_on_what_is_not_shown(lead, status):
    person = LeadReleaseFactory(lead=lead, released=True).person
    ends = {"closed_at": timezone.now(), "close_reason": "gone"} if status == "closed" else {}
    Lead.objects.update(status=status, stale_at=timezone.now(), **ends)
    lead.refresh_from_db()

    assert rights_on(person, lead) == set()


def addresses(lead):
    return [
        reverse("lead", args=[lead.pk]),
        reverse("lead_photo", args=[lead.pk, lead.photos.get().pk]),
        reverse("commune_leads", args=[lead.commune_id]),
    ]


def enter(client, person):
    if not person.is_authenticated:
        return False
    client.force_login(person)
    return person.is_active


@pytest.mark.parametrize(
    "make_person",
    [row[1] for row in PEOPLE if not row[2]],
    ids=[row[0] for row in PEOPLE if not row[2]],
)
def test_pages_and_photos_answer_nothing_to_near_misses(client, lead, make_person):
    is_in = enter(client, make_person(lead))

    for address in addresses(lead):
        response = client.get(address)
        assert response.status_code == (404 if is_in else 302), address
    body = client.get(lead.commune.get_absolute_url()).content.decode()
    for secret in (*SECRETS, WORDS, str(lead.pk)):
        assert secret not in body


def test_candidate_reads_the_home_and_nothing_that_tells_where_or_whose(client, lead):
    LeadReleaseFactory(lead=lead)
    client.force_login(candidate())

    for address in (*addresses(lead)[:1], reverse("lead_list"), lead.commune.get_absolute_url()):
        body = client.get(address).content.decode()
        assert "Maison à vendre" in body
        for secret in SECRETS:
            assert secret not in body
    assert WORDS in client.get(addresses(lead)[0]).content.decode()
    assert client.get(addresses(lead)[2]).status_code == 404


def test_candidate_who_was_given_the_number_reads_it_by_a_button_alone(client, lead):
    client.force_login(LeadReleaseFactory(lead=lead, released=True).person)
    page = reverse("lead", args=[lead.pk])

    before = client.get(page).content.decode()
    response = client.post(reverse("lead_owner", args=[lead.pk]))
    after = client.get(page).content.decode()

    assert (PHONE in before, PHONE in response.content.decode(), PHONE in after) == (
        False,
        True,
        False,
    )
    assert client.get(reverse("lead_owner", args=[lead.pk])).status_code == 405
    assert "no-store" in response["Cache-Control"]
    assert WHEREABOUTS not in response.content.decode()
    assert lead.showings.count() == 1


def test_keepers_read_where_it_is_and_the_number_by_a_button_alone(client, lead):
    client.force_login(town_hall(lead.commune))

    body = client.get(reverse("lead", args=[lead.pk])).content.decode()

    assert (WHEREABOUTS in body, OWNER in body, PHONE in body) == (True, False, False)


def test_photo_is_served_privately_to_those_who_see_the_lead(client, lead):
    address = addresses(lead)[1]
    client.force_login(candidate())

    response = client.get(address)

    assert b"".join(response.streaming_content).startswith(b"RIFF")
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"].startswith("private")
    assert response["X-Robots-Tag"] == "noindex"


def test_photo_of_another_lead_is_not_found_through_one_that_is_seen(client, lead):
    hidden = LeadPhotoFactory(lead__status="reported", lead__shared_at=None)
    client.force_login(candidate())

    assert client.get(reverse("lead_photo", args=[lead.pk, hidden.pk])).status_code == 404


def test_photo_stands_in_no_public_folder(lead, settings):
    path = lead.photos.get().image.path

    assert path.startswith(str(settings.PRIVATE_MEDIA_ROOT))
    assert not path.startswith(str(settings.MEDIA_ROOT))


@pytest.mark.parametrize(
    "address",
    ["/", "/communes/?q=boitron", "/travailler/", "/sitemap-pages-1.xml", "/robots.txt"],
)
def test_public_pages_and_searches_know_no_lead(client, lead, address):
    body = client.get(address).content.decode()

    for secret in (*SECRETS, WORDS, str(lead.pk)):
        assert secret not in body


def test_mails_to_candidates_hold_no_secret(client, lead, deliver_mails):
    accepted, refused, waiting = (LeadReleaseFactory(lead=lead).person for _number in range(3))
    client.force_login(town_hall(lead.commune))
    client.post(reverse("lead_release", args=[lead.pk]), {"person": accepted.pk})
    client.post(reverse("lead_refuse", args=[lead.pk]), {"person": refused.pk})
    client.post(reverse("lead_close", args=[lead.pk]), {"reason": "found"})
    deliver_mails()

    candidates = [accepted.email, refused.email, waiting.email]
    mails = OutgoingMail.objects.filter(recipient__in=candidates)
    assert mails.count() == 4
    for mail in mails:
        for secret in SECRETS:
            assert secret not in f"{mail.subject}{mail.text}{mail.html}{mail.facts}"


def test_file_of_the_territory_names_no_owner_and_no_place(client, lead):
    client.force_login(coordinator(lead.commune))
    LeadFactory(commune__departement__sarthe=True, commune__epci=None, commune__name="Ailleurs")

    response = client.get(reverse("territory_leads_file", args=["csv"]))
    table = b"".join(response.streaming_content).decode()

    assert len(table.splitlines()) == 2
    assert "Boitron;61051" in table
    for secret in (*SECRETS, WORDS):
        assert secret not in table


def test_file_of_the_territory_is_closed_to_candidates(client, lead):
    client.force_login(candidate())

    for address in (reverse("territory_leads"), reverse("territory_leads_file", args=["csv"])):
        assert client.get(address).status_code == 404
