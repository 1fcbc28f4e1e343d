"""The home page and the pages that every foot leads to."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bocage.foundation.http.access import policy_of
from bocage.foundation.instance import defaults, forget_instance, remember_instance
from bocage.outreach.editorial.contexts import next_working_day
from bocage.outreach.editorial.views import home
from bocage.people.models import Role
from tests.pages.page_text import marks_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.workspaces.factories import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_cache() -> None:
    cache.clear()
    forget_instance()


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 27), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_search_offers_the_next_working_day(day: date, following: date) -> None:
    assert next_working_day(day) == following


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Travailler d’ici, vivre ici, pour de vrai."),
        ("/en/", "Work from here, live here, for real."),
        ("/accessibilite/", "Accessibilité"),
        ("/en/accessibilite/", "Accessibility"),
        ("/donnees-personnelles/", "Données personnelles"),
        ("/en/donnees-personnelles/", "Personal data"),
        ("/a-propos/", "À propos"),
        ("/en/a-propos/", "About"),
    ],
)
def test_a_page_is_there_for_anybody_in_both_languages(
    client: Client, address: str, title: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in marks_of(response)


@pytest.mark.parametrize("address", ["/", "/a-propos/"])
def test_a_page_cannot_be_posted_to(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_the_home_page_shows_its_figures(client: Client) -> None:
    assert "Aujourd’hui, en chiffres" not in client.get("/").content.decode()
    ResourceFactory()
    cache.clear()
    page = client.get("/").content.decode()
    assert page.count('class="card proof"') == 3
    assert "lieu ouvert cette semaine" in page


def test_the_home_page_asks_little_of_the_database(
    client: Client, django_assert_num_queries: Callable
) -> None:
    ResourceFactory.create_batch(2)
    client.get("/")
    # Whether editors have written it, its figures, and of what there is something to show.
    with django_assert_num_queries(3):
        client.get("/")


def test_the_home_page_offers_only_what_is_here(client: Client) -> None:
    empty = client.get("/").text
    assert 'class="card promise"' not in empty
    assert "Ce que vous trouvez ici" not in empty
    ResourceFactory()
    MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True))
    cache.clear()
    page = client.get("/").text
    assert page.count('class="card promise"') == 2
    assert "Réserver un bureau" in page
    assert "Chercher un logement" not in page


def test_employers_are_not_stated_to_be_spoken_with(client: Client) -> None:
    page = client.get(reverse("employer_directory")).text
    assert "Aucun employeur partenaire pour l’instant" in page
    assert "plusieurs employeurs" not in page
    assert "Voyez sa page" not in page


def test_no_press_contact_is_announced_where_none_is_written(client: Client) -> None:
    page = client.get(reverse("press")).text
    assert "bientôt" not in page
    assert "Aucun contact n’est indiqué" in page
    assert "qui appeler" not in page


def test_the_menu_is_that_of_who_asks(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Se connecter" in page
    assert "Mes réservations" not in page
    client.force_login(PersonFactory())
    page = client.get("/").content.decode()
    assert "Mon espace" in page
    assert "Mes réservations" in page
    assert "Se connecter" not in page


def test_the_instance_speaks_with_its_own_words(client: Client) -> None:
    settings = defaults()
    words = {"headline_fr": "Vivre <ici>", "introduction_fr": "Bienvenue.", "name": "Le Perche"}
    remember_instance(type(settings)(**{**vars(settings), **words}))
    page = marks_of(client.get("/"))
    assert "<h1>Vivre &lt;ici&gt;</h1>" in page
    assert '<p class="lead">Bienvenue.</p>' in page
    assert "Le Perche" in page


def test_the_home_page_says_its_languages(client: Client) -> None:
    page = client.get("/en/a-propos/?a=1").content.decode()
    assert 'hreflang="fr" href="http://127.0.0.1:8000/a-propos/">' in page
    assert 'hreflang="en" href="http://127.0.0.1:8000/en/a-propos/">' in page


def test_the_home_page_is_declared_public() -> None:
    policy = policy_of(home)
    assert policy is not None
    assert policy.audience == "public"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/", "L’Orne : travailler dans un lieu partagé, se loger, s’installer."),
        ("/en/", "The Orne: work in a shared space, find a home, settle in."),
    ],
)
def test_the_territory_stands_in_a_sentence(client: Client, address: str, sentence: str) -> None:
    names = {"territory_name_fr": "l’Orne", "territory_name_en": "the Orne"}
    remember_instance(type(defaults())(**{**vars(defaults()), **names}))
    assert sentence in client.get(address).content.decode()
