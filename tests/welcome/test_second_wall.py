"""Row-level security: if a view omits its check of rights, the database still returns a household's
file to nobody else.

Each request of a test is answered in the role of pages (tests/databases/role_of_pages.py). Here the
Python check is removed, so that only row-level security applies.
"""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.backends.signals import connection_created
from django.urls import reverse

from bocage.foundation.db.database import POOLED
from bocage.foundation.db.hidden_rows import RowsHidden
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.http.row_security import forget_reader, read_by_secret_address, read_for
from bocage.people.models import Person
from bocage.training.models import Application, ApplicationAnswer
from bocage.welcome.models import HouseholdAdult, ProjectMessage, SettlementProject
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import DepartementFactory
from tests.training.admissions.factories import ApplicationFactory, JuryReviewFactory, whole_draft
from tests.training.factories import CohortFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory, first_adult
from tests.welcome.helpers.factories import coordinator_of
from tests.welcome.sponsors.factories import SponsorshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> SettlementProject:
    project = ProjectFactory(name="Famille Marchand")
    ProjectMessageFactory(project=project)
    return project


def make_stranger() -> Person:
    return coordinator_of(DepartementFactory(sarthe=True))


def seen_by(person: Person | None) -> tuple[int, int, int]:
    """Counts the projects, adults and messages that the database returns to a person."""
    with in_the_role_of_pages():
        if person is not None:
            read_for(person.pk)
        counts = tuple(
            model.objects.count() for model in (SettlementProject, HouseholdAdult, ProjectMessage)
        )
        forget_reader()
    return counts  # type: ignore[return-value]


@pytest.mark.usefixtures("without_the_check_of_python")
def test_file_is_not_found_for_a_coordinator_of_another_departement(client, project):
    client.force_login(make_stranger())
    page = client.get(reverse("project_file", args=[project.pk]))
    assert (page.status_code, "Marchand" in page.text) == (404, False)

    client.force_login(PersonFactory())
    assert client.get(reverse("project_file", args=[project.pk])).status_code == 404

    client.force_login(coordinator_of(project.departement))
    assert client.get(reverse("project_file", args=[project.pk])).status_code == 200


def test_disclosed_projects_are_hashed_rather_than_compared_row_by_row(project):
    with in_the_role_of_pages():
        read_for(coordinator_of(project.departement).pk)
        query_plan = SettlementProject.objects.order_by().explain()
        forget_reader()
    assert "ANY (id = (hashed SubPlan" in query_plan


@pytest.mark.usefixtures("without_the_check_of_python")
def test_an_application_is_not_there_for_another(client):
    application = ApplicationFactory()
    address = reverse("application_detail", args=[application.pk])

    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404

    client.force_login(application.applicant)
    assert client.get(address).status_code == 200


def test_policy_gives_each_role_its_projects(project):
    all_rows, no_rows = (1, 1, 1), (0, 0, 0)
    former_coordinator = coordinator_of(project.departement, over=True)

    assert seen_by(first_adult(project)) == all_rows
    assert seen_by(coordinator_of(project.departement)) == all_rows
    assert seen_by(MandateFactory().person) == all_rows
    assert seen_by(SponsorshipFactory(project=project).sponsor.person) == all_rows
    assert seen_by(make_stranger()) == no_rows
    assert seen_by(former_coordinator) == no_rows
    assert seen_by(PersonFactory()) == no_rows
    assert seen_by(None) == no_rows


def test_unreadable_rows_cannot_be_written(project):
    with in_the_role_of_pages():
        read_for(make_stranger().pk)
        with pytest.raises(RowsHidden), transaction.atomic():
            SettlementProject.objects.update(name="Another")
        with pytest.raises(RowsHidden), transaction.atomic():
            project.delete()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            HouseholdAdult.objects.create(
                project=project, person=PersonFactory(), joined_at=project.sent_at
            )
        forget_reader()

    project.refresh_from_db()
    assert project.name == "Famille Marchand"


def test_a_request_leaves_nobody_behind_it_on_the_connection(client, project):
    client.force_login(coordinator_of(project.departement))
    assert client.get(reverse("project_file", args=[project.pk])).status_code == 200

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('bocage.person')")
        assert cursor.fetchone() == ("",)
    assert seen_by(None) == (0, 0, 0)


def test_unknown_reader_reads_no_row():
    with in_the_role_of_pages():
        with pytest.raises(ValueError, match="No key"):
            read_for("x'; RESET ROLE; --")
        forget_reader()


def test_words_find_no_more_than_the_wall_gives(project):
    def search_as(person: Person | None) -> list[object]:
        with in_the_role_of_pages():
            if person is not None:
                read_for(person.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT welcome_projects_matching('marchand', '{}')")
                keys = [key for (key,) in cursor.fetchall()]
            forget_reader()
        return keys

    assert search_as(coordinator_of(project.departement)) == [project.pk]
    assert search_as(MandateFactory().person) == [project.pk]
    assert search_as(make_stranger()) == []
    assert search_as(None) == []


def test_a_link_and_the_instance_pass(project):
    with in_the_role_of_pages():
        with as_the_instance():
            assert SettlementProject.objects.get() == project
        assert not SettlementProject.objects.exists()
        read_by_secret_address()
        read_for(PersonFactory().pk)
        assert SettlementProject.objects.get() == project
        forget_reader()
        assert not SettlementProject.objects.exists()


def test_applications_are_for_their_person_the_officers_and_their_readers():
    application = ApplicationFactory()
    reading = JuryReviewFactory(application=application)
    draft = whole_draft(CohortFactory(), PersonFactory())

    def applications_seen_by(person: Person) -> set[object]:
        with in_the_role_of_pages():
            read_for(person.pk)
            keys = set(Application.objects.values_list("pk", flat=True))
            forget_reader()
        return keys

    assert applications_seen_by(application.applicant) == {application.pk}
    assert applications_seen_by(reading.juror.person) == {application.pk}
    assert applications_seen_by(draft.applicant) == {draft.pk}
    assert applications_seen_by(PersonFactory()) == set()
    with in_the_role_of_pages():
        read_for(coordinator_of(draft.cohort.programme.departement).pk)
        assert not ApplicationAnswer.objects.filter(application=draft).exists()
        forget_reader()


@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_the_session_gets_no_setting(project, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, POOLED, True)
    person = coordinator_of(project.departement)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE bocage_web")  # As the pooler does.
    with in_the_role_of_pages():
        connection_created.send(type(connection), connection=connection)
        read_for(person.pk)
        assert SettlementProject.objects.filter(name__contains="March").count() == 1
        with transaction.atomic(), as_the_instance():
            assert SettlementProject.objects.count() == 1
        assert list(HouseholdAdult.objects.raw("SELECT * FROM welcome_householdadult")) != []
        forget_reader()
        assert SettlementProject.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('bocage.person', true)")
            assert cursor.fetchone()[0] in {None, ""}
    connection.execute_wrappers.clear()
