"""Every API operation, called by a client of each caller: access is as `matrix/api.py` declares."""

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
from tests.rights.matrix.api import CALLERS
from tests.rights.roles import ROLES
from tests.rights.routes import API, EVERY_ROUTE

pytestmark = pytest.mark.django_db
WORDS = {HOLDER: "booker", ACCOUNT: "account", STRANGER: "nobody"}


class Programs:
    """The programs of everybody, each made once."""

    def __init__(self, people: dict[str, Any]) -> None:
        self._people = people
        self._clients: dict[Any, Client] = {}

    def of(self, word: str) -> Client:
        """Returns the client of a caller, by name."""
        if word not in self._clients:
            self._clients[word] = self._program(self._people[WORDS.get(word, word)])
        return self._clients[word]

    def without(self, callers: frozenset[str]) -> Client:
        """Returns the client of a person with all other roles over it, and ended mandates of
        `callers`."""
        roles = callers & set(ROLES)
        if roles not in self._clients:
            person = PersonFactory()
            for word in ROLES:
                mandate = self._people[word].mandates.get()
                MandateFactory(
                    person=person, role=mandate.role, scope=mandate.scope, over=word in roles
                )
            self._clients[roles] = self._program(person)
        return self._clients[roles]

    def _program(self, person: Person) -> Client:
        return program_of(person, ApiScope.values)


def faults_of(
    programs: Programs, name: str, example: Any, callers: frozenset[str]
) -> Iterator[tuple[str, str, int]]:
    parts, payload, _page = example
    words = {HOLDER, ACCOUNT, STRANGER} & callers if ACCOUNT in callers else callers
    for word in words:
        status = call_operation(programs.of(word), name, parts, payload).status_code
        if status >= 400:
            yield name, word, status
    outside = {} if STRANGER in callers else {STRANGER: programs.of(STRANGER)}
    if ACCOUNT not in callers:
        outside["everybody else"] = programs.without(callers)
    if HOLDER not in callers:
        outside[HOLDER] = programs.of(HOLDER)
    for word, program in outside.items():
        status = call_operation(program, name, parts, payload).status_code
        if status < 400:
            yield name, word, status


def test_operation_tells_those_whom_the_matrix_says() -> None:
    things = things_of_everybody()
    programs = Programs(people_of(things))
    faults = [
        fault
        for name, examples in same_as(things).items()
        for example, callers in zip(examples, CALLERS[name], strict=False)
        for fault in faults_of(programs, name, example, callers)
    ]

    assert faults == []


def test_operation_has_one_row() -> None:
    assert set(CALLERS) == set(OPERATIONS)


def test_route_of_the_api_is_that_of_an_operation() -> None:
    beside = {entry.name for route, entry in EVERY_ROUTE if route.lstrip("^").startswith(API)} - {
        "api_start",
        "api_openapi",
        "api_unknown",
    }

    assert {str(name).removeprefix("api_") for name in beside} <= set(OPERATIONS)
