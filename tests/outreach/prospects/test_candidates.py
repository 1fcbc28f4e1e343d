"""A prospect who sends a project becomes a candidate and brings their history."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.outreach.campaigns.results import StepCounts, campaign_results
from bocage.outreach.models import Prospect, Touch
from bocage.outreach.prospects.operations.candidates import add_candidate
from bocage.outreach.prospects.operations.consents import agrees, confirm_consents
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.welcome.models import ProjectDraft, SettlementProject
from bocage.welcome.projects.operations.projects import erase_project
from tests.outreach.factories import (
    CampaignFactory,
    ConsentFactory,
    ProspectFactory,
    TrackedLinkFactory,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator
from tests.workspaces.bookings.test_races import race

STEPS = {
    "vous": {"name": "Camille Verdier", "origin": "Paris", "adults_count": 2, "children_count": 0},
    "travail": {"work": "independent", "telework_days": 4, "workspace_days": 2},
    "besoins": {"home_wish": "buy"},
    "ou-et-quand": {"commune_1": "Boitron"},
    "en-vos-mots": {"words": "Un jardin."},
}


def sent_by(person: Person, code: str = "", **values: Any) -> SettlementProject:
    return ProjectFactory(adults=[person], came_by=code, **values)


@pytest.mark.django_db
def test_the_code_travels_from_the_link_to_the_funnel(
    client: Client, deliver_mails: Any, run_tasks: Any
) -> None:
    CommuneFactory(boitron=True)
    link = TrackedLinkFactory(code="quai7", destination=reverse("new_project"))
    arrival = client.get("/l/quai7", headers={"user-agent": "Mozilla/5.0 (iPhone) Mobile Safari"})
    start = client.get(arrival["Location"]).content.decode()
    first = reverse("new_project_step", args=["vous"])
    assert f'href="{first}?c=quai7"' in start
    assert 'name="c" value="quai7"' in client.get(f"{first}?c=quai7").content.decode()
    client.post(first, {**STEPS["vous"], "c": "quai7"})
    for step, answers in list(STEPS.items())[1:]:
        client.post(reverse("new_project_step", args=[step]), answers)
    last = {"agrees_follow": "on", "email": "camille@ville.example", "c": "<b>"}
    client.post(reverse("new_project_step", args=["envoyer"]), last)
    assert ProjectDraft.objects.get().came_by == "quai7"
    mail = next(mail for mail in deliver_mails() if mail.recipient == "camille@ville.example")
    confirm = next(word for word in mail.text.split() if "/reponse/" in word)
    client.post(confirm)
    run_tasks()
    touch = Touch.objects.get()
    assert (touch.kind, touch.campaign_id, touch.link_id) == ("project", link.campaign_id, link.pk)
    prospect = touch.prospect
    assert (prospect.status, prospect.email) == ("candidate", "camille@ville.example")
    assert prospect.project == SettlementProject.objects.get()
    assert not prospect.consents.exists()


@pytest.mark.django_db
def test_a_prospect_who_sends_a_project_keeps_one_record_and_their_consents() -> None:
    person = PersonFactory(email="camille@ville.example")
    consent = ConsentFactory(prospect__email="camille@ville.example")
    project = sent_by(person)
    for _delivery in range(2):
        candidate = add_candidate(project_id=project.pk)
    assert candidate == consent.prospect
    assert (candidate.status, candidate.person, candidate.project) == ("candidate", person, project)
    assert agrees(candidate, "letters")
    [touch] = candidate.touches.all()
    assert (touch.kind, touch.campaign, touch.at) == ("project", None, project.sent_at)


@pytest.mark.django_db
def test_a_project_before_the_confirmation_stays_a_candidate_after_it() -> None:
    waiting = ConsentFactory(waiting=True, prospect=ProspectFactory(email="camille@ville.example"))
    add_candidate(project_id=sent_by(PersonFactory(email="camille@ville.example")).pk)
    assert confirm_consents(prospect=waiting.prospect).status == "candidate"


@pytest.mark.django_db
def test_a_household_that_nobody_brought_is_not_kept() -> None:
    assert add_candidate(project_id=sent_by(PersonFactory(), "inconnu").pk) is None
    erased = sent_by(PersonFactory(), erased_at=timezone.now())
    assert add_candidate(project_id=erased.pk) is None
    assert not Prospect.objects.exists()


@pytest.mark.django_db
def test_an_erased_project_forgets_who_was_known_by_it_alone(run_tasks: Any) -> None:
    link = TrackedLinkFactory(code="quai7")
    alone = sent_by(PersonFactory(email="camille@ville.example"), "quai7")
    existing = ConsentFactory(prospect__email="sacha@ville.example").prospect
    project_of_known = sent_by(
        PersonFactory(email="sacha@ville.example"), departement=existing.departement
    )
    for project in (alone, project_of_known):
        add_candidate(project_id=project.pk)
        erase_project(by=None, project=project)
    run_tasks()
    assert {(prospect.status, prospect.email) for prospect in Prospect.objects.all()} == {
        ("erased", ""),
        ("candidate", "sacha@ville.example"),
    }
    assert link.touches.count() == 1


@pytest.mark.django_db
def test_a_record_merged_into_another_leads_to_it() -> None:
    survivor = ProspectFactory(email="c.verdier@bureau.example")
    ProspectFactory(email="camille@ville.example", merged_into=survivor)
    project = sent_by(PersonFactory(email="camille@ville.example"))
    assert add_candidate(project_id=project.pk) == survivor
    assert survivor.touches.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_projects_of_one_address_are_one_prospect_with_two_touches() -> None:
    link = TrackedLinkFactory(code="quai7")
    person = PersonFactory(email="camille@ville.example")
    before = timezone.now() - timedelta(days=30)
    first = sent_by(
        person,
        "quai7",
        sent_at=before,
        status="closed",
        close_reason="changed_mind",
        closed_at=timezone.now(),
    )
    second = sent_by(person, "quai7", departement=first.departement)
    results = race(
        *[
            lambda key=project.pk: add_candidate(project_id=key)
            for project in (first, second, first) * 2
        ]
    )
    assert all(isinstance(result, Prospect) for result in results)
    prospect = Prospect.objects.get()
    assert prospect.project == second
    assert {touch.sent_as for touch in prospect.touches.all()} == {first.pk, second.pk}
    assert {touch.campaign_id for touch in prospect.touches.all()} == {link.campaign_id}


@pytest.mark.django_db
def test_the_file_of_a_project_tells_how_they_were_met(client: Client) -> None:
    fair = CampaignFactory(name="Salon de Paris")
    posters = CampaignFactory(name="Gare de Rennes", departement=fair.departement)
    TrackedLinkFactory(campaign=posters, code="rennes", label="Quai 3")
    prospect = ProspectFactory(email="camille@ville.example", departement=fair.departement)
    Touch.objects.create(
        prospect=prospect, campaign=fair, kind="booth", at=timezone.now() - timedelta(days=90)
    )
    project = sent_by(PersonFactory(email="camille@ville.example"), "rennes")
    add_candidate(project_id=project.pk)
    client.force_login(coordinator(fair.departement))
    html = client.get(reverse("project_file", args=[project.pk])).content.decode()
    assert "D’abord par Salon de Paris, et pour finir par Gare de Rennes." in html
    assert "Quai 3" in html


@pytest.mark.django_db
def test_an_erased_prospect_whose_project_goes_on_still_counts_for_its_campaign() -> None:
    link = TrackedLinkFactory(code="quai7")
    person = PersonFactory(email="camille@ville.example")
    project = sent_by(person, "quai7", departement=link.campaign.departement)
    prospect = add_candidate(project_id=project.pk)
    assert prospect is not None
    erase_prospect(prospect=prospect)
    assert add_candidate(project_id=project.pk) == prospect
    prospect.refresh_from_db()
    assert (prospect.status, prospect.email, prospect.project) == ("erased", "", None)
    [results] = campaign_results([link.campaign])
    assert (results.first.candidates, results.first.settled) == (1, 0)
    SettlementProject.objects.filter(pk=project.pk).update(
        stage="settled", commune=CommuneFactory(boitron=True), moved_in_on=timezone.localdate()
    )
    [results] = campaign_results([link.campaign])
    assert results.last == StepCounts(prospects=1, candidates=1, visits=1, settled=1)
    again = capture_prospect(
        capture=Capture(departement=project.departement, kind="form", email=person.email)
    )
    assert again != prospect


@pytest.mark.django_db
def test_a_project_that_is_erased_leaves_a_prospect_who_agreed_with_their_choices(
    run_tasks: Any,
) -> None:
    link = TrackedLinkFactory(code="quai7")
    consent = ConsentFactory(
        prospect__email="camille@ville.example", prospect__departement=link.campaign.departement
    )
    person = PersonFactory(email="camille@ville.example")
    project = sent_by(person, "quai7", departement=link.campaign.departement)
    add_candidate(project_id=project.pk)
    erase_project(by=None, project=project)
    run_tasks()
    prospect = consent.prospect
    prospect.refresh_from_db()
    assert (prospect.email, prospect.erased_at) == ("camille@ville.example", None)
    assert agrees(prospect, "letters")
    [results] = campaign_results([link.campaign])
    assert results.first.candidates == 1
