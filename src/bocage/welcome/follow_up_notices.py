"""Who is told what about follow-ups: the operations call these in their transactions."""

from __future__ import annotations

from bocage.foundation.mail import send_mail
from bocage.people.models import Person
from bocage.welcome.follow_up_words import summary
from bocage.welcome.mails.follow_ups import FollowUpAskedMail, FollowUpNewsMail
from bocage.welcome.models import FollowUp
from bocage.welcome.signed_links import follow_up_link
from bocage.welcome.sponsor_recipients import followers_of, household_of


def ask_household(follow_up: FollowUp) -> None:
    """Every adult is asked; one answer is enough."""
    for adult in household_of(follow_up.project):
        mail = FollowUpAskedMail(
            link=follow_up_link.token(follow_up.pk, str(adult.pk)),
            months=follow_up.months,
            commune=follow_up.project.commune.name if follow_up.project.commune else "",
        )
        send_mail(mail, to=adult.email, language=adult.language, person=adult)


def tell_welcome(follow_up: FollowUp, *, by: Person) -> None:
    """A household has left, or has a hard time: those who follow it read so, but for `by`."""
    project = follow_up.project
    for person in followers_of(project):
        if person.pk == by.pk:
            continue
        mail = FollowUpNewsMail(
            project_id=project.pk,
            household=project.name,
            months=follow_up.months,
            has_left=not follow_up.still_here,
            summary=", ".join(summary(follow_up)),
            missing=follow_up.missing,
            may_call=follow_up.may_call,
        )
        send_mail(mail, to=person.email, language=person.language, person=person)
