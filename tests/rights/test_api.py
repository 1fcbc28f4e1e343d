"""Every operation of the API, called by a program of everybody: what `matrix/api.py` says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from bocage.people.models import Person
from bocage.people.tokens.scopes import ApiScope
from tests.api.same_pages import same_as, things_of_everybody
from tests.api.test_reach_of_tokens import OPERATIONS, call_operation, people_of, program_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.matrix.api import WHO
from tests.rights.roles import ROLES
from tests.rights.routes import API, EVERY_ROUTE

pytestmark = pytest.mark.django_db
WORDS = {HOLDER: "booker", ACCOUNT: "account", STRANGER: "nobody"}


class Programs:
    """The programs of everybody, each made once."""

    def __init__(self, people: dict[str, Any]) -> None:
        self._people = people
        self._made: dict[Any, Client] = {}

    def of(self, word: str) -> Client:
        """That of somebody by their word."""
        if word not in self._made:
            self._made[word] = self._program(self._people[WORDS.get(word, word)])
        return self._made[word]

    def without(self, who: frozenset[str]) -> Client:
        """That of somebody with all other roles over it, and those of `who` ended."""
        roles = who & set(ROLES)
        if roles not in self._made:
            person = PersonFactory()
            for word in ROLES:
                held = self._people[word].mandates.get()
                MandateFactory(person=person, role=held.role, scope=held.scope, over=word in roles)
            self._made[roles] = self._program(person)
        return self._made[roles]

    def _program(self, person: Person) -> Client:
        return program_of(person, ApiScope.values)


def faults_of(
    programs: Programs, name: str, example: Any, who: frozenset[str]
) -> Iterator[tuple[str, str, int]]:
    parts, sent, _page = example
    words = {HOLDER, ACCOUNT, STRANGER} & who if ACCOUNT in who else who
    for word in words:
        status = call_operation(programs.of(word), name, parts, sent).status_code
        if status >= 400:
            yield name, word, status
    outside = {} if STRANGER in who else {STRANGER: programs.of(STRANGER)}
    if ACCOUNT not in who:
        outside["everybody else"] = programs.without(who)
    if HOLDER not in who:
        outside[HOLDER] = programs.of(HOLDER)
    for word, program in outside.items():
        status = call_operation(program, name, parts, sent).status_code
        if status < 400:
            yield name, word, status


def test_operation_tells_those_whom_the_matrix_says() -> None:
    things = things_of_everybody()
    programs = Programs(people_of(things))
    faults = [
        fault
        for name, examples in same_as(things).items()
        for example, who in zip(examples, WHO[name], strict=False)
        for fault in faults_of(programs, name, example, who)
    ]

    assert faults == []


def test_operation_has_one_row() -> None:
    assert set(WHO) == set(OPERATIONS)


def test_route_of_the_api_is_that_of_an_operation() -> None:
    beside = {entry.name for route, entry in EVERY_ROUTE if route.lstrip("^").startswith(API)} - {
        "api_start",
        "api_openapi",
        "api_unknown",
    }

    assert {str(name).removeprefix("api_") for name in beside} <= set(OPERATIONS)
