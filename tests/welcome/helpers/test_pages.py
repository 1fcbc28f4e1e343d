"""Pages of the address book for coordinators, and page of a helper's answer."""

import pytest
from django.urls import reverse

from bocage.welcome.helpers.links import help_link
from bocage.welcome.models import Helper, HelpRequest
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.helpers.factories import (
    HelperFactory,
    HelpRequestFactory,
    commune_elsewhere,
    coordinator_of,
    project_that_agrees,
)

pytestmark = pytest.mark.django_db

BOOK_URL = "/espace/accueil/carnet/"
FILLED = {
    "nom": "Odile Prévost",
    "qui": "school_head",
    "peut": "Faire visiter l’école.",
    "mots_cles": "école, cantine",
    "langues": "français, anglais",
    "commune": "Boitron",
    "rayon": "25",
    "courriel": "odile@ecole.example",
    "telephone": "02 33 00 00 01",
    "ecrire_en": "fr",
    "mesure": "2",
    "accord": "2026-01-05",
}


@pytest.fixture
def claire(boitron, client):
    person = coordinator_of(boitron.departement, person__name="Claire Dubois")
    client.force_login(person)
    return person


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_as_often(
    client, claire, boitron, number, django_assert_num_queries
):
    for helper in HelperFactory.create_batch(number, commune=boitron):
        HelpRequestFactory(helper=helper)
    client.get(BOOK_URL)
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(BOOK_URL).content.decode()
    assert page.count("1 sur 2") == number


LIST_QUERIES = 4


def test_empty_book_says_how_to_begin(client, claire):
    page = client.get(BOOK_URL).content.decode()
    assert "Le carnet est vide" in page
    assert reverse("helper_add") in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Odile", "Paul"}),
        ("?qui=craftsman", {"Paul"}),
        ("?mots=ecole", {"Odile"}),
        ("?mots=ÉCOLE+visiter", {"Odile"}),
        ("?mots=toit", {"Paul"}),
        ("?mots=anglais", {"Paul"}),
        ("?ou=Mortagne", {"Paul"}),
        ("?etat=closed", {"Rose"}),
        ("?qui=pirate&ou=%00&mots=%27%22%3Cscript%3E", set()),
    ],
)
def test_the_list_is_narrowed(client, claire, boitron, query, names):
    HelperFactory(commune=boitron, name="Odile")
    HelperFactory(
        commune=CommuneFactory(mortagne=True),
        name="Paul",
        kind="craftsman",
        can_do="Un avis sur un toit",
        languages=["anglais"],
    )
    HelperFactory(commune=boitron, name="Rose", is_open=False, closed_at="2026-01-01T10:00Z")
    HelperFactory(commune=commune_elsewhere(), name="Étrangère")

    page = client.get(BOOK_URL + query).content.decode()

    assert {name for name in ("Odile", "Paul", "Rose", "Étrangère") if f">{name}<" in page} == names


def test_somebody_is_added(client, claire):
    response = client.post(reverse("helper_add"), FILLED)

    helper = Helper.objects.get()
    assert response.url == helper.get_absolute_url()
    assert (helper.added_by, helper.tags, helper.languages) == (
        claire,
        ["ecole", "cantine"],
        ["français", "anglais"],
    )
    assert "Odile Prévost" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    "bad_data",
    [
        {"nom": ""},
        {"nom": "x" * 121},
        {"nom": "a\0b"},
        {"qui": "pirate"},
        {"peut": "x" * 1001},
        {"commune": "Nulle-Part-en-Bocage"},
        {"rayon": "-1"},
        {"rayon": "99999999999"},
        {"courriel": "odile"},
        {"mesure": "0"},
        {"mesure": "trois"},
        {"accord": "2999-01-01"},
        {"accord": ""},
        {"mots_cles": ",".join("abcdefghijklmnop")},
        {"langues": "x" * 60},
    ],
)
def test_invalid_card_is_explained(client, claire, bad_data):
    response = client.post(reverse("helper_add"), {**FILLED, **bad_data})

    assert response.status_code == 422
    assert not Helper.objects.exists()


def test_a_commune_that_is_not_followed_is_refused_in_the_form(client, claire):
    commune = commune_elsewhere()
    response = client.post(
        reverse("helper_add"), {**FILLED, "commune": commune.name, "commune_code": commune.pk}
    )
    assert response.status_code == 422
    assert "n’est pas de celles que vous suivez" in response.content.decode()


