"""Fixtures of the tests of people."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from tests.people.factories import ApplicationFactory, MandateFactory, PersonFactory
from tests.people.oauth_way import answer_consent, changed_for_tokens, code_of

SignIn = Callable[..., Client]


@pytest.fixture
def digits_sent_to(deliver_mails):
    """`digits_sent_to(address)`: the six digits of the last mail to an address."""

    def read(address: str) -> str:
        mails = [mail for mail in deliver_mails() if mail.recipient == address]
        match = re.search(r"\b(\d{6})\b", mails[-1].text)
        assert match, mails[-1].text
        return match.group(1)

    return read


@pytest.fixture
def signed_in_client() -> Callable[[Person], Client]:
    """`signed_in_client(person)` returns a browser signed in as a person."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="bocage.people.sign_in.backends.PersonBackend")
        return client

    return enter


@pytest.fixture
def mails_to(deliver_mails) -> Callable[[str], list[OutgoingMail]]:
    """`mails_to(address)`: what was sent to an address, oldest first."""
    return lambda address: [mail for mail in deliver_mails() if mail.recipient == address]


@pytest.fixture
def let_in(signed_in_client):
    """`let_in()`: a person who let an application in, the application, and what it was given."""

    def enter(**fields):
        person, application = PersonFactory(), ApplicationFactory(**fields)
        code = code_of(answer_consent(signed_in_client(person), application))
        return person, application, changed_for_tokens(application, code).json()

    return enter


@pytest.fixture
def administrator():
    return MandateFactory().person
