"""Each screen of the Espace has its help, at an existing passage."""

import pytest
from django.urls import reverse
from django.utils.text import slugify

from bocage.foundation import written_guides
from bocage.foundation.formatting.plain_words import plain_words
from bocage.guides.screens import HOME, OF_ROLES, PASSAGES, passage_of
from bocage.guides.shelf import address_of
from bocage.people.dashboard.registry import _items
from bocage.people.models import Role
from tests.guides.passages import anchors_of
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.rights.routes import ROUTES

OF_THE_ESPACE = ("espace/", "compte/", "mes-", "mon-projet/")
WITHOUT_A_SCREEN = {"tour_close"}
OUT_OF_THE_MENU = {
    "weekend_list": "Week-ends d’accueil",
    "helping_households": "Ceux qui veulent aider à leur tour",
    "commune_charter": "Charte d’accueil",
    "sponsor_oneself": "Devenir parrain ou marraine",
    "others_sessions": "Fermer les sessions d’un compte",
}
"""Screens that no entry of the menu opens, and what their page calls itself."""
SHARED = {
    "espace/communes/": "charte d’accueil",
    "espace/mandats/": "Mandats",
    "espace/rapport/": "Rapport",
    "espace/reunions/": "réunion",
    "espace/tableau-de-bord/": "Tableau de bord",
}
"""Screens that several roles share, and what the guide of each calls them."""


def words_of(passage: str) -> str:
    """The text of a passage, up to the next heading of its level; of a whole guide without one."""
    file, _sharp, anchor = passage.partition("#")
    text = written_guides.document_text(f"guides/{file}")
    if not anchor:
        return text
    lines, depth = [], 0
    for line in text.splitlines():
        level = len(line) - len(line.lstrip("#"))
        if depth and 0 < level <= depth:
            break
        if level and slugify(line) == anchor:
            depth = level
        if depth:
            lines.append(line)
    return "\n".join(lines)


def test_screen_of_the_espace_has_its_help():
    without = [
        route
        for name, route in ROUTES.items()
        if route.startswith(OF_THE_ESPACE)
        and route != HOME
        and name not in WITHOUT_A_SCREEN
        and not passage_of(route)
    ]

    assert without == [], "Declare their passage in bocage/guides/screens.py"


def test_passage_of_a_screen_is_in_its_guide():
    gone = []
    of_roles = [passage for passages in OF_ROLES.values() for passage in passages.values()]
    for passage in [*PASSAGES.values(), *of_roles]:
        file, _sharp, anchor = passage.partition("#")
        if anchor and anchor not in anchors_of(f"guides/{file}"):
            gone.append(passage)
        assert address_of(f"guides/{file}"), file

    assert gone == []


def test_beginning_of_a_route_is_that_of_a_screen():
    """A screen that is gone leaves no help behind."""
    routes = list(ROUTES.values())

    assert [
        passage for passage in PASSAGES if not any(route.startswith(passage) for route in routes)
    ] == []
    assert OF_ROLES.keys() <= PASSAGES.keys()


def test_passage_of_a_screen_names_it():
    """The passage of a screen has the words of the menu, or of the page if no menu leads to it."""
    named = {item.url_name: str(item.label) for item in _items} | OUT_OF_THE_MENU
    silent = [
        f"{words}: {passage}"
        for url_name, words in named.items()
        if (passage := passage_of(ROUTES.get(url_name, "")))
        and plain_words(words) not in plain_words(words_of(passage))
    ]

    assert silent == []


def test_screen_that_roles_share_has_the_help_of_each():
    for route, words in SHARED.items():
        for role in OF_ROLES[route]:
            assert words in words_of(OF_ROLES[route][role])


@pytest.mark.django_db
def test_screen_that_roles_share_leads_to_the_guide_of_ones_own():
    elected = MandateFactory(role=Role.ELECTED, scope=ScopeFactory(of_commune=True)).person
    coordinator = MandateFactory(
        role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)
    ).person
    route = "espace/tableau-de-bord/commune/<str:code>/"

    assert passage_of(route, elected) == "tenir-une-mairie.md#vos-chiffres"
    assert passage_of(route, coordinator) == "coordonner-un-territoire.md#suivre-les-chiffres"
    assert passage_of(route, PersonFactory()) == passage_of(route)


@pytest.mark.django_db
def test_public_page_leads_to_its_help_from_its_foot(client):
    page = client.get("/mon-projet/nouveau/").content.decode()

    assert 'href="/aide/preparer-son-installation/#raconter-son-projet"' in page
    assert 'href="/aide/"' in client.get("/communes/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
def test_screen_leads_to_its_help_in_the_language_of_the_page(signed_in_client, language):
    client = signed_in_client(PersonFactory())

    page = client.get(f"{language}/mes-reservations/agenda/").content.decode()

    assert f'href="{language}/aide/reserver-un-bureau/#dans-votre-agenda"' in page
    assert f'href="{language}/aide/"' in client.get(f"{language}/espace/").content.decode()


@pytest.mark.django_db
def test_help_that_is_read_in_english_says_that_it_is_french(client):
    answer = client.get("/en/aide/animer-un-lieu/")

    assert "This guide is written in French." in text_of(answer)
    assert '<div class="guide mt-3" lang="fr">' in answer.content.decode()


@pytest.mark.django_db
def test_help_that_is_not_there_is_not_found(client):
    for name in ("dragons", "roles/dragons", "../security/keys", "README"):
        assert client.get(f"/aide/{name}/").status_code == 404
    assert client.get(reverse("help_picture", args=["dragons"])).status_code == 404
