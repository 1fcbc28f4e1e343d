"""The open doors of the demo, which exist in demo mode alone."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bocage.demo import afterwards
from bocage.demo.afterwards import PARTS, Part, People, queue_part
from bocage.demo.cast import CAST
from bocage.demo.places.census import BOITRON
from bocage.demo.views import doors
from bocage.evidence.models import Target
from bocage.people.models import Person
from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.models import SharedAddress
from tests.conftest import RunTasks
from tests.demo.factories import aim
from tests.people.factories import PersonFactory
from tests.workspaces.factories import HostFactory, ResourceFactory

pytestmark = pytest.mark.django_db

FRENCH = replace(CAST[0], email="camille@bocage.example", language="fr", landing_page="home")
ENGLISH = replace(CAST[0], email="emily@bocage.example", language="en", landing_page="home")


@pytest.fixture(autouse=True)
def small_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reduces the demo to two people, loaded in one part."""
    monkeypatch.setattr(doors, "CAST", (FRENCH, ENGLISH))
    aim()


def enter(client: Client, email: str, prefix: str = "") -> HttpResponse:
    return client.post(f"{prefix}/demo/entrer/", {"email": email})


def test_the_page_has_a_button_for_each_account(client: Client) -> None:
    PersonFactory(email=FRENCH.email)
    PersonFactory(email="voisin@bocage.example")
    page = client.get("/demo/").content.decode()
    assert page.count('name="email"') == 1
    assert f'value="{FRENCH.email}"' in page
    assert ENGLISH.email not in page


def test_the_page_says_when_no_demo_is_loaded(client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert "La démonstration n’est pas encore chargée" in page
    assert 'name="email"' not in page


def test_doors_open_once_the_demo_is_reported_and_the_page_says_so(client: Client) -> None:
    Target.objects.all().delete()
    person = PersonFactory(email=FRENCH.email)
    queue_part(4, now=timezone.now())

    page = client.get("/demo/").content.decode()
    assert f'<progress class="progress-line" id="avancement" value="4" max="{len(PARTS)}">' in page
    assert 'hx-trigger="every 2s"' in page
    assert 'name="email"' not in page
    assert enter(client, FRENCH.email)["Location"] == "/demo/"
    assert get_user(client) == AnonymousUser()

    aim()
    assert 'name="email"' in client.get("/demo/").content.decode()
    enter(client, FRENCH.email)
    assert get_user(client) == person


@pytest.fixture
def loaded_parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replaces the demo by three parts; returns the list of those that were loaded."""
    numbers: list[int] = []

    def part(number: int) -> Part:
        def tell(_people: People, _now: datetime) -> None:
            numbers.append(number)
            if number == 2:
                aim()

        return tell

    monkeypatch.setattr(afterwards, "PARTS", tuple(map(part, range(3))))
    Target.objects.all().delete()
    return numbers


def test_parts_are_reported_one_after_the_other_and_once(
    loaded_parts: list[int], run_tasks: RunTasks
) -> None:
    queue_part(0, now=timezone.now())
    run_tasks()
    assert loaded_parts == [0, 1, 2]

    for number in (0, 1, 2):  # As if a worker was killed before it recorded the end.
        afterwards.load_part(number, now=timezone.now())
    assert loaded_parts == [0, 1, 2]


def test_part_that_fails_leaves_nothing_and_asks_for_no_other(
    loaded_parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_people: People, _now: datetime) -> None:
        PersonFactory(name="Jeanne Prunier")
        raise RuntimeError("broken")

    monkeypatch.setattr(afterwards, "PARTS", (fail, *afterwards.PARTS[1:]))
    queue_part(0, now=timezone.now())

    with pytest.raises(RuntimeError):
        afterwards.load_part(0, now=timezone.now())

    assert not Person.objects.filter(name="Jeanne Prunier").exists()
    assert afterwards.parts_loaded() == 0
    assert loaded_parts == []


@pytest.mark.parametrize("count", [1, 2])
def test_the_page_costs_three_statements(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for member in (FRENCH, ENGLISH)[:count]:
        PersonFactory(email=member.email)
    client.get("/demo/")
    with django_assert_num_queries(3):
        client.get("/demo/")


def test_the_page_leads_to_the_screen_at_a_door(client: Client) -> None:
    assert "/porte/" not in client.get("/demo/").content.decode()
    room = ResourceFactory(place__slug=BOITRON.slug)
    door = make_address(
        by=HostFactory(of=room.place),
        kind=SharedAddress.Kind.DOOR,
        place=room.place,
        resource=room,
    )

    page = client.get("/demo/").content.decode()

    assert f'href="/porte/{door.token}/"' in page


def test_a_button_signs_in_with_a_new_session(client: Client) -> None:
    person = PersonFactory(email=FRENCH.email)
    client.force_login(PersonFactory())
    session_before = client.session.session_key
    response = enter(client, FRENCH.email)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert get_user(client) == person
    assert client.session.session_key != session_before


def test_a_visit_starts_in_the_language_of_the_member_or_of_the_page(client: Client) -> None:
    for member in (FRENCH, ENGLISH):
        PersonFactory(email=member.email)
    assert enter(client, ENGLISH.email)["Location"] == "/en/"
    assert enter(client, FRENCH.email, "/en")["Location"] == "/en/"


@pytest.mark.parametrize("email", ["", "voisin@bocage.example", "a" * 100_000, "x\x00"])
def test_only_the_cast_may_be_entered(client: Client, email: str) -> None:
    PersonFactory(email="voisin@bocage.example")
    response = enter(client, email)
    assert response.status_code == 404
    assert get_user(client) == AnonymousUser()


def test_a_closed_account_is_not_entered(client: Client) -> None:
    PersonFactory(email=FRENCH.email, is_active=False)
    assert enter(client, FRENCH.email).status_code == 404
    assert FRENCH.email not in client.get("/demo/").content.decode()


def test_a_link_does_not_sign_in(client: Client) -> None:
    PersonFactory(email=FRENCH.email)
    assert client.get("/demo/entrer/", {"email": FRENCH.email}).status_code == 405
    assert get_user(client) == AnonymousUser()


def test_another_site_cannot_sign_in() -> None:
    PersonFactory(email=FRENCH.email)
    strict = Client(enforce_csrf_checks=True)
    assert enter(strict, FRENCH.email).status_code == 403


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.email)
def test_each_visit_starts_on_a_page_that_exists(member: doors.CastMember) -> None:
    assert reverse(member.landing_page, args=member.landing_arguments).startswith("/")


RESOLVE = """
import django, sys
from django.urls import resolve
django.setup()
for path in sys.argv[1:]:
    print(path, resolve(path).url_name)
"""


def test_in_production_none_of_these_addresses_exist() -> None:
    paths = ["/demo/", "/demo/entrer/", "/demo/courrier/", "/en/demo/", "/style/courriels/", "/"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bocage.settings",
        "BOCAGE_ENVIRONMENT": "production",
        "BOCAGE_DEMO": "false",
        "BOCAGE_SECRET_KEY": "k" * 50,
    }
    resolved = subprocess.run(
        [sys.executable, "-c", RESOLVE, *paths],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    # Paths of no room are routed to editorial pages, which come last.
    left_to_editors = [f"{path} wagtail_serve" for path in paths[:-1]]
    assert resolved.stdout.splitlines() == [*left_to_editors, "/ home"]
