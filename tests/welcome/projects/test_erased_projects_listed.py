"""Erased projects are counted and not listed: no page of the welcome links to an erased file."""

import re

import pytest
from django.urls import reverse

from bocage.people.models import Role
from bocage.welcome.models import Stage
from bocage.welcome.projects.operations.projects import erase_project
from tests.people.factories import MandateFactory, PersonFactory
from tests.welcome.factories import ProjectFactory, first_adult
from tests.welcome.pipeline.factories import coordinator

pytestmark = pytest.mark.django_db

LISTS = [
    *("/espace/accueil/", "/espace/accueil/?etat=tous", "/espace/accueil/liste/?etat=tous"),
    *("/espace/accueil/liste/?etape=settled", "/espace/accueil/sejours/"),
    *("/espace/accueil/parrains/", "/espace/"),
]


@pytest.fixture
def erased_projects():
    """Creates a household that arrived and one under way, both erased, and one that is not."""
    ProjectFactory(name="Famille Hamel", settled=True)
    projects = [
        ProjectFactory(name="Famille Marchand", settled=True),
        ProjectFactory(name="Famille Lefort", answered=True),
    ]
    for project in projects:
        erase_project(by=first_adult(project), project=project)
    return projects


@pytest.fixture
def welcome(client):
    client.force_login(coordinator())
    return client


def links(page):
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return {href.replace("&amp;", "&") for href in re.findall(r'<a[^>]* href="(/[^"#]*)', main)}


@pytest.mark.parametrize("address", LISTS)
def test_every_link_of_a_list_leads_somewhere(welcome, erased_projects, address):
    page = welcome.get(address)

    assert page.status_code == 200
    assert not [
        href for href in links(page) if any(str(project.pk) in href for project in erased_projects)
    ]
    assert {href: welcome.get(href).status_code for href in links(page)} == dict.fromkeys(
        links(page), 200
    )


def test_erased_projects_are_counted_beside_the_board_and_the_list(welcome, erased_projects):
    board = welcome.get(reverse("project_board"), {"etat": "tous"})
    listed = welcome.get(reverse("project_list"), {"etat": "tous"})

    assert (board.context["board"].total, board.context["board"].erased) == (1, 2)
    assert sum(len(column.cards) for column in board.context["board"].columns) == 1
    assert [card.project.name for card in listed.context["cards"]] == ["Famille Hamel"]
    for page in (board, listed):
        assert "2 dossiers effacés ne sont plus montrés ; les chiffres les comptent." in (
            page.text.replace("\u202f", " ").replace("\u00a0", " ")
        )
    response = welcome.get(reverse("project_list"), {"etape": Stage.SETTLED})
    assert response.context["page"].paginator.count == 1


def test_file_of_projects_has_no_nameless_row(welcome, erased_projects):
    response = welcome.get(reverse("project_list_file", args=["csv"]), {"etat": "tous"})
    content = b"".join(response) if response.streaming else response.content

    rows = content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("Famille Hamel")


def test_history_of_erased_projects_has_no_dead_link(client, erased_projects):
    client.force_login(MandateFactory(role=Role.ADMIN).person)
    page = client.get(reverse("history_list"), {"quoi": "projet"})

    assert page.status_code == 200
    assert "Projet effacé" in page.text
    statuses = {href: client.get(href).status_code for href in links(page)}
    assert set(statuses.values()) == {200}
    assert not [
        href
        for href in statuses
        if href.startswith("/espace/accueil/projets/")
        and any(str(project.pk) in href for project in erased_projects)
    ]


def test_history_links_only_to_pages_that_its_reader_may_open(client, erased_projects):
    """Checks the links for an administrator, who may read no accompanied household."""
    client.force_login(MandateFactory(role=Role.ADMIN).person)
    page = client.get(reverse("history_list"))

    assert {client.get(href).status_code for href in links(page)} == {200}
    assert client.get(reverse("history_list"), {"quoi": "projet"}).status_code == 200
    assert PersonFactory().pk
