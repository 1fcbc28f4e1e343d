"""A PostgreSQL that restarts, or is busy, is for later: 503 with Retry-After, never 500."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import close_old_connections, connection
from django.test import Client

from bocage.demo.cast import CAST
from tests.demo.factories import aim
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def ended_by_an_operator(
    execute: Any, statement: Any, values: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Has PostgreSQL end this connection, as on shutdown, then continues."""
    raw = context["connection"].connection
    if not raw.closed:
        with another_connection() as operator_connection:
            operator_connection.execute(
                "SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid]
            )
    return execute(statement, values, many, context)


@contextmanager
def another_connection() -> Iterator[psycopg.Connection]:
    options = connection.get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        options.pop(name, None)
    with psycopg.connect(**options, autocommit=True) as separate_connection:
        yield separate_connection


@pytest.fixture(autouse=True)
def _another_one_for_the_next_test() -> Iterator[None]:
    yield
    connection.close()


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The server is stopped: its socket is not there."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))


def check_is_for_later(response: Any) -> None:
    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def check_page(response: Any) -> None:
    check_is_for_later(response)
    page = response.content.decode()
    assert "Le site redémarre" in page
    assert "The site is restarting" in page


def check_problem(response: Any) -> None:
    check_is_for_later(response)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "unavailable"


@pytest.mark.parametrize("address", ["/communes/", "/en/communes/"])
def test_page_whose_connection_an_operator_ends_is_for_later(visitor, address):
    connection.ensure_connection()
    with connection.execute_wrapper(ended_by_an_operator):
        check_page(visitor.get(address))

    close_old_connections()  # As the next request does.
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/espace/", "/compte/donnees/", "/mes-reservations/"])
def test_page_of_somebody_signed_in_whose_connection_ends_is_for_later(visitor, address):
    visitor.force_login(PersonFactory(name="Jeanne Prunier"))
    with connection.execute_wrapper(ended_by_an_operator):
        check_page(visitor.get(address))

    close_old_connections()
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("token", [{}, {"authorization": "Bearer bocage_x"}])
@pytest.mark.parametrize("address", ["/api/v1/communes", "/api/v1/places", "/api/v1/me"])
def test_answer_of_the_api_whose_connection_ends_is_for_later(visitor, address, token):
    connection.ensure_connection()
    with connection.execute_wrapper(ended_by_an_operator):
        check_problem(visitor.get(address, headers=token))

    close_old_connections()
    assert visitor.get(address, headers=token).status_code in (200, 401)


@pytest.mark.usefixtures("stopped")
def test_everybody_is_shown_that_a_server_that_is_stopped_is_for_later(visitor):
    for address in ("/communes/", "/en/communes/"):
        check_page(visitor.get(address))
    for address in ("/api/v1/communes", "/api/v1/me"):
        check_problem(visitor.get(address))
    check_problem(visitor.get("/communes/", headers={"accept": "application/json"}))
    check_problem(visitor.post("/api/v1/bookings", {}, content_type="application/json"))


def test_row_that_somebody_else_holds_for_too_long_is_for_later(visitor):
    member = PersonFactory(email=CAST[0].email)
    aim()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    with another_connection() as rival, rival.transaction():
        rival.execute("SELECT FROM people_person WHERE id = %s FOR UPDATE", [member.pk])
        check_page(visitor.post("/demo/entrer/", {"email": member.email}))

    assert visitor.post("/demo/entrer/", {"email": member.email}).status_code == 302
