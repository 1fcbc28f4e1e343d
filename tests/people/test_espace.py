"""The Espace: a person's to-dos, from every room, in a known number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from bocage.people.dashboard import (
    OwnRows,
    Todo,
    add_item,
    add_section,
    only_with,
    registry,
    shown_items,
    shown_sections,
    tasks_of,
    todo_provider,
)
from bocage.people.models import Mandate, Role
from bocage.people.views.espace import waiting_sentence
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    """Other rooms add their own entries: here we look at ours and at those of the test."""
    for name in ("_items", "_providers", "_sections"):
        own_entries = {
            key: value
            for key, value in getattr(registry, name)._entries.items()
            if key.startswith("bocage.people")
            or key
            in {
                "espace",
                "account",
                "mandate_list",
                "instance_settings",
                "instance_state",
                "history_list",
            }
        }
        replace_entries(monkeypatch, getattr(registry, name), own_entries)


def labels(person, path="/espace/"):
    request = RequestFactory().get(path)
    request.user = person
    return [(item.label, item.current) for item in shown_items(request)]


def test_menu_shows_what_each_may_open():
    host = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person
    coordinator = MandateFactory(
        role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)
    ).person

    assert labels(host) == [("Aujourd’hui", "page"), ("Mon compte", "")]
    assert [label for label, _current in labels(coordinator)] == [
        "Aujourd’hui",
        "Mandats",
        "Mon compte",
    ]
    assert [label for label, _current in labels(MandateFactory().person)] == [
        "Aujourd’hui",
        "Mandats",
        "Réglages",
        "État de l’instance",
        "Historique",
        "Mon compte",
    ]


def test_menu_says_where_we_are():
    assert labels(PersonFactory(), "/compte/sessions/") == [
        ("Aujourd’hui", ""),
        ("Mon compte", "true"),
    ]


def test_menu_marks_only_the_entry_that_we_are_nearest_to():
    add_item(label="Clés", url_name="mfa_index", rank=5)
    keys = reverse("mfa_index")
    assert keys.startswith(reverse("account"))

    assert dict(labels(PersonFactory(), f"{keys}ajouter/")) == {
        "Aujourd’hui": "",
        "Clés": "true",
        "Mon compte": "",
    }
    assert dict(labels(PersonFactory(), keys))["Mon compte"] == ""


def test_menu_of_another_room_may_count():
    add_item(label="Lieux", url_name="own_data", rank=5, count=lambda _person: 3)
    request = RequestFactory().get("/espace/")
    request.user = PersonFactory()

    assert [(item.label, item.count) for item in shown_items(request)][1] == ("Lieux", 3)


def test_long_menu_has_titles_over_what_goes_together(monkeypatch):
    def headings():
        request = RequestFactory().get("/espace/")
        request.user = MandateFactory().person
        return [(item.heading, item.label) for item in shown_items(request)]

    add_item(label="Lieux", url_name="own_data", rank=5, group="together")
    short = headings()
    assert short[:2] == [("", "Aujourd’hui"), ("", "Lieux")]
    assert short[-1] == ("Pour moi", "Mon compte")

    monkeypatch.setattr(registry, "LONG_MENU", len(short) - 2)
    assert headings()[1:3] == [
        ("Travailler ensemble", "Lieux"),
        ("Rendre compte, régler", "Mandats"),
    ]


def test_tasks_come_late_first_then_by_date():
    @todo_provider
    def some(_person):
        for title, urgency, hours in [
            ("normal later", "normal", 9),
            ("late", "late", 5),
            ("normal soon", "normal", 1),
            ("soon", "soon", 2),
        ]:
            yield Todo(
                title=title,
                detail="",
                action="Voir",
                url="/",
                urgency=urgency,
                due_at=NOW + timedelta(hours=hours),
            )

    assert [task.title for task in tasks_of(PersonFactory())] == [
        "late",
        "soon",
        "normal soon",
        "normal later",
    ]


def test_only_the_providers_and_sections_of_a_persons_own_rows_are_called(
    django_assert_num_queries,
):
    host, other = (
        MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person,
        PersonFactory(),
    )
    calls = []

    @todo_provider
    @only_with(Mandate, "person")
    def first(person):
        calls.append(person)
        yield Todo(title="first", detail="", action="Voir", url="/")

    @todo_provider
    @only_with(Mandate, "person")
    def second(_person):
        yield Todo(title="second", detail="", action="Voir", url="/")

    add_section(
        name="own", template="own.html", rank=1, context=lambda _person: {},
        only_with=OwnRows(Mandate, "person"),
    )  # fmt: skip

    with django_assert_num_queries(1):
        assert [task.title for task in tasks_of(host)] == ["first", "second"]
    with django_assert_num_queries(1):
        assert tasks_of(other) == []
    assert calls == [host]
    assert [section.template for section in shown_sections(host)] == ["own.html"]
    assert shown_sections(other) == []


def test_home_without_a_name_asks_for_it(signed_in_client):
    page = signed_in_client(PersonFactory(name="")).get("/espace/").content.decode()

    assert "<h1>Une chose vous attend</h1>" in page
    assert "Dites comment vous appeler" in page
    assert 'href="/compte/"' in page


def test_home_with_nothing_says_what_will_come(signed_in_client):
    page = signed_in_client(PersonFactory()).get("/espace/").content.decode()

    assert "<h1>Rien ne vous attend aujourd’hui</h1>" in page
    assert "Rien à faire pour l’instant" in page
    assert 'href="/compte/preferences/"' in page


def test_home_shows_the_mandates_in_force(signed_in_client):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True, name="La Grange"))
    MandateFactory(
        person=mandate.person, role=Role.HOST, scope=ScopeFactory(of_place=True, name="L’ancien"),
        over=True,
    )  # fmt: skip

    page = signed_in_client(mandate.person).get("/espace/").content.decode()

    assert "Animateur ou animatrice de lieu</b> · La Grange" in page
    assert "L’ancien" not in page


def test_home_shows_the_sections_that_have_something(signed_in_client):
    add_section(
        name="some", template="people/account/menu.html", rank=1, context=lambda _person: {}
    )
    add_section(name="none", template="missing.html", rank=2, context=lambda _person: None)

    page = signed_in_client(PersonFactory()).get("/espace/").content.decode()

    assert "Mes sessions" in page
    assert "Rien à faire pour l’instant" not in page


@pytest.mark.parametrize("mandates", [1, 3])
def test_home_asks_the_same_queries_for_one_mandate_and_three(
    signed_in_client, django_assert_num_queries, mandates
):
    person = PersonFactory()
    for _number in range(mandates):
        MandateFactory(person=person, role=Role.HOST, scope=ScopeFactory(of_place=True))
    client = signed_in_client(person)
    client.get("/espace/")

    # The session with its person, the mandates, then those that the page shows.
    with django_assert_num_queries(3):
        client.get("/espace/")


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "Rien ne vous attend aujourd’hui", "Nothing is waiting for you today"),
        (1, "Une chose vous attend", "One thing is waiting for you"),
        (3, "Trois choses vous attendent", "Three things are waiting for you"),
        (10, "Dix choses vous attendent", "Ten things are waiting for you"),
        (11, "11 choses vous attendent", "11 things are waiting for you"),
    ],
)
def test_sentence_counts_as_people_do(count, french, english):
    assert waiting_sentence(count) == french
    with translation.override("en"):
        assert waiting_sentence(count) == english
