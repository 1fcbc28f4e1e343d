"""The client of the official API, against a real server that speaks like it, and worse."""

import time

import pytest

from bocage.territory.errors import PositionsUnavailable
from bocage.territory.imports import geo_api_client
from bocage.territory.imports.geo_api import ApiCommune
from bocage.territory.imports.geo_api_client import GeoApiClient


@pytest.fixture
def delays() -> list[float]:
    return []


@pytest.fixture
def client(geo_api, delays):
    return GeoApiClient(patience_s=5, wait=delays.append)


def test_communes_of_a_departement_are_asked_for_at_once(geo_api, client):
    geo_api.will_answer()

    communes, errors = client.communes("61")

    assert communes == [ApiCommune("61051", 48.5783, 0.2836, "centre", "Boitron")]
    assert errors == []
    fields = "code,nom,centre,mairie,contour"
    assert geo_api.paths == [f"/departements/61/communes?fields={fields}&format=json"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_server_in_trouble_is_asked_once_more(geo_api, client, delays, status):
    geo_api.will_answer(status)
    geo_api.will_answer()

    assert len(client.communes("61")[0]) == 1
    assert delays == [1]


def test_server_that_stays_in_trouble_is_left_alone(geo_api, client, delays):
    geo_api.will_answer(503)
    geo_api.will_answer(503)

    with pytest.raises(PositionsUnavailable, match=r"61.*en panne"):
        client.communes("61")
    assert delays == [1]


@pytest.mark.parametrize("status", [403, 404])
def test_refused_request_is_not_sent_again(geo_api, client, delays, status):
    geo_api.will_answer(status)

    with pytest.raises(PositionsUnavailable) as refused:
        client.communes("61")
    assert not refused.value.is_down
    assert len(geo_api.paths) == 1
    assert delays == []


def test_answer_cut_short_is_asked_for_again(geo_api, client, delays):
    geo_api.will_answer(mode="cut")
    geo_api.will_answer()

    assert len(client.communes("61")[0]) == 1
    assert delays == [1]


@pytest.mark.parametrize("mode", ["hang", "drip"])
def test_slow_server_is_given_up(geo_api, delays, mode):
    client = GeoApiClient(patience_s=0.3, wait=delays.append)
    geo_api.will_answer(mode=mode)
    started = time.monotonic()

    with pytest.raises(PositionsUnavailable, match="trop lent"):
        client.communes("61")
    assert time.monotonic() - started < 2
    assert delays == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"nul",
        b"[" * 100_000,
        b'[{"insee": "61051", "lat": 48.57, "lon": 0.28}]',
        b'[{"code": "72180", "centre": {"coordinates": [0.37, 48.35]}}]',
    ],
)
def test_answer_that_is_not_the_api_s_is_refused_at_once(geo_api, client, delays, body):
    geo_api.will_answer(body=body)

    with pytest.raises(PositionsUnavailable, match="liste de communes"):
        client.communes("61")
    assert delays == []


def test_endless_answer_is_refused(geo_api, client, monkeypatch):
    monkeypatch.setattr(geo_api_client, "LONGEST_ANSWER", 10)
    geo_api.will_answer()

    with pytest.raises(PositionsUnavailable):
        client.communes("61")


@pytest.mark.usefixtures("geo_api")
def test_unreachable_server_is_an_error(delays):
    client = GeoApiClient("http://127.0.0.1:9", patience_s=3, wait=delays.append)

    with pytest.raises(PositionsUnavailable) as refused:
        client.communes("61")
    assert refused.value.is_down
    assert delays == [1]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://geo.example", "geo.example"])
def test_address_that_is_not_of_the_web_is_refused(address):
    with pytest.raises(PositionsUnavailable):
        GeoApiClient(address).communes("61")
