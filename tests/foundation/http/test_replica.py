"""Routing of queries between primary and replica: here a second connection."""

import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    OperationalError,
    connection,
    connections,
    router,
    transaction,
)
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bocage.foundation.db.database import REPLICA
from bocage.foundation.http import replica
from bocage.foundation.http.replica import (
    WROTE_COOKIE,
    Follower,
    ReplicaRouter,
    allow_stale_second,
    reading_alias,
    up_to_date,
)
from bocage.territory.models import Departement

pytestmark = pytest.mark.django_db(transaction=True, databases=[DEFAULT_DB_ALIAS, REPLICA])

NOWHERE = {"HOST": "127.0.0.1", "PORT": "1"}


@pytest.fixture(autouse=True, scope="module")
def has_a_replica(django_db_setup):
    """The database of the tests has a second address, by another connection."""
    with pytest.MonkeyPatch.context() as patch:
        second = connections.settings[DEFAULT_DB_ALIAS].copy()
        patch.setitem(connections.settings, REPLICA, second)
        yield


@pytest.fixture(autouse=True)
def second_connection(monkeypatch):
    """A replica that follows at once."""
    monkeypatch.setattr(router, "routers", [ReplicaRouter()])
    monkeypatch.setattr(replica, "follower", Follower())
    yield connections[REPLICA]
    connections[REPLICA].close()
    del connections[REPLICA]


@pytest.fixture
def follows(monkeypatch):
    """Makes the replica count as up to date, without querying it."""
    monkeypatch.setattr(Follower, "follows", lambda _self: True)


def count_replica_queries(client, path, **options):
    with CaptureQueriesContext(connections[REPLICA]) as queries:
        response = client.get(path, **options)
    assert response.status_code == 200
    return len(queries)


def test_searches_are_answered_by_the_replica_and_what_follows_a_write_is_not(client, follows):
    assert count_replica_queries(client, "/communes/") > 0

    client.post("/langue/", {"language": "en"})

    assert WROTE_COOKIE in client.cookies
    assert client.cookies[WROTE_COOKIE]["max-age"] == 10
    assert count_replica_queries(client, "/communes/") == 0


def test_lists_of_the_api_come_from_the_replica_but_for_software_with_a_token(client, follows):
    assert count_replica_queries(client, "/api/v1/communes") > 0

    with CaptureQueriesContext(connections[REPLICA]) as queries:
        client.get("/api/v1/communes", headers={"Authorization": "Bearer nothing"})
    assert len(queries) == 0


def test_a_page_that_is_not_marked_never_asks_the_replica(client, follows):
    assert count_replica_queries(client, "/etat/") == 0


def test_a_view_that_writes_goes_on_with_the_primary(rf, follows):
    aliases = []

    @allow_stale_second
    def view(_request):
        aliases.append(Departement.objects.all().db)
        Departement.objects.create(code="61", name="Orne", slug="orne")
        aliases.append(Departement.objects.get().departement_alias())
        return HttpResponse()

    Departement.departement_alias = lambda self: self._state.db
    try:
        view(rf.get("/"))
    finally:
        del Departement.departement_alias
    assert aliases == [REPLICA, DEFAULT_DB_ALIAS]
    assert Departement.objects.all().db == DEFAULT_DB_ALIAS


def test_transactions_and_what_is_kept_under_a_version_read_the_primary(rf, follows):
    @allow_stale_second
    def view(_request):
        with transaction.atomic():
            in_transaction = reading_alias()
        with up_to_date():
            versioned_alias = reading_alias()
        return in_transaction, versioned_alias, reading_alias()

    assert view(rf.get("/")) == (DEFAULT_DB_ALIAS, DEFAULT_DB_ALIAS, REPLICA)
    assert view(rf.post("/")) == (DEFAULT_DB_ALIAS,) * 3


def test_a_row_of_the_replica_is_saved_on_the_primary(rf, follows):
    Departement.objects.create(code="61", name="Orne", slug="orne")

    @allow_stale_second
    def view(_request):
        departement = Departement.objects.get()
        read_from = departement._state.db
        departement.name = "L’Orne"
        departement.save()
        return read_from, departement._state.db

    assert view(rf.get("/")) == (REPLICA, DEFAULT_DB_ALIAS)


def test_a_replica_that_cannot_be_reached_is_replaced_by_the_primary(
    client, second_connection, monkeypatch
):
    for name, value in NOWHERE.items():
        monkeypatch.setitem(second_connection.settings_dict, name, value)

    assert client.get("/communes/").status_code == 200
    assert not replica.follower.follows()


def test_a_replica_that_fails_meanwhile_is_replaced_by_the_primary(rf, follows):
    aliases = []

    @allow_stale_second
    def view(_request):
        aliases.append(reading_alias())
        if aliases == [REPLICA]:
            raise OperationalError("canceling statement due to conflict with recovery")
        return HttpResponse()

    assert view(rf.get("/")).status_code == 200
    assert aliases == [REPLICA, DEFAULT_DB_ALIAS]


def test_a_view_that_has_written_is_not_done_twice(rf, follows):
    turns = []

    @allow_stale_second
    def view(_request):
        turns.append(Departement.objects.create(code="61", name="Orne", slug="orne"))
        raise OperationalError("the primary is gone")

    with pytest.raises(OperationalError):
        view(rf.get("/"))
    assert len(turns) == 1


def test_a_replica_follows_as_long_as_it_reaches_where_the_primary_was(monkeypatch):
    clock, positions = [0.0], {DEFAULT_DB_ALIAS: 100, REPLICA: 100}
    monkeypatch.setattr(replica.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(replica, "_position", lambda alias, _statement: positions[alias])
    follower = Follower()
    clock[0] = 10.0
    assert follower.follows()

    # A second later it is behind the primary of now, not behind that of a second ago.
    clock[0], positions[DEFAULT_DB_ALIAS] = 11.1, 200
    assert follower.follows()
    clock[0], positions[DEFAULT_DB_ALIAS] = 12.2, 300
    assert not follower.follows()
    # No request for a minute: the last known position proves nothing.
    clock[0], positions[REPLICA] = 72.0, 200
    assert not follower.follows()
    clock[0], positions[REPLICA] = 73.1, 300
    assert follower.follows()


def test_the_position_of_a_server_is_read_from_it(second_connection):
    connection.ensure_connection()
    assert Follower().follows()


def test_the_page_of_personal_data_tells_of_the_mark(client, follows):
    page = client.get(reverse("personal_data")).content.decode()

    assert "ne vit que dix secondes" in page
