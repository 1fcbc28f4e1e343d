"""Projects without contact: warned, then erased; one click retains them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import forget_instance
from bocage.foundation.models import InstanceSettings
from bocage.welcome.ceremonies.operations.ceremonies import GuestAnswer, answer_invitation
from bocage.welcome.follow_ups.operations.follow_ups import FollowUpAnswer, answer_follow_up
from bocage.welcome.models import SettlementProject
from bocage.welcome.pipeline.operations.merges import merge_projects
from bocage.welcome.projects.operations.projects import answers_of, change_answers
from bocage.welcome.projects.operations.retention import (
    NOTICE_PERIOD,
    erase_silent_projects,
    retain_project,
    warn_silent_households,
)
from bocage.welcome.sponsors.operations.contacts import note_contact
from bocage.welcome.visits.stays.operations.stays import Feedback, give_feedback
from tests.people.factories import PersonFactory
from tests.welcome.ceremonies.factories import CeremonyGuestFactory
from tests.welcome.factories import (
    HouseholdAdultFactory,
    ProjectFactory,
    coordinator_of,
    first_adult,
)
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import StayFactory

pytestmark = pytest.mark.django_db

THREE_YEARS = timedelta(days=3 * 365)
NOW = timezone.now()


def make_silent_project(days_more=0, **options):
    return ProjectFactory(last_contact_at=NOW - THREE_YEARS - timedelta(days=days_more), **options)


def link_in(mail):
    return re.search(r"Gardez mon projet\n(\S+)", mail.text).group(1)


def test_household_is_warned_a_month_before_and_once(deliver_mails):
    project = make_silent_project(days_more=-29)
    other_adult = HouseholdAdultFactory(project=project).person
    make_silent_project(days_more=-31)
    make_silent_project(erased_at=NOW)

    assert (warn_silent_households(now=NOW), warn_silent_households(now=NOW)) == (1, 0)

    assert {mail.recipient for mail in deliver_mails()} == {
        first_adult(project).email,
        other_adult.email,
    }


def test_project_is_erased_a_month_after_the_warning():
    project = make_silent_project(days_more=1)
    assert erase_silent_projects(now=NOW) == 0
    warn_silent_households(now=NOW)
    assert erase_silent_projects(now=NOW + NOTICE_PERIOD - timedelta(minutes=1)) == 0

    assert erase_silent_projects(now=NOW + NOTICE_PERIOD) == 1

    project.refresh_from_db()
    assert (project.close_reason, project.name, project.adults.count()) == ("silent", "", 0)


def test_one_click_keeps_it(client, deliver_mails):
    project = make_silent_project(days_more=1)
    warn_silent_households(now=NOW)
    link = link_in(deliver_mails()[0])
    assert "Garder votre projet" in client.get(link).content.decode()
    project.refresh_from_db()
    assert project.erasure_warned_at is not None

    for _press in range(2):
        assert "votre projet est gardé" in client.post(link).content.decode()

    assert erase_silent_projects(now=NOW + NOTICE_PERIOD) == 0
    project.refresh_from_db()
    assert (project.erasure_warned_at, project.name != "") == (None, True)


def test_click_that_comes_too_late_says_so(client, deliver_mails):
    make_silent_project(days_more=1)
    warn_silent_households(now=NOW)
    link = link_in(deliver_mails()[0])
    erase_silent_projects(now=NOW + NOTICE_PERIOD)

    assert client.post(link).status_code == 410


def test_administrators_set_the_retention_period():
    InstanceSettings.objects.create(pk=1, project_retention_days=365)
    forget_instance()
    ProjectFactory(last_contact_at=NOW - timedelta(days=360))

    assert warn_silent_households(now=NOW) == 1
    forget_instance()


def test_second_silence_is_warned_of_again_before_anything_is_erased():
    project = make_silent_project(days_more=1)
    warn_silent_households(now=NOW)
    contact_at = NOW + timedelta(days=3)
    # As releases of before wrote it: a word that left the warning of the first silence standing.
    SettlementProject.objects.filter(pk=project.pk).update(last_contact_at=contact_at)
    second_deadline = contact_at + THREE_YEARS + timedelta(days=1)

    assert erase_silent_projects(now=second_deadline) == 0
    assert (
        warn_silent_households(now=second_deadline),
        warn_silent_households(now=second_deadline),
    ) == (1, 0)
    assert erase_silent_projects(now=second_deadline + NOTICE_PERIOD - timedelta(minutes=1)) == 0
    assert erase_silent_projects(now=second_deadline + NOTICE_PERIOD) == 1


def _describe_project_again(project):
    change_answers(by=first_adult(project), project=project, answers=answers_of(project), now=NOW)


def _answer_follow_up(project):
    follow_up = FollowUpFactory(project=project)
    answer = FollowUpAnswer(still_here=True)
    answer_follow_up(by=first_adult(project), follow_up=follow_up, answer=answer, now=NOW)


def _meet_sponsor(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    note_contact(
        by=sponsorship.sponsor.person,
        sponsorship=sponsorship,
        happened_on=timezone.localdate(NOW),
        channel="meeting",
        now=NOW,
    )


def _give_stay_feedback(project):
    feedback = Feedback(was_useful=3, sees_self_here=3)
    stay = StayFactory(project=project, done=True)
    give_feedback(by=first_adult(project), stay=stay, feedback=feedback, now=NOW)


def _answer_invitation(project):
    guest = CeremonyGuestFactory(project=project)
    answer = GuestAnswer(comes=True, people=2)
    answer_invitation(by=first_adult(project), guest=guest, answer=answer, now=NOW)


def _as_parameter(function):
    return pytest.param(function, id=function.__name__.strip("_"))


@pytest.mark.parametrize(
    "word",
    [
        _as_parameter(_describe_project_again),
        _as_parameter(_answer_follow_up),
        _as_parameter(_meet_sponsor),
        _as_parameter(_give_stay_feedback),
        _as_parameter(_answer_invitation),
    ],
)
def test_word_of_the_household_in_any_way_ends_its_silence(word):
    project = make_silent_project(days_more=1, settled=True)
    warn_silent_households(now=NOW - timedelta(days=1))

    word(project)

    project.refresh_from_db()
    assert (project.erasure_warned_at, project.last_contact_at) == (None, NOW)
    assert erase_silent_projects(now=NOW + NOTICE_PERIOD) == 0


def test_team_that_corrects_a_file_is_no_word_of_the_household():
    project = make_silent_project(days_more=1)
    warn_silent_households(now=NOW - timedelta(days=1))

    change_answers(
        by=coordinator_of(project), project=project, answers=answers_of(project), now=NOW
    )

    project.refresh_from_db()
    assert project.erasure_warned_at is not None


def test_household_whose_projects_are_joined_is_warned_again():
    survivor, absorbed = make_silent_project(days_more=2), make_silent_project(days_more=1)
    warn_silent_households(now=NOW)
    SettlementProject.objects.filter(pk=absorbed.pk).update(erasure_warned_at=None)

    merge_projects(by=coordinator_of(survivor), survivor=survivor, absorbed=absorbed, now=NOW)

    survivor.refresh_from_db()
    assert survivor.erasure_warned_at is None


def test_strangers_keep_nothing():
    project = make_silent_project()
    for person in (PersonFactory(), first_adult(ProjectFactory())):
        with pytest.raises(NotAllowed):
            retain_project(by=person, project=project)


def test_night_warns_once_and_erases_nobody_who_was_not_warned(deliver_mails):
    project = make_silent_project(days_more=1)

    warn_silent_households()
    warn_silent_households()

    project.refresh_from_db()
    assert project.erased_at is None
    assert [mail.recipient for mail in deliver_mails()] == [first_adult(project).email]
