"""What stays without news is warned of, then erased; a click keeps it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import forget_instance
from bocage.foundation.models import InstanceSettings
from bocage.welcome.operations.retention import (
    KEPT_BEFORE,
    erase_silent_projects,
    keep_project,
    warn_silent_households,
)
from bocage.welcome.tasks.projects import let_old_projects_go
from tests.people.factories import PersonFactory
from tests.welcome.factories import HouseholdAdultFactory, ProjectFactory, first_adult

pytestmark = pytest.mark.django_db

THREE_YEARS = timedelta(days=3 * 365)
NOW = timezone.now()


def silent(days_more=0, **options):
    return ProjectFactory(last_contact_at=NOW - THREE_YEARS - timedelta(days=days_more), **options)


def link_in(mail):
    return re.search(r"Gardez mon projet\n(\S+)", mail.text).group(1)


def test_household_is_warned_a_month_before_and_once(deliver_mails):
    project = silent(days_more=-29)
    other = HouseholdAdultFactory(project=project).person
    silent(days_more=-31)
    silent(erased_at=NOW)

    assert (warn_silent_households(now=NOW), warn_silent_households(now=NOW)) == (1, 0)

    assert {mail.recipient for mail in deliver_mails()} == {
        first_adult(project).email,
        other.email,
    }


def test_project_is_erased_a_month_after_the_warning():
    project = silent(days_more=1)
    assert erase_silent_projects(now=NOW) == 0
    warn_silent_households(now=NOW)
    assert erase_silent_projects(now=NOW + KEPT_BEFORE - timedelta(minutes=1)) == 0

    assert erase_silent_projects(now=NOW + KEPT_BEFORE) == 1

    project.refresh_from_db()
    assert (project.close_reason, project.name, project.adults.count()) == ("silent", "", 0)


def test_one_click_keeps_it(client, deliver_mails):
    project = silent(days_more=1)
    warn_silent_households(now=NOW)
    link = link_in(deliver_mails()[0])
    assert "Garder votre projet" in client.get(link).content.decode()
    project.refresh_from_db()
    assert project.asked_to_keep_at is not None

    for _press in range(2):
        assert "votre projet est gardé" in client.post(link).content.decode()

    assert erase_silent_projects(now=NOW + KEPT_BEFORE) == 0
    project.refresh_from_db()
    assert (project.asked_to_keep_at, project.name != "") == (None, True)


def test_click_that_comes_too_late_says_so(client, deliver_mails):
    silent(days_more=1)
    warn_silent_households(now=NOW)
    link = link_in(deliver_mails()[0])
    erase_silent_projects(now=NOW + KEPT_BEFORE)

    assert client.post(link).status_code == 410


def test_administrators_say_how_long_projects_are_kept():
    InstanceSettings.objects.create(pk=1, project_kept_days=365)
    forget_instance()
    ProjectFactory(last_contact_at=NOW - timedelta(days=360))

    assert warn_silent_households(now=NOW) == 1
    forget_instance()


def test_strangers_keep_nothing():
    project = silent()
    for person in (PersonFactory(), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            keep_project(by=person, project=project)


def test_night_warns_once_and_erases_nobody_who_was_not_warned(deliver_mails):
    project = silent(days_more=1)

    let_old_projects_go(timestamp=0)
    let_old_projects_go(timestamp=0)

    project.refresh_from_db()
    assert project.erased_at is None
    assert [mail.recipient for mail in deliver_mails()] == [first_adult(project).email]
