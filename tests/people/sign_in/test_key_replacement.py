"""The secret key is replaced while people are there: the former one still opens what it signed."""

from datetime import timedelta

import pytest
from django.core import signing

from bocage.foundation.backups.making import is_hint_of_a_key, secret_key_hint
from bocage.foundation.http.signed_texts import UnknownLink, read_signed
from bocage.foundation.keyed_digests import is_digest_of, keyed_digest
from bocage.foundation.monitoring.safety import dangers
from bocage.foundation.ops.configuration import Configuration
from bocage.people.errors import WrongCode
from bocage.people.operations.sign_in import Asker, confirm_code, request_code
from tests.people.factories import PersonFactory

FORMER, PRESENT = "former " * 10, "present " * 10
REQUEST_FIELDS = {
    "email": "marie@dupont.example",
    "language": "fr",
    "asker": Asker(network_address="192.0.2.1"),
}


@pytest.fixture
def replace_key(settings):
    """`replace_key(beside=True)`: another key, with or without the one of before beside it."""
    settings.SECRET_KEY = FORMER

    def replace(*, beside: bool) -> None:
        settings.SECRET_KEY = PRESENT
        settings.SECRET_KEY_FALLBACKS = [FORMER] if beside else []

    return replace


@pytest.mark.django_db
@pytest.mark.parametrize(("beside", "status"), [(True, 200), (False, 302)])
def test_sessions_go_on_while_the_former_key_is_beside(
    replace_key, signed_in_client, beside, status
):
    client = signed_in_client(PersonFactory())

    replace_key(beside=beside)

    assert client.get("/compte/").status_code == status


@pytest.mark.django_db
def test_code_that_was_sent_before_still_signs_in(replace_key, digits_sent_to):
    code = request_code(**REQUEST_FIELDS)
    digits = digits_sent_to(REQUEST_FIELDS["email"])

    replace_key(beside=True)

    assert confirm_code(code_id=code.pk, digits=digits).email == REQUEST_FIELDS["email"]


@pytest.mark.django_db
def test_code_of_a_key_that_is_gone_signs_nobody_in(replace_key, digits_sent_to):
    code = request_code(**REQUEST_FIELDS)
    digits = digits_sent_to(REQUEST_FIELDS["email"])

    replace_key(beside=False)

    with pytest.raises(WrongCode):
        confirm_code(code_id=code.pk, digits=digits)


def test_links_digests_and_backups_of_before_are_known(replace_key):
    link = signing.dumps("x", salt="tests")
    digest, hint = keyed_digest("tests", "x"), secret_key_hint()

    replace_key(beside=True)
    assert read_signed(link, salt="tests", good_for=timedelta(days=1)) == "x"
    assert is_digest_of(digest, "tests", "x")
    assert not is_digest_of(digest, "tests", "y")
    assert not is_digest_of(digest, "other", "x")
    assert is_hint_of_a_key(hint)
    assert keyed_digest("tests", "x") != digest

    replace_key(beside=False)
    with pytest.raises(UnknownLink):
        read_signed(link, salt="tests", good_for=timedelta(days=1))
    assert not is_digest_of(digest, "tests", "x")
    assert not is_hint_of_a_key(hint)


def test_former_key_that_can_be_guessed_is_a_danger(monkeypatch):
    strong = "abcdefghij" * 6
    monkeypatch.setenv("BOCAGE_SECRET_KEY_FALLBACKS", f" {strong}  court ")
    served = Configuration(environment="production", secret_key=strong, demo=False, debug=False)

    assert served.former_secret_keys == [strong, "court"]
    assert ["BOCAGE_SECRET_KEY_FALLBACKS" in danger for danger in dangers(served)] == [True]
