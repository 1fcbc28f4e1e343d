"""Every URL of Wagtail is behind the editors' access check, whatever Wagtail itself allows."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern

from bocage.people.models import Person
from tests.outreach.editorial.rights import WRITERS
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.rights.driving import Answer, Caller, answer_to, product
from tests.rights.roles import ROLES
from tests.rights.routes import EVERY_ROUTE, REDACTION

pytestmark = pytest.mark.django_db

BEHIND = [
    (route, entry)
    for route, entry in EVERY_ROUTE
    if route.startswith(REDACTION) and entry.name != "wagtailadmin_login"
]
A_PART = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000007"}


def address_of(route: str, _entry: URLPattern) -> str | None:
    """An address of a route, or None where it is written as an expression."""
    if set("^$(") & set(route):
        return None
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: A_PART.get(part[1], "page"), route)


ADDRESSES = [address for route_entry in BEHIND if (address := address_of(*route_entry))]


def holding(*words: str, ended: bool = False) -> Person:
    """Creates a person with these roles, each on a scope of its kind."""
    person = PersonFactory()
    for word in words:
        role, kind = ROLES[word]
        trait = {} if kind == "instance" else {f"of_{kind.value}": True}
        MandateFactory(person=person, role=role, scope=ScopeFactory(**trait), over=ended)
    return person


def test_door_stays_closed_to_who_writes_no_page() -> None:
    non_writer = holding(*(set(ROLES) - WRITERS))
    ended = holding(*WRITERS, ended=True)
    with product() as handler:
        answers = {
            (address, method, answer_to(handler, Caller(person), method, address))
            for person in (non_writer, ended)
            for address in ADDRESSES
            for method in ("GET", "POST")
        }

    assert {answer for answer in answers if answer[2] != Answer.HIDDEN} == set()
    assert len(ADDRESSES) > 120


def test_door_leads_nobody_to_sign_in() -> None:
    with product() as handler:
        answers = {answer_to(handler, Caller(), "GET", address) for address in ADDRESSES}

    assert answers == {Answer.SIGN_IN}


@pytest.mark.parametrize("word", sorted(WRITERS))
def test_door_opens_to_who_writes_pages(word: str) -> None:
    with product() as handler:
        answer = answer_to(handler, Caller(holding(word)), "GET", f"/{REDACTION}")

    assert answer == Answer.OPENED
