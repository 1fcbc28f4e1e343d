"""Pages, documents and one-click answers of ceremonies: rights, effects, bad input."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.models import Role
from bocage.welcome.ceremonies.dashboard import ceremonies_to_decide, invitation_to_answer
from bocage.welcome.ceremonies.links import ceremony_answer_link, planning_link
from bocage.welcome.ceremonies.personal_data import answer_rows, planned_rows
from bocage.welcome.ceremonies.project_page import ceremonies as ceremony_entries
from bocage.welcome.ceremonies.project_page import ceremonies_of_file, own_ceremonies
from bocage.welcome.models import Ceremony, CeremonyGuest, ProjectConsent
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.ceremonies.test_documents import pages_of as pdf_pages
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

DAY = (timezone.localdate() + timedelta(days=12)).isoformat()
GOOD = {"jour": DAY, "heure": "11:00", "lieu": "Salle des fêtes", "mot": "", "contact": ""}


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED, person__name="Odile Prévost")


def adult_of(guest):
    return guest.project.adults.get().person


def pages_of(ceremony, guest):
    return [
        reverse("ceremony", args=[ceremony.pk]),
        reverse("ceremony_change", args=[ceremony.pk]),
        reverse("ceremony_call_off", args=[ceremony.pk]),
        reverse("ceremony_answer", args=[guest.pk]),
        reverse("ceremony_plan", args=[ceremony.commune_id]),
        *[
            reverse("ceremony_paper", args=[ceremony.pk, paper])
            for paper in ("deroule", "invitations", "livret")
        ],
        reverse("ceremony_certificate", args=[guest.pk]),
    ]


def test_pages_are_for_keepers_of_the_ceremony(client, boitron, mayor):
    guest = CeremonyGuestFactory(comes=True)

    client.force_login(mayor)
    pages = pages_of(guest.ceremony, guest)
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)

    for stranger in (town_hall(CommuneFactory(essay=True)), PersonFactory()):
        client.force_login(stranger)
        assert {client.get(page).status_code for page in pages} == {404}


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_as_much_for_many(client, mayor, number, django_assert_num_queries):
    for day in range(number):
        CeremonyGuestFactory(
            ceremony__starts_at=timezone.now() + timedelta(days=day + 2), comes=True
        )
        CeremonyFactory(held=True, starts_at=timezone.now() - timedelta(days=day + 2))
    client.force_login(mayor)
    client.get(reverse("ceremony_list"))

    with django_assert_num_queries(5):
        page = client.get(reverse("ceremony_list"))

    assert len(page.context["to_come"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_as_much_for_many_guests(client, mayor, number, django_assert_num_queries):
    ceremony = CeremonyFactory(invited=True)
    CeremonyGuestFactory.create_batch(number, ceremony=ceremony, comes=True)
    client.force_login(mayor)
    client.get(ceremony.get_absolute_url())

    with django_assert_num_queries(7):
        client.get(ceremony.get_absolute_url())


def test_list_shows_nothing_of_the_neighbour(client, mayor):
    CeremonyFactory(commune=CommuneFactory(essay=True))
    client.force_login(mayor)

    page = client.get(reverse("ceremony_list"))

    assert page.context["to_come"] == []


def test_town_hall_reads_names_of_attending_or_consenting_households(client, mayor, boitron):
    ceremony = CeremonyFactory(invited=True)
    coming_guest = CeremonyGuestFactory(
        ceremony=ceremony, comes=True, project__name="Famille Venant"
    )
    silent_guest = CeremonyGuestFactory(ceremony=ceremony, project__name="Famille Silence")
    consenting_guest = CeremonyGuestFactory(ceremony=ceremony, project__name="Famille Accord")
    ProjectConsent.objects.create(
        project=consenting_guest.project,
        person=adult_of(consenting_guest),
        use=ProjectConsent.Use.TOWN_HALLS,
        given_at=timezone.now(),
    )

    client.force_login(mayor)
    page = client.get(ceremony.get_absolute_url()).content.decode()
    assert [name in page for name in ("Venant", "Accord", "Silence")] == [True, True, False]
    assert client.get(reverse("ceremony_answer", args=[silent_guest.pk])).status_code == 404
    assert client.get(reverse("ceremony_answer", args=[coming_guest.pk])).status_code == 200

    client.force_login(coordinator(boitron))
    assert "Famille Silence" in client.get(ceremony.get_absolute_url()).content.decode()


def test_date_from_the_espace_then_invitations_then_held(client, mayor):
    project = ProjectFactory(settled=True)
    client.force_login(mayor)

    client.post(reverse("ceremony_plan", args=["61051"]), GOOD)
    ceremony = Ceremony.objects.get()
    client.post(reverse("ceremony_invite", args=[ceremony.pk]))
    guest = CeremonyGuest.objects.get(project=project)
    Ceremony.objects.update(starts_at=timezone.now() - timedelta(hours=3))
    client.post(reverse("ceremony_held", args=[ceremony.pk]), {"present": [guest.pk, "rien"]})

    guest.refresh_from_db()
    assert (guest.has_come, guest.ceremony.status) == (True, "held")


def test_date_from_the_mail_without_signing_in(client, mayor):
    url = planning_link.url(mayor.pk, "61051")

    assert client.get(url).status_code == 200
    assert not Ceremony.objects.exists()
    client.post(url, GOOD)

    assert Ceremony.objects.get().planned_by == mayor


def test_date_from_the_mail_of_a_mandate_that_ended(client, boitron):
    former = town_hall(boitron, over=True)

    assert client.get(planning_link.url(former.pk, "61051")).status_code == 410
    assert client.get(planning_link.url(former.pk, "61051")[:-4] + "aaaa/").status_code == 404


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {**GOOD, "jour": "2020-01-01"},
        {**GOOD, "jour": "demain"},
        {**GOOD, "heure": "25:99"},
        {**GOOD, "lieu": ""},
        {**GOOD, "lieu": "x" * 201},
        {**GOOD, "mot": "x" * 2001},
        {**GOOD, "lieu": "a\x00b"},
    ],
)
def test_invalid_date_is_refused(client, mayor, bad_data):
    client.force_login(mayor)

    response = client.post(reverse("ceremony_plan", args=["61051"]), bad_data)

    assert (response.status_code, Ceremony.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "bad_data",
    [
        {},
        {"vient": "peut-être"},
        {"vient": "oui"},
        {"vient": "oui", "combien": "0"},
        {"vient": "oui", "combien": "1000000000000"},
        {"vient": "oui", "combien": "quatre"},
        {"vient": "oui", "combien": "2", "comment": "x" * 301},
    ],
)
def test_invalid_answer_is_refused(client, bad_data):
    guest = CeremonyGuestFactory()
    client.force_login(adult_of(guest))

    response = client.post(reverse("ceremony_answer", args=[guest.pk]), bad_data)

    guest.refresh_from_db()
    assert (response.status_code, guest.answer) == (422, "none")


def test_answer_in_full_from_the_mail(client):
    guest = CeremonyGuestFactory()
    url = reverse(
        "ceremony_answer_signed", args=[ceremony_answer_link.token(adult_of(guest).pk, guest.pk)]
    )

    assert client.get(url).status_code == 200
    client.post(url, {"vient": "oui", "combien": "3", "presentes": "on", "comment": "Deux potiers"})

    guest.refresh_from_db()
    assert (guest.people, guest.presented_as, guest.agrees_to_photos) == (3, "Deux potiers", False)


def test_answer_link_of_a_stranger(client):
    guest = CeremonyGuestFactory()
    url = reverse(
        "ceremony_answer_signed", args=[ceremony_answer_link.token(PersonFactory().pk, guest.pk)]
    )

    assert client.get(url).status_code == 410


def test_one_click_yes_then_no(client):
    guest = CeremonyGuestFactory()
    payload = {"guest": str(guest.pk), "person": str(adult_of(guest).pk)}
    yes_path = signed_action_path("welcome.ceremony_yes", payload)

    client.get(yes_path)
    guest.refresh_from_db()
    assert guest.answer == "none"
    for _time in range(2):
        client.post(yes_path)
    guest.refresh_from_db()
    assert (guest.answer, guest.people, guest.agrees_to_photos) == ("yes", 4, False)

    client.post(signed_action_path("welcome.ceremony_no", payload))
    guest.refresh_from_db()
    assert guest.answer == "no"


def test_one_click_after_the_end(client):
    guest = CeremonyGuestFactory(ceremony=CeremonyFactory(held=True))
    payload = {"guest": str(guest.pk), "person": str(adult_of(guest).pk)}

    assert client.get(signed_action_path("welcome.ceremony_yes", payload)).status_code == 410


@pytest.mark.parametrize(
    ("action", "status"), [("ceremony_held", "held"), ("ceremony_not_held", "called_off")]
)
def test_one_click_of_the_town_hall(client, mayor, action, status):
    guest = CeremonyGuestFactory(ceremony=CeremonyFactory(past=True), comes=True)
    payload = {"ceremony": str(guest.ceremony_id), "person": str(mayor.pk)}
    path = signed_action_path(f"welcome.{action}", payload)

    assert client.get(path).status_code == 200
    for _time in range(2):
        assert client.post(path).status_code in (200, 302)

    assert Ceremony.objects.get().status == status


def test_one_click_of_a_mandate_that_ended(client, boitron):
    former = town_hall(boitron, over=True)
    payload = {"ceremony": str(CeremonyFactory(past=True).pk), "person": str(former.pk)}

    assert client.get(signed_action_path("welcome.ceremony_held", payload)).status_code == 410


def test_certificate_is_for_a_household_that_was_there(client):
    guest = CeremonyGuestFactory(comes=True)
    client.force_login(adult_of(guest))
    url = reverse("ceremony_certificate", args=[guest.pk])

    assert client.get(url).status_code == 404
    CeremonyGuest.objects.update(has_come=True)
    answer = client.get(url)

    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_postal_invitations_are_for_unanswered_households(client, mayor):
    ceremony = CeremonyFactory(invited=True)
    households = {"none": "Silence", "no": "Refus"}
    for answer, name in households.items():
        guest = CeremonyGuestFactory(
            ceremony=ceremony,
            project__name=f"Famille {name}",
            answer=answer,
            answered_at=None if answer == "none" else timezone.now(),
        )
        ProjectConsent.objects.create(
            project=guest.project,
            person=adult_of(guest),
            use=ProjectConsent.Use.TOWN_HALLS,
            given_at=timezone.now(),
        )
    CeremonyGuestFactory(ceremony=ceremony, comes=True, project__name="Famille Venant")
    client.force_login(mayor)

    response = client.get(reverse("ceremony_paper", args=[ceremony.pk, "invitations"]))

    (page,) = pdf_pages(response.content)
    assert "Famille Silence" in page


def test_paper_that_does_not_exist(client, mayor):
    client.force_login(mayor)

    url = reverse("ceremony_paper", args=[CeremonyFactory().pk, "autre"])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_tasks_cost_one_query(mayor, number, django_assert_num_queries):
    for day in range(number):
        CeremonyFactory(starts_at=timezone.now() + timedelta(days=day + 1))
    mayor.has_perm("welcome.see_ceremonies")

    with django_assert_num_queries(1):
        tasks = list(ceremonies_to_decide(mayor))

    assert len(tasks) == number


def test_tasks_say_the_action(mayor):
    CeremonyFactory(past=True)
    CeremonyFactory(starts_at=timezone.now() + timedelta(days=60))
    CeremonyGuestFactory(ceremony__starts_at=timezone.now() + timedelta(days=3))

    assert [task.action for task in ceremonies_to_decide(mayor)] == [
        "Dire qui était là",
        "Ouvrir",
        "Inviter",
    ]
    assert list(ceremonies_to_decide(PersonFactory())) == []


def test_household_has_its_invitation_to_answer():
    guest = CeremonyGuestFactory()

    assert [task.action for task in invitation_to_answer(adult_of(guest))] == ["Répondre"]
    assert list(invitation_to_answer(PersonFactory())) == []


@pytest.mark.parametrize("number", [1, 3])
def test_sections_timeline_and_personal_data_cost_one_query(number, django_assert_num_queries):
    project = ProjectFactory(settled=True)
    person = project.adults.get().person
    for day in range(number):
        ceremony = CeremonyFactory(
            held=True, starts_at=timezone.now() - timedelta(days=day + 2), planned_by=person
        )
        CeremonyGuestFactory(project=project, ceremony=ceremony, comes=True, has_come=True)

    for read_section in (
        lambda: own_ceremonies(project, person)["invitations"],
        lambda: [
            entry for entry in ceremony_entries(project) if entry.title.startswith("Présenté")
        ],
        lambda: answer_rows(person, None),
        lambda: planned_rows(person, None),
    ):
        with django_assert_num_queries(1):
            assert len(read_section()) == number


def test_file_offers_to_pick_a_date(mayor, boitron):
    project = ProjectFactory(settled=True)

    section = ceremonies_of_file(project, coordinator(boitron))

    assert (section["may_plan"], section["commune_code"]) == (True, "61051")
    assert ceremonies_of_file(ProjectFactory(answered=True), mayor) is None
    assert own_ceremonies(project, mayor) is None


def test_file_leads_to_the_ceremony_that_is_planned_rather_than_to_a_date(client, boitron):
    ceremony = CeremonyFactory(commune=boitron)
    CeremonyFactory(commune=CommuneFactory(essay=True), starts_at=timezone.now())
    project = ProjectFactory(settled=True)
    client.force_login(coordinator(boitron))

    page = client.get(reverse("project_file", args=[project.pk])).content.decode()

    assert f'href="{ceremony.get_absolute_url()}"' in page
    assert "Inviter à la cérémonie prévue" in page
    assert "Choisir une date" not in page


@pytest.mark.parametrize("is_coming", [True, False])
def test_town_hall_is_asked_for_a_date_while_none_is_set(client, mayor, boitron, is_coming):
    ProjectFactory(settled=True)
    ceremony = CeremonyFactory(commune=boitron, held=not is_coming)
    client.force_login(mayor)

    page = client.get(reverse("own_commune", args=[boitron.slug])).content.decode()

    assert ("Choisir une date" in page) is not is_coming
    assert page.count("Préparer la cérémonie") == (2 if is_coming else 0)
    assert f'href="{ceremony.get_absolute_url()}"' in page
