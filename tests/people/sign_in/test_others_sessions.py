"""An administrator ends the sessions of another person, who is notified by mail."""

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role, Session
from bocage.people.operations.sessions import end_sessions_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

PAGE = "/espace/comptes/sessions/"


def test_administrator_ends_every_session_of_an_account_and_no_other(signed_in_client, mails_to):
    administrator, person = MandateFactory().person, PersonFactory()
    devices = [signed_in_client(person) for _device in range(2)]
    for device in devices:
        device.get("/compte/")
    bystander = signed_in_client(PersonFactory())
    client = signed_in_client(administrator)

    answer = client.post(PAGE, {"email": f" {person.email.upper()} "}, follow=True)

    assert f"2 sessions de {person.email} sont fermées" in answer.content.decode()
    assert [device.get("/compte/").status_code for device in devices] == [302, 302]
    assert bystander.get("/compte/").status_code == 200
    assert client.get("/compte/").status_code == 200
    [mail] = mails_to(person.email)
    assert mail.subject == "Vos sessions ont été fermées"
    assert "/compte/cles/" in mail.text


def test_account_without_a_session_is_reported_as_such(signed_in_client):
    person = PersonFactory()
    client = signed_in_client(MandateFactory().person)

    answer = client.post(PAGE, {"email": person.email}, follow=True)

    assert f"{person.email} n’avait aucune session ouverte." in answer.content.decode()


@pytest.mark.parametrize("email", ["", "x", "personne@ailleurs.fr", "a\x00b@c.fr", "é@ü.fr"])
def test_address_of_nobody_ends_nothing(signed_in_client, email):
    client = signed_in_client(MandateFactory().person)

    assert client.post(PAGE, {"email": email}).status_code == 200
    assert Session.objects.count() == 1


def test_coordinator_ends_the_sessions_of_nobody(signed_in_client):
    coordinator = MandateFactory(
        role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)
    ).person
    client, person = signed_in_client(coordinator), PersonFactory()

    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/espace/mandats/").content.decode()
    with pytest.raises(NotAllowed):
        end_sessions_of(by=coordinator, person=person)
