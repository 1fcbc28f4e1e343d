"""A token never gives access to more than its owner's pages.

Each kind of caller (each role over the place, its booker, a mere account, anonymous) calls every
operation that answers them, and opens the equivalent page: whatever the API does, the page does.
`tests/rights/test_api.py` declares who is answered, and checks that others are refused. A new API
operation without an entry in `same_pages` fails the test.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client

from bocage.api.description import description
from bocage.people.models import Person, PersonalToken, Role, ScopeKind
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from tests.api.same_pages import same_as, things_of_everybody
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.grid import ROLE_SCOPE_PAIRS
from tests.rights.matrix.api import CALLERS

pytestmark = pytest.mark.django_db

OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, item in description()["paths"].items()
    for method, operation in item.items()
}


@pytest.fixture
def things():
    return things_of_everybody()


def people_of(things: dict[str, Any]) -> dict[str, Person | AnonymousUser]:
    """Returns each kind of caller."""
    place = things["places"][0]
    scopes = {
        ScopeKind.INSTANCE: {},
        ScopeKind.DEPARTEMENT: {"departement": place.commune.departement},
        ScopeKind.EPCI: {
            "epci": place.commune.epci,
            "departement": place.commune.departement,
        },
        ScopeKind.COMMUNE: {"of_commune": True, "commune": place.commune},
        ScopeKind.PARTNER: {"of_partner": True},
    }
    people = {
        f"{role.value} of {kind.value}": MandateFactory(
            role=role,
            scope=place.scope
            if kind == ScopeKind.PLACE
            else ScopeFactory(**{"kind": kind, **scopes[kind]}),
        ).person
        for role, kind in ROLE_SCOPE_PAIRS
    }
    return people | {
        "booker": things["booker"],
        "account": PersonFactory(),
        "nobody": AnonymousUser(),
    }


def program_of(person: Person | AnonymousUser, scopes: list[str]) -> Client:
    """Returns a client with a token created with a second factor; without a token for anonymous."""
    if not isinstance(person, Person):
        return Client()
    _token, secret = make_token(
        by=person, person=person, name="Essais", scopes=scopes, days=30, with_second_factor=True
    )
    return Client(headers={"authorization": f"Bearer {secret}"})


def browser_of(person: Person | AnonymousUser) -> Client:
    client = Client()
    if isinstance(person, Person):
        client.force_login(person, backend="bocage.people.sign_in.backends.PersonBackend")
    return client


def call_operation(program: Client, operation: str, parts: dict[str, Any], body: Any) -> Any:
    """The answer of an operation, whose change is undone."""
    method, path, _document = OPERATIONS[operation]
    with transaction.atomic():
        response = program.generic(
            method.upper(),
            path.format(**parts),
            b"" if body is None else _json(body),
            content_type="application/json",
        )
        transaction.set_rollback(True)
    return response


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def pages_named(document: Any) -> Iterator[str]:
    """The addresses of pages of the site, anywhere in an answer."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name == "page" and isinstance(value, str):
                yield urlsplit(value).path
            else:
                yield from pages_named(value)
    elif isinstance(document, list):
        for value in document:
            yield from pages_named(value)


WORDS = {"booker": HOLDER, "account": ACCOUNT, "nobody": STRANGER}


def is_answered(person: str, operation: str, rank: int) -> bool:
    """Checks whether a caller is declared to be answered by an operation, on its example of this
    rank."""
    rows = CALLERS[operation]
    return rank >= len(rows) or WORDS.get(person, person) in rows[rank]


def shows(browser: Client, page: str) -> bool:
    answer = browser.get(page, follow=True)
    led_to_sign_in = any("/connexion/" in address for address, _status in answer.redirect_chain)
    return answer.status_code == 200 and not led_to_sign_in


def test_what_a_token_reaches_its_owner_sees_on_a_page(things):
    """Operations that answer anonymous callers are tried once, anonymously."""
    walked = set(same_as(things))
    beside_no_page = {name for name in OPERATIONS if name not in walked}
    assert beside_no_page == set()
    examples = [
        (operation, rank, parts, data, page)
        for operation, of_one in same_as(things).items()
        for rank, (parts, data, page) in enumerate(of_one)
    ]
    people = people_of(things)
    undisclosed, astray, answered_operations = {}, [], set()
    for role in ["nobody", *sorted(set(people) - {"nobody"})]:
        program, browser = program_of(people[role], ApiScope.values), browser_of(people[role])
        opened_pages: set[str] = set()
        for number, (operation, rank, parts, body, page) in enumerate(examples):
            if not is_answered(role, operation, rank):
                continue
            response = call_operation(program, operation, parts, body)
            answer = (response.status_code, response.content)
            assert response.status_code < 500
            if role == "nobody":
                undisclosed[number] = answer
            elif answer == undisclosed.get(number):
                continue
            if response.status_code >= 400:
                continue
            answered_operations.add(operation)
            is_read = OPERATIONS[operation][0] == "get"
            linked_pages = set(pages_named(response.json())) if is_read else set()
            for each_page in {page, *linked_pages} - opened_pages:
                if shows(browser, each_page):
                    opened_pages.add(each_page)
                else:
                    astray.append((role, operation, parts, each_page))

    assert astray == []
    assert answered_operations == walked


def test_what_is_public_is_the_same_for_who_has_a_token_and_for_nobody(things):
    """Except for places in preparation, tested above."""
    public = [name for name in same_as(things) if not OPERATIONS[name][2].get("security")]
    host = MandateFactory(role=Role.HOST, scope=things["places"][0].scope).person
    program = program_of(host, ApiScope.values)

    for operation in public:
        parts, body, _page = same_as(things)[operation][0]
        answers = [
            call_operation(browser, operation, parts, body) for browser in (program, Client())
        ]
        assert answers[0].content == answers[1].content


def test_operation_that_needs_a_token_needs_what_it_says_and_nothing_else_opens_it(things):
    person = things["booker"]
    for operation, examples in same_as(things).items():
        required = [
            scope
            for requirement in OPERATIONS[operation][2].get("security", [])
            for scopes in requirement.values()
            for scope in scopes
        ]
        if not required:
            continue
        PersonalToken.objects.all().delete()  # A person can have at most twenty.
        (parts, body, _page), other_scopes = (
            examples[0],
            sorted(set(ApiScope.values) - set(required)),
        )
        for program, status, code in (
            (Client(), 401, "not_signed_in"),
            (program_of(person, other_scopes), 403, "insufficient_scope"),
        ):
            refused = call_operation(program, operation, parts, body)
            assert (operation, refused.status_code) == (operation, status)
            assert refused.json()["code"] == code
        opened = call_operation(program_of(person, required), operation, parts, body)
        assert opened.status_code not in (401, 403)


def test_scope_that_an_operation_asks_for_is_offered():
    opened = {
        scope
        for _method, _path, operation in OPERATIONS.values()
        for requirement in operation.get("security", [])
        for scopes in requirement.values()
        for scope in scopes
    }

    assert opened <= set(ApiScope.values)
