"""Household's own page, and its actions."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.housing.models import SavedSearch
from bocage.people.dashboard import tasks_of
from bocage.people.personal_data import personal_data_of
from bocage.welcome.homes import project_page as timeline_homes
from bocage.welcome.homes.operations.homes import follow_home
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.messages import project_page as timeline_messages
from bocage.welcome.models import (
    HouseholdInvitation,
    ProjectMessage,
    ProjectView,
    SettlementProject,
)
from bocage.welcome.pipeline.operations.household_decisions import (
    close_own_project,
    pause_own_project,
    resume_own_project,
)
from bocage.welcome.projects import project_page as timeline_consents
from bocage.welcome.projects import sections, timeline
from bocage.welcome.projects.timeline import timeline_of
from tests.foundation.registry_entries import replace_entries
from tests.housing.factories import DwellingFactory
from tests.pages.page_text import marks_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import (
    FollowedHomeFactory,
    HouseholdAdultFactory,
    ProjectConsentFactory,
    ProjectFactory,
    ProjectMessageFactory,
    ProjectTaskFactory,
    coordinator_of,
    first_adult,
)

pytestmark = pytest.mark.django_db

PAGE = "/mon-projet/"
OWN_SECTIONS = {
    "logements",
    "trouvailles",
    "travailler",
    "reponses",
    "menage",
    "accords",
    "consultations",
    "fin",
    "demarches",
}
FORMS = ("own_project_pause", "own_project_close", "own_project_erase", "own_adult_invite")


@pytest.fixture
def project():
    anne = PersonFactory(name="Anne Lemoine", phone="0233810000")
    return ProjectFactory(answered=True, coordinator=anne)


@pytest.fixture
def household(client, project):
    client.force_login(first_adult(project))
    return client


def test_page_shows_the_stage_and_the_coordinator(household, project):
    ProjectMessageFactory(project=project, is_from_household=False, words="À samedi !")
    ProjectMessageFactory(project=project, is_from_household=False, channel="note", words="secrète")
    ProjectMessageFactory(words="d’un autre ménage")

    page = household.get(PAGE).content.decode()

    assert all(
        words in page for words in ("Projet connu", "Anne Lemoine", "tel:0233810000", "À samedi")
    )
    assert "secrète" not in page
    assert "d’un autre ménage" not in page
    assert ProjectMessage.objects.get(words="À samedi !").read_at is not None


def test_page_tells_the_next_action_in_the_words_chosen_for_it(household, project):
    nadia = PersonFactory(name="Nadia Roussel")
    SettlementProject.objects.update(
        next_action="Relancer la mairie, qui traîne",
        next_action_for_household="Nous vous donnons la réponse de la mairie",
        next_action_on=timezone.localdate() + timedelta(days=1),
        next_action_by=nadia,
    )

    page = household.get(PAGE).content.decode()

    assert "Nous vous donnons la réponse de la mairie" in page
    assert "prévu pour demain" in page
    assert "Nadia Roussel" in page
    assert "qui traîne" not in page


@pytest.mark.parametrize(
    "values",
    [
        {"next_action_for_household": ""},
        {"status": "paused"},
    ],
    ids=["nothing to tell", "project that rests"],
)
def test_page_hides_a_private_next_action(household, project, values):
    SettlementProject.objects.update(
        **{
            "next_action": "Relancer la mairie",
            "next_action_for_household": "Nous écrivons à la mairie",
            "next_action_on": timezone.localdate(),
            "next_action_by": F("coordinator"),
            **values,
        }
    )

    page = household.get(PAGE).content.decode()

    assert "la mairie" not in page
    assert "prévu pour" not in page


def test_person_without_a_project_is_sent_to_the_form(client, project):
    client.force_login(PersonFactory())

    page = client.get(PAGE).content.decode()

    assert reverse("new_project") in page
    assert project.name not in page
    for name in FORMS:
        assert client.get(reverse(name)).status_code == 404


def test_page_of_a_stranger_asks_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_for_three_rows_as_for_one(
    household, project, rows, monkeypatch, django_assert_num_queries
):
    own_sections = {name: sections._of_household[name] for name in OWN_SECTIONS}
    replace_entries(monkeypatch, sections._of_household, own_sections)
    boitron = CommuneFactory(boitron=True)
    project.communes.add(boitron)
    for number in range(rows):
        ProjectMessageFactory(project=project)
        ProjectTaskFactory(project=project, side="household")
        FollowedHomeFactory(project=project, dwelling__commune=boitron)
        ProjectConsentFactory(project=project, use=["club", "helpers", "town_halls"][number])
        HouseholdAdultFactory(project=project)
        HouseholdInvitation.objects.create(
            project=project,
            email=f"a{number}@exemple.example",
            invited_by=first_adult(project),
            invited_at=timezone.now(),
        )
        ProjectView.objects.create(
            project=project,
            person=PersonFactory(),
            capacity="coordinator",
            viewed_at=timezone.now(),
        )
    household.get(PAGE)

    with django_assert_num_queries(25):
        household.get(PAGE)


def test_menu_of_the_page_leads_to_each_of_its_parts(household, project):
    page = household.get(PAGE).content.decode()

    anchors = re.findall(r'<a href="#([^"]+)"', page[page.index('class="page-menu"') :])
    assert anchors[:2] == ["ensuite", "fil"]
    assert anchors[-1] == "reste"
    assert {page.count(f'id="{anchor}"') for anchor in anchors} == {1}


def test_secondary_parts_open_where_a_link_leads_to_them(household, project):
    page = marks_of(household.get(PAGE))

    for name in ("reponses", "menage", "accords", "consultations", "fin"):
        assert re.search(rf'</summary><div id="{name}"', page), name


def test_tasks_of_the_household_come_first(household, project):
    FollowedHomeFactory(
        project=project, status="to_visit", visit_at=timezone.now() + timedelta(days=1)
    )
    page = household.get(PAGE).content.decode()

    assert page.index('id="attend"') < page.index('id="ensuite"') < page.index('id="fil"')


def test_older_messages_are_folded(household, project):
    for number in range(6):
        ProjectMessageFactory(
            project=project,
            words=f"mot {number}",
            written_at=timezone.now() - timedelta(days=10 - number),
        )
    page = household.get(PAGE).content.decode()

    assert "2 messages d’avant" in page
    folded_at = page.index("2 messages d’avant")
    assert (
        folded_at < page.index("mot 1") < page.index("</details>", folded_at) < page.index("mot 2")
    )


def test_household_says_that_its_own_task_is_done_and_is_not(household, project):
    task = ProjectTaskFactory(project=project, side="household", title="Inscrire à l’école")

    household.post(reverse("own_task_done", args=[task.pk]))
    household.post(reverse("own_task_done", args=[task.pk]))
    task.refresh_from_db()
    assert task.done_by == first_adult(project)
    assert "1 démarche faite" in household.get(PAGE).content.decode()

    household.post(reverse("own_task_undone", args=[task.pk]))
    task.refresh_from_db()
    assert task.is_open


@pytest.mark.parametrize("near_miss", ["team", "another household"])
def test_household_says_nothing_of_the_tasks_of_others(household, project, near_miss):
    task = (
        ProjectTaskFactory(project=project, side="team", title="Appeler la mairie")
        if near_miss == "team"
        else ProjectTaskFactory(side="household", title="Inscrire à l’école")
    )

    assert task.title not in household.get(PAGE).content.decode()
    for name in ("own_task_done", "own_task_undone"):
        assert household.post(reverse(name, args=[task.pk])).status_code == 404
    task.refresh_from_db()
    assert task.is_open


def test_household_writes_on_its_page(household, project):
    response = household.post(reverse("own_project_write"), {"words": "Et la crèche ?"})

    assert response.status_code == 302
    assert "Et la crèche" in household.get(PAGE).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "x" * 20_001])
def test_words_that_are_none_or_too_many_are_stated_in_the_page(household, words):
    response = household.post(reverse("own_project_write"), {"words": words})

    assert response.status_code == 422
    assert not ProjectMessage.objects.exists()


def test_words_are_shown_as_words(household, project):
    household.post(reverse("own_project_write"), {"words": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in household.get(PAGE).content.decode()


def test_household_gives_and_takes_back_a_consent(household, project):
    household.post(reverse("own_consent_give", args=["club"]))
    assert project.consents.filter(use="club", withdrawn_at=None).exists()

    household.post(reverse("own_consent_withdraw", args=["club"]))

    assert not project.consents.filter(use="club", withdrawn_at=None).exists()
    assert household.post(reverse("own_consent_give", args=["everything"])).status_code == 404


def test_household_invites_and_takes_back(household, project):
    household.post(reverse("own_adult_invite"), {"email": "sacha@exemple.example"})
    invitation = project.invitations.get()
    assert household.post(reverse("own_adult_invite"), {"email": "x"}).status_code == 422

    household.post(reverse("own_invitation_take_back", args=[invitation.pk]))

    assert not project.invitations.exists()


def test_household_tells_its_answers_again(household, project):
    page = reverse("own_answers", args=["besoins"])
    assert 'value="180000"' in household.get(page).content.decode()

    household.post(page, {"home_wish": "rent", "rent_eur": "650"})

    project.refresh_from_db()
    assert (project.home_wish, project.rent_eur, project.origin) == ("rent", 650, "Paris")
    answers = {"home_wish": "rent", "rent_eur": "650", "budget_eur": "180000"}
    household.post(page, answers)
    answers_page = household.get(reverse("own_project")).content.decode().replace("\u202f", " ")
    assert "650 € par mois" in answers_page.replace("\u00a0", " ")
    assert "180 000" not in answers_page.replace("\u00a0", " ")
    assert household.post(page, {"home_wish": "castle"}).status_code == 422
    assert household.get(reverse("own_answers", args=["envoyer"])).status_code == 404


def test_household_rests_and_looks_again(household, project, deliver_mails):
    project.communes.add(CommuneFactory(boitron=True))
    sync_saved_searches(project=project)
    assert SavedSearch.objects.exists()
    project.coordinator = coordinator_of(project)
    project.save()

    household.post(reverse("own_project_pause"), {})
    assert project.coordinator.email in {mail.recipient for mail in deliver_mails()}
    assert not SavedSearch.objects.exists()
    assert "en pause" in household.get(PAGE).content.decode()

    household.post(reverse("own_project_resume"))
    deliver_mails()
    project.refresh_from_db()
    assert (project.status, SavedSearch.objects.count()) == ("open", 1)


def test_household_closes_with_a_reason_and_takes_up_again(household, project):
    assert household.post(reverse("own_project_close"), {}).status_code == 422

    household.post(reverse("own_project_close"), {"reason": "elsewhere"})

    project.refresh_from_db()
    assert (project.status, project.close_reason) == ("closed", "elsewhere")
    assert "Reprendre le projet" in household.get(PAGE).content.decode()
    household.post(reverse("own_project_resume"))
    project.refresh_from_db()
    assert project.status == "open"


def test_nobody_decides_for_a_household(project):
    for person in (PersonFactory(), coordinator_of(project), first_adult(ProjectFactory())):
        for decide, options in (
            (pause_own_project, {}),
            (close_own_project, {"reason": "elsewhere"}),
            (resume_own_project, {}),
        ):
            with pytest.raises(NotAllowed):
                decide(by=person, project=project, **options)


def test_household_erases_all_once_it_is_sure(household, project):
    assert household.post(reverse("own_project_erase"), {}).status_code == 422

    household.post(reverse("own_project_erase"), {"is_sure": "on"})

    project.refresh_from_db()
    assert project.erased_at is not None
    assert "Pas encore de projet" in household.get(PAGE).content.decode()


def test_household_sees_readers_of_its_file(household, project):
    luc = PersonFactory(name="Luc Hérault")
    ProjectView.objects.create(
        project=project, person=luc, capacity="coordinator", viewed_at=timezone.now()
    )

    assert "Luc Hérault" in household.get(PAGE).content.decode()


def test_espace_links_to_the_page_and_its_messages(household, project):
    ProjectMessageFactory(project=project, is_from_household=False)
    FollowedHomeFactory(
        project=project, status="to_visit", visit_at=timezone.now() + timedelta(days=1)
    )

    page = household.get(reverse("espace")).content.decode()

    assert "1 message de l’équipe d’accueil" in page
    assert "Visite" in page
    assert reverse("own_project") in page


def test_personal_data_is_disclosed_to_each_adult(project):
    adult = first_adult(project)
    ProjectMessageFactory(project=project, author=adult, words="Une question")
    ProjectConsentFactory(project=project)
    FollowedHomeFactory(project=project, notes="Belle vue")
    stranger = PersonFactory()

    own_data, data_of_stranger = str(personal_data_of(adult)), str(personal_data_of(stranger))

    for words in (project.name, "Une question", "Belle vue", "Parler du projet aux mairies"):
        assert words in own_data
        assert words not in data_of_stranger


@pytest.mark.parametrize("rows", [1, 3])
def test_timeline_asks_as_often_for_three_as_for_one(
    project, rows, monkeypatch, django_assert_num_queries
):
    timelines = (timeline_messages.messages, timeline_consents.consents, timeline_homes.homes)
    replace_entries(monkeypatch, timeline._sources, dict(enumerate(timelines)))
    for _number in range(rows):
        ProjectMessageFactory(project=project)
        ProjectTaskFactory(project=project, side="household")
        follow_home(by=first_adult(project), project=project, home=DwellingFactory())
    ProjectConsentFactory(project=project)

    with django_assert_num_queries(3):
        kinds = {entry.kind for entry in timeline_of(project)}

    assert {"message", "home", "consent"} <= kinds


def test_coordinators_see_unread_messages_of_their_territory_only(project):
    SettlementProject.objects.update(status="paused")
    ProjectMessageFactory(project=project)
    anne, stranger = coordinator_of(project), PersonFactory()

    assert any(project.name in str(task.title) for task in tasks_of(anne))
    assert not any(project.name in str(task.title) for task in tasks_of(stranger))