def test_the_same_address_is_refused_in_the_form(client, claire):
    client.post(reverse("helper_add"), FILLED)
    response = client.post(reverse("helper_add"), FILLED)
    assert "déjà au carnet" in response.content.decode()


def test_a_card_is_changed_closed_and_reopened(client, claire, boitron):
    helper = HelperFactory(commune=boitron)
    assert helper.name in client.get(reverse("helper_change", args=[helper.pk])).content.decode()
    client.post(reverse("helper_change", args=[helper.pk]), FILLED)
    client.post(reverse("helper_close", args=[helper.pk]))
    helper.refresh_from_db()
    assert (helper.name, helper.is_open) == ("Odile Prévost", False)
    assert "Fiche fermée" in client.get(helper.get_absolute_url()).content.decode()
    client.post(reverse("helper_reopen", args=[helper.pk]))
    helper.refresh_from_db()
    assert helper.is_open


def test_nobody_else_sees_the_book(client, boitron):
    helper = HelperFactory(commune=boitron)
    pages = [BOOK_URL, reverse("helper_add"), helper.get_absolute_url()]
    for person in (
        coordinator_of(commune_elsewhere().departement),
        PersonFactory(),
    ):
        client.force_login(person)
        assert client.get(helper.get_absolute_url()).status_code == 404
        assert client.post(reverse("helper_close", args=[helper.pk])).status_code == 404
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_card_shows_only_the_projects_that_one_follows(client, claire, boitron):
    helper = HelperFactory(commune=boitron)
    HelpRequestFactory(helper=helper, project__name="Famille Proche")
    HelpRequestFactory(
        helper=helper,
        project__name="Famille Lointaine",
        project__departement=commune_elsewhere().departement,
    )

    page = client.get(helper.get_absolute_url()).content.decode()

    assert "Famille Proche" in page
    assert "Famille Lointaine" not in page
    assert "2 demandes en tout" in page


def test_asked_thanked_and_taken_back_from_the_file(client, claire, boitron):
    project, helper = project_that_agrees(boitron), HelperFactory(commune=boitron)
    ask_url = reverse("helper_ask", args=[project.pk, helper.pk])

    client.post(ask_url, {"need": "school_head", "words": "Passer voir l’école samedi ?"})
    request = HelpRequest.objects.get()
    assert request.words == "Passer voir l’école samedi ?"
    client.post(reverse("help_thank", args=[project.pk, request.pk]))
    client.post(reverse("help_withdraw", args=[project.pk, request.pk]))
    request.refresh_from_db()
    assert (request.thanked_at, bool(request.withdrawn_at)) == (None, True)
    for hostile in ({}, {"need": "pirate"}, {"need": "doctor", "words": "x" * 1001}):
        client.post(ask_url, hostile)
    assert HelpRequest.objects.count() == 1


def test_nobody_asks_for_a_project_that_they_do_not_follow(client, boitron):
    project, helper = project_that_agrees(boitron), HelperFactory(commune=boitron)
    client.force_login(coordinator_of(commune_elsewhere().departement))
    ask_url = reverse("helper_ask", args=[project.pk, helper.pk])
    assert client.post(ask_url, {"need": "school_head"}).status_code == 404
    assert not HelpRequest.objects.exists()


def test_a_helper_answers_with_words(client):
    request = HelpRequestFactory()
    url = help_link.url(request.pk).removeprefix("http://localhost:8000")
    url = url[url.index("/aider/") :]

    page = client.get(url)
    assert "Camille et Jean" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert client.post(url, {"words": "Bonjour"}).status_code == 422
    assert client.post(url, {"answer": "yes", "words": "a\0b"}).status_code == 422
    assert client.post(url, {"answer": "yes", "words": "x" * 1001}).status_code == 422
    request.refresh_from_db()
    assert request.answer == ""

    assert "Merci" in client.post(url, {"answer": "yes", "words": "Mercredi."}).content.decode()
    request.refresh_from_db()
    assert (request.answer, request.answer_words) == ("yes", "Mercredi.")
    assert "Merci" in client.get(url).content.decode()


def test_a_link_that_was_cut_or_whose_request_is_gone(client):
    request = HelpRequestFactory()
    url = help_link.url(request.pk)
    url = url[url.index("/aider/") :]
    assert client.get(url[:-3] + "/").status_code == 404
    request.delete()
    assert client.get(url).status_code == 404
