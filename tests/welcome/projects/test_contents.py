import pytest

from bocage.welcome.models import ProjectConsent, ProjectMessage, StayFeedback
from bocage.welcome.projects.contents import known_uses, note_contents, rows_of
from tests.welcome.factories import ProjectConsentFactory, ProjectFactory, ProjectMessageFactory

pytestmark = pytest.mark.django_db


def test_what_a_project_does_not_have_is_not_asked_for(django_assert_num_queries):
    project = ProjectFactory()
    note_contents(project)

    with django_assert_num_queries(0):
        assert list(rows_of(project, project.stays.all())) == []
        assert known_uses(project) == frozenset()


def test_what_a_project_has_is_asked_for_and_so_is_what_hangs_on_it(django_assert_num_queries):
    message = ProjectMessageFactory()
    project = message.project
    note_contents(project)
    other_feedback = StayFeedback.objects.filter(stay__project=project)

    with django_assert_num_queries(2):
        assert list(rows_of(project, project.messages.all())) == [message]
        assert list(rows_of(project, other_feedback, through=ProjectMessage)) == []


def test_what_was_not_noted_is_asked_for():
    consent = ProjectConsentFactory()

    assert list(rows_of(consent.project, ProjectConsent.objects.all())) == [consent]
    assert consent.use in known_uses(consent.project)
