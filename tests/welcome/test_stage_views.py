"""Who opened the file of a household."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.welcome.models import ProjectView
from bocage.welcome.operations.views import record_view
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def test_view_is_written_once_an_hour():
    person, project, now = PersonFactory(), ProjectFactory(), timezone.now()

    written = [
        record_view(by=person, project=project, capacity="coordinator", now=now + after)
        for after in (timedelta(), timedelta(minutes=59), timedelta(minutes=61))
    ]

    assert written == [True, False, True]


def test_household_reads_what_is_its_own():
    project = ProjectFactory()

    assert not record_view(by=project.adults.get().person, project=project, capacity="coordinator")
    assert ProjectView.objects.count() == 0
