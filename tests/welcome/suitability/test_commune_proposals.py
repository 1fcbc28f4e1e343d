"""Proposals of communes to a household: selected from the ranking, answered in one click."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.dashboard import tasks_of
from bocage.people.personal_data import personal_data_of
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.messages.errors import NothingWritten
from bocage.welcome.models import CommuneProposal, ProjectConsent, ProjectMessage, Stage
from bocage.welcome.projects.errors.projects import ProjectErased
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.projects.timeline import timeline_of
from bocage.welcome.suitability.errors import NoCommunePicked, NothingToPropose
from bocage.welcome.suitability.operations.commune_proposals import (
    CommunePick,
    answer_commune_proposal,
    propose_communes,
)
from bocage.welcome.suitability.project_page import in_the_file, on_the_household_page
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator, near_misses
from tests.welcome.suitability.factories import three_communes
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

MESSAGE = "Voici un village qui vous ressemble."


@pytest.fixture
def nadia(boitron):
    return coordinator(boitron.departement)


@pytest.fixture
def project(boitron, nadia):
    return ProjectFactory(answered=True, departement=boitron.departement, coordinator=nadia)


def adult_of(project):
    return project.adults.get(is_first=True).person


def propose(person, project, *communes, words=MESSAGE):
    picks = [
        CommunePick(commune=commune, reason=f"une école à {commune.name}") for commune in communes
    ]
    return propose_communes(by=person, project=project, picks=picks, words=words)


def test_the_household_reads_them_in_the_thread_and_in_one_mail(nadia, project, boitron, new_mails):
    mortagne = CommuneFactory(mortagne=True)

    propose(nadia, project, boitron, mortagne)

    (mail,) = new_mails()
    assert mail.recipient == adult_of(project).email
    assert "vous propose des communes" in mail.subject
    for words in (MESSAGE, "une école à Boitron", "Mortagne-au-Perche : non merci"):
        assert words in mail.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "une école à Boitron" in ProjectMessage.objects.get().words


def test_proposed_again_nothing_is_sent(nadia, project, boitron, new_mails):
    propose(nadia, project, boitron)
    new_mails()

    assert propose(nadia, project, boitron) == []
    assert (new_mails(), CommuneProposal.objects.count()) == ([], 1)


@pytest.mark.parametrize("number", [0, 6])
def test_none_or_too_many(nadia, project, number):
    with pytest.raises(NoCommunePicked):
        propose(nadia, project, *CommuneFactory.build_batch(number))


def test_proposal_is_refused_where_meaningless(nadia, project, boitron):
    paused_project = ProjectFactory(
        departement=boitron.departement, status="paused", paused_until=timezone.localdate()
    )
    settled_project = ProjectFactory(
        departement=boitron.departement,
        answered=True,
        stage=Stage.SETTLED,
        commune=boitron,
        moved_in_on=timezone.localdate(),
    )
    for other_project in (paused_project, settled_project):
        with pytest.raises(NothingToPropose):
            propose(nadia, other_project, boitron)
    with pytest.raises(NothingWritten):
        propose(nadia, project, boitron, words="  ")
    boitron.is_current = False
    with pytest.raises(CommuneMerged):
        propose(nadia, project, boitron)
    assert not CommuneProposal.objects.exists()


def test_nobody_else_proposes(project, boitron):
    for person in [*near_misses(boitron), adult_of(project), PersonFactory()]:
        with pytest.raises(NotAllowed):
            propose(person, project, boitron)


def test_yes_then_no_then_yes(nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    adult = adult_of(project)
    project.communes.clear()

    answer_commune_proposal(by=adult, proposal=proposal, answer="yes")
    assert list(project.communes.all()) == [boitron]
    answer_commune_proposal(by=adult, proposal=proposal, answer="no")
    assert list(project.communes.all()) == []
    first_answer = answer_commune_proposal(by=adult, proposal=proposal, answer="yes")
    second_answer = answer_commune_proposal(by=adult, proposal=proposal, answer="yes")

    assert (second_answer.answer, second_answer.answered_by, second_answer.answered_at) == (
        "yes",
        adult,
        first_answer.answered_at,
    )
    titles = [entry.title for entry in timeline_of(project)]
    assert "Le ménage dit oui à Boitron" in titles
    assert "Boitron proposée au ménage" in titles


def test_nobody_else_answers(nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    stranger = adult_of(ProjectFactory())
    for person in [*near_misses(boitron), nadia, stranger]:
        with pytest.raises(NotAllowed):
            answer_commune_proposal(by=person, proposal=proposal, answer="yes")


def test_erased_with_the_project(nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    adult = adult_of(project)
    erase_project(by=adult, project=project)

    assert not CommuneProposal.objects.exists()
    with pytest.raises((NotAllowed, ProjectErased)):
        answer_commune_proposal(by=adult, proposal=proposal, answer="yes")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"reason": ""}, "says_why"),
        ({"answer": "yes"}, "answered_at_a_time"),
        ({"answered_at": timezone.now()}, "answered_at_a_time"),
    ],
)
def test_the_database_refuses(nadia, project, boitron, changes, rule):
    (proposal,) = propose(nadia, project, boitron)

    with (
        pytest.raises(IntegrityError, match=f"welcome_commune_proposal_{rule}"),
        transaction.atomic(),
    ):
        CommuneProposal.objects.filter(pk=proposal.pk).update(**changes)


def test_personal_data_lists_proposals(nadia, project, boitron):
    propose(nadia, project, boitron)

    section = "Les communes proposées à votre ménage, ou par vous"
    for person in (adult_of(project), nadia):
        assert "Boitron" in personal_data_of(person)[section][0]["title"]
    assert personal_data_of(PersonFactory())[section] == []


@pytest.mark.django_db(transaction=True)
def test_proposed_and_answered_by_several_at_once():
    boitron = CommuneFactory(boitron=True)
    nadia, claire = coordinator(boitron.departement), coordinator(boitron.departement)
    project = ProjectFactory(answered=True, departement=boitron.departement)

    results = race(
        *[lambda person=person: propose(person, project, boitron) for person in (nadia, claire) * 3]
    )
    assert outcomes(results) == {"list": 6}
    assert (CommuneProposal.objects.count(), ProjectMessage.objects.count()) == (1, 1)

    proposal, adult = CommuneProposal.objects.get(), adult_of(project)
    results = race(
        *[
            lambda answer=answer: answer_commune_proposal(
                by=adult, proposal=proposal, answer=answer
            )
            for answer in ("yes", "no") * 3
        ]
    )
    assert outcomes(results) == {"CommuneProposal": 6}
    proposal.refresh_from_db()
    assert project.communes.filter(pk=boitron.pk).exists() is (proposal.answer == "yes")


# The pages.


def test_proposed_from_the_file(client, nadia, project, boitron):
    client.force_login(nadia)
    url = reverse("communes_propose", args=[project.pk])
    assert client.get(url).status_code == 200

    response = client.post(
        url, {"autre": "Boitron", "raison_autre": "Une école et un bureau.", "words": MESSAGE}
    )

    assert response.url.endswith("#proposed_communes")
    assert CommuneProposal.objects.get().reason == "Une école et un bureau."
    assert "pas encore de réponse" in client.get(project.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "bad_values",
    [
        {"autre": ""},
        {"autre": "Nulle-Part"},
        {"autre": "a\0b"},
        {"raison_autre": ""},
        {"raison_autre": "x" * 501},
        {"raison_autre": "a\0b"},
        {"words": ""},
        {"words": "x" * 4001},
        {"choix_99999": "on", "autre": ""},
    ],
)
def test_invalid_proposal_is_explained(client, nadia, project, boitron, bad_values):
    client.force_login(nadia)
    filled = {"autre": "Boitron", "raison_autre": "Une école.", "words": MESSAGE, **bad_values}
    response = client.post(reverse("communes_propose", args=[project.pk]), filled)

    assert response.status_code == 422
    assert not CommuneProposal.objects.exists()


def test_answered_on_the_page_and_asked_of_the_town_hall(client, nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    adult = adult_of(project)
    ProjectConsent.objects.create(
        project=project, person=adult, use="town_halls", given_at=timezone.now()
    )
    client.force_login(adult)
    page = client.get(reverse("own_project")).content.decode()
    assert ("Nous vous proposons" in page, "une école à Boitron" in page) == (True, True)
    client.post(reverse("commune_proposal_answer", args=[proposal.pk, "oui"]))
    assert "vous avez dit oui" in client.get(reverse("own_project")).content.decode()
    assert client.post(f"/mon-projet/communes/{proposal.pk}/pirate/").status_code == 404

    client.force_login(nadia)
    ask_url = f"{reverse('relay_ask', args=[project.pk])}?commune={boitron.pk}"
    assert ask_url in client.get(project.get_absolute_url()).content.decode()
    assert "checked" in client.get(ask_url).content.decode()
    assert (
        client.post(reverse("commune_proposal_answer", args=[proposal.pk, "oui"])).status_code
        == 404
    )


def test_answered_from_the_mail_by_one_button(client, nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    adult = adult_of(project)
    payload = {"proposal": str(proposal.pk), "person": str(adult.pk)}
    for action, answer in (("commune_yes", "yes"), ("commune_no", "no")):
        url = signed_action_path(f"welcome.{action}", payload, "fr")
        assert client.get(url).status_code == 200
        proposal.refresh_from_db()
        assert proposal.answer != answer
        client.post(url)
        proposal.refresh_from_db()
        assert proposal.answer == answer
        assert "C’est " in client.get(url).content.decode()


def test_link_of_an_adult_who_left_the_household(client, nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    payload = {"proposal": str(proposal.pk), "person": str(PersonFactory().pk)}
    url = signed_action_path("welcome.commune_yes", payload, "fr")

    client.post(url)

    proposal.refresh_from_db()
    assert proposal.answer == ""


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_the_database_as_often(client, number, django_assert_num_queries):
    communes = three_communes()
    nadia = coordinator(communes[0].departement)
    project = ProjectFactory(answered=True, departement=communes[0].departement)
    propose(nadia, project, *communes[:number])
    with django_assert_num_queries(OWN_QUERIES):
        on_the_household_page(project, adult_of(project))
    with django_assert_num_queries(FILE_QUERIES):
        in_the_file(project, nadia)
    client.force_login(nadia)
    url = reverse("communes_propose", args=[project.pk])
    client.get(url)
    with django_assert_num_queries(PROPOSE_QUERIES):
        assert client.get(url).status_code == 200


OWN_QUERIES, FILE_QUERIES, PROPOSE_QUERIES = 6, 3, 9


def test_picked_from_the_ranking_with_its_facts(client):
    _boitron, sees, _l_aigle = three_communes()
    nadia = coordinator(sees.departement)
    project = ProjectFactory(answered=True, departement=sees.departement)
    client.force_login(nadia)
    url = reverse("communes_propose", args=[project.pk])
    page = client.get(url).content.decode()
    assert "3 écoles" in page.replace("\N{NO-BREAK SPACE}", " ")

    client.post(
        url, {f"choix_{sees.pk}": "on", f"raison_{sees.pk}": "Trois écoles.", "words": MESSAGE}
    )

    assert CommuneProposal.objects.get().commune == sees
    assert f"choix_{sees.pk}" not in client.get(url).content.decode()


def test_espace_lists_town_halls_to_ask(nadia, project, boitron):
    (proposal,) = propose(nadia, project, boitron)
    answer_commune_proposal(
        by=adult_of(project),
        proposal=proposal,
        answer="yes",
        now=timezone.now() + timedelta(seconds=1),
    )
    titles = [str(task.title) for task in tasks_of(nadia)]
    assert any("dit oui à Boitron" in title for title in titles)
