"""Behaviour common to all API URLs: problems, ETags, limits, CORS, languages."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from bocage.foundation.api.fields import Answer, Body, Filters
from bocage.foundation.instance import current_instance, defaults, remember_instance
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/v1/nothing", 404, "not_found"),
        ("post", "/api/v1/nothing/at/all", 404, "not_found"),
        ("get", "/api/v1/bookings/%0A", 404, "not_found"),
        ("post", "/api/v1/communes", 405, "method_not_allowed"),
        ("delete", "/api/v1/communes/61464", 405, "method_not_allowed"),
        ("trace", "/api/v1/communes", 405, "method_not_allowed"),
    ],
)
def test_error_is_a_problem(client, method, address, status, code):
    response = getattr(client, method)(address)

    assert response.status_code == status
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"].endswith(f"/developpeurs/problemes/#{code}")


def test_method_that_is_not_allowed_says_which_are(client):
    assert client.put("/api/v1/communes")["Allow"] == "GET, HEAD, OPTIONS"


def test_reading_twice_is_sent_once(client):
    CommuneFactory(sees=True)
    first = client.get("/api/v1/communes/61464")
    again = client.get("/api/v1/communes/61464", headers={"If-None-Match": first["ETag"]})
    weak = client.get(
        "/api/v1/communes/61464", headers={"If-None-Match": f'"x", W/{first["ETag"]}'}
    )

    assert again.status_code == weak.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Vary"] == first["Vary"]


def test_tag_changes_with_the_answer(client):
    sees = CommuneFactory(sees=True)
    tag = client.get("/api/v1/communes/61464")["ETag"]
    sees.population += 1
    sees.save()

    again = client.get("/api/v1/communes/61464", headers={"If-None-Match": tag})

    assert again.status_code == 200
    assert again["ETag"] != tag


def test_head_tells_what_a_get_would_weigh(client):
    CommuneFactory(sees=True)
    whole = client.get("/api/v1/communes/61464")
    head = client.head("/api/v1/communes/61464")

    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_any_site_may_read(client):
    response = client.get("/api/v1/communes")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]


def test_preflight_is_answered(client):
    response = client.options("/api/v1/communes")

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in response["Access-Control-Allow-Headers"]


def test_cookies_count_for_nothing(client, person):
    """A signed-in person is anonymous here: their session is not even read."""
    client.force_login(person)

    response = client.get("/api/v1/communes")

    assert response.wsgi_request.user.is_anonymous
    assert "Set-Cookie" not in response


def test_allowance_is_reported_and_ends(client, settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"api_requests_per_minute": 3})
    answers = [client.get("/api/v1/communes") for _time in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[0]["RateLimit-Policy"] == '"requests";q=3;w=60'
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == [
        "r=2",
        "r=1",
        "r=0",
        "r=0",
        "r=0",
    ]
    assert 0 < int(answers[3]["Retry-After"]) <= 60
    assert answers[3].json()["code"] == "too_many_requests"


def test_body_is_weighed_first(client):
    heavy = client.post("/api/v1/communes", b"x" * 300_000, content_type="application/json")

    assert heavy.status_code == 405
    assert heavy["Content-Type"] == "application/problem+json"


def test_description_is_of_openapi_3_1(client):
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": settings.BOCAGE.public_url}]
    assert "/api/v1/communes/{code}" in document["paths"]
    json.dumps(document)


def test_description_says_whom_to_ask(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["info"]["contact"] == {
        "name": current_instance().name,
        "url": f"{settings.BOCAGE.public_url}/",
    }

    values = {**vars(defaults()), "contact_email": "bonjour@perche.example"}
    remember_instance(type(defaults())(**values))

    document = client.get("/api/v1/openapi.json").json()
    assert document["info"]["contact"]["email"] == "bonjour@perche.example"


def test_description_holds_no_schema_that_nothing_refers_to(client):
    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"].pop("schemas")
    used, remaining = set(), references_in(document)
    while remaining:
        used |= remaining
        remaining = {name for schema in remaining for name in references_in(schemas[schema])} - used

    assert used == set(schemas)


def references_in(part):
    return set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(part)))


def test_description_names_each_operation_once(client):
    document = client.get("/api/v1/openapi.json").json()
    names = [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    ]

    assert len(names) == len(set(names))


def test_start_leads_to_the_description(client):
    start = client.get("/api/v1/").json()

    assert Client().get(start["openapi"]).status_code == 200


def test_description_names_each_schema_once():
    """Schemas with the same name would be merged, and a client generated from them would be
    wrong."""
    modules_by_name: dict[str, set[str]] = {}
    remaining = [Answer, Body, Filters]
    while remaining:
        kind = remaining.pop()
        remaining += kind.__subclasses__()
        modules_by_name.setdefault(kind.__name__, set()).add(kind.__module__)

    assert {name: modules for name, modules in modules_by_name.items() if len(modules) > 1} == {}
