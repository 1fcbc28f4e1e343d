"""Each screen of the Espace has its help, at a passage that is there."""

import pytest
from django.urls import reverse

from bocage.foundation import written_guides
from bocage.guides.screens import HOME, PASSAGES, passage_of
from bocage.guides.shelf import address_of
from tests.page_text import text_of
from tests.people.factories import PersonFactory
from tests.rights.routes import ROUTES

OF_THE_ESPACE = ("espace/", "compte/", "mes-", "mon-projet/")
WITHOUT_A_SCREEN = {"tour_close"}


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
    for passage in PASSAGES.values():
        file, _sharp, anchor = passage.partition("#")
        if anchor and anchor not in written_guides.anchors_of(f"guides/{file}"):
            gone.append(passage)
        assert address_of(f"guides/{file}"), file

    assert gone == []


def test_beginning_of_a_route_is_that_of_a_screen():
    """A screen that is gone leaves no help behind."""
    routes = list(ROUTES.values())

    assert [one for one in PASSAGES if not any(route.startswith(one) for route in routes)] == []


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
