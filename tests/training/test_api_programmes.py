"""The programmes in the API, with the cohorts that take applications."""

import pytest

from tests.training.factories import CohortFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

PROGRAMMES = "/api/v1/programmes"


def test_programmes_are_those_published_with_their_open_cohorts(client):
    cohort = CohortFactory()
    CohortFactory(programme=cohort.programme, draft=True)
    CohortFactory(programme=cohort.programme, running=True)
    ProgrammeFactory(draft=True)

    response = client.get(PROGRAMMES)
    (told,) = response.json()["items"]

    assert told["slug"] == cohort.programme.slug
    assert [one["id"] for one in told["cohorts"]] == [str(cohort.pk)]
    assert "Vallée" not in response.content.decode()


def test_programmes_take_as_many_statements_for_many(client, django_assert_num_queries):
    CohortFactory()
    client.get("/api/v1/")
    with django_assert_num_queries(2):
        client.get(PROGRAMMES)
    for _number in range(5):
        CohortFactory()

    with django_assert_num_queries(2):
        assert len(client.get(PROGRAMMES).json()["items"]) == 6


@pytest.mark.parametrize("query", ["departement=6100", "commune=61464", "curseur=x"])
def test_list_refuses_what_means_nothing(client, query):
    assert client.get(f"{PROGRAMMES}?{query}").status_code == 422
