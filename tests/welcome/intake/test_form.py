"""« Mon projet » from the first step to the click in the mailbox."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import NoLongerPossible, signed_action_path
from bocage.people.errors import NotAnAddress, TooManyAttempts
from bocage.people.models import Person
from bocage.welcome.intake.draft_answers import answers_of_draft, welcoming_departements
from bocage.welcome.intake.forms import STEPS
from bocage.welcome.intake.mails import CONFIRM
from bocage.welcome.intake.operations import (
    MAILS_TO_AN_ADDRESS,
    ask_to_confirm,
    begin_draft,
    confirm_draft,
    forget_old_drafts,
    save_step,
)
from bocage.welcome.models import ProjectDraft, SettlementProject
from bocage.welcome.projects.errors.projects import DraftNotReady
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.factories import ProjectFactory, coordinator_of, first_adult
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

ANSWERS = {
    "vous": {
        "name": "Camille Marchand",
        "origin": "Paris",
        "adults_count": "2",
        "children_count": "1",
        "schools": ["primary"],
        "languages": "français, anglais",
    },
    "travail": {"work": "independent", "telework_days": "4", "workspace_days": "2"},
    "besoins": {"home_wish": "buy", "budget_eur": "180000", "needs_fibre": "on"},
    "ou-et-quand": {"commune_1": "Boitron", "where": "près d’une école"},
    "en-vos-mots": {"words": "Un jardin.", "worries": "L’hiver."},
    "envoyer": {
        "agrees_follow": "on",
        "agrees_town_halls": "on",
        "phone": "02 33 81 00 00",
        "email": "Camille@Exemple.example",
    },
}


@pytest.fixture(autouse=True)
def territory():
    return CommuneFactory(boitron=True)


def step(slug):
    return reverse("new_project_step", args=[slug])


def fill_form(client, *slugs):
    for slug in slugs or ANSWERS:
        response = client.post(step(slug), ANSWERS[slug])
        assert response.status_code == 302, response.content.decode()
    return response


def link_in(mail, words):
    return re.search(rf"{words}\n(\S+)", mail.text).group(1)


def draft_with(answers=None):
    draft = begin_draft(network_address="192.0.2.1", language="fr")
    return save_step(draft=draft, step="vous", answers=answers or {"name": "Camille"})


def test_whole_way_from_a_phone_to_the_page_of_the_household(client, deliver_mails):
    coordinator_of(ProjectFactory())
    project_count = SettlementProject.objects.count()

    response = fill_form(client)

    assert response.url == reverse("new_project_sent")
    assert "camille@exemple.example" in client.get(response.url).content.decode()
    assert SettlementProject.objects.count() == project_count
    assert not Person.objects.filter(email="camille@exemple.example").exists()
    mail = next(mail for mail in deliver_mails() if mail.recipient == "camille@exemple.example")
    link = link_in(mail, "Envoyer mon projet")
    assert "Envoyer votre projet" in client.get(link).content.decode()
    assert SettlementProject.objects.count() == project_count

    page = client.post(link).content.decode()

    assert "Votre projet est arrivé" in page
    project = SettlementProject.objects.get(adults__person__email="camille@exemple.example")
    assert (project.name, project.origin, project.adults_count) == ("Camille Marchand", "Paris", 2)
    assert (project.budget_eur, project.phone, project.telework_days) == (180_000, "0233810000", 4)
    assert [commune.name for commune in project.communes.all()] == ["Boitron"]
    assert {consent.use for consent in project.consents.all()} == {"follow", "town_halls"}
    assert first_adult(project).name == "Camille Marchand"


def test_link_pressed_twice_opens_one_project(client, deliver_mails):
    fill_form(client)
    link = link_in(deliver_mails()[0], "Envoyer mon projet")

    client.post(link)
    page = client.post(link).content.decode()

    assert "Votre projet est arrivé" in page
    assert SettlementProject.objects.count() == 1
    assert "Votre projet est arrivé" in client.get(link).content.decode()


def test_project_sent_again_is_the_same_with_the_answers_of_today(client, deliver_mails):
    fill_form(client)
    client.post(link_in(deliver_mails()[-1], "Envoyer mon projet"))
    project = SettlementProject.objects.get()
    client.cookies.clear()
    fill_form(client)
    client.post(step("vous"), {**ANSWERS["vous"], "origin": "Lyon"})
    links = [mail for mail in deliver_mails() if "Envoyer mon projet" in mail.text]

    page = client.post(link_in(links[-1], "Envoyer mon projet")).content.decode()

    assert "Vous aviez déjà un projet chez nous" in page
    project.refresh_from_db()
    assert project.origin == "Lyon"
    assert SettlementProject.objects.count() == 1


def test_signed_in_person_needs_no_confirmation(client):
    person = PersonFactory(name="")
    client.force_login(person)
    fill_form(client, *list(ANSWERS)[:-1])

    response = client.post(step("envoyer"), {"agrees_follow": "on"})

    assert response.url == reverse("own_project")
    assert first_adult(SettlementProject.objects.get()) == person
    person.refresh_from_db()
    assert person.name == "Camille Marchand"


def test_each_step_is_saved_and_prefilled(client):
    fill_form(client, "vous", "besoins", "ou-et-quand")

    assert 'value="Camille Marchand"' in client.get(step("vous")).content.decode()
    assert 'value="180000"' in client.get(step("besoins")).content.decode()
    assert 'value="Boitron"' in client.get(step("ou-et-quand")).content.decode()


def test_valid_answers_are_saved_beside_invalid_ones(client):
    response = client.post(
        step("vous"), {"name": "Camille", "adults_count": "x"}, headers={"HX-Request": "true"}
    )

    assert (response.status_code, response.content) == (204, b"")
    assert ProjectDraft.objects.get().answers["vous"]["name"] == "Camille"
    assert "adults_count" not in ProjectDraft.objects.get().answers["vous"]


def test_step_that_is_missing_is_shown_before_anything_is_sent(client, deliver_mails):
    fill_form(client, "vous", "ou-et-quand", "en-vos-mots")

    response = client.post(step("envoyer"), ANSWERS["envoyer"])

    assert response.url == step("travail")
    assert deliver_mails() == []


def test_later_on_another_screen(client, deliver_mails):
    fill_form(client, "vous", "travail")
    client.post(reverse("new_project_later"), {"email": "camille@exemple.example"})
    link = link_in(deliver_mails()[0], "Continuer mon projet")
    client.cookies.clear()
    assert client.get(step("besoins")).url == step("vous")

    assert client.get(link).url == step("besoins")
    assert 'value="Camille Marchand"' in client.get(step("vous")).content.decode()


@pytest.mark.parametrize("token", ["x", "a:b:c", "a" * 400])
def test_forged_links_open_nothing(client, token):
    draft_with()
    assert client.get(reverse("new_project_resume", args=[token])).status_code == 404


def test_nobody_reads_the_draft_of_another_browser(client):
    draft = draft_with({"name": "Camille secrète"})
    client.cookies["mon_projet"] = str(draft.pk)

    assert "secrète" not in client.get(step("vous")).content.decode()
    assert "secrète" not in client.get(reverse("new_project")).content.decode()


@pytest.mark.parametrize(
    ("slug", "answers"),
    [
        ("vous", {}),
        ("vous", {**ANSWERS["vous"], "name": "x" * 200}),
        ("vous", {**ANSWERS["vous"], "name": "a\0b"}),
        ("vous", {**ANSWERS["vous"], "adults_count": "-3"}),
        ("vous", {**ANSWERS["vous"], "adults_count": "9" * 40}),
        ("vous", {**ANSWERS["vous"], "schools": ["university"]}),
        ("vous", {**ANSWERS["vous"], "languages": ",".join("abcdefghij")}),
        ("travail", {}),
        ("travail", {"work": "spy"}),
        ("travail", {"work": "other", "telework_days": "8"}),
        ("travail", {"work": "other", "workspace_days": "9"}),
        ("besoins", {"home_wish": "castle"}),
        ("besoins", {"home_wish": "buy", "budget_eur": "1e9"}),
        ("besoins", {"home_wish": "buy", "budget_eur": "-1"}),
        ("ou-et-quand", {"commune_1": "Atlantis"}),
        ("ou-et-quand", {"commune_1": "x" * 5000}),
        ("ou-et-quand", {"commune_1_code": "99999"}),
        ("ou-et-quand", {"wants_to_move_on": "1789-07-14"}),
        ("ou-et-quand", {"wants_to_move_on": "demain"}),
        ("en-vos-mots", {"worries": "x" * 3000}),
        ("envoyer", {}),
        ("envoyer", {"agrees_follow": "on", "email": "pas une adresse"}),
        ("envoyer", {**ANSWERS["envoyer"], "phone": "12"}),
        ("envoyer", {**ANSWERS["envoyer"], "website": "http://robot"}),
    ],
)
def test_hostile_answers_are_explained_and_others_saved(client, slug, answers):
    fill_form(client, *list(ANSWERS)[:-1])

    response = client.post(step(slug), answers)

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not SettlementProject.objects.exists()


def test_steps_that_do_not_exist_are_not_found(client):
    assert client.get("/mon-projet/nouveau/rien/").status_code == 404


def test_answers_that_lack_a_name_open_nothing():
    draft = begin_draft(network_address="192.0.2.1", language="fr")
    with pytest.raises(DraftNotReady):
        answers_of_draft(draft)
    with pytest.raises(DraftNotReady):
        ask_to_confirm(draft=draft, email="a@exemple.example", network_address="192.0.2.1")


def test_link_of_an_address_that_was_corrected_meanwhile_opens_nothing(client):
    draft = draft_with()
    ask_to_confirm(draft=draft, email="faux@exemple.example", network_address="192.0.2.1")
    ask_to_confirm(draft=draft, email="vrai@exemple.example", network_address="192.0.2.1")

    with pytest.raises(NoLongerPossible):
        confirm_draft(draft_id=draft.pk, email="faux@exemple.example")

    payload = {"draft": str(draft.pk), "email": "vrai@exemple.example"}
    page = client.post(signed_action_path(CONFIRM, payload)).content.decode()
    assert "Votre projet est arrivé" in page


def test_account_that_is_closed_opens_nothing():
    PersonFactory(email="parti@exemple.example", is_active=False)
    draft = draft_with()
    ask_to_confirm(draft=draft, email="parti@exemple.example", network_address="192.0.2.1")

    with pytest.raises(NoLongerPossible):
        confirm_draft(draft_id=draft.pk, email="parti@exemple.example")


def test_address_that_is_none_and_addresses_that_are_too_many():
    draft = draft_with()
    with pytest.raises(NotAnAddress):
        ask_to_confirm(draft=draft, email="@", network_address="192.0.2.1")
    for number in range(MAILS_TO_AN_ADDRESS.amount):
        ask_to_confirm(draft=draft, email="a@exemple.example", network_address=f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        ask_to_confirm(draft=draft, email="a@exemple.example", network_address="192.0.2.99")


def test_drafts_are_forgotten_after_a_month(client):
    old_draft, recent_draft = draft_with(), draft_with()
    ProjectDraft.objects.filter(pk=old_draft.pk).update(
        saved_at=timezone.now() - timedelta(days=31)
    )

    assert forget_old_drafts() == 1
    assert list(ProjectDraft.objects.all()) == [recent_draft]
    page = client.get(signed_action_path(CONFIRM, {"draft": str(old_draft.pk), "email": "a@b.fr"}))
    assert page.status_code == 410


def test_project_goes_to_the_departement_that_welcomes():
    sarthe = DepartementFactory(sarthe=True)
    coordinator_of(ProjectFactory(departement=sarthe))

    assert welcoming_departements() == [sarthe]


def test_several_departements_are_asked_about(client):
    coordinator_of(ProjectFactory(departement=DepartementFactory(sarthe=True)))
    coordinator_of(ProjectFactory())
    fill_form(client, "vous")

    assert "Dans quel département" in client.get(step("ou-et-quand")).content.decode()
    client.post(step("ou-et-quand"), {"departement": "72"})
    assert ProjectDraft.objects.get().answers["ou-et-quand"]["departement"] == "72"


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_in_the_mailbox_open_one_project():
    draft = draft_with()
    DepartementFactory()
    ask_to_confirm(draft=draft, email="a@exemple.example", network_address="192.0.2.1")

    results = race(
        *[
            lambda: confirm_draft(draft_id=draft.pk, email="a@exemple.example")
            for _click in range(10)
        ]
    )

    assert outcomes(results) == {"SettlementProject": 10}
    assert SettlementProject.objects.count() == 1


def test_menu_leads_to_the_form(client):
    page = client.get(reverse("new_project")).content.decode()
    assert "S’installer" in page
    assert step(STEPS[0].slug) in page
