"""Expiry of sessions, displayed to people: a year after the code, a working day for
administrators."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bocage.people.models import Person, Session
from bocage.people.personal_data.own import session_rows
from bocage.people.sign_in.session_ends import LONGEST, LONGEST_OF_ADMINISTRATORS, give_an_end
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db


def sign_in(person: Person, digits_sent_to) -> Client:
    client = Client()
    client.post("/connexion/", {"email": person.email})
    client.post("/connexion/code/", {"code": digits_sent_to(person.email)})
    return client


def about(length: timedelta) -> tuple[float, float]:
    return (length - timedelta(minutes=5)).total_seconds(), length.total_seconds()


@pytest.mark.parametrize(
    ("make", "length"),
    [(PersonFactory, LONGEST), (lambda: MandateFactory().person, LONGEST_OF_ADMINISTRATORS)],
    ids=["anybody", "administrator"],
)
def test_session_is_given_its_end_at_the_door(digits_sent_to, make, length):
    client = sign_in(make(), digits_sent_to)

    shortest, longest = about(length)
    assert shortest < client.session["ends_at"] - time.time() <= longest


def test_session_that_is_used_goes_on_until_its_end_and_no_further(signed_in_client):
    client = signed_in_client(PersonFactory())
    session = client.session
    give_an_end(session, after=timedelta(minutes=20))
    session.save()

    client.get("/espace/")

    remaining = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=19) < remaining <= timedelta(minutes=20)


def test_session_of_before_is_given_a_year_on_its_first_day(signed_in_client):
    client = signed_in_client(PersonFactory())

    client.get("/espace/")

    shortest, longest = about(LONGEST)
    assert shortest < client.session["ends_at"] - time.time() <= longest


def test_whoever_comes_back_after_the_end_is_shown_so_where_they_sign_in(signed_in_client):
    client = signed_in_client(PersonFactory())
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    page = client.get("/espace/", follow=True).content.decode()

    assert "Votre session est terminée" in page
    assert "Votre session est terminée" not in client.get("/connexion/").content.decode()


def test_stranger_is_notified_of_no_session(client):
    assert "Votre session" not in client.get("/espace/", follow=True).content.decode()


def test_last_half_hour_is_reported_before_something_is_lost(signed_in_client):
    client = signed_in_client(PersonFactory())
    assert "Votre session se termine à" not in client.get("/espace/").content.decode()
    session = client.session
    give_an_end(session, after=timedelta(minutes=20))
    session.save()

    assert "Votre session se termine à" in client.get("/espace/").content.decode()


def test_page_of_somebody_is_kept_by_their_browser_alone(signed_in_client, client):
    page = signed_in_client(PersonFactory()).get("/espace/")

    assert set(page["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert not client.get("/connexion/").get("Cache-Control", "").startswith("private")


def test_session_that_has_expired_is_not_counted_among_the_open_ones(
    signed_in_client,
):
    person = PersonFactory()
    signed_in_client(person).get("/espace/")

    def count() -> str:
        return str(next(iter(session_rows(person, None))).detail)

    assert count() == "1"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert count() == "0"
