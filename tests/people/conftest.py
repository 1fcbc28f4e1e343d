"""What the tests of people may ask for."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person

SignIn = Callable[..., Client]


@pytest.fixture
def digits_sent_to(deliver_mails):
    """`digits_sent_to(address)`: the six digits of the last mail to an address."""

    def read(address: str) -> str:
        mails = [mail for mail in deliver_mails() if mail.recipient == address]
        found = re.search(r"\b(\d{6})\b", mails[-1].text)
        assert found, mails[-1].text
        return found.group(1)

    return read


@pytest.fixture
def signed_in_client() -> Callable[[Person], Client]:
    """`signed_in_client(person)`: a browser where somebody is signed in."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="bocage.people.backends.PersonBackend")
        return client

    return enter


@pytest.fixture
def mails_to(deliver_mails) -> Callable[[str], list[OutgoingMail]]:
    """`mails_to(address)`: what was sent to an address, oldest first."""
    return lambda address: [mail for mail in deliver_mails() if mail.recipient == address]
