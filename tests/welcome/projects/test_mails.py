"""Mails of the welcome to a household: replies are added to its thread."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.mail.incoming import reply_address
from bocage.foundation.models import OutgoingMail
from bocage.welcome.ceremonies import notifications as ceremony_notifications
from bocage.welcome.follow_ups import notifications as follow_up_notices
from bocage.welcome.helpers import notifications as helper_notices
from bocage.welcome.projects.notifications import projects
from bocage.welcome.sponsors import notifications as sponsor_notifications
from tests.welcome.ceremonies.factories import CeremonyGuestFactory
from tests.welcome.factories import first_adult
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.helpers.factories import HelpRequestFactory
from tests.welcome.sponsors.factories import SponsorshipFactory, agreeing_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"incoming_address": "accueil@bocage.example"}
    )


def invitation(project):
    guest = CeremonyGuestFactory(project=project)
    ceremony_notifications.send_invitations(guest.ceremony, [guest])


def reminder(project):
    guest = CeremonyGuestFactory(project=project, comes=True)
    ceremony_notifications.remind_coming(guest.ceremony, [guest])


def certificate(project):
    guest = CeremonyGuestFactory(project=project, comes=True, has_come=True)
    ceremony_notifications.send_certificates(guest.ceremony, [guest])


def follow_up(project):
    follow_up_notices.ask_household(FollowUpFactory(project=project))


def sponsor_found(project):
    sponsor_notifications.notify_acceptance(SponsorshipFactory(project=project, active=True))


def sponsorship_over(project):
    sponsor_notifications.notify_end(SponsorshipFactory(project=project, ended=True), by=None)


def help_found(project):
    helper_notices.notify_household(HelpRequestFactory(project=project))


def arrival(project):
    projects.notify_household_of_receipt(project, first_adult(project))


def warning(project):
    projects.warn_household(project, erased_on=timezone.now() + timedelta(days=30))


MAILS = (
    invitation,
    reminder,
    certificate,
    follow_up,
    sponsor_found,
    sponsorship_over,
    help_found,
    arrival,
    warning,
)


@pytest.mark.parametrize("write_mail", MAILS, ids=lambda write_mail: write_mail.__name__)
def test_answer_by_mail_comes_into_the_thread(write_mail):
    project = agreeing_project(settled=True)

    write_mail(project)

    mails = OutgoingMail.objects.filter(recipient=first_adult(project).email)
    assert set(mails.values_list("reply_to", flat=True)) == {reply_address("project", project.pk)}
