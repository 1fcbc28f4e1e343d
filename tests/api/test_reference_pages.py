"""API reference pages match the OpenAPI description."""

from pathlib import Path

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator

from bocage.api.description import description
from bocage.api.guides import GUIDES
from bocage.api.problem_catalogue import known_problems
from bocage.api.reference import subjects, things_of
from bocage.foundation.api.problems import PROBLEMS_PAGE
from tests.pages.page_text import text_of

pytestmark = pytest.mark.django_db
TAGS = [subject.tag for subject in subjects()]


def test_every_operation_is_on_a_page():
    operations = {endpoint.name for subject in subjects() for endpoint in subject.endpoints}
    documented = {
        operation["operationId"]
        for item in description()["paths"].values()
        for operation in item.values()
    }

    assert operations == documented


@pytest.mark.parametrize("tag", TAGS)
def test_object_that_is_named_is_described(tag):
    subject = next(subject for subject in subjects() if subject.tag == tag)
    anchors = {thing.anchor for thing in things_of(subject)}
    objects = {endpoint.body for endpoint in subject.endpoints} | {
        endpoint.answer for endpoint in subject.endpoints
    }

    assert objects - {""} <= anchors


@pytest.mark.parametrize("tag", TAGS)
def test_page_of_a_subject_is_read(client, tag):
    response = client.get(f"/developpeurs/reference/{tag}/")

    assert response.status_code == 200
    assert f"/api/v1/{tag}" in response.content.decode()


def test_subject_that_is_none(client):
    assert client.get("/developpeurs/reference/dragons/").status_code == 404


def test_problem_leads_to_its_line(client):
    problem = client.get("/api/v1/communes/x").json()
    address, _hash, anchor = problem["type"].partition("#")
    page = client.get(PROBLEMS_PAGE).content.decode()

    assert address.endswith(reverse("developers_problems"))
    assert f'id="{anchor}"' in page


def test_code_of_a_problem_is_listed_once():
    codes = [problem.code for problem in known_problems()]

    assert len(codes) == len(set(codes))
    assert {"taken", "not_found", "too_many_requests", "invalid_token"} <= set(codes)


def test_codes_are_those_that_are_promised():
    """Software knows a problem by its code, which a class of another name would change."""
    promised = (Path(__file__).parent / "problem_codes.txt").read_text().split()

    assert sorted(problem.code for problem in known_problems()) == promised


def test_pages_are_whole_in_english(client):
    text = text_of(client.get("/en/developpeurs/"))

    assert "Every operation" in text
    assert "Book" in text


@pytest.mark.parametrize("slug", [guide.slug for guide in GUIDES])
def test_guide_is_shown_with_the_address_of_the_instance(client, settings, slug):
    page = client.get(f"/developpeurs/guides/{slug}/").content.decode()

    assert "bocage.example" not in page.replace("mcp.bocage.example", "")
    assert settings.BOCAGE.public_url in page
    assert ".md" not in page
    assert f"/developpeurs/guides/{slug}/" in client.get("/developpeurs/").content.decode()


def test_guide_leads_to_the_other_guides_in_the_language_of_its_page(client):
    page = client.get("/en/developpeurs/guides/brancher-un-logiciel/").content.decode()

    assert 'href="/en/developpeurs/guides/recettes/"' in page
    assert "This guide is written in French." in page
    assert client.get("/developpeurs/guides/dragons/").status_code == 404


def test_every_operation_shows_examples_that_are_what_it_says():
    document = description()
    examples = [
        (operation["operationId"], content)
        for item in document["paths"].values()
        for operation in item.values()
        for part in (operation.get("requestBody", {}), *operation["responses"].values())
        for content in part.get("content", {}).values()
    ]
    wrong = [
        (name, error.message)
        for name, content in examples
        for error in Draft202012Validator(
            content["schema"] | {"components": document["components"]},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        ).iter_errors(content["example"])
    ]

    assert wrong == []
    assert {name for name, _content in examples} >= {
        endpoint.name for subject in subjects() for endpoint in subject.endpoints
    }


def test_booking_is_shown_as_it_may_be_sent(client):
    page = text_of(client.get("/developpeurs/reference/bookings/"))

    assert '"any_desk": true' in page
