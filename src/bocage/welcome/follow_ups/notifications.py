"""Notifications about follow-ups. Operations call these functions in their transactions."""

from collections.abc import Sequence

from bocage.foundation.mail import Mail
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.follow_ups.formatting import summary
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.follow_ups.mails import FollowUpAskedMail, FollowUpNewsMail, FollowUpWishesMail
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications.messages import send_to_adult
from bocage.welcome.projects.recipients import followers_of, household_of


def ask_household(follow_up: FollowUp) -> None:
    """Sends every adult of the household the questions of a follow-up; one answer is enough."""
    for adult in household_of(follow_up.project):
        mail = FollowUpAskedMail(
            link=follow_up_link.token(follow_up.pk, str(adult.pk)),
            months=follow_up.months,
            commune=follow_up.project.commune.name if follow_up.project.commune else "",
        )
        send_to_adult(follow_up.project, adult, mail)


def notify_welcome(follow_up: FollowUp, *, by: Person) -> None:
    """Notifies the people who follow a household, except `by`, that it has left or has
    difficulties.
    """
    project = follow_up.project
    mail = FollowUpNewsMail(
        project_id=project.pk,
        household=project.name,
        months=follow_up.months,
        has_left=not follow_up.still_here,
        summary=", ".join(summary(follow_up)),
        missing=follow_up.missing,
        may_call=follow_up.may_call,
    )
    _to_welcome(project, mail, by)


def notify_wishes(follow_up: FollowUp, wishes: Sequence[str], *, by: Person) -> None:
    """Notifies the people who follow a household, except `by`, that it would like to help
    newcomers.
    """
    project = follow_up.project
    mail = FollowUpWishesMail(
        project_id=project.pk,
        household=project.name,
        months=follow_up.months,
        wishes=tuple(wishes),
    )
    _to_welcome(project, mail, by)


def _to_welcome(project: SettlementProject, mail: Mail, by: Person) -> None:
    for person in followers_of(project):
        if person.pk != by.pk:
            write_to(person, mail)
