import pytest

from bocage.welcome.models import ProjectConsent, ProjectMessage, StayFeedback
from bocage.welcome.projects.contents import known_uses, note_contents, rows_of
from tests.welcome.factories import ProjectConsentFactory, ProjectFactory, ProjectMessageFactory

pytestmark = pytest.mark.django_db


def test_absent_rows_of_a_project_are_not_queried(django_assert_num_queries):
    project = ProjectFactory()
    note_contents(project)

    with django_assert_num_queries(0):
        assert list(rows_of(project, project.stays.all())) == []
        assert known_uses(project) == frozenset()


def test_present_rows_and_their_dependents_are_queried(django_assert_num_queries):
    message = ProjectMessageFactory()
    project = message.project
    note_contents(project)
    other_feedback = StayFeedback.objects.filter(stay__project=project)

    with django_assert_num_queries(2):
        assert list(rows_of(project, project.messages.all())) == [message]
        assert list(rows_of(project, other_feedback, through=ProjectMessage)) == []


def test_unnoted_rows_are_queried():
    consent = ProjectConsentFactory()

    assert list(rows_of(consent.project, ProjectConsent.objects.all())) == [consent]
    assert consent.use in known_uses(consent.project)
