"""Signed reply addresses: what they are about, and what is not ours."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.validators import validate_email

from bocage.foundation.mail.incoming import (
    GOOD_FOR,
    NotOurAddress,
    OldAddress,
    incoming_mail,
    read_address,
    reply_address,
)
from bocage.foundation.ops.configuration import Configuration


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "Accueil@bocage.example"}
    )


@pytest.mark.parametrize("kind", ["project", "relay", "team", "abcdefgh"])
def test_an_address_tells_what_it_is_about(kind):
    key = uuid4()

    address = reply_address(kind, key)

    validate_email(address)
    assert len(address.partition("@")[0]) <= 64
    assert read_address(address) == (kind, key)
    assert read_address(f" {address.upper()} ") == (kind, key)


def test_without_a_mailbox_there_is_none(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"incoming_address": ""})

    assert reply_address("project", uuid4()) == ""
    with pytest.raises(NotOurAddress):
        read_address("accueil+project@bocage.example")


def test_no_letter_can_be_changed():
    address = reply_address("project", uuid4())
    local, _at, domain = address.partition("@")
    start = local.index("+") + 1

    for place in range(start, len(local)):
        letter = "b" if local[place].lower() != "b" else "c"
        forged = f"{local[:place]}{letter}{local[place + 1 :]}@{domain}"
        with pytest.raises(NotOurAddress):
            read_address(forged)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "accueil@bocage.example",
        "accueil+@bocage.example",
        "accueil+project-@bocage.example",
        "accueil+" + "é" * 60 + "@bocage.example",
        "a" * 5000 + "@bocage.example",
        "accueil+project-" + "a" * 26 + "0000" + "\x00" * 12 + "@bocage.example",
    ],
)
def test_what_is_not_ours(address):
    with pytest.raises(NotOurAddress):
        read_address(address)


def test_another_mailbox_is_not_ours():
    local, _at, _domain = reply_address("relay", uuid4()).partition("@")

    for address in (
        f"{local}@ailleurs.example",
        local.replace("Accueil", "autre") + "@bocage.example",
    ):
        with pytest.raises(NotOurAddress):
            read_address(address)


def test_an_old_address_still_tells_its_subject():
    key, today = uuid4(), date(2026, 11, 27)
    address = reply_address("project", key, on=today)

    assert read_address(address, on=today + GOOD_FOR) == ("project", key)
    with pytest.raises(OldAddress) as old:
        read_address(address, on=today + GOOD_FOR + timedelta(days=1))
    assert (old.value.kind, old.value.key) == ("project", key)


def test_a_key_that_was_changed_is_remembered_for_a_while(settings):
    key = uuid4()
    address = reply_address("project", key)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "une autre clé, tirée au hasard"

    assert read_address(address) == ("project", key)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotOurAddress):
        read_address(address)


def test_a_kind_that_does_not_fit():
    for kind in ("", "a", "project!", "une-longue-sorte"):
        with pytest.raises(ValueError, match="does not fit"):
            incoming_mail(kind)


def test_two_handlers_of_one_kind():
    with pytest.raises(ValueError, match="taken twice"):
        incoming_mail("project")(lambda _key, _mail: None)


@pytest.mark.parametrize(
    "address", ["accueil", "@bocage.example", "a+b@bocage.example", "treizelettres@bocage.example"]
)
def test_a_mailbox_that_cannot_be(address):
    with pytest.raises(ValueError, match="incoming_address"):
        Configuration(incoming_address=address)
