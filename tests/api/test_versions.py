"""Deprecated operations announce it in each response, answer 410 after their date, and no sooner
than six months later."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone
from ninja import NinjaAPI

from bocage.api import reference
from bocage.api.description import _describe_ending, description
from bocage.api.errors import register_error_handlers
from bocage.api.routes import Ending, endings_of
from bocage.api.urls import addresses_of
from bocage.api.v1 import api
from bocage.foundation.api.deprecation import Deprecated
from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_results
from bocage.foundation.api.router import RoomRouter
from bocage.people.tokens.scopes import OF_A_MANDATE, ApiScope
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

OLD = Deprecated(since=date(2027, 1, 4), until=date(2027, 9, 1), instead="list_new")


class Word(Answer):
    """A word."""

    text: str


@pytest.fixture(scope="module")
def addresses():
    """The views of an API with an old list, which is to go away, and the one that replaces it."""
    router = RoomRouter(tag="words")

    @router.read("/old", Page[Word], summary="Old", deprecated=OLD)
    def list_old(request, taille: int = 1):
        words, cursor = page_of_results(["a", "b"], Paging(taille=taille), of="words")
        return Page[Word].of(request, [Word(text=word) for word in words], cursor)

    @router.change("POST", "/old", Word, summary="Write", deprecated=OLD)
    def write_old(request):
        return Word(text="a")

    @router.read("/new", Word, summary="New")
    def list_new(request):
        return Word(text="a")

    api = NinjaAPI(urls_namespace="words", openapi_url=None, docs_url=None)
    register_error_handlers(api)
    api.add_router("words", router)
    return {
        address.pattern._route.rpartition("/")[2]: address.callback for address in addresses_of(api)
    }


def request_to(view, method="GET", query=""):
    return view(RequestFactory().generic(method, f"/api/v1/words{query}"))


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [("GET", "", 200), ("HEAD", "", 200), ("POST", "", 200), ("GET", "?dragons=1", 422)],
)
def test_each_answer_says_that_it_goes_away(addresses, method, query, status):
    response = request_to(addresses["old"], method, query)

    assert response.status_code == status
    assert response["Deprecation"] == f"@{int(datetime(2027, 1, 4, tzinfo=UTC).timestamp())}"
    assert response["Sunset"] == "Wed, 01 Sep 2027 00:00:00 GMT"
    assert '/developpeurs/reference/words/#list_new>; rel="deprecation"' in response["Link"]


def test_list_leads_to_its_next_page_beside_what_replaces_it(addresses):
    assert request_to(addresses["old"])["Link"].count("rel=") == 2
    assert 'rel="next"' in request_to(addresses["old"])["Link"]


def test_what_stays_says_nothing(addresses, client):
    CommuneFactory(sees=True)
    for response in (request_to(addresses["new"]), client.get("/api/v1/communes/61464")):
        assert not {"Deprecation", "Sunset", "Link"} & set(response.headers)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_once_its_day_has_come_it_is_gone_and_says_where_to_go(addresses, monkeypatch, method):
    def response_on(*day):
        monkeypatch.setattr(timezone, "now", lambda: datetime(*day, tzinfo=UTC))
        return request_to(addresses["old"], method)

    assert response_on(2027, 8, 31, 23, 59).status_code == 200
    ended = response_on(2027, 9, 1)

    assert (ended.status_code, ended["Content-Type"]) == (410, "application/problem+json")
    assert b'"code": "endpoint_gone"' in ended.content
    assert b"/developpeurs/reference/words/#list_new" in ended.content
    assert ended["Sunset"]


def test_nothing_goes_away_without_six_months_of_notice():
    with pytest.raises(ValueError, match="182 days"):
        Deprecated(since=date(2027, 1, 4), until=date(2027, 6, 1), instead="list_new")


def test_description_and_page_say_what_goes_away(client, monkeypatch):
    ending = Ending(OLD, "https://bocage.example/developpeurs/reference/communes/#list_communes")
    operation = {"description": "The places.", "responses": {"200": {}, "304": {}}}
    _describe_ending(operation, ending)
    assert operation["description"].endswith("use `list_new`. From 2027-09-01 on it answers 410.")
    assert all(
        {"Deprecation", "Sunset"} <= set(response["headers"])
        for response in operation["responses"].values()
    )

    monkeypatch.setattr(reference, "endings_of", lambda _api: {"list_places": ending})
    page = client.get("/developpeurs/reference/places/")
    assert "s’arrête le 1er septembre 2027" in text_of(page)
    assert ending.page in page.content.decode()


def test_every_deprecation_of_the_api_leads_to_an_operation_and_is_described():
    operations = {
        operation["operationId"]: operation
        for item in description()["paths"].values()
        for operation in item.values()
    }
    for name, ending in endings_of(api).items():
        assert ending.deprecated.instead in operations
        assert operations[name]["deprecated"] is True
    assert {name for name, operation in operations.items() if operation.get("deprecated")} == set(
        endings_of(api)
    )


def test_ways_in_are_a_token_and_oauth_with_every_scope():
    schemes = description()["components"]["securitySchemes"]
    flows = schemes["oauth2"]["flows"]

    assert (schemes["token"]["type"], schemes["token"]["scheme"]) == ("http", "bearer")
    assert set(flows) == {"authorizationCode", "clientCredentials"}
    assert set(flows["authorizationCode"]["scopes"]) == set(ApiScope.values)
    assert flows["authorizationCode"]["scopes"]["club:write"].startswith("register you")
    assert set(flows["clientCredentials"]["scopes"]) == {scope.value for scope in OF_A_MANDATE}
    for address in ("authorizationUrl", "tokenUrl", "refreshUrl"):
        assert flows["authorizationCode"][address].startswith("http")
    assert "S256" in schemes["oauth2"]["description"]


def test_addresses_of_oauth_are_those_that_the_server_tells(client):
    server = client.get("/.well-known/oauth-authorization-server").json()
    flow = description()["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"]

    assert (flow["authorizationUrl"], flow["tokenUrl"]) == (
        server["authorization_endpoint"],
        server["token_endpoint"],
    )


def test_operation_is_opened_by_either_way_with_the_same_scope():
    for item in description()["paths"].values():
        for operation in item.values():
            ways = {
                name: scopes
                for way in operation.get("security", [])
                for name, scopes in way.items()
            }
            assert not ways or ways["token"] == ways["oauth2"]
