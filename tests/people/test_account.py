"""The account: the profile, the preferences, what is known, and the open sessions."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError
from django.test import Client

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail import Mail, declare_channel, messages, send_mail
from bocage.people.errors import AddressTaken, NotAnAddress
from bocage.people.models import MessageChoice, Person
from bocage.people.operations.persons import (
    create_person,
    person_of_address,
    set_preferences,
    update_profile,
)
from bocage.people.sign_in.adapters import SIGNED_IN_AT
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db

PREFERENCES = {"language": "fr", "shows_name_to_hosts": True, "shows_name_to_others": False}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"


@pytest.fixture
def news(monkeypatch):
    replace_entries(monkeypatch, messages._channels, messages._channels._entries)
    return declare_channel("news", label="Nouvelles", reason="Vous suivez.", optional=True)


def test_person_has_one_account_per_mailbox():
    create_person(email="Camille@Exemple.example")

    with pytest.raises(AddressTaken):
        create_person(email="camille@exemple.example ")
    assert person_of_address(email="CAMILLE@exemple.example").email == "camille@exemple.example"
    assert Person.objects.count() == 1


def test_person_without_an_address_is_refused():
    with pytest.raises(NotAnAddress):
        create_person(email="camille")


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "Camille@exemple.example"},
        {"email": "cаmille@exemple.example"},
        {"email": "camille exemple"},
        {"language": "de"},
        {"situation": "king"},
    ],
)
def test_database_refuses_what_a_person_cannot_be(fields):
    with pytest.raises(IntegrityError, match="people_person"):
        PersonFactory(**fields)


def test_profile_is_saved_from_the_page(signed_in_client):
    person = PersonFactory(name="")

    response = signed_in_client(person).post(
        "/compte/", {"name": " Camille Ferrand ", "situation": "resident", "email": "x@y.example"}
    )

    assert response.url == "/compte/"
    before = person.email
    person.refresh_from_db()
    assert (person.name, person.situation, person.email) == ("Camille Ferrand", "resident", before)


def test_profile_of_somebody_else_is_refused():
    with pytest.raises(NotAllowed):
        update_profile(by=MandateFactory().person, person=PersonFactory(), name="X", situation="")


def test_profile_that_is_too_long_keeps_what_was_typed(signed_in_client):
    response = signed_in_client(PersonFactory()).post("/compte/", {"name": "a" * 121})

    assert response.status_code == 200
    assert "a" * 121 in response.content.decode()


def test_history_keeps_the_former_name():
    person = PersonFactory(name="Camille")

    update_profile(by=person, person=person, name="Camille Ferrand", situation="")

    assert list(person.events.order_by("pgh_id").values_list("pgh_label", "name")) == [
        ("insert", "Camille"),
        ("update", "Camille Ferrand"),
    ]


def test_preferences_are_saved_from_the_page(signed_in_client, news):
    person = PersonFactory()
    client = signed_in_client(person)
    assert "Nouvelles" in client.get("/compte/preferences/").content.decode()

    client.post("/compte/preferences/", {"language": "en", "shows_name_to_others": "on"})

    person.refresh_from_db()
    assert (person.language, person.shows_name_to_hosts, person.shows_name_to_others) == (
        "en",
        False,
        True,
    )
    choices = MessageChoice.objects.filter(channel="news")
    assert choices.values_list("channel", "medium", "is_wanted").get() == (
        "news",
        "email",
        False,
    )


def test_preferences_speak_of_a_mandate_to_who_holds_one_or_stated_no(signed_in_client, news):
    declare_channel("team", label="Équipe", reason="Vous suivez.", optional=True, of_a_mandate=True)
    neighbour, host = PersonFactory(), MandateFactory().person

    def page_of(person):
        return signed_in_client(person).get("/compte/preferences/").content.decode()

    assert "Équipe" in page_of(host)
    assert "Équipe" not in page_of(neighbour)
    set_preferences(by=neighbour, person=neighbour, messages={"team": False}, **PREFERENCES)
    assert "Équipe" in page_of(neighbour)


def test_preferences_are_kept_once_per_channel(news):
    person = PersonFactory()
    for choice in (False, True, False):
        set_preferences(by=person, person=person, messages={"news": choice}, **PREFERENCES)

    assert MessageChoice.objects.get().is_wanted is False


def test_preferences_of_a_channel_that_does_not_exist_are_refused():
    from bocage.people.errors import UnknownMessages

    person = PersonFactory()

    with pytest.raises(UnknownMessages):
        set_preferences(by=person, person=person, messages={"sign_in": False}, **PREFERENCES)
    with pytest.raises(UnknownMessages):
        set_preferences(by=person, person=person, messages={"weather": False}, **PREFERENCES)


def test_preferences_of_somebody_else_are_refused():
    with pytest.raises(NotAllowed):
        set_preferences(by=PersonFactory(), person=PersonFactory(), **PREFERENCES)


def test_mail_of_a_channel_that_was_refused_is_not_sent(news, monkeypatch):
    class News(Mail):
        channel = "news"

    person = PersonFactory()
    set_preferences(by=person, person=person, messages={"news": False}, **PREFERENCES)
    wanting = PersonFactory()

    assert send_mail(News(), to=person.email, language="fr", person=person) is None
    assert send_mail(News(), to=wanting.email, language="fr", person=wanting) is not None


@pytest.mark.parametrize(
    "path", ["", "preferences/", "donnees/", "donnees/telecharger/", "sessions/", "cles/"]
)
def test_account_pages_are_closed_to_strangers(client, path):
    assert client.get(f"/compte/{path}").url == f"/connexion/?next=/compte/{path}"


def enter(person, agent):
    client = Client(headers={"user-agent": agent})
    client.force_login(person)
    client.get("/compte/")
    signed_in(client, 0)
    return client


def signed_in(client, seconds_ago):
    session = client.session
    session[SIGNED_IN_AT] = time.time() - seconds_ago
    session.save()


def test_sessions_are_shown_in_words():
    person = PersonFactory()
    firefox = enter(person, FIREFOX)
    enter(person, IPHONE)
    enter(PersonFactory(), "curl/8")

    page = firefox.get("/compte/sessions/").content.decode()

    assert "Firefox sur Linux" in page
    assert "Safari sur iPhone" in page
    assert "un navigateur" not in page
    assert page.count("cet appareil") == 1


def test_session_that_is_ended_opens_nothing_more():
    person = PersonFactory()
    firefox, iphone = enter(person, FIREFOX), enter(person, IPHONE)
    session = UserSession.objects.get(session_key=iphone.session.session_key)

    response = firefox.post(f"/compte/sessions/{session.pk}/terminer/")

    assert response.url == "/compte/sessions/"
    assert iphone.get("/compte/").status_code == 302
    assert firefox.get("/compte/").status_code == 200


def test_session_of_somebody_else_cannot_be_ended():
    firefox, iphone = enter(PersonFactory(), FIREFOX), enter(PersonFactory(), IPHONE)
    session = UserSession.objects.get(session_key=iphone.session.session_key)

    assert firefox.post(f"/compte/sessions/{session.pk}/terminer/").status_code == 404
    assert iphone.get("/compte/").status_code == 200


def test_ending_this_session_leads_out():
    firefox = enter(PersonFactory(), FIREFOX)
    session = UserSession.objects.get()

    assert firefox.post(f"/compte/sessions/{session.pk}/terminer/").url == "/"
    assert firefox.get("/compte/").status_code == 302


def test_other_sessions_are_ended_at_once():
    person = PersonFactory()
    firefox = enter(person, FIREFOX)
    iphones = [enter(person, IPHONE) for _ in range(2)]

    firefox.post("/compte/sessions/autres/terminer/")

    assert [client.get("/compte/").status_code for client in iphones] == [302, 302]
    assert firefox.get("/compte/").status_code == 200


@pytest.mark.parametrize("extent", ["one", "all"])
def test_session_left_open_on_a_desk_ends_no_other(extent):
    person = PersonFactory()
    firefox, iphone = enter(person, FIREFOX), enter(person, IPHONE)
    signed_in(firefox, 3600)
    session = UserSession.objects.get(session_key=iphone.session.session_key)
    path = {"one": f"{session.pk}/terminer/", "all": "autres/terminer/"}[extent]

    response = firefox.post(f"/compte/sessions/{path}")

    assert response.url == "/compte/confirmer/?next=%2Fcompte%2Fsessions%2F"
    assert iphone.get("/compte/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_are_listed_in_the_same_queries(count, django_assert_num_queries):
    person = PersonFactory()
    clients = [enter(person, FIREFOX) for _ in range(count)]

    # The session with its person, the mandates (for the menu), then the sessions and which live.
    with django_assert_num_queries(4):
        clients[0].get("/compte/sessions/")


def test_last_seen_is_written_once_a_day(django_assert_num_queries):
    client = enter(PersonFactory(), FIREFOX)

    # The session, the person again, the photo, the mandates: nothing written.
    with django_assert_num_queries(4):
        client.get("/compte/")


def test_public_page_without_a_session_writes_and_reads_no_session(client):
    response = client.get("/connexion/")

    assert "bocage_session" not in response.cookies
