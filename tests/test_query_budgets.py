"""No page, file or list of the API asks the database more often because there is more in it.

Every address without a part of its own is read twice by a coordinator: with a little in each
room, and with four times as much.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from bocage.bench.harness import seeding
from bocage.bench.harness.sizes import DEPARTEMENT
from bocage.bench.harness.walk import addresses_without_parts
from bocage.people.models import Role
from bocage.territory.models import Departement
from tests.api.callers import program_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

LITTLE, MORE = 0.003, 0.012
"""Of what a département has (`bocage bench seed`)."""
COMMUNES = 7
BUDGET = 14
"""Statements of a page, those of its session included."""
WHOLE_LIVES = {
    "/compte/donnees/": "all that every room knows of somebody",
    "/compte/donnees/telecharger/": "all that every room knows of somebody",
    "/compte/donnees/mes-donnees.pdf": "all that every room knows of somebody",
    "/espace/": "what waits for somebody in every room",
}
"""Pages that ask every room, each of which has tables of its own: they may ask more, not grow."""
PAGES_OF_ONE = (
    "/travailler/lieu-0/",
    "/travailler/lieu-0/encart/",
    "/espace/lieux/lieu-0/",
    "/preuves/departements/61/",
    "/espace/tableau-de-bord/departement/61/",
    "/api/v1/places/lieu-0",
    "/api/v1/places/lieu-0/availability",
)
NEAR = "?commune=61464"
SEARCHES = (f"/travailler/{NEAR}", f"/se-loger/{NEAR}", f"/club/{NEAR}", "/communes/pour-nous/")
BOARD = "/espace/lieux/lieu-0/tableau/{day}/{what}?vue=semaine"
FEWEST_READ = 200


class Undo(Exception):
    """Takes back what was loaded."""


def addresses() -> Iterator[str]:
    """Those of the whole project that have no part of their own, and a few that have."""
    yield from addresses_without_parts()
    yield from PAGES_OF_ONE
    yield from SEARCHES
    yield from boards()


def boards() -> list[str]:
    """The week of a place, as a page and as what the board reads."""
    return [BOARD.format(day=localdate(), what=what) for what in ("", "etat.json")]


@pytest.fixture
def _a_territory_of_our_own(monkeypatch):
    """A few communes in place of those that a command imports."""

    def load(*_told, **_out):
        first = CommuneFactory(sees=True)
        CommuneFactory.create_batch(COMMUNES - 1, departement=first.departement, epci=first.epci)

    monkeypatch.setattr(seeding, "call_command", load)
    monkeypatch.setattr(seeding, "finish_loading", lambda: None)


def read_at(share: float, paths: list[str]) -> dict[str, list[str]]:
    """The statements of each address that is shown, once what is kept between requests is."""
    found: dict[str, list[str]] = {}
    try:
        with transaction.atomic():
            seeding.seed(DEPARTEMENT, share=share)
            scope = ScopeFactory(of_departement=True, departement=Departement.objects.get())
            person = MandateFactory(
                role=Role.COORDINATOR, scope=scope, person=PersonFactory()
            ).person
            visitor, program = Client(), program_of(person)
            visitor.force_login(person)
            for path in paths:
                reader = program if path.startswith("/api/") else visitor
                reader.get(path)
                with CaptureQueriesContext(connection) as queries:
                    response = reader.get(path)
                    if response.streaming:
                        b"".join(response.streaming_content)
                if response.status_code == 200:
                    found[path] = [one["sql"] for one in queries.captured_queries]
            raise Undo
    except Undo:
        return found


@pytest.mark.usefixtures("_a_territory_of_our_own")
def test_statements_of_every_page_are_few_and_do_not_grow_with_what_there_is():
    paths = sorted(set(addresses()))
    little, more = read_at(LITTLE, paths), read_at(MORE, paths)

    grown = {
        path: [sql[:200] for sql in asked if sql not in little[path]]
        for path, asked in more.items()
        if path in little and len(asked) > len(little[path])
    }
    assert grown == {}
    dear = {path: len(asked) for path, asked in more.items() if len(asked) > BUDGET}
    assert set(dear) <= set(WHOLE_LIVES), dear
    assert len(more) > FEWEST_READ, "few pages were read: is the stage still set?"
    unread = [path for path in (*PAGES_OF_ONE, *SEARCHES, *boards()) if path not in more]
    assert unread == []
