"""Requests of `python -m bench api`, at the size of one place and one home."""

from dataclasses import replace

import pytest
from django.test import Client

from bench.harness.client import Crew
from bench.harness.sizes import FRANCE
from bench.harness.stages.nation import NationStage
from bench.workloads import api
from bench.workloads.api import QUICK, Bench
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from tests.housing.factories import DwellingFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory, day_ahead


@pytest.fixture
def bench():
    room = ResourceFactory(meeting_room=True, place=PlaceFactory(slug="lieu-0"))
    person = PersonFactory()
    _token, secret = make_token(
        by=person, person=person, name="Bench", scopes=[ApiScope.BOOKINGS_WRITE], days=30
    )
    booker = {"slug": "lieu-0", "resource_id": str(room.pk), "token": secret}
    stage = NationStage(
        bookers=[booker],
        hosts=[],
        communes=[room.place.commune_id],
        free_days=[str(day_ahead(number)) for number in (3, 4)],
        counts={},
        load_seconds=0,
        database_mb=0,
    )
    return Bench(None, Crew(0), stage, replace(FRANCE, places=1), QUICK, {}, [])


def send(client: Client, request: bytes):
    """Returns the response to a request of the bench."""
    head, _end, body = request.partition(b"\r\n\r\n")
    line, *lines = head.decode().split("\r\n")
    method, path, _version = line.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    kind = headers.pop("Content-Type", "")
    del headers["Host"]
    return client.generic(method, path, body, content_type=kind, headers=headers)


@pytest.mark.django_db
def test_every_address_that_is_measured_answers(client, bench):
    CommuneFactory(code="61001", name="Alençon")
    DwellingFactory()
    addresses = api.availability_addresses(bench) + api.listing_addresses(FRANCE)

    assert len(set(addresses)) > 100
    for address in addresses:
        if not any(town in address for town in FRANCE.towns if town != "61001"):
            assert client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_programs_book_the_rooms_that_are_kept_free(client, bench):
    bookings = api.booking_requests(bench.stage)

    assert [send(client, next(bookings)).status_code for _time in range(2)] == [201, 201]
