"""A session and its person come in one statement, and end together."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.test import Client, RequestFactory
from django.utils import timezone

from bocage.people.models import Person, Role, Session
from bocage.people.sign_in.session_store import SessionStore, read_person
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return PersonFactory()


def session_of(person: Person) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "bocage.people.sign_in.backends.PersonBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session


def user_of(session: SessionStore) -> Person:
    request = RequestFactory().get("/")
    request.session = SessionStore(session.session_key)
    return get_user(request)


def test_who_is_signed_in_is_read_with_their_session(person, django_assert_num_queries):
    session = session_of(person)

    with django_assert_num_queries(1):
        user = user_of(session)

    assert user == person
    assert user.email == person.email


def test_a_session_without_anybody_is_read_as_well(django_assert_num_queries):
    session = SessionStore()
    session["seen"] = "yes"
    session.create()

    with django_assert_num_queries(1):
        assert SessionStore(session.session_key).get("seen") == "yes"
    assert Session.objects.get().person is None


def test_a_key_that_nobody_has_opens_nothing():
    assert SessionStore("nobody' OR 1=1").get("seen") is None


def test_a_session_that_has_expired_is_none(person):
    session = session_of(person)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    late = SessionStore(session.session_key)

    assert late.get(SESSION_KEY) is None
    assert late.session_key is None


def test_sessions_end_with_their_person(person):
    session = session_of(person)

    person.delete()

    assert not Session.objects.exists()
    assert user_of(session).is_anonymous


def test_who_was_deactivated_meanwhile_is_nobody(person):
    session = session_of(person)
    Person.objects.update(is_active=False)

    assert user_of(session).is_anonymous


def test_what_was_read_with_a_session_serves_once(person, django_assert_num_queries):
    SessionStore(session_of(person).session_key).load()
    Person.objects.update(name="Ada Nouvelle")

    assert read_person(str(person.pk)).name == person.name
    with django_assert_num_queries(1):
        assert read_person(str(person.pk)).name == "Ada Nouvelle"


def test_the_person_of_another_session_is_never_taken_for_ones_own(person):
    SessionStore(session_of(PersonFactory()).session_key).load()

    assert read_person(str(person.pk)) == person


def test_signing_out_and_in_as_somebody_else_changes_whose_session_it_is(person):
    client = Client()
    client.force_login(PersonFactory())

    client.logout()
    client.force_login(person)

    assert Session.objects.get().person == person


def test_mandates_are_read_with_their_scopes_in_one_statement(person, django_assert_num_queries):
    mandates = [
        MandateFactory(person=person, role=Role.HOST, scope=ScopeFactory(of_place=True))
        for _scope in range(2)
    ]
    MandateFactory(person=person, not_begun=True)
    MandateFactory()

    with django_assert_num_queries(1):
        scopes = {mandate.scope for mandate in person.current_mandates}

    assert scopes == {mandate.scope for mandate in mandates}
