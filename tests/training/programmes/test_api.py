"""The training in the API: programmes, cohorts and sessions for all, and one's own courses."""

import pytest

from bocage.people.tokens.scopes import ApiScope
from bocage.training.models import ProgrammeTeacher
from tests.api.callers import program_of
from tests.people.factories import PersonFactory
from tests.training.factories import (
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeModuleFactory,
    chamber,
    half_day,
)

pytestmark = pytest.mark.django_db

PROGRAMMES, COURSES = "/api/v1/programmes", "/api/v1/courses"
SESSIONS = "/api/v1/sessions"


def test_programmes_are_those_published_with_their_open_cohorts(client):
    cohort = CohortFactory()
    CohortFactory(programme=cohort.programme, draft=True)
    CohortFactory(programme=cohort.programme, running=True)
    ProgrammeFactory(draft=True)

    response = client.get(PROGRAMMES)
    (answer,) = response.json()["items"]

    assert answer["slug"] == cohort.programme.slug
    assert [item["id"] for item in answer["cohorts"]] == [str(cohort.pk)]
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


def test_programme_is_read_with_its_parts_and_every_cohort_to_come(client):
    cohort = CohortFactory(seats=8)
    running = CohortFactory(programme=cohort.programme, running=True)
    CohortFactory(programme=cohort.programme, draft=True)
    ProgrammeModuleFactory(programme=cohort.programme, minutes=420)
    EnrolmentFactory(cohort=cohort)

    answer = client.get(f"{PROGRAMMES}/{cohort.programme.slug}").json()

    assert [module["minutes"] for module in answer["modules"]] == [420]
    assert {item["id"] for item in answer["coming_cohorts"]} == {str(cohort.pk), str(running.pk)}
    seats = {item["id"]: item["seats_left"] for item in answer["coming_cohorts"]}
    assert seats[str(cohort.pk)] == 7


def test_programme_in_preparation_is_for_who_runs_it(client):
    teaching = chamber(draft=True)
    cohort = CohortFactory(programme=teaching.programme, draft=True)

    for address in (
        f"{PROGRAMMES}/{teaching.programme.slug}",
        f"{PROGRAMMES}/cohorts/{cohort.pk}/sessions",
    ):
        assert client.get(address).status_code == 404
        assert program_of(PersonFactory()).get(address).status_code == 404
        assert program_of(teaching.officer).get(address).status_code == 200
    assert client.get(f"{PROGRAMMES}/dragons").status_code == 404


def test_sessions_of_a_cohort_are_listed_without_their_online_link(client):
    cohort = CohortFactory()
    second = CohortSessionFactory(cohort=cohort, period=half_day(32))
    first = CohortSessionFactory(
        cohort=cohort, period=half_day(31), online_link="https://visio.example/secret"
    )

    response = client.get(f"{PROGRAMMES}/cohorts/{cohort.pk}/sessions")

    assert [item["id"] for item in response.json()["items"]] == [str(first.pk), str(second.pk)]
    assert [item["is_online"] for item in response.json()["items"]] == [True, False]
    assert "secret" not in response.content.decode()


def test_courses_are_ones_own(client):
    enrolment, other_enrolment = EnrolmentFactory(), EnrolmentFactory()
    program = program_of(enrolment.person)

    (answer,) = program.get(COURSES).json()["items"]
    assert (answer["id"], answer["state"]) == (str(enrolment.pk), "enrolled")
    assert (
        program.get(f"{COURSES}/{enrolment.pk}").json()["programme"]
        == enrolment.cohort.programme.name
    )
    assert program.get(f"{COURSES}/{other_enrolment.pk}").status_code == 404
    assert client.get(COURSES).status_code == 401
    assert program_of(enrolment.person, ApiScope.CLUB_READ).get(COURSES).status_code == 403


def test_course_tells_half_days_and_hours_and_joins_those_who_have_a_seat():
    enrolment = EnrolmentFactory()
    CohortSessionFactory(
        cohort=enrolment.cohort, period=half_day(31), online_link="https://visio.example/ici"
    )
    program = program_of(enrolment.person)

    answer = program.get(f"{COURSES}/{enrolment.pk}").json()
    assert (answer["planned_minutes"], answer["done_minutes"]) == (180, 0)
    assert (answer["sessions"][0]["attendance"], answer["sessions"][0]["online_link"]) == (
        "",
        "https://visio.example/ici",
    )


def test_own_sessions_are_those_where_one_learns_or_teaches():
    enrolment = EnrolmentFactory()
    cohort, teacher = enrolment.cohort, PersonFactory()
    CohortSessionFactory(cohort=cohort, period=half_day(-3))
    ahead = CohortSessionFactory(cohort=cohort, period=half_day(31))
    CohortSessionFactory()
    taught = ProgrammeTeacher.objects.create(
        programme=cohort.programme, name="Jeanne", person=teacher
    )
    ahead.teachers.add(taught)

    for person in (enrolment.person, teacher):
        answer = program_of(person).get(SESSIONS).json()["items"]
        assert [item["id"] for item in answer] == [str(ahead.pk)]
    assert program_of(PersonFactory()).get(SESSIONS).json()["items"] == []


@pytest.mark.parametrize(("address", "statements"), [(COURSES, 2), (SESSIONS, 2), ("cohort", 2)])
def test_lists_take_as_many_statements_for_many(
    client, django_assert_num_queries, address, statements
):
    enrolment = EnrolmentFactory()
    cohort, program = enrolment.cohort, program_of(enrolment.person)
    if address == "cohort":
        address, program = f"{PROGRAMMES}/cohorts/{cohort.pk}/sessions", client
    CohortSessionFactory(cohort=cohort)
    program.get(address)
    with django_assert_num_queries(statements):
        program.get(address)
    for number in range(3):
        CohortSessionFactory(cohort=cohort, period=half_day(60 + number))
        EnrolmentFactory(person=enrolment.person)

    with django_assert_num_queries(statements):
        assert len(program.get(address).json()["items"]) == 4
