"""A write that row-level security silences is an error, in a process that serves pages."""

import pytest
from django.db import connection, transaction

from bocage.foundation.db.hidden_rows import RowsHidden, refuse_hidden_rows, watch_connection
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.http.row_security import forget_reader, read_for
from bocage.welcome.models import HouseholdAdult, SettlementProject
from tests.databases.role_of_pages import expect_every_row, in_the_role_of_pages
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory, first_adult

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(name="Prunier")


@pytest.fixture
def adult(project):
    return first_adult(project)


@pytest.fixture
def as_in_production(project, adult):
    """The connection has the role of pages, and what production puts around its statements."""
    with in_the_role_of_pages():
        connection.execute_wrappers.remove(expect_every_row)
        watch_connection(connection)
        watch_connection(connection)
        try:
            yield
        finally:
            forget_reader()
            connection.execute_wrappers.remove(refuse_hidden_rows)
            connection.execute_wrappers.append(expect_every_row)


def test_write_of_rows_that_are_all_hidden_is_an_error_and_changes_nothing(
    project, adult, as_in_production
):
    read_for(PersonFactory().pk)
    for write in (
        lambda: SettlementProject.objects.filter(pk=project.pk).update(name="Another"),
        lambda: HouseholdAdult.objects.filter(project=project).delete(),
    ):
        with pytest.raises(RowsHidden, match="1 rows are hidden"), transaction.atomic():
            write()

    read_for(adult.pk)
    project.refresh_from_db()
    assert (project.name, project.adults.count()) == ("Prunier", 1)


def test_write_that_finds_nothing_anywhere_is_none(project, as_in_production):
    read_for(PersonFactory().pk)

    assert SettlementProject.objects.filter(name="Nobody").update(name="Another") == 0


def test_write_of_what_is_seen_goes_through(project, adult, as_in_production):
    read_for(adult.pk)

    assert SettlementProject.objects.filter(pk=project.pk).update(name="Another") == 1


def test_instance_itself_is_asked_nothing(project, as_in_production, django_assert_num_queries):
    read_for(PersonFactory().pk)
    with transaction.atomic(), as_the_instance(), django_assert_num_queries(1):
        assert SettlementProject.objects.filter(pk=project.pk).update(name="Another") == 1


def test_tests_refuse_a_write_of_which_some_rows_alone_are_hidden(adult):
    ProjectFactory(name="Prunier")
    with in_the_role_of_pages():
        read_for(adult.pk)
        with pytest.raises(RowsHidden, match="1 of 2"), transaction.atomic():
            SettlementProject.objects.filter(name="Prunier").update(name="Another")
        forget_reader()
